import Foundation
import TestSupport
import Testing

@Suite struct CheckAndFiguresTests {
  let place: Workplace

  init() throws { place = try Workplace() }

  @Test func checkOfCleanRecordsSaysNothingAndWritesNothing() throws {
    let run = try place.parallax("check")
    #expect(run.exitCode == 0)
    #expect(run.output == "")
    #expect(!place.folder.has("Output"))
    #expect(!place.folder.has(".parallax"))
  }

  @Test func everyFormatOfCheckCarriesTheFinding() throws {
    try place.replace("open,mit,board", with: "open,mitt,board", in: "Input/models/models.csv")
    let sarif = try place.parallax("check", "--format", "sarif")
    let tree = try JSONSerialization.jsonObject(with: Data(sarif.output.utf8)) as? [String: Any]
    #expect(tree?["version"] as? String == "2.1.0")
    let json = try place.parallax("check", "--format", "json")
    for line in json.output.split(separator: "\n") {
      #expect((try? JSONSerialization.jsonObject(with: Data(line.utf8))) != nil, "\(line)")
    }
    let junit = try place.parallax("check", "--format", "junit")
    for run in [sarif, json, junit] {
      #expect(run.exitCode == 65)
      #expect(run.output.contains("mitt"), "\(run.output)")
      #expect(run.output.contains("Input/models/models.csv"))
    }
    #expect(junit.output.hasPrefix("<?xml"))
  }

  /// 1405 and 1390 with 95% intervals of ±10: the difference is 15, its interval ±√200 = ±14.142.
  @Test func figuresPrintsTheGapWorkedOutByHand() throws {
    let run = try place.parallax("figures")
    #expect(run.exitCode == 0)
    #expect(
      run.output == """
        figure  value  from  to  unit    as of       n  choices  verdict
        gap        15     1  29  points  2026-03-01  3           leads

        """)
  }

  @Test func figuresListsByThemeWhereATableIsTooWide() throws {
    let more = """
      - id: part
        title: Part of the models
        theme: competition
        measure: share
        of: models
        by: [bloc]
        every: whole
        leader: us
        unit: fraction
        denominator: all models in our records
        version: 1
        method: m
        caveat: c
      - id: ours
        title: A figure without a theme, and with a name that needs more than one line of so narrow a terminal
        measure: tally
        of: models
        every: whole
        unit: models
        version: 1
        method: m
        caveat: c
      """
    try place.folder.write(more + "\n", to: "Input/metrics/more.yaml")
    let run = try place.parallax("figures", "gap", "part", "ours", environment: ["COLUMNS": "44"])
    #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 44 }, "\(run.output)")
    #expect(
      run.output == """
        Competition
        ===========

        part  Part of the models
          33.33%  of all models in our records, for
                  United States, as of 2026-02-20,
                  n 3

        Without a theme
        ===============

        gap  Gap between the best models
          15  1 to 29 (95%)  points,
                             as of 2026-03-01, n 3,
                             United States leads
        ours  A figure without a theme, and with a
              name that needs more than one line of
              so narrow a terminal
           3                 models,
                             as of 2026-02-20, n 3

        """, "\(run.output)")
  }

  @Test func figuresAsOfADayAreThoseKnownThen() throws {
    let run = try place.parallax("figures", "--as-of", "2026-02-28")
    #expect(run.exitCode == 0)
    #expect(run.output.split(separator: "\n").last?.hasPrefix("gap        20") ?? false, "\(run.output)")
  }

  @Test func figuresAsJSONCarrySeriesAndRows() throws {
    let run = try place.parallax("figures", "gap", "--json")
    let figures = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [[String: Any]]
    let gap = try #require(figures?.first)
    #expect(gap["id"] as? String == "gap")
    #expect(gap["value"] as? Double == 15)
    #expect(abs(try #require(gap["low"] as? Double) - 0.857_864) < 1e-6)
    #expect(gap["level"] as? Double == 0.95)
    #expect(gap["as_of"] as? String == "2026-03-01")
    let series = try #require(gap["series"] as? [[String: Any]])
    let differences = series.filter { $0["part"] as? String == "difference" }
    #expect(differences.map { $0["value"] as? Double } == [20, 15])
    let rows = try #require(gap["rows"] as? [[String: Any]])
    let lines = rows.filter { $0["file"] as? String == "Input/scores/board.csv" }.flatMap { row -> [Int] in
      // Rows of one file share an entry; their lines go with their numbers.
      let numbers = row["rows"] as? [Int] ?? [0]
      return numbers.map { (row["line"] as? Int ?? 0) + $0 - numbers[0] }
    }
    #expect(lines.contains(6))
    _ = try place.parallax("build")
    #expect(try place.folder.text(of: "Output/data/figures.json") == run.output)
  }

  @Test func unknownFigureNamesTheNearest() throws {
    let run = try place.parallax("figures", "gpa")
    #expect(run.exitCode == 64)
    #expect(run.errors == "parallax: there is no figure 'gpa'; did you mean 'gap'?\n")
  }

  @Test func figuresNeedsNoTemplates() throws {
    try place.folder.remove("Templates")
    #expect(try place.parallax("figures").exitCode == 0)
  }
}
