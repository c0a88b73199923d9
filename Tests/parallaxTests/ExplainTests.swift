import Foundation
import TestSupport
import Testing

@Suite struct ExplainTests {
  let place: Workplace

  init() throws { place = try Workplace() }

  /// A fact that explain tells: its name, its words.
  private struct Fact: Hashable {
    var name: String
    var text: String
  }

  private func facts(of thing: String) throws -> [(part: String, fact: Fact)] {
    let run = try place.parallax("explain", thing, "--json")
    #expect(run.exitCode == 0, "\(run.errors)")
    let tree = try #require(JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let parts = try #require(tree["parts"] as? [[String: Any]])
    return parts.flatMap { part in
      ((part["facts"] as? [[String: Any]]) ?? []).map { fact in
        (
          part["title"] as? String ?? "",
          Fact(name: fact["name"] as? String ?? "", text: fact["text"] as? String ?? "")
        )
      }
    }
  }

  /// What a page's Markdown says under a heading, `- **Name**: words; words`, without links and escapes.
  private func lines(under heading: String, of page: String) throws -> [Fact] {
    let text = try place.folder.text(of: "Output/\(page)")
    let section =
      text.components(separatedBy: "\n## \(heading)\n").dropFirst().first?
      .components(separatedBy: "\n## ").first ?? ""
    return section.split(separator: "\n").filter { $0.hasPrefix("- **") }.flatMap { line -> [Fact] in
      let parts = line.dropFirst(4).components(separatedBy: "**: ")
      // Brackets of the text itself stand behind a backslash.
      let words = parts.dropFirst().joined(separator: "**: ")
        .replacing("\\[", with: "\u{1}").replacing("\\]", with: "\u{2}")
        .replacing(/\]\([^)]*\)/, with: "").replacing(/\]\[[^\]]*\]/, with: "")
        .replacing("[", with: "").replacing("`", with: "").replacing("\\", with: "")
        .replacing(#/[●◐×◎⊘↓≠○] /#, with: "").replacing("\u{1}", with: "[").replacing("\u{2}", with: "]")
      return [Fact(name: String(parts[0]), text: words)]
    }
  }

  @Test func explainAndThePageOfAFigureHoldTheSameFacts() throws {
    #expect(try place.parallax("build").exitCode == 0)
    let told = try facts(of: "gap")
    #expect(told.count > 15)
    for (heading, part) in [
      ("Trail", "What it is"), ("What it rests on", "What it rests on"), ("What rests on it", "What rests on it"),
    ] {
      // Every part that a page about a number owes its reader.
      if part == "What it is" {
        let owed = [
          "Question", "Answer", "Unit", "As of", "Formula", "With these numbers", "Interval", "Rows", "Other choices",
          "Do not conclude", "Version", "Cite as",
        ]
        let names = Set(told.filter { $0.part == part }.map(\.fact.name))
        #expect(Set(owed).subtracting(names) == [])
      }
      let shown = try lines(under: heading, of: "figures/gap.md")
      #expect(shown.count > 2, "\(heading) of the page")
      // The page has facts of one name in one line.
      var byName: [String: [String]] = [:]
      for (title, fact) in told where title == part { byName[fact.name, default: []].append(fact.text) }
      for line in shown {
        #expect(byName[line.name]?.joined(separator: "; ") == line.text, "\(heading): \(line.name)")
      }
      let names = Set(shown.map(\.name))
      // What names of the workings stand for has a table of its own on the page.
      let workings = ["leader", "follower", "leaders", "followers"]
      #expect(Set(byName.keys).subtracting(names).subtracting(workings).isEmpty, "\(heading)")
    }
    let page = try place.folder.text(of: "Output/figures/gap.md").replacing("\\", with: "")
    for (part, fact) in told where part == "With these numbers" {
      for piece in fact.text.components(separatedBy: " = ") { #expect(page.contains(piece), "\(fact.name): \(piece)") }
    }
    for (_, fact) in told where ["leader", "follower"].contains(fact.name) {
      let spot = try #require(fact.text.firstMatch(of: /Input\/\S+?:\d+/), "\(fact.text)").output
      #expect(page.contains(spot), "\(spot)")
    }
  }

  /// The number of the figure worked out by hand: see `figuresPrintsTheGapWorkedOutByHand`.
  @Test func figureIsExplainedInLinesThatFitATerminal() throws {
    let run = try place.parallax("explain", "gap")
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.output.contains("value: leader.value − follower.value = 1405 − 1390 = 15"), "\(run.output)")
    #expect(run.output.contains("Input/scores/board.csv:"))
    for line in run.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }

  static let things: [(thing: String, title: String, says: String)] = [
    ("models/panda-1", "record models/panda-1", "Input/models/models.csv:"),
    ("panda-1", "record models/panda-1", "its number hangs on it"),
    ("models/panda-1.released", "value models/panda-1.released", "The value"),
    ("Input/scores/board.csv:6", "record scores/", "Figure"),
    ("Input/scores/board.csv", "file of records Input/scores/board.csv", "rows used"),
    ("index", "page index.html", "Made from"),
    ("index.html", "page index.html", "Figure"),
    ("data/gap.csv", "file data/gap.csv", "every observation"),
    ("figures/gap.html", "figure figures/gap", "What rests on it"),
  ]

  @Test(arguments: things.indices)
  func everySortOfThingIsExplained(_ index: Int) throws {
    let (thing, title, says) = Self.things[index]
    let run = try place.parallax("explain", thing)
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.output.split(separator: "\n").dropFirst().first?.hasPrefix(title) ?? false, "\(run.output)")
    #expect(run.output.contains(says), "\(run.output)")
  }

  private static let variants = """

    variants:
      - {name: only the first board, until: 2026-02-15}

    """

  @Test func aChoiceIsExplainedWithTheFactsOfItsRow() throws {
    let metric = try place.folder.text(of: "Input/metrics/gap.yaml")
    try place.folder.write(metric + Self.variants, to: "Input/metrics/gap.yaml")
    #expect(try place.parallax("build").exitCode == 0)
    let whole = try place.parallax("explain", "gap")
    #expect(whole.output.contains("gap#choice-only-the-first-board"), "\(whole.output)")
    let told = try facts(of: "gap#choice-only-the-first-board")
    let page = try place.folder.text(of: "Output/figures/gap.md")
    let row = try #require(page.split(separator: "\n").first { $0.hasPrefix("| Only the first board: ") })
      .replacing(/\]\([^)]*\)/, with: "").replacing("[", with: "").replacing("`", with: "").replacing("\\", with: "")
    let names = Set(told.map(\.fact.name))
    #expect(
      names.isSuperset(of: ["Answer", "As of", "Chosen otherwise", "Asked for in", "Step", "Name", "Rows", "File"]))
    for (_, fact) in told where !["Figure", "As of", "File"].contains(fact.name) {
      #expect(row.contains(fact.text), "\(fact.name): \(fact.text) in \(row)")
    }
    let rows = try place.folder.text(of: "Output/data/figures/gap.choices.csv").split(whereSeparator: \.isNewline)
    #expect(rows[0].hasPrefix("choice,use,contribution,kind,id,name,file,line,"))
    #expect(rows.count > 4 && rows.dropFirst().allSatisfy { $0.hasPrefix("choice-only-the-first-board,") })
    let wrong = try place.parallax("explain", "gap#choice-only-the-first-bord")
    #expect(wrong.exitCode == 64)
    #expect(
      wrong.errors == "parallax: figure 'gap' has no choice 'choice-only-the-first-bord'; did you mean "
        + "'gap#choice-only-the-first-board'?\n")
  }

  static let misspelled: [(thing: String, answer: String)] = [
    ("gpa", "parallax: nothing is called 'gpa'; did you mean 'figures/gap'?\n"),
    ("models/pandr-1", "parallax: nothing is called 'models/pandr-1'; did you mean 'models/panda-1'?\n"),
    (
      "Input/scores/bord.csv:2",
      "parallax: no record stands in 'Input/scores/bord.csv'; did you mean 'Input/scores/board.csv'?\n"
    ),
    ("Input/scores/board.csv:6:valeu", "parallax: scores have no field 'valeu'; did you mean 'value'?\n"),
    ("Input/scores/board.csv:x", "parallax: 'x' is no line of 'Input/scores/board.csv'\n"),
  ]

  @Test(arguments: misspelled.indices)
  func aMisspelledNameIsAnsweredWithTheNearest(_ index: Int) throws {
    let (thing, answer) = Self.misspelled[index]
    let run = try place.parallax("explain", thing)
    #expect(run.exitCode == 64)
    #expect(run.errors == answer)
    #expect(run.output == "")
  }
}

/// What explain tells beyond a single edition and a single name.
@Suite struct ExplainOfManyTests {
  let place: Workplace

  init() throws { place = try Workplace() }

  @Test func editionsOfAFigureAreThoseOfItsPage() throws {
    #expect(try place.parallax("build").exitCode == 0)
    try place.replace("1405 [1395, 1415]", with: "1407 [1397, 1417]", in: "Input/scores/board.csv")
    #expect(try place.parallax("build").exitCode == 0)
    let page = try place.folder.text(of: "Output/figures/gap.md")
    let run = try place.parallax("explain", "gap")
    #expect(page.contains("| 1 March 2026, number 2 of that day | 17 points (3 to 31) |"), "\(page)")
    #expect(page.contains("| 1 March 2026 | 15 points (1 to 29) |"), "\(page)")
    #expect(run.output.contains("In each edition"), "\(run.output)")
    let lines = run.output.split(whereSeparator: { " │├└─\n".contains($0) }).joined(separator: " ")
    for words in [
      "1 March 2026, number 2 of that day: 17 points (3 to 31), 1 March 2026: our correction",
      "1 March 2026: 15 points (1 to 29), 1 March 2026: first edition",
    ] {
      #expect(lines.contains(words), "\(words) in \(run.output)")
    }
  }

  @Test func aNameThatAFigureSharesMeansTheFigure() throws {
    try place.folder.write(
      """
      - {id: gap, name: Gap, kind: company, country: US, sources: [board]}
      """, to: "Input/organisations/gap.yaml")
    let run = try place.parallax("explain", "gap")
    #expect(run.exitCode == 0, "\(run.errors)")
    let lines = run.output.split(separator: "\n")
    #expect(
      lines.prefix(3).suffix(2) == ["figure figures/gap", "Of the same name: organisations/gap"], "\(run.output)")
    #expect(try place.parallax("explain", "organisations/gap").output.contains("record organisations/gap"))
    #expect(try place.parallax("explain", "gap", "--json").output.contains("\"namesakes\": [\"organisations/gap\"]"))
  }

  @Test func numbersOfAFigureAreThereForPrograms() throws {
    let run = try place.parallax("explain", "gap", "--json")
    for member in ["\"value\": 15,", "\"unit\": \"points\",", "\"as_of\": \"2026-03-01\",", "\"version\": 1,"] {
      #expect(run.output.contains(member), "\(member)")
    }
  }

  @Test func oneValueIsToldWithoutItsWholeRecord() throws {
    let run = try place.parallax("explain", "models/panda-1.released")
    #expect(run.output.split(separator: "\n").count < 14, "\(run.output)")
    for words in ["Value: 1 Feb 2026", "Input/models/models.csv:3", "Source: ", "Of the record: models/panda-1"] {
      #expect(run.output.contains(words), "\(words) in \(run.output)")
    }
  }

  @Test func oneOfManyAnswersIsToldWithWhereItWasRead() throws {
    try place.folder.write(
      """
      - id: distance
        question: How far apart?
        why: They count differently.
        answers:
          - {value: 30, unit: points, as-of: 2025-01, source: board}
          - value: 40
            unit: points
            as-of: 2025-02
            source: board

      """, to: "Input/rivals/r.yaml")
    let run = try place.parallax("explain", "Input/rivals/r.yaml:8")
    #expect(run.exitCode == 0, "\(run.errors)")
    for words in ["answers, number 2", "Value: 40 (Input/rivals/r.yaml:6)", "Read on: 1 March 2026", "rivals/distance"]
    {
      #expect(run.output.contains(words), "\(words) in \(run.output)")
    }
    #expect(!run.output.contains("30"), "\(run.output)")
  }

  @Test func aRowSaysWhichFiguresLeftItOutAndWhy() throws {
    try place.replace("openness: all", with: "openness: all\nsince: 2026-02-15", in: "Input/metrics/gap.yaml")
    let run = try place.parallax("explain", "Input/scores/board.csv:2")
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.output.contains("Left out: "), "\(run.output)")
    for line in run.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }
}
