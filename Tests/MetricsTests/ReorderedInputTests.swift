import Diagnostics
import Metrics
import TestSupport
import Testing

/// No figure hangs on the order in which rows stand in files.
@Suite struct ReorderedInputTests {
  private static let metrics: [String] = [
    metric("frontier", "frontier", "benchmark: arena"),
    metric("gap", "gap", "benchmark: arena", "leader: us", "follower: china"),
    metric("lag", "lag", "benchmark: arena", "leader: us", "follower: china"),
    metric("share", "share", "of: models", "by: [bloc]", "every: half", "leader: china"),
    metric(
      "crossing", "crossing", "of: downloads", "where: measure = downloads", "value: value", "by: [bloc]", "leader: us",
      "follower: china"),
    metric(
      "concentration", "concentration", "of: downloads",
      "where: measure = 'share of downloads' and population = 'all models'", "value: value", "by: [bloc]", "whole: 100",
      "every: whole"),
    metric("trend", "trend", "series: gap", "statistic: mean", "scales: joined"),
    metric(
      "ratio", "ratio", "of: safety", "by: [subject]", "value: rate", "successes: successes", "trials: n", "leader: R1",
      "follower: o1", "where: evaluation = HarmBench"),
    metric("rubric", "rubric", "of: models", "rubric: terms", "by: [bloc]", "every: whole", "leader: us"),
    metric(
      "price", "price", "of: prices", "benchmark: arena", "rating: 1350", "statistic: cheapest", "every: half",
      "leader: us"
    ),
    metric("threshold", "threshold", "limits: [tpp, small-tpp + density]", "every: year"),
    metric(
      "tally", "tally", "of: downloads", "where: measure = downloads", "value: value", "statistic: mean", "by: [bloc]",
      "every: year"),
    metric("agreement", "agreement", "of: openness", "by: [scale, judgement]"),
    metric("balance", "balance", "profile: lab", "benchmark: arena"),
  ]

  private static let files: [String: String] = countInput.merging(termsRubric) { old, _ in old }.merging([
    "Input/profiles/p.yaml": """
    id: lab
    name: Lab
    who: A lab
    limits:
      - {field: weights, op: equals, values: [open], reason: own machines}
    weights:
      - {dimension: capability, weight: 60, reason: r}
      - {dimension: cost, weight: 40, reason: r}
    """,
    "Input/openness/o.csv": """
    model,scale,criterion,judgement,as-of,source
    r1,one,weights,open,2025-03-01,board
    r1,two,weights,partial,2025-04-01,board
    v3,one,weights,open,2025-03-01,board
    v3,two,weights,open,2025-04-01,board
    """,
  ]) { old, _ in old }

  /// The rows of tables the other way round, and the records of lists.
  private static func turned(_ files: [String: String]) -> [String: String] {
    files.reduce(into: [:]) { turned, file in
      let (path, text) = file
      if path.hasSuffix(".csv") {
        let lines = text.split(separator: "\n").map(String.init)
        turned[path] = ([lines[0]] + lines.dropFirst().reversed()).joined(separator: "\n") + "\n"
      } else if text.hasPrefix("- ") {
        let records = ("\n" + text).components(separatedBy: "\n- ").dropFirst()
        turned[path] = records.reversed().map { "- " + $0.trimmingNewlines }.joined(separator: "\n") + "\n"
      } else {
        turned[path] = text
      }
    }
  }

  @Test func everyMeasureGivesTheSameWhicheverWayTheRowsStand() throws {
    func figures(_ files: [String: String]) -> [String: Figure] {
      let input = files.merging(["Input/metrics/m.yaml": Self.metrics.joined(separator: "---\n")]) { _, new in new }
      let made = Metrics.figures(of: corpus(with: input).corpus)
      #expect(made.findings.filter { $0.severity == .error }.map(line(of:)) == [])
      return Dictionary(made.figures.map { ($0.id, $0) }) { first, _ in first }
    }
    let input = boardInput.merging(Self.files) { _, new in new }
    let (plain, turned) = (figures(input), figures(Self.turned(input)))
    #expect(Set(plain.values.map(\.measure)).count == 14)
    for (id, figure) in plain {
      let other = try #require(turned[id])
      #expect(figure.value != nil && figure.value == other.value, "\(id)")
      #expect(figure.low == other.low && figure.high == other.high && figure.n == other.n, "\(id)")
      #expect(figure.series.map(text(of:)) == other.series.map(text(of:)), "\(id)")
      #expect(figure.coverage.used == other.coverage.used && figure.coverage.leftOut == other.coverage.leftOut, "\(id)")
    }
  }

  @Test func narrowerRowsNeverWidenATally() throws {
    func tally(_ statistic: String, _ range: String) throws -> Figure {
      let rows = """
        subject,subject-kind,country,platform,measure,value,unit,as-of,window,population,source
        US,country,US,Hub,downloads,10,downloads,2025-01,month,all models,board
        China,country,CN,Hub,downloads,"20 [\(range)]",downloads,2025-01,month,all models,board
        Qwen,family,,Hub,downloads,"14 [12, 19]",downloads,2025-01,month,all models,board
        """
      return try #require(
        counted(
          metric("t", "tally", "of: downloads", "value: value", "statistic: \(statistic)", "every: year"),
          with: ["Input/downloads/d.csv": rows]
        ).figure)
    }
    for statistic in ["sum", "mean", "median", "maximum", "p75", "p90"] {
      let (wide, narrow) = (try tally(statistic, "11, 40"), try tally(statistic, "18, 22"))
      let (low, high) = (try #require(wide.low), try #require(wide.high))
      #expect(wide.value == narrow.value && low <= wide.value! && wide.value! <= high, "\(statistic)")
      #expect(narrow.low.map { $0 >= low } ?? true && narrow.high.map { $0 <= high } ?? true, "\(statistic)")
    }
  }

  @Test func oneObservationMoreNeverWidensACrossing() throws {
    let header = "subject,subject-kind,country,platform,measure,value,unit,as-of,window,population,source\n"
    func crossing(_ months: [(String, Int, Int)]) throws -> Figure {
      let rows = months.map { month, us, china in
        "US,country,US,Hub,downloads,\(us),downloads,\(month),month,all models,board\n"
          + "China,country,CN,Hub,downloads,\(china),downloads,\(month),month,all models,board\n"
      }
      return try #require(
        counted(
          metric("c", "crossing", "of: downloads", "value: value", "by: [bloc]", "leader: us", "follower: china"),
          with: ["Input/downloads/d.csv": header + rows.joined()]
        ).figure)
    }
    let far = try crossing([("2025-01", 10, 5), ("2025-06", 10, 15)])
    let nearer = try crossing([("2025-01", 10, 5), ("2025-04", 10, 11), ("2025-06", 10, 15)])
    let later = try crossing([("2025-01", 10, 5), ("2025-04", 10, 9), ("2025-06", 10, 15)])
    for figure in [nearer, later] {
      let (low, value, high) = (try #require(figure.low), try #require(figure.value), try #require(figure.high))
      #expect(low <= value && value <= high)
      #expect(try high - low < #require(far.high) - #require(far.low))
    }
  }
}

extension String {
  fileprivate var trimmingNewlines: String {
    var text = self
    while text.last == "\n" { text.removeLast() }
    return text
  }

  fileprivate func components(separatedBy separator: String) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }
}
