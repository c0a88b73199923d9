import Charts
import Metrics
import Records

extension Component {
  static let evaluations = Component(
    name: "evaluations",
    summary: "Tests that few models took, the page's among them: who ran each, and what its maker says beside it.",
    parameters: [.named("top", .whole)], isBlock: true
  ) { arguments, page in
    guard let record = page.record, record.kind == Model.kind else { return .nothing }
    let drawing = EvaluationDrawing(of: record.id, in: page.site, most: arguments.whole("top") ?? 12)
    guard let drawing else { return .nothing }
    var block = page.plainBlock(drawing.chart, id: "chart-evaluations", title: [.text(drawing.title)], isMini: false)
    block.subtitle = [.text(drawing.subtitle)]
    block.footer = drawing.footer
    block.table = drawing.table
    return .blocks([.chart(page.finished(block, data: drawing.data))])
  }
}

/// A row for each test that a model took with few others; the table has every score.
///
/// - Missing: a test of another unit than percent has no place on the axis; one that many models took has a page of its
///   own. `nil` where a model took none.
struct EvaluationDrawing {
  private let model: String
  private let scores: [Score]
  private let site: SiteContext

  init?(of model: String, in site: SiteContext, most: Int) {
    let own = Set(site.index.scores(of: model).map { $0["benchmark"] })
    let tests = site.corpus.benchmarks.filter {
      $0.scale == .percent && own.contains(.reference(kind: Benchmark.kind, id: $0.id))
    }
    let scores = tests.flatMap { test -> [Score] in
      let rows = site.index.scores(ofBenchmark: test.id).filter { $0.value.value != nil }
      return rows.count > most ? [] : rows.sorted { ($0.value.value ?? 0) < ($1.value.value ?? 0) }
    }
    guard scores.count > 1 else { return nil }
    self.model = model
    self.scores = scores
    self.site = site
  }

  private func name(_ score: Score) -> String { score.model.map { site.name(Model.kind, $0) } ?? score.publishedName }

  private func test(_ score: Score) -> String { site.name(Benchmark.kind, score.benchmark) }

  private func runner(_ score: Score) -> String {
    switch score.runBy {
    case .vendor: "its maker"
    case .independent: site.corpus.benchmark(score.benchmark)?.runBy ?? "others"
    case nil: "not told"
    }
  }

  private let unit = Unit("percent")

  private func text(_ score: Score) -> String {
    let value = score.value.value ?? 0
    let number = NumberFormat.number(value, places: value == value.rounded() ? 0 : 1) + "%"
    return number + (unit.interval(score.value.low, score.value.high, isLabel: true).map { " \($0)" } ?? "")
  }

  var chart: any Chart {
    TestRowsChart(
      title: "\(site.name(Model.kind, model)) in tests that few models took", axisTitle: "Tasks solved, percent",
      rows: rows.map { rows in TestRowsChart.Row(name: test(rows[0]), marks: rows.map { mark($0, among: rows) }) },
      format: unit.chartFormat)
  }

  /// For each test the model's own results, and of the others the best American and the best Chinese one.
  private var rows: [[Score]] {
    var tests: [[Score]] = []
    for score in scores {
      if tests.last?[0].benchmark == score.benchmark {
        tests[tests.count - 1].append(score)
      } else {
        tests.append([score])
      }
    }
    return tests.map { all in
      let best = site.blocs.compactMap { bloc in
        all.last { $0.model != model && site.index.bloc(of: $0.record) == bloc.id }
      }
      return all.filter { score in score.model == model || best.contains { $0.id == score.id } }
    }
  }

  private func mark(_ score: Score, among row: [Score]) -> TestRowsChart.Mark {
    let isOwn = score.model == model
    // Two results of one model are told apart by who ran it.
    let isRepeated = row.count { $0.model == score.model } > 1
    let runner = score.runBy == .vendor ? "by its maker" : "by \(self.runner(score))"
    return TestRowsChart.Mark(
      value: score.value.value ?? 0, low: score.value.low, high: score.value.high,
      mark: Mark(bloc: site.index.bloc(of: score.record)), isHollow: score.runBy == .vendor, isOwn: isOwn,
      label: isRepeated ? runner : name(score), words: text(score),
      title: "\(test(score)), \(name(score)), run by \(self.runner(score)): \(text(score))")
  }

  /// How far the maker's score lies from another's, where both ran the same test.
  var title: String {
    for own in scores where own.model == model && own.runBy == .vendor {
      let others = scores.filter { $0.model == model && $0.benchmark == own.benchmark && $0.runBy == .independent }
      guard let maker = own.value.value, let other = others.last?.value.value else { continue }
      let distance = NumberFormat.number((maker - other).magnitude, places: 1)
      if maker == other { return "On \(test(own)) its maker’s score is that of others" }
      return
        "On \(test(own)) its maker’s score is \(distance) percentage points \(maker > other ? "above" : "below") the "
        + "independent one"
    }
    let places = Dictionary(grouping: scores, by: \.benchmark).values.compactMap { rows in
      rows.sorted { ($1.value.value ?? 0) < ($0.value.value ?? 0) }.firstIndex { $0.model == model }
    }
    let first = places.count { $0 == 0 }
    return first == 0
      ? "First in none of \(NumberFormat.count(places.count)) tests"
      : "First in \(NumberFormat.count(first)) of \(NumberFormat.count(places.count)) tests"
  }

  let subtitle =
    "Share of tasks solved: this model’s, and the best American and Chinese ones beside it. Filled: run by others. Hollow: "
    + "reported by the maker. A mark without a bar has no interval: the number of tasks wasn’t seen."

  private var sources: [String] {
    var ids: [String] = []
    for score in scores where !ids.contains(score.source) { ids.append(score.source) }
    return ids
  }

  var footer: [Inline] {
    let links = sources.enumerated().flatMap { position, id in
      (position > 0 ? [Inline.text("; ")] : []) + [site.link(Source.kind, id)]
    }
    let days = scores.map(\.vintage).sorted()
    let first = NumberFormat.date(days[0])
    let last = NumberFormat.date(days[days.count - 1])
    return [.text(sources.count == 1 ? "Source: " : "Sources: ")] + links
      + [.text(first == last ? ". As of \(first)." : ". \(first) to \(last).")]
  }

  var table: Table {
    let rows = scores.map { score in
      Table.Row(
        id: nil,
        cells: [
          [site.link(Benchmark.kind, score.benchmark)],
          [score.model.map { site.link(Model.kind, $0) } ?? .text(score.publishedName)], [.text(text(score))],
          [.text(runner(score))], [.text(NumberFormat.date(score.vintage, isShort: true))],
          [site.link(Source.kind, score.source)],
        ])
    }
    let titles = ["Test", "Model", "Solved", "Run by", "Day", "Source"]
    return Table(
      caption: "", columns: titles.map { Table.Column(title: [.text($0)], isNumber: $0 == "Solved") }, rows: rows,
      style: .dense)
  }

  var data: CSVWriter {
    var csv = CSVWriter(header: ["benchmark", "model", "value", "low", "high", "run-by", "vintage", "source"])
    for score in scores where !(site.corpus.source(score.source)?.withholdsRows ?? false) {
      csv.row([
        .text(score.benchmark), .text(score.model ?? score.publishedName), .number(score.value.value),
        .number(score.value.low), .number(score.value.high), .text(score.runBy?.rawValue ?? ""),
        .text(score.vintage.description), .text(score.source),
      ])
    }
    return csv
  }
}
