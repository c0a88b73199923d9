import Diagnostics
import Foundation
import Publishing
import TestSupport
import Testing

@Suite struct EditionsTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Publishes as a run does, with a file that stands for what is said of the edition; gives the edition's id.
  @discardableResult
  private func publish(
    _ files: [String: String], day: String = "2026-01-02", keeping count: Int = 3, disk: Disk = Disk()
  ) async throws -> String {
    var publisher = try Publisher(output: "\(folder.path)/Output", disk: disk)
    let edition = await Edition(of: PublishingTests.edition(files), day: day)
    let archive = try publisher.memory.archive()
    var about = [OutputFile(path: "editions/\(edition.id).records.json", bytes: Array("records".utf8))]
    if archive[edition.id] == nil {
      about.append(OutputFile(path: "editions/\(edition.id).json", bytes: Array("of \(day)".utf8)))
    }
    let items = try publisher.items(for: edition, about: about, keeping: count)
    _ = try publisher.publish(items, madeFrom: fingerprint("\(files.sorted { $0.key < $1.key })"))
    return edition.id
  }

  private func archive() throws -> Archive { try Memory(of: "\(folder.path)/Output").archive() }

  @Test func editionIsFrozenUnderItsNameAsItIsPublished() async throws {
    let id = try await publish(["index.html": "home", "m/a.html": "a"])
    #expect(try folder.text(of: "Output/editions/\(id)/index.html") == "home")
    #expect(try folder.text(of: "Output/editions/\(id)/m/a.html") == "a")
    #expect(
      try folder.status("Output/editions/\(id)/m/a.html") == folder.status("Output/m/a.html"), "one file, two names")
    #expect(try archive().live == id)
    #expect(id.hasPrefix("2026-01-02-"))
  }

  @Test func idIsTheSameForTheSameBytesAndDayOnly() async {
    func id(_ files: [String: String], _ day: String) async -> String {
      await Edition(of: edition(files), day: day).id
    }
    let first = await id(["a": "1", "b": "2"], "2026-01-02")
    #expect(await id(["b": "2", "a": "1"], "2026-01-02") == first)
    #expect(await id(["a": "1", "b": "3"], "2026-01-02") != first)
    #expect(await id(["a": "1", "c": "2"], "2026-01-02") != first)
    #expect(await id(["a": "1", "b": "2"], "2026-01-03").suffix(12) == first.suffix(12))
    #expect(Edition.isID(first))
    for wrong in ["", "2026-01-02", "../../../etc/pass", "2026-01-02-0123456789AB", "2026-1-02-0123456789ab"] {
      #expect(!Edition.isID(wrong), "\(wrong)")
    }
  }

  @Test func frozenPagesStayWhenTheLiveOnesChange() async throws {
    let first = try await publish(["index.html": "one", "same.css": "s"])
    let before = try folder.status("Output/editions/\(first)/index.html")
    let second = try await publish(["index.html": "two", "same.css": "s"])
    #expect(try folder.text(of: "Output/index.html") == "two")
    #expect(try folder.text(of: "Output/editions/\(first)/index.html") == "one")
    #expect(try folder.status("Output/editions/\(first)/index.html") == before)
    let files = ["Output/same.css", "Output/editions/\(first)/same.css", "Output/editions/\(second)/same.css"]
    #expect(try Set(files.map { try folder.status($0)?.inode }).count == 1)
    #expect(try archive().entries.map(\.previous) == [nil, first])
  }

  @Test func sameEditionAgainTouchesNothing() async throws {
    let id = try await publish(["index.html": "one"])
    let files = folder.files(in: "Output")
    let before = try files.map { try folder.status("Output/\($0)") }
    #expect(try await publish(["index.html": "one"]) == id)
    #expect(try files.map { try folder.status("Output/\($0)") } == before)
    #expect(folder.files(in: "Output") == files)
  }

  @Test func pagesOfTheLastFewAreKeptAndWhatWasSaidOfAllOfThem() async throws {
    var ids: [String] = []
    for number in 1...6 { ids.append(try await publish(["index.html": "\(number)"], keeping: 3)) }
    for (index, id) in ids.enumerated() {
      #expect(folder.has("Output/editions/\(id)/index.html") == (index >= 3), "edition \(index + 1)")
      #expect(folder.has("Output/editions/\(id).records.json") == (index >= 3), "edition \(index + 1)")
      #expect(folder.has("Output/editions/\(id).json"), "edition \(index + 1)")
    }
    #expect(try archive().entries.map(\.id) == ids)
  }

  @Test(arguments: [0, 1]) func retentionNeverTakesTheLiveEdition(count: Int) async throws {
    let first = try await publish(["index.html": "1"], keeping: 4)
    let second = try await publish(["index.html": "2"], keeping: 4)
    try rollBack(to: first)
    // The live one is the oldest, and still it stays.
    #expect(try archive().live == first)
    #expect(try archive().frozen(1) == [first])
    #expect(try archive().frozen(0) == [])
    let third = try await publish(["index.html": "3"], keeping: count)
    #expect(try folder.text(of: "Output/index.html") == "3")
    #expect(folder.has("Output/editions/\(third)/index.html") == (count > 0))
    #expect(!folder.has("Output/editions/\(second)"))
    #expect(folder.has("Output/editions/\(second).json"))
  }

  @Test func rollbackBringsTheWholeEditionBackWithLaterTimes() async throws {
    let first = try await publish(["index.html": "one", "a.html": "a", "same.html": "s"])
    let second = try await publish(["index.html": "two", "b.html": "b", "same.html": "s"])
    let before = (try folder.status("Output/index.html"), try folder.status("Output/same.html"))
    #expect(try rollBack(to: nil) == first)
    var live = try folder.contents(of: "Output").filter { !$0.key.hasPrefix("editions/") }
    live["SHA256SUMS"] = nil
    #expect(live == ["index.html": "one", "a.html": "a", "same.html": "s"])
    #expect(try #require(try folder.status("Output/index.html")).modified.seconds > #require(before.0).modified.seconds)
    #expect(try folder.status("Output/same.html") == before.1)
    #expect(try archive().live == first)
    #expect(try archive()[second]?.isWithdrawn == true)
    #expect(try Verification.of("\(folder.path)/Output").faults == [])
    // And forward again.
    #expect(try rollBack(to: second) == second)
    #expect(try folder.text(of: "Output/index.html") == "two")
    #expect(try archive()[second]?.isWithdrawn == false)
  }

  @Test func whatWasRolledBackIsNotPublishedAgainFromTheSameRecords() async throws {
    try await publish(["index.html": "one"])
    try await publish(["index.html": "two"])
    let key = fingerprint("\([(key: "index.html", value: "two")])")
    #expect(try Publisher(output: "\(folder.path)/Output").isLive(key))
    try rollBack(to: nil)
    #expect(try Publisher(output: "\(folder.path)/Output").isWithdrawn(key))
    try await publish(["index.html": "three"])
    #expect(try !Publisher(output: "\(folder.path)/Output").isWithdrawn(key))
    #expect(try archive().entries.last?.previous == archive().entries.first?.id, "the withdrawn one isn't its ancestor")
  }

  @Test(arguments: ["2020-01-01-000000000000", "../../etc", ""]) func unknownEditionIsRefused(id: String) async throws {
    try await publish(["index.html": "one"])
    #expect(throws: PublishingProblem.noEdition(id)) { try rollBack(to: id) }
  }

  @Test func frozenPagesThatWereChangedAreNoEditionToGoBackTo() async throws {
    let first = try await publish(["index.html": "one"])
    try await publish(["index.html": "two"])
    try folder.write("forged", to: "Output/editions/\(first)/index.html")
    #expect(throws: PublishingProblem.damaged(edition: first, path: "index.html")) { try rollBack(to: first) }
    #expect(try folder.text(of: "Output/index.html") == "two")
  }

  @Test func verificationFindsEveryFileThatDiffers() async throws {
    let first = try await publish(["index.html": "one", "a.html": "a"])
    let second = try await publish(["index.html": "two", "a.html": "a"])
    let whole = try Verification.of("\(folder.path)/Output")
    #expect(whole.isWhole)
    #expect(whole.editions == [second, first])
    // A copy elsewhere, and frozen pages alone, are proven the same way.
    try FileManager.default.copyItem(atPath: "\(folder.path)/Output", toPath: "\(folder.path)/copy")
    #expect(try Verification.of("\(folder.path)/copy").isWhole)
    #expect(try Verification.of("\(folder.path)/copy/editions/\(first)").editions == [first])
    try folder.write("x", to: "copy/index.html")
    try folder.remove("copy/editions/\(first)/a.html")
    try folder.write("x", to: "copy/editions/\(first).json")
    try folder.write("x", to: "copy/theirs.txt")
    let broken = try Verification.of("\(folder.path)/copy")
    #expect(
      broken.faults == [
        "'index.html' was changed", "'editions/\(first).json' was changed",
        "'editions/\(first)/a.html' is missing",
      ])
    #expect(broken.unlisted == ["theirs.txt"])
  }

  @Test func forgedSumsDoNotProveAnEdition() async throws {
    let id = try await publish(["index.html": "one"])
    try folder.write("two", to: "Output/index.html")
    let sums = "\(Digest(of: Array("two".utf8)))  index.html\n"
    try folder.write(sums, to: "Output/SHA256SUMS")
    let verification = try Verification.of("\(folder.path)/Output")
    #expect(verification.faults.first == "'SHA256SUMS' isn't that of edition \(id)")
  }

  @Test func frozenPageThatSharesAChangedFileIsPutRight() async throws {
    let first = try await publish(["index.html": "one", "a.html": "a", "b.html": "b"])
    try await publish(["index.html": "two", "a.html": "a", "b.html": "b"])
    // Written in place, so under all of its names; and one name gone.
    let handle = try #require(FileHandle(forWritingAtPath: "\(folder.path)/Output/a.html"))
    try handle.write(contentsOf: Data("x".utf8))
    try handle.close()
    try folder.remove("Output/editions/\(first)/b.html")
    #expect(try Verification.of("\(folder.path)/Output").faults.count == 4)
    try await publish(["index.html": "three", "a.html": "a", "b.html": "b"])
    #expect(try Verification.of("\(folder.path)/Output").faults == [])
    #expect(try folder.text(of: "Output/editions/\(first)/a.html") == "a")
  }

  @Test func sumsThatLeadOutOfTheFolderAreRefused() throws {
    let digest = Digest(of: []).description
    for path in ["/etc/passwd", "../x", "a/../../x", "a//b", ""] {
      #expect(Sums("\(digest)  \(path)\n") == nil, "\(path)")
    }
    #expect(Sums("\(digest)  a b/c.html\n")?["a b/c.html"] == Digest(of: []))
  }

  @Test func listThatCannotBeMadeOutStopsTheNextEdition() async throws {
    try await publish(["index.html": "one"])
    for text in [
      "", "{", "{\"live\": null}", "{\"live\": \"x\", \"editions\": []}",
      "{\"live\": null, \"editions\": [{\"id\": \"../../x\", \"day\": \"..\"}]}",
    ] {
      try folder.write(text, to: "Output/editions/index.json")
      // Without its copy, that is.
      if folder.has(".parallax/editions") { try folder.remove(".parallax/editions") }
      await #expect(throws: PublishingProblem.brokenArchive(path: "\(folder.path)/Output/editions/index.json")) {
        try await publish(["index.html": "two"])
      }
    }
    #expect(try folder.text(of: "Output/index.html") == "one")
  }

  @Test func editionThatComesBackIsTheSameEdition() async throws {
    let first = try await publish(["index.html": "one"])
    let second = try await publish(["index.html": "two"])
    #expect(try await publish(["index.html": "one"]) == first)
    #expect(try archive().entries.map(\.id) == [first, second])
    #expect(try archive().live == first)
    #expect(try archive().chain.map(\.id) == [first])
    #expect(try folder.text(of: "Output/editions/\(first).json") == "of 2026-01-02")
  }

  @Test func fileSystemWithoutHardLinksGetsFrozenPagesAllTheSame() async throws {
    let disk = Disk { call, _ in call == .link ? 1 : nil }
    let first = try await publish(["index.html": "one", "a.html": "a"], disk: disk)
    let second = try await publish(["index.html": "two", "a.html": "a"], disk: disk)
    #expect(try folder.text(of: "Output/editions/\(first)/index.html") == "one")
    #expect(try folder.text(of: "Output/editions/\(second)/a.html") == "a")
    #expect(try Verification.of("\(folder.path)/Output").faults == [])
  }

  @Test func sha256sumAgrees() async throws {
    let id = try await publish(["index.html": "one", "m/a b.html": "a"])
    for place in ["Output", "Output/editions", "Output/editions/\(id)"] {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/sha256sum")
      process.arguments = ["--check", "--quiet", "--strict", "SHA256SUMS"]
      process.currentDirectoryURL = URL(fileURLWithPath: "\(folder.path)/\(place)")
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0, "\(place)")
    }
  }

  @discardableResult
  private func rollBack(to id: String?) throws -> String {
    var publisher = try Publisher(output: "\(folder.path)/Output")
    return try publisher.rollBack(to: id).id
  }
}
