import Foundation
import TestSupport
import Testing

/// Editions as an operator and a reader meet them: the whole command, one run after the other.
@Suite struct EditionsTests {
  let place: Workplace

  init() throws { place = try Workplace() }

  private func build(_ options: String...) throws -> Run { try place.parallax(["build"] + options) }

  /// The ids in the order of publication.
  private func ids() throws -> [String] {
    let list = try JSONSerialization.jsonObject(with: Data(place.folder.text(of: "Output/editions/index.json").utf8))
    return ((list as? [String: Any])?["editions"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
  }

  private func correct() throws {
    try place.replace("1405 [1395, 1415]", with: "1407 [1397, 1417]", in: "Input/scores/board.csv")
  }

  @Test func changesPageTellsWhatMovedAndWhy() throws {
    #expect(try build().exitCode == 0)
    #expect(try place.folder.text(of: "Output/changes.html").contains("The first edition, with 1 figure."))
    try correct()
    let run = try build()
    #expect(run.exitCode == 0, "\(run.errors)")
    let page = try place.folder.text(of: "Output/changes.md")
    #expect(
      page.contains("Against the edition of 1 March 2026: 1 figure and 0 verdicts moved, 1 record changed."), "\(page)")
    #expect(page.contains("our correction"))
    #expect(page.contains("scores: eagle-1 · arena · 2026-03-01"))
    #expect(try ids().count == 2)
  }

  @Test func historyIsTheSameHoweverOftenAnEditionIsMadeAnew() throws {
    _ = try build()
    try correct()
    _ = try build()
    let before = try place.live()
    // Everything is rendered again, since the program's options are others; nothing may differ.
    for options in [["--strict"], ["--as-of", "2026-03-01"], []] {
      let run = try place.parallax(["build"] + options)
      #expect(run.exitCode == 0, "\(run.errors)")
      #expect(try place.live() == before, "\(options)")
    }
    #expect(try ids().count == 2)
  }

  @Test func feedEntriesStayTheSameWhenEditionsAreAdded() throws {
    func entries() throws -> [Substring] {
      let feed = try place.folder.text(of: "Output/feed.xml")
      return feed.split(separator: "<entry>").dropFirst().map {
        $0.prefix(upTo: $0.firstRange(of: "</entry>")!.lowerBound)
      }
    }
    _ = try build()
    let first = try entries()
    #expect(first.count == 1)
    try correct()
    _ = try build()
    let second = try entries()
    #expect(second.count == 2)
    #expect(second.last == first.last)
    try place.replace("1390 [1380, 1400]", with: "1393 [1383, 1403]", in: "Input/scores/board.csv")
    _ = try build("--as-of", "2026-04-01")
    let third = try entries()
    #expect(third.count == 3)
    #expect(third.suffix(2) == second[...])
    #expect(third.first?.contains("<updated>2026-04-01T00:00:00Z</updated>") == true)
    // Another look, same facts: no entry.
    try place.replace("body", with: "body ", in: "Templates/assets/style.css")
    #expect(try build("--as-of", "2026-04-01").exitCode == 0)
    #expect(try entries() == third)
    #expect(try ids().count == 4)
  }

  @Test func linksOfFrozenPagesLeadToFilesThatAreThere() throws {
    _ = try build()
    try correct()
    _ = try build()
    for id in try ids() {
      let folder = "Output/editions/\(id)"
      let pages = place.folder.files(in: folder).filter { $0.hasSuffix(".html") }
      #expect(pages.count > 10)
      for page in pages {
        let text = try place.folder.text(of: "\(folder)/\(page)")
        for link in text.split(separator: "href=\"").dropFirst().map({ $0.prefix { $0 != "\"" } }) {
          if link.contains(":") || link.hasPrefix("#") { continue }
          let path = link.prefix { $0 != "#" }
          let target =
            URL(fileURLWithPath: "\(place.path)/\(folder)/\(page)").deletingLastPathComponent().path + "/\(path)"
          #expect(FileManager.default.fileExists(atPath: target), "\(page) links to \(link)")
        }
      }
    }
  }

  @Test func diffSaysWhatMovedOrThatNothingHas() throws {
    _ = try build()
    try correct()
    _ = try build()
    let run = try place.parallax("diff")
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(
      run.output.contains(
        "figure   gap: 15 points (1 to 29) of 2026-03-01, now 17 points (3 to 31) of 2026-03-01 (our correction)"
      ),
      "\(run.output)")
    #expect(run.output.contains("verdict  level: does-not-hold") == false)
    #expect(run.output.contains("1 figure and 0 verdicts moved, 1 record changed"))
    let json = try place.parallax("diff", "--json", try ids()[0], "live")
    let fields = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    #expect(fields?["changed"] as? Bool == true)
    #expect((fields?["pages"] as? [String: Any])?["changed"] as? [String] != [])
    let same = try place.parallax("diff", "live", "live")
    #expect(same.output.contains("no figure, verdict or record has changed"))
    #expect(try place.parallax("diff", "1999").exitCode == 64)
  }

  @Test func rollbackHoldsUntilTheRecordsChange() throws {
    _ = try build()
    let first = try place.folder.contents(of: "Output").filter { !$0.key.hasPrefix("editions/") }
    try correct()
    _ = try build()
    let run = try place.parallax("rollback")
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.output == "Edition \(try ids()[0]) is live in 'Output'.\n")
    #expect(try place.folder.contents(of: "Output").filter { !$0.key.hasPrefix("editions/") } == first)
    #expect(try place.parallax("verify").exitCode == 0)
    let held = try build("--verbose")
    #expect(held.exitCode == 0)
    #expect(held.errors.contains("nothing to do: the edition of these records was rolled back"))
    #expect(try place.folder.contents(of: "Output").filter { !$0.key.hasPrefix("editions/") } == first)
    try place.replace("1407 [1397, 1417]", with: "1408 [1398, 1418]", in: "Input/scores/board.csv")
    #expect(try build().exitCode == 0)
    #expect(try ids().count == 3)
    let page = try place.folder.text(of: "Output/changes.md")
    #expect(page.contains("18 points"), "\(page)")
    #expect(!page.contains("17 points"), "what was rolled back never was")
    #expect(try place.folder.text(of: "Output/editions/index.md").contains("withdrawn"))
  }

  @Test func changedPageIsPutRightWhileRolledBack() throws {
    _ = try build()
    try correct()
    _ = try build()
    _ = try place.parallax("rollback")
    let before = try place.folder.contents(of: "Output")
    try place.folder.remove("Output/index.html")
    try place.folder.write("his", to: "Output/figures/gap.html")
    let run = try build("--verbose")
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.errors.contains("changed by hand: figures/gap.html, index.html"), "\(run.errors)")
    #expect(try place.folder.contents(of: "Output") == before)
    #expect(try place.parallax("verify").exitCode == 0)
    #expect(try build("--dry-run").output == "nothing would change: the edition of these records was rolled back\n")
  }

  @Test func pageThatIsDamagedUnderAllItsNamesIsNotPassedOverInSilence() throws {
    _ = try build()
    try correct()
    _ = try build()
    _ = try place.parallax("rollback")
    for path in ["index.html", "editions/\(try ids()[0])/index.html"] {
      try place.folder.write("his", to: "Output/\(path)")
    }
    let run = try build()
    #expect(run.exitCode == 74)
    #expect(run.errors.contains("'index.html' of edition \(try ids()[0]) was changed"), "\(run.errors)")
    #expect(run.errors.contains("make another edition live with 'parallax rollback'"), "\(run.errors)")
    #expect(try place.parallax("rollback", try ids()[1]).exitCode == 0)
    #expect(try place.folder.text(of: "Output/index.html").hasPrefix("<!DOCTYPE"))
  }

  @Test func rollingForwardAgainTakesNothingBack() throws {
    _ = try build()
    try correct()
    _ = try build()
    try place.replace("1390 [1380, 1400]", with: "1393 [1383, 1403]", in: "Input/scores/board.csv")
    _ = try build()
    let before = try place.live().filter { !$0.key.hasPrefix("editions/") }
    let names = try ids()
    #expect(try place.parallax("rollback").exitCode == 0)
    #expect(try place.parallax("rollback").exitCode == 0)
    #expect(try place.folder.text(of: "Output/editions/index.md").split(separator: "withdrawn").count == 3)
    #expect(try place.parallax("rollback", String(names[2].dropLast(4))).exitCode == 0)
    #expect(!(try place.folder.text(of: "Output/editions/index.md").contains("withdrawn")))
    let run = try build("--verbose")
    #expect(run.errors.hasSuffix("\nnothing to do\n"), "\(run.errors)")
    #expect(Set(try place.live().keys.filter { !$0.hasPrefix("editions/") }) == Set(before.keys))
    #expect(try place.parallax("verify").exitCode == 0)
  }

  @Test func editionThatIsNotThereIsAnsweredWithThoseThatAre() throws {
    _ = try build()
    let id = try ids()[0]
    let first = try place.parallax("rollback")
    #expect(first.exitCode == 64)
    #expect(first.errors.contains("there is no edition before \(id)"), "\(first.errors)")
    #expect(first.errors.contains("Editions with pages: \(id) (live)."))
    #expect(try place.parallax("diff").errors.contains("there is no edition before \(id)"))
    #expect(try place.parallax("verify", "Nowhere").errors.contains("No such file or directory"))
  }

  @Test func frozenPageThatNobodyCanPutRightIsTold() throws {
    _ = try build()
    try correct()
    _ = try build()
    try place.folder.write("his", to: "Output/editions/\(try ids()[0])/figures/gap.html")
    try place.replace("1407 [1397, 1417]", with: "1409 [1399, 1419]", in: "Input/scores/board.csv")
    let run = try build()
    #expect(run.exitCode == 0)
    #expect(
      run.errors
        == "parallax: 'editions/\(try ids()[0])/figures/gap.html' of an earlier edition was changed by hand, and there is no other copy of it\n"
    )
    #expect(try place.parallax("report").output.contains("without another copy, and left: editions/"))
  }

  @Test func pagesThatAreGoneAreNotPromisedAnyMore() throws {
    func keep(_ count: Int) throws {
      let report = try place.folder.text(of: "Input/report.yaml").split(separator: "\n")
        .filter { !$0.hasPrefix("editions-kept") }
      try place.folder.write((report + ["editions-kept: \(count)\n"]).joined(separator: "\n"), to: "Input/report.yaml")
    }
    try keep(1)
    _ = try build()
    try correct()
    _ = try build()
    let names = try ids()
    #expect(!place.folder.has("Output/editions/\(names[0])"))
    // More are to be kept from now on; those that are gone don't come back.
    try keep(5)
    let run = try build()
    #expect(run.exitCode == 0, "\(run.errors)")
    try place.replace("1407 [1397, 1417]", with: "1409 [1399, 1419]", in: "Input/scores/board.csv")
    #expect(try build().exitCode == 0)
    // And one that somebody removed.
    try place.folder.remove("Output/editions/\(names[1])")
    try place.replace("1409 [1399, 1419]", with: "1411 [1401, 1421]", in: "Input/scores/board.csv")
    let last = try build()
    #expect(last.exitCode == 0, "\(last.errors)")
    let list = try place.folder.text(of: "Output/editions/index.md")
    #expect(list.split(separator: "no longer kept").count == 3, "\(list)")
    #expect(!place.folder.has("Output/editions/\(names[1])"))
    #expect(try place.parallax("verify").exitCode == 0)
  }

  @Test func editionsOfOneDayAreToldApart() throws {
    _ = try build()
    try correct()
    _ = try build()
    let page = try place.folder.text(of: "Output/changes.md")
    #expect(page.contains("### Edition of 1 March 2026, number 2 of that day\n"), "\(page)")
    #expect(page.contains("### Edition of 1 March 2026\n"))
    let feed = try place.folder.text(of: "Output/feed.xml")
    #expect(feed.contains("<updated>2026-03-01T00:01:00Z</updated>"))
    #expect(feed.contains("<title>Edition of 1 March 2026, the first</title>"))
  }

  @Test func verifyNamesWhatWasChanged() throws {
    _ = try build()
    let whole = try place.parallax("verify", "Output")
    #expect(whole.exitCode == 0)
    #expect(whole.output.contains(try ids()[0]))
    try place.folder.write("forged", to: "Output/index.html")
    let run = try place.parallax("verify", "Output")
    #expect(run.exitCode == 65)
    #expect(run.output.contains("'index.html' was changed"))
    #expect(try place.parallax("verify", "Nowhere").exitCode == 74)
  }

  @Test func dryRunSaysWhichFiguresAndVerdictsWouldMove() throws {
    _ = try build()
    let before = try place.live()
    try place.replace("1405 [1395, 1415]", with: "1395 [1385, 1405]", in: "Input/scores/board.csv")
    let run = try build("--dry-run")
    #expect(run.output.contains("figure   gap: 15 "), "\(run.output)")
    #expect(run.output.contains("verdict  level: does-not-hold, now holds (our correction)"), "\(run.output)")
    #expect(run.output.contains("add     editions/2026-03-01-"), "\(run.output)")
    #expect(try place.live() == before)
  }

  @Test func damagedListOfEditionsIsPutRightFromItsCopy() throws {
    _ = try build()
    try place.folder.write("{", to: "Output/editions/index.json")
    try correct()
    let run = try build()
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(try ids().count == 2)
    #expect(try place.folder.text(of: "Output/changes.md").contains("our correction"))
  }

  @Test func lostListOfEditionsStopsTheRunAndSaysWhatToDo() throws {
    _ = try build()
    try place.folder.write("{", to: "Output/editions/index.json")
    try place.folder.remove(".parallax/editions")
    try correct()
    let run = try build()
    #expect(run.exitCode == 74)
    #expect(run.errors.contains("'\(place.path)/Output/editions/index.json' can't be made out"), "\(run.errors)")
    #expect(run.errors.contains("Put the file back from a copy, or remove 'editions' in output and state folder"))
  }

  @Test func lostOutputForgetsNoEdition() throws {
    _ = try build()
    try correct()
    _ = try build()
    let before = try place.folder.contents(of: "Output")
    let known = try ids()
    try place.folder.remove("Output")
    let run = try build()
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(
      run.errors
        == "parallax: the output was gone, and is made anew; frozen pages of editions before this one are lost\n")
    #expect(try ids() == known)
    let after = try place.folder.contents(of: "Output")
    let lost = "editions/\(known[0])/"
    #expect(Set(before.keys.filter { !$0.hasPrefix(lost) }) == Set(after.keys), "only frozen pages are gone")
    let list = ["editions/index.html", "editions/index.md", "editions/SHA256SUMS"]
    for (path, text) in after where !list.contains(path) { #expect(text == before[path], "\(path)") }
    #expect(after["editions/index.md"]?.contains("no longer kept") == true)
    #expect(try place.parallax("verify").exitCode == 0)
  }

  @Test func lostStateFolderForgetsNoEditionAndOwnsWhatWasPublished() throws {
    _ = try build()
    try correct()
    _ = try build()
    let before = try place.live()
    try place.folder.remove(".parallax")
    let run = try build("--verbose")
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(!run.errors.contains("not ours"), "\(run.errors)")
    #expect(try place.live() == before)
    try place.replace("1407 [1397, 1417]", with: "1409 [1399, 1419]", in: "Input/scores/board.csv")
    #expect(try build().exitCode == 0)
    #expect(try ids().count == 3)
    #expect(try place.parallax("verify").exitCode == 0)
  }

  @Test func afterARollbackEveryPageTellsTheEditionThatIsLive() throws {
    _ = try build()
    let first = try place.folder.contents(of: "Output")
    try correct()
    _ = try build("--as-of", "2026-05-09")
    #expect(try place.folder.text(of: "Output/editions/index.html").contains("9 May 2026"))
    #expect(try place.parallax("rollback").exitCode == 0)
    let names = try ids()
    let page = try place.folder.text(of: "Output/editions/index.html")
    let row = try #require(page.split(separator: "<tr id=\"\(names[0])\"").last?.split(separator: "</tr>").first)
    #expect(row.contains(">shown now<"), "\(row)")
    let other = try #require(page.split(separator: "<tr id=\"\(names[1])\"").last?.split(separator: "</tr>").first)
    #expect(other.contains(">withdrawn<"), "\(other)")
    #expect(page.contains("Edition of 1 March 2026"), "the page is of the edition that is live")
    let text = try place.folder.text(of: "Output/editions/index.md")
    #expect(text.contains("| `\(names[0])` | 1 March 2026 | shown now |"), "\(text)")
    #expect(text.contains("| `\(names[1])` | 9 May 2026 | withdrawn |"), "\(text)")
    for path in ["status.json", "feed.xml", "changes.html", "index.html"] {
      #expect(try place.folder.text(of: "Output/\(path)") == first[path], "\(path)")
    }
    #expect(try place.parallax("report").output.contains("rolled back"))
    // Forward again, and the list says so.
    #expect(try place.parallax("rollback", names[1]).exitCode == 0)
    let forward = try place.folder.text(of: "Output/editions/index.md")
    #expect(forward.contains("| `\(names[1])` | 9 May 2026 | shown now |"), "\(forward)")
    #expect(forward.contains("| `\(names[0])` | 1 March 2026 | superseded |"), "\(forward)")
    #expect(try place.parallax("verify").exitCode == 0)
  }

  @Test func linksOfLivePagesLeadToFilesThatAreThereAfterARollback() throws {
    _ = try build()
    try correct()
    _ = try build()
    #expect(try place.parallax("rollback").exitCode == 0)
    var count = 0
    for page in place.folder.files(in: "Output") where page.hasSuffix(".html") {
      let text = try place.folder.text(of: "Output/\(page)")
      for link in text.split(separator: "href=\"").dropFirst().map({ $0.prefix { $0 != "\"" } }) {
        if link.contains(":") || link.hasPrefix("#") { continue }
        let folder = URL(fileURLWithPath: "\(place.path)/Output/\(page)").deletingLastPathComponent().path
        #expect(
          FileManager.default.fileExists(atPath: "\(folder)/\(link.prefix { $0 != "#" })"), "\(page) links to \(link)")
        count += 1
      }
    }
    #expect(count > 50)
  }

  @Test func pageThatMovesBecauseOnlyTheDayDoesIsToldAsPassingTime() throws {
    _ = try build("--as-of", "2026-02-10")
    let run = try build()
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(try place.parallax("diff").output.contains("(passing time)"))
    #expect(try place.folder.text(of: "Output/changes.md").contains("passing time"))
  }

  @Test func statusTellsTheAgeOfEachSourceInAbsoluteDates() throws {
    try place.replace(
      "retrieved: 2026-03-01", with: "retrieved: 2026-03-01\nexpected-every-days: 30", in: "Input/sources/board.yaml")
    #expect(try build().exitCode == 0)
    let status = try JSONSerialization.jsonObject(with: Data(place.folder.text(of: "Output/status.json").utf8))
    let fields = status as? [String: Any]
    #expect(fields?["edition_day"] as? String == "2026-03-01")
    #expect(fields?["next_due"] as? String == "2026-03-31")
    let source = (fields?["sources"] as? [[String: Any]])?.first
    #expect(source?["newest_fact"] as? String == "2026-03-01")
  }
}
