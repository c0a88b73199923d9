import Diagnostics
import Metrics
import Reading
import Records
import TestSupport
import Testing

/// The committed `Input/` against the figures that analysts worked out beside the program.
@Suite struct CommittedInputTests {
  private static let figures = Committed.figuresByID

  /// Boards on which our figure differs from the analysts', and why.
  private static let differing = [
    // The analysts took the label "Qwen" for terms without weights; Qwen2.5-72B can be downloaded.
    "arena-gap-open": ["2024-09-28", "2024-10-29", "2024-11-23"]
  ]

  @Test(
    .enabled(if: Shared.has("mock/data/arena-gap.csv"), Comment(rawValue: Shared.absence)),
    arguments: ["arena-gap", "arena-gap-open"])
  func gapsAgreeWithTheAnalysts(_ id: String) throws {
    let file = SourceFile(path: "\(id).csv", bytes: try Shared.bytes(of: "mock/data/\(id).csv"))
    let table = try #require(CSVTable.read(file).table)
    let columns = Dictionary(table.header.enumerated().map { ($1.text, $0) }) { first, _ in first }
    let figure = try #require(Self.figures[id])
    func number(_ row: Int, _ column: String) throws -> Double {
      let position = try #require(columns[column])
      return try #require(Double(table.cell(row: row, column: position).text))
    }
    #expect(table.rowCount >= 20)
    for row in 0..<table.rowCount {
      let day = table.cell(row: row, column: 0).text
      if Self.differing[id]?.contains(day) ?? false { continue }
      let point = try #require(figure.series.first { $0.at.description == day && $0.part == "difference" })
      #expect(agree(point.value, try number(row, "gap"), within: 0.0501), "\(day)")
      #expect(agree(point.low, try number(row, "gap_low"), within: 0.0501), "\(day)")
      #expect(agree(point.high, try number(row, "gap_high"), within: 0.0501), "\(day)")
      #expect(agree(point.extras["win-rate"], try number(row, "us_win_rate"), within: 0.000501), "\(day)")
    }
  }

  /// Of the tasks of the tables of summer 2026, those for which we have a board.
  private static let figureOfTask = [
    "overall": "arena-gap", "coding": "arena-gap-coding", "chinese": "arena-gap-chinese", "math": "arena-gap-maths",
    "hard_prompts": "arena-gap-hard-prompts",
  ]

  @Test(.enabled(if: Shared.has("mock/data/arena-gap-by-task.csv"), Comment(rawValue: Shared.absence)))
  func gapsByTaskAgreeWithTheAnalysts() throws {
    let path = "mock/data/arena-gap-by-task.csv"
    let table = try #require(CSVTable.read(SourceFile(path: path, bytes: try Shared.bytes(of: path))).table)
    #expect(table.header.map(\.text) == ["board", "task", "best_us", "best_cn", "gap", "gap_low", "gap_high"])
    var compared = 0
    for row in 0..<table.rowCount {
      func text(_ column: Int) -> String { table.cell(row: row, column: column).text }
      guard let figure = Self.figureOfTask[text(1)].flatMap({ Self.figures[$0] }) else { continue }
      let point = try #require(figure.series.first { $0.at.description == text(0) && $0.part == "difference" })
      compared += 1
      // The bounds of the ratings were rounded before.
      for (ours, column) in [(point.value, 4), (point.low, 5), (point.high, 6)] {
        #expect(agree(ours, try #require(Double(text(column))), within: 0.06), "\(text(0)) \(text(1))")
      }
    }
    #expect(compared == 5 * Self.figureOfTask.count)
  }

  @Test func everyMetricHasAValueWithItsTrail() {
    #expect(Self.figures.count >= 130)
    #expect(Committed.figures.findings.filter { $0.severity == .error }.isEmpty)
    for figure in Self.figures.values.sorted(by: { $0.id < $1.id }) {
      // The models that none beats are a list, which no number stands for.
      let isList = figure.words["headline"] == "none" && figure.n > 0
      let hasAnswer = isList || figure.value != nil || figure.low != nil || figure.high != nil
      #expect(hasAnswer && !figure.rows.isEmpty && figure.asOf != nil, "\(figure.id)")
      #expect(figure.interval.hasSuffix("."), "\(figure.id) has an interval, bounds, or says why not")
      let saysNone = figure.interval.hasPrefix("None")
      #expect(saysNone == (figure.low == nil && figure.high == nil), "\(figure.id): \(figure.interval)")
      #expect(figure.level == nil || !figure.interval.hasPrefix("Bounds"), "\(figure.id): \(figure.interval)")
      #expect(!figure.coverage.note.isEmpty && !figure.caveat.isEmpty, "\(figure.id)")
      let isPart = ["fraction", "percent"].contains(figure.unit)
      #expect(!isPart || figure.denominator != nil, "\(figure.id) says what it is a part of")
      if let low = figure.low, let value = figure.value { #expect(low <= value, "\(figure.id)") }
      if let high = figure.high, let value = figure.value { #expect(high >= value, "\(figure.id)") }
      #expect(figure.series.flatMap(\.rows).allSatisfy { figure.rows.indices.contains($0) }, "\(figure.id)")
      for point in figure.series {
        guard let value = point.value, let low = point.low, let high = point.high else { continue }
        #expect(low <= value && value <= high, "\(figure.id) \(point.at) \(point.part)")
      }
    }
  }

  @Test func everyMetricHasATheme() {
    for metric in Committed.corpus.metrics { #expect(metric.theme != nil, "\(metric.id)") }
  }

  @Test func latestGapAndLagAreThoseOfTheOctoberBoard() {
    let gap = Self.figures["arena-gap"]
    #expect(agree(gap?.value, 42.2) && agree(gap?.low, 29.325800995790082) && agree(gap?.high, 55.07419900421001))
    #expect(gap?.asOf?.description == "2026-10-08" && gap?.words["verdict"] == "leads")
    // Released on 5 February, a day after the listing that the analysts used: 228 days.
    #expect(agree(Self.figures["arena-lag"]?.value, 228 / 30.4375))
    #expect(Self.figures["arena-lag"]?.words["leader-model"] == "Claude Opus 4.6")
  }

  /// The cost of R1 was told in September 2025, and most of the licences that we read came later than March.
  @Test func whatWasToldLaterIsInNoFigureOfAnEarlierDay() {
    let wanted: Set = ["training-cost-r1", "training-cost-v3", "licences-by-class"]
    let figures = Metrics.figures(of: Committed.corpus, asOf: Day(year: 2025, month: 3, day: 1), only: wanted).figures
    let values = Dictionary(figures.map { ($0.id, $0.value) }) { first, _ in first }
    #expect(values["training-cost-r1"] == .some(nil))
    #expect(values["training-cost-v3"] == 5.576)
    let now = Self.figures["licences-by-class"]?.value ?? 0
    #expect((values["licences-by-class"] ?? nil).map { $0 > 20 && $0 < now } == true)
  }

  /// The table of the fact sheet, for the periods and blocs in which no later record was added.
  @Test func licenceMixOfChineseReleasesIsThatOfTheFactSheet() {
    let figure = Self.figures["releases-by-licence"]
    func counts(_ period: String) -> [Int] {
      ["permissive", "duty", "restricted", "closed", "unknown"].map { part in
        figure?.series.first { $0.at.description == period && $0.part == "china/\(part)" }?.n ?? -1
      }
    }
    #expect(counts("2023-H2") == [1, 0, 12, 0, 0])
    #expect(counts("2024-H1") == [2, 0, 9, 2, 0])
    #expect(counts("2025-H1") == [14, 0, 4, 1, 0])
    #expect(counts("2025-H2") == [17, 5, 0, 1, 0])
    #expect(counts("2026-H1") == [15, 4, 2, 8, 2])
  }
}
