import Foundation
import TestSupport
import Testing

/// What `parallax impact` says before a change, beside what a build then does.
@Suite struct ImpactTests {
  let place: Workplace

  init() throws {
    place = try Workplace()
    try place.folder.write(
      """
      model,provider,input,output,observed,source
      eagle-1,first-party,3,15,2026-02-20,board
      panda-1,first-party,0.5,2,2026-02-20,board
      panda-2,first-party,0.4,1.5,2026-02-21,board

      """, to: "Input/prices/list.csv")
    try place.folder.write(
      """
      - id: price
        title: Median Chinese price
        question: What does the Chinese model in the middle cost?
        measure: price
        of: prices
        statistic: blended
        leader: china
        unit: US dollars a million tokens
        version: 1
        method: The median of (3 × input + output) ÷ 4.
        caveat: A list isn't what is paid.
      - id: permissive
        title: Models under the MIT License
        question: How many models may be used freely?
        measure: tally
        of: models
        where: licence = mit
        by: [bloc]
        every: month
        unit: models
        version: 1
        method: A count.
        caveat: Of three models.

      """, to: "Input/metrics/more.yaml")
    try place.folder.write(
      """
      ---
      title: Prices
      path: prices.html
      description: What models cost.
      navigation: reference
      order: 2
      ---

      The model in the middle costs {{ price.value }}.

      {{ table prices columns="model, input, output" sort="model" caption="Prices" }}

      """, to: "Templates/pages/prices.md")
  }

  private func pages() throws -> [String: String] {
    try place.folder.contents(of: "Output").filter { $0.key.hasSuffix(".html") && !$0.key.hasPrefix("editions/") }
  }

  private func impact(_ options: String...) throws -> [String: Any] {
    let run = try place.parallax(["impact", "--format", "json"] + options)
    #expect(run.exitCode == 0, "\(run.errors)")
    return try #require(JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
  }

  private func ids(_ list: Any?) -> [String] { (list as? [[String: Any]] ?? []).compactMap { $0["id"] as? String } }

  /// Turns one cell of a row into another value of the same kind.
  private func change(_ chance: inout SeededGenerator) throws {
    let kinds = ["price", "score", "licence"].shuffled(using: &chance).prefix(Int.random(in: 1...3, using: &chance))
    for kind in kinds {
      let (file, column) =
        switch kind {
        case "price": ("Input/prices/list.csv", Int.random(in: 2...3, using: &chance))
        case "score": ("Input/scores/board.csv", 3)
        default: ("Input/models/models.csv", 5)
        }
      var lines = try place.folder.text(of: file).split(separator: "\n").map(String.init)
      let line = Int.random(in: 1..<lines.count, using: &chance)
      var cells = lines[line].split(separator: kind == "score" ? "\"" : ",").map(String.init)
      switch kind {
      case "price": cells[column] = "\(Double(Int.random(in: 1...80, using: &chance)) / 4)"
      case "score":
        let value = Int.random(in: 1350...1420, using: &chance)
        cells[1] = "\"\(value) [\(value - 10), \(value + 10)]\""
      default: cells[column] = ["mit", "closed"].randomElement(using: &chance)!
      }
      lines[line] = cells.joined(separator: kind == "score" ? "" : ",")
      try place.folder.write(lines.joined(separator: "\n") + "\n", to: file)
    }
  }

  @Test func namesExactlyWhatABuildThenChanges() throws {
    let first = try place.parallax("build")
    #expect(first.exitCode == 0, "\(first.errors)")
    var chance = SeededGenerator(seed: 9)
    var moved: Set<String> = []
    for round in 0..<50 {
      try change(&chance)
      let before = try pages()
      let said = try impact()
      let run = try place.parallax("build")
      #expect(run.exitCode == 0, "round \(round): \(run.errors)")
      let after = try pages()
      let touched = try #require(said["pages"] as? [String: [String]])
      #expect(touched["changed"] == after.keys.filter { before[$0] != nil && before[$0] != after[$0] }.sorted())
      #expect(touched["added"] == after.keys.filter { before[$0] == nil }.sorted())
      #expect(touched["removed"] == before.keys.filter { after[$0] == nil }.sorted())
      let index = try place.folder.text(of: "Output/editions/index.json")
      let list = try JSONSerialization.jsonObject(with: Data(index.utf8)) as? [String: Any]
      let live = try #require(list?["live"] as? String)
      guard said["changed"] as? Bool == true else {
        #expect(before == after, "round \(round)")
        continue
      }
      let edition = try place.folder.text(of: "Output/editions/\(live).json")
      let kept = try JSONSerialization.jsonObject(with: Data(edition.utf8)) as? [String: Any]
      let changes = try #require(kept?["changes"] as? [String: Any])
      #expect(ids(said["figures"]) == ids(changes["figures"]), "round \(round)")
      #expect(ids(said["claims"]) == ids(changes["verdicts"]), "round \(round)")
      moved.formUnion(ids(said["figures"]))
    }
    #expect(moved == ["gap", "price", "permissive"], "every kind of figure moved at some time")
  }

  @Test func saysHowFarAFigureMovesAndWhoseCitationsAreOutdated() throws {
    try #require(try place.parallax("build").exitCode == 0)
    try place.replace("1405 [1395, 1415]", with: "1450 [1440, 1460]", in: "Input/scores/board.csv")
    let run = try place.parallax("impact")
    #expect(run.exitCode == 0)
    for words in [
      "against the live edition 2026-03-01-", "1 row of scores from board changed, our correction:",
      "gap (headline): 15 points (1 to 29), now 60 points (46 to 74)",
      "beyond the interval that it had; our correction", "changed  index.html",
      "fields\n  Input/scores/board.csv:", ", value: 1405 [1395, 1415], now 1450 [1440, 1460]\n",
      "\n1 record, 1 figure, no claim, 4 pages; nothing was written\n",
      "citations that won't be what the site says any more\n  2026-03-01-",
    ] {
      #expect(run.output.contains(words), "\(words) in \(run.output)")
    }
    let markdown = try place.parallax("impact", "--format", "markdown").output
    #expect(
      markdown.contains("| `gap` (headline) | 15 points (1 to 29) | 60 points (46 to 74) |"), "\(markdown)")
    #expect(try place.parallax("impact", "--fail-on", "headlines").exitCode == 65)
    #expect(try place.parallax("impact", "--fail-on", "claims").exitCode == 0, "'level' doesn't hold, and didn't")
  }

  /// Rows that an edition may not pass on, and others of the same name, aren't taken for what a changed row was.
  @Test func onlyTheRowThatChangedIsSaidToHaveChanged() throws {
    let source = try place.folder.text(of: "Input/sources/board.yaml")
    let secret = source.replacing("id: board", with: "id: secret").replacing(
      "redistribution: yes", with: "redistribution: no")
    try place.folder.write(secret, to: "Input/sources/secret.yaml")
    try place.folder.write(
      """
      model,provider,input,output,observed,source
      eagle-1,first-party,9,90,2026-02-19,secret
      panda-1,first-party,9,90,2026-02-19,secret

      """, to: "Input/prices/a-secret.csv")
    let list = try place.folder.text(of: "Input/prices/list.csv")
    try place.folder.write(list + "panda-1,first-party,0.6,2.5,2026-01-20,board\n", to: "Input/prices/list.csv")
    let run = try place.parallax("build")
    try #require(run.exitCode == 0, "\(run.errors)")
    #expect(!(try place.folder.text(of: "Output/data/prices.csv").contains("secret")))
    // Another row of the name goes in front, and one changes.
    let changed = list.replacing(
      "eagle-1,first-party", with: "panda-1,first-party,0.7,3,2026-01-10,board\neagle-1,first-party")
    try place.folder.write(
      changed.replacing("0.4,1.5", with: "0.45,1.5") + "panda-1,first-party,0.6,2.5,2026-01-20,board\n",
      to: "Input/prices/list.csv")
    let said = try impact()
    let fields = try #require(said["fields"] as? [[String: String]])
    #expect(fields.map { "\($0["record"] ?? "") \($0["field"] ?? "")" } == ["panda-2 · first-party input"], "\(fields)")
    #expect(try place.parallax("impact", "--json").output == place.parallax("impact", "--format", "json").output)
  }

  @Test func aRowThatIsKeptOutIsSaidToBe() throws {
    try #require(try place.parallax("build").exitCode == 0)
    try place.replace("scale: elo", with: "scale: elo\nmaximum: 3000", in: "Input/benchmarks/arena.yaml")
    try place.replace("1405 [1395, 1415]", with: "99999", in: "Input/scores/board.csv")
    let run = try place.parallax("impact")
    #expect(run.output.contains("kept out of every figure\n  Input/scores/board.csv:"), "\(run.output)")
    let said = try impact()
    #expect((said["kept_out"] as? [[String: String]])?.count == 1)
  }

  @Test func nothingToSayIsSaid() throws {
    try #require(try place.parallax("build").exitCode == 0)
    let before = try place.live()
    let run = try place.parallax("impact", "--fail-on", "headlines", "--fail-on", "claims")
    #expect(run.exitCode == 0)
    #expect(run.output.hasSuffix("\nnothing would change\n"), "\(run.output)")
    #expect(try place.live() == before)
  }

  @Test func needsAnEditionOrARevision() throws {
    let none = try place.parallax("impact")
    #expect(none.exitCode == 64)
    #expect(none.errors.contains("there is no edition in 'Output' to compare with"))
    #expect(try place.parallax("impact", "--against", "--output=x").exitCode == 64)
  }

  @Test func recordsThatCannotBePublishedHaveNoImpact() throws {
    try #require(try place.parallax("build").exitCode == 0)
    try place.replace("2026-02-01", with: "2026-02-30", in: "Input/models/models.csv")
    let run = try place.parallax("impact")
    #expect(run.exitCode == 65)
    #expect(run.errors.contains("nothing could be published: 1 error\n"), "\(run.errors)")
  }

  @Test(.enabled(if: Command.path(of: "git") != nil, "needs git"))
  func comparesWithARevision() throws {
    func git(_ arguments: String...) throws {
      let identity = ["-c", "user.name=A tester", "-c", "user.email=tester@example.org"]
      let run = try Command.run(Command.path(of: "git")!, ["-C", place.path] + identity + arguments)
      try #require(run.exitCode == 0, "\(run.errors)")
    }
    try git("init", "--quiet")
    try git("add", "Input", "Templates")
    try git("commit", "--quiet", "--message", "Begin")
    #expect(try impact("--against", "HEAD")["changed"] as? Bool == false)
    try place.replace("0.5,2,", with: "0.25,1,", in: "Input/prices/list.csv")
    let said = try impact("--against", "HEAD")
    #expect(ids(said["figures"]) == ["price"])
    let fields = try #require(said["fields"] as? [[String: String]])
    #expect(fields.map { $0["field"] } == ["input", "output"])
    #expect(fields.map { $0["before"] } == ["0.5", "2"])
    #expect(fields.map { $0["after"] } == ["0.25", "1"])
    #expect(fields.map { $0["where"] } == ["Input/prices/list.csv:3", "Input/prices/list.csv:3"])
    #expect((said["pages"] as? [String: [String]])?["changed"]?.contains("prices.html") == true)
    let run = try place.parallax("impact", "--against", "nowhere")
    #expect(run.exitCode == 64)
    #expect(run.errors.contains("'Input' can't be taken out of revision 'nowhere'"), "\(run.errors)")
  }
}
