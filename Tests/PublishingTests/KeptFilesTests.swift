import Diagnostics
import Publishing
import TestSupport
import Testing

/// Pages that nobody made again: found to be live, passed by the gate without being read, and published as they are.
@Suite struct KeptFilesTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func publisher(disk: Disk = Disk()) throws -> Publisher {
    try Publisher(output: "\(folder.path)/Output", disk: disk)
  }

  private let old = [
    "a.html": GateTests.page("<h2 id=\"x\">X</h2><p><a href=\"b.html#y\">b</a></p>"), "a.md": "a",
    "b.html": GateTests.page("<h2 id=\"y\">Y</h2>"),
  ]

  // MARK: What is remembered

  @Test func pageIsLiveThatWasMadeFromTheSame() async throws {
    try await folder.publish(old)
    let (files, sum) = (["a.html", "a.md"], PageSum(of: [1]))
    do {
      let publisher = try publisher()
      #expect(publisher.pages == nil)
      publisher.remember(pages: [(files, sum)], passedUnder: fingerprint("gate"))
    }
    let pages = try #require(try publisher().pages)
    #expect(pages.areLive(files, madeFrom: sum))
    #expect(!pages.areLive(files, madeFrom: PageSum(of: [2])))
    #expect(!pages.areLive(["a.html"], madeFrom: sum))
    #expect(!pages.areLive(["b.html", "a.md"], madeFrom: sum))
  }

  @Test(arguments: ["a.html", "a.md"]) func pageThatSomebodyTouchedIsNot(name: String) async throws {
    try await folder.publish(old)
    let (files, sum) = (["a.html", "a.md"], PageSum(of: [1]))
    try publisher().remember(pages: [(files, sum)], passedUnder: fingerprint("gate"))
    try folder.write(old[name]! + " ", to: "Output/\(name)")
    #expect(try publisher().pages?.areLive(files, madeFrom: sum) == false)
  }

  @Test func pageThatCameOutOtherwiseSinceIsNot() async throws {
    try await folder.publish(old)
    let (files, sum) = (["a.html", "a.md"], PageSum(of: [1]))
    try publisher().remember(pages: [(files, sum)], passedUnder: fingerprint("gate"))
    try await folder.publish(old.merging(["a.html": "another"]) { $1 })
    #expect(try publisher().pages?.areLive(files, madeFrom: sum) == false)
    try await folder.publish(old)
    #expect(try publisher().pages?.areLive(files, madeFrom: sum) == true)
  }

  @Test func partOfTheMemoryTellsOfNoPageWhatIsntSo() async throws {
    try await folder.publish(old)
    let (files, sum) = (["a.html", "a.md"], PageSum(of: [1]))
    try publisher().remember(pages: [(files, sum), (["b.html"], PageSum(of: [3]))], passedUnder: fingerprint("gate"))
    let whole = try folder.text(of: ".parallax/pages")
    for count in 0..<whole.utf8.count {
      try folder.write(String(whole.prefix(count)), to: ".parallax/pages")
      let pages = try publisher().pages
      #expect(pages?.areLive(["b.html"], madeFrom: PageSum(of: [3])) ?? false == false, "\(count)")
      #expect(pages?.areLive(files, madeFrom: PageSum(of: [4])) ?? false == false, "\(count)")
    }
  }

  // MARK: The gate

  /// What the gate finds where some files are kept, which must be what it finds where all are given.
  private func found(_ new: [String: String], keeping kept: [String]) async throws -> [String] {
    let publisher = try publisher()
    let found = await Gate.findings(in: edition(new), beside: Set(kept), kept: publisher.kept(kept))
    let whole = new.merging(old.filter { kept.contains($0.key) }) { $1 }
    #expect(found.map(GateTests.shown) == (await Gate.findings(in: edition(whole))).map(GateTests.shown))
    return found.map(GateTests.shown)
  }

  @Test func nothingIsWrongWhereAllLinksLeadWhereTheyLed() async throws {
    try await folder.publish(old)
    let other = GateTests.page("<h2 id=\"y\">Y</h2><p id=\"z\"><a href=\"a.html#x\">a</a></p>")
    #expect(try await found(["b.html": other], keeping: ["a.html", "a.md"]) == [])
  }

  @Test func linkOfAKeptPageToAPageThatIsGoneIsFound() async throws {
    try await folder.publish(old)
    let found = try await found(["c.html": GateTests.page("<p>c</p>")], keeping: ["a.html", "a.md"])
    #expect(found.count == 1)
    #expect(found.first?.contains("address 'b.html#y' leads to no file of the site") == true)
  }

  @Test func linkOfAKeptPageToAPlaceThatIsGoneIsFound() async throws {
    try await folder.publish(old)
    let found = try await found(["b.html": GateTests.page("<h2 id=\"z\">Z</h2>")], keeping: ["a.html", "a.md"])
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("a.html:5:") == true)
  }

  @Test func linkToAPlaceThatAKeptPageHasNotIsFound() async throws {
    try await folder.publish(old)
    let other = GateTests.page("<h2 id=\"y\">Y</h2><p><a href=\"a.html#none\">a</a></p>")
    let found = try await found(["b.html": other], keeping: ["a.html", "a.md"])
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("b.html:5:") == true)
  }

  @Test func nameThatDiffersFromAKeptOneInCaseOnlyIsFound() async throws {
    try await folder.publish(old)
    let found = try await found(["A.html": GateTests.page("<p>a</p>")], keeping: ["a.html", "a.md", "b.html"])
    #expect(found.count == 1)
  }

  // MARK: What came out as it was

  /// Pages that no gate would pass, so that it shows whether one looks at them.
  private let spoiled = ["a.html": "<p>a</p>", "a.md": "a", "b.html": GateTests.page("<p>b</p>")]

  private func found(_ files: [String: String]) async throws -> Set<String> {
    let publisher = try publisher()
    let new = edition(files)
    let kept = publisher.kept([]).adding(sameIn: await Edition(of: new, day: "2026-01-02"), of: new)
    return Set(await Gate.findings(in: new, kept: kept).compactMap { $0.place?.file.path })
  }

  @Test func fileThatCameOutAsItWasIsNotLookedAtAgain() async throws {
    try await folder.publish(spoiled)
    #expect(try await found(spoiled) == [])
    #expect(try await found(spoiled.merging(["b.html": GateTests.page("<p>c</p>")]) { $1 }) == [])
  }

  @Test func fileThatCameOutOtherwiseIsLookedAt() async throws {
    try await folder.publish(spoiled)
    #expect(try await found(spoiled.merging(["a.html": "<p>c</p>"]) { $1 }) == ["a.html"])
    #expect(try await found(spoiled.merging(["c.html": "<p>c</p>"]) { $1 }) == ["a.html", "c.html"])
  }

  @Test func pageIsLookedAtWhoseTwinCameOutOtherwise() async throws {
    try await folder.publish(spoiled)
    #expect(try await found(spoiled.merging(["a.md": "b"]) { $1 }) == ["a.html"])
  }

  @Test func markdownIsComparedWithThePageThatCameOutOtherwise() async throws {
    let live = ["a.html": GateTests.page("<p>Ahead.</p>"), "a.md": "Ahead."]
    try await folder.publish(live)
    let quoting = GateTests.page(#"<p>Ahead by <span data-figure="gap">42</span>.</p>"#)
    let new = edition(live.merging(["a.html": quoting]) { $1 })
    let publisher = try publisher()
    let kept = publisher.kept([]).adding(sameIn: await Edition(of: new, day: "2026-01-02"), of: new)
    let found = await Gate.findings(in: new, figures: [ReadBackTests.gap], kept: kept)
    #expect(found.map { $0.place?.file.path } == ["a.md"], "\(found.map(GateTests.shown))")
  }

  @Test func pathThatIsMadeTwiceIsFoundThoughOneOfThemIsLive() async throws {
    try await folder.publish(old)
    let publisher = try publisher()
    let new = [OutputFile(path: "b.html", bytes: Array("x".utf8))] + edition(old)
    let kept = publisher.kept([]).adding(sameIn: await Edition(of: new, day: "2026-01-02"), of: new)
    let found = await Gate.findings(in: new, kept: kept)
    #expect(found.contains { $0.headline == "path 'b.html' is made twice" })
  }

  @Test func allAreLookedAtWhereAFileIsGone() async throws {
    try await folder.publish(spoiled)
    #expect(try await found(spoiled.filter { $0.key != "b.html" }) == ["a.html"])
  }

  @Test func gateHasPassedOnlyTheVeryEditionUnderTheSame() async throws {
    func publish(_ files: [String: String]) async throws {
      var publisher = try publisher()
      let edition = await Edition(of: PublishingTests.edition(files), day: "2026-01-02")
      let items = try publisher.items(for: edition, about: [], keeping: 1)
      _ = try publisher.publish(items, madeFrom: fingerprint("\(files)"))
    }
    try await publish(old)
    try publisher().remember(pages: [], passedUnder: fingerprint("gate"))
    #expect(try publisher().pages?.hasPassed(under: fingerprint("gate")) == true)
    #expect(try publisher().pages?.hasPassed(under: fingerprint("another gate")) == false)
    try await publish(old.merging(["a.md": "b"]) { $1 })
    #expect(try publisher().pages?.hasPassed(under: fingerprint("gate")) == false)
  }

  @Test func figuresThatAreComparedOtherwiseHaveOtherBytes() {
    typealias Observation = PublishedFigure.Observation
    func figure(_ change: (inout PublishedFigure) -> Void = { _ in }) -> [UInt8] {
      var figure = PublishedFigure(id: "gap", title: "Gap", unit: "points", reading: .init(value: 1, low: 0, high: 2))
      figure.series = [Observation(at: "2026", day: 1, part: "us", reading: .init(value: 1))]
      figure.choices = [.init(id: "", reading: .init(value: 1))]
      change(&figure)
      return figure.plainBytes
    }
    let changes: [(inout PublishedFigure) -> Void] = [
      { $0.id = "lag" }, { $0.title = "Lag" }, { $0.unit = "days" }, { $0.version = 2 }, { $0.reading.value = 2 },
      { $0.reading.low = nil }, { $0.reading.high = 0 }, { $0.level = 0 }, { $0.n = 1 }, { $0.extras = ["a": 1] },
      { $0.part = "us" }, { $0.asOf = "2026" }, { $0.isDifference = true }, { $0.after = "2026" }, { $0.by = "2026" },
      { $0.series = [] }, { $0.series[0].at = "2027" }, { $0.series[0].day = 2 }, { $0.series[0].part = "china" },
      { $0.series[0].reading.value = 2 }, { $0.series[0].n = 1 }, { $0.series[0].extras = ["a": 0] },
      { $0.series[0].unit = "days" }, { $0.choices = [] }, { $0.choices[0].id = "a" },
      { $0.choices[0].reading.value = 3 },
    ]
    #expect(figure() == figure())
    #expect(Set(changes.map { figure($0) } + [figure()]).count == changes.count + 1)
  }

  // MARK: Publishing

  private func items(keeping kept: [String], _ new: [String: String], frozen: Int, _ publisher: borrowing Publisher)
    async throws -> [Item]
  {
    let edition = await Edition(of: PublishingTests.edition(new), kept: publisher.kept(kept), day: "2026-01-02")
    return try publisher.items(for: edition, about: [], keeping: frozen)
  }

  @Test func keptFileIsPublishedAsItIs() async throws {
    try await folder.publish(old)
    let before = try folder.status("Output/a.html")
    var publisher = try publisher()
    let items = try await items(keeping: ["a.html", "a.md"], ["b.html": "new"], frozen: 1, publisher)
    let publication = try publisher.publish(items, madeFrom: fingerprint("new"))
    #expect(publication.changes.changed == ["b.html"])
    #expect(try folder.status("Output/a.html") == before)
    #expect(try Verification.of("\(folder.path)/Output").faults == [])
  }

  @Test func editionWithKeptFilesHasTheNameOfTheWholeOne() async throws {
    try await folder.publish(old)
    let publisher = try publisher()
    let whole = await Edition(of: edition(old), day: "2026-01-02")
    let part = await Edition(
      of: edition(old.filter { $0.key == "b.html" }), kept: publisher.kept(["a.html", "a.md"]), day: "2026-01-02")
    #expect(part.id == whole.id)
  }

  @Test func frozenCopyOfAKeptFileHasItsBytesWhereNothingCanBeLinked() async throws {
    try await folder.publish(old)
    let disk = Disk { call, _ in call == .link ? 1 : nil }
    var publisher = try publisher(disk: disk)
    let items = try await items(keeping: ["a.html", "a.md"], ["b.html": "new"], frozen: 1, publisher)
    _ = try publisher.publish(items, madeFrom: fingerprint("new"))
    #expect(try folder.contents(of: "Output").filter { $0.key.hasSuffix("/a.html") }.map(\.value) == [old["a.html"]!])
    #expect(try Verification.of("\(folder.path)/Output").faults == [])
  }

  @Test func fileThatIsChangedMeanwhileStopsTheRunAndNothingIsLost() async throws {
    try await folder.publish(old)
    var publisher = try publisher()
    let items = try await items(keeping: ["a.html", "a.md"], ["b.html": "new"], frozen: 1, publisher)
    try folder.write("somebody else's", to: "Output/a.html")
    #expect(throws: PublishingProblem.changedMeanwhile(path: "\(publisher.output)/a.html")) {
      try publisher.publish(items, madeFrom: fingerprint("new"))
    }
    #expect(try folder.text(of: "Output/b.html") == old["b.html"])
  }
}
