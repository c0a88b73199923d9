import Diagnostics
import Reading

/// Reads an edition's files as anybody would, and compares every number of a figure in them with the figure.
///
/// HTML and SVG say which number they show by attributes: see Documentation/trails.md. Numbers in text may differ by their
/// rounding, positions by a tenth of a unit of the picture, data not at all.
struct ReadBack: Sendable {
  private let figures: [String: PublishedFigure]
  private let inOrder: [PublishedFigure]

  init(_ figures: [PublishedFigure]) {
    inOrder = figures
    self.figures = Dictionary(figures.map { ($0.id, $0) }) { first, _ in first }
  }

  /// What a page or a picture says.
  func findings(_ facts: PageFacts, in file: OutputFile) -> [Finding] {
    guard !figures.isEmpty else { return [] }
    let check = QuoteCheck(figures: figures)
    let numbers = facts.quotes.compactMap { quote in
      check.mismatch(of: quote).map {
        Finding.disagreement($0, figure: quote.figure, at: file.place(line: quote.line, text: quote.text))
      }
    }
    let drawn = facts.charts.filter { !$0.figures.isEmpty }.flatMap { chart in
      ChartCheck(chart, figures).wrong.map {
        Finding.disagreement($0.mismatch, figure: $0.figure, at: file.place(line: $0.line, text: "<svg"))
      }
    }
    let marked = facts.charts.flatMap { chart in
      MarkCheck(chart: chart).wrong.map {
        Finding.misplaced($0, at: file.place(line: $0.line, text: "<svg"))
      }
    }
    return numbers + drawn + marked
  }

  /// What a file of data or the feed says.
  func findings(inFile file: OutputFile) -> [Finding] {
    guard !figures.isEmpty else { return [] }
    if file.path == "data/figures.json" { return inJSON(file) }
    if file.path == "feed.xml" { return inFeed(file) }
    let parts = file.path.split(separator: "/")
    if parts.count == 2, parts[0] == "data", file.path.hasSuffix(".csv"),
      let figure = figures[String(parts[1].dropLast(4))]
    {
      return inCSV(file, figure.series.map { ([$0.at, $0.part], $0.reading) }, names: ["at", "part"], figure)
    }
    let choices = "chart-choices-"
    if let name = parts.last, parts.first == "charts", name.hasPrefix(choices), name.hasSuffix(".csv"),
      let figure = figures[String(name.dropFirst(choices.count).dropLast(4))]
    {
      return inCSV(file, figure.choices.map { ([$0.id], $0.reading) }, names: ["id"], figure)
    }
    return []
  }

  // MARK: Data

  private func inJSON(_ file: OutputFile) -> [Finding] {
    guard let items = JSONTree(file.bytes)?.list else {
      return [disagreement("no list", "\(inOrder.count) figures", inOrder[0].id, file.place(of: "["))]
    }
    guard items.map({ $0["id"]?.text ?? "" }) == inOrder.map(\.id) else {
      return [
        disagreement("\(items.count) figures", "\(inOrder.count), in their order", inOrder[0].id, file.place(of: "["))
      ]
    }
    var findings: [Finding] = []
    for (item, figure) in zip(items, inOrder) {
      let place = file.place(of: "\"id\": \(jsonText(figure.id))")
      func compare(_ tree: JSONTree, _ expected: PublishedFigure.Reading, _ what: String) {
        let read = Self.reading(tree)
        if !read.isSame(as: expected) {
          findings.append(disagreement(what + read.words, expected.words, figure.id, place))
        }
      }
      compare(item, figure.reading, "")
      let series = item["series"]?.items ?? []
      if series.count != figure.series.count {
        findings.append(
          disagreement("\(series.count) observations", String(figure.series.count), figure.id, place))
      }
      for (tree, point) in zip(series, figure.series) { compare(tree, point.reading, "\(point.at), \(point.part): ") }
      let others = item["choices"]?["others"]?.items ?? []
      if others.count != figure.choices.dropFirst().count {
        findings.append(
          disagreement("\(others.count) other choices", String(figure.choices.dropFirst().count), figure.id, place))
      }
      for (tree, choice) in zip(others, figure.choices.dropFirst()) {
        compare(tree, choice.reading, "\(tree["id"]?.text ?? ""): ")
      }
    }
    return findings
  }

  private static func reading(_ tree: JSONTree) -> PublishedFigure.Reading {
    PublishedFigure.Reading(value: tree["value"]?.number, low: tree["low"]?.number, high: tree["high"]?.number)
  }

  /// Rows of a table by their names and their `value`, `low`, `high`.
  private func inCSV(
    _ file: OutputFile, _ expected: [(names: [String], reading: PublishedFigure.Reading)], names: [String],
    _ figure: PublishedFigure
  ) -> [Finding] {
    guard let table = CSVTable.read(SourceFile(path: file.path, bytes: file.bytes)).table,
      table.rowCount == expected.count
    else { return [disagreement("another number of rows", "\(expected.count)", figure.id, file.place(of: ""))] }
    let columns = Dictionary(table.header.enumerated().map { ($1.text, $0) }) { first, _ in first }
    func cell(_ row: Int, _ name: String) -> CSVTable.Cell? { columns[name].map { table.cell(row: row, column: $0) } }
    func number(_ row: Int, _ name: String) -> Double? { cell(row, name).flatMap { Double($0.text) } }
    return expected.enumerated().compactMap { row, wanted in
      let read = PublishedFigure.Reading(
        value: number(row, "value"), low: number(row, "low"), high: number(row, "high"))
      let named = names.map { cell(row, $0)?.text ?? "" }
      // Names that look like formulas have an apostrophe before them.
      let isNamed = zip(named, wanted.names).allSatisfy { $0 == $1 || $0 == "'" + $1 }
      guard !read.isSame(as: wanted.reading) || !isNamed else { return nil }
      let place = cell(row, "value").map { $0.place } ?? table.place(ofRow: row)
      return disagreement(
        (named + [read.words]).joined(separator: " "), (wanted.names + [wanted.reading.words]).joined(separator: " "),
        figure.id, place)
    }
  }

  private func disagreement(_ printed: String, _ expected: String, _ figure: String, _ place: Place) -> Finding {
    .disagreement(QuoteCheck.Mismatch(printed: printed, expected: expected), figure: figure, at: place)
  }

  // MARK: The feed

  /// The newest entry that speaks of a figure says what it is now: `Gap …: 42.2 points (29.3 to 55.1).`, or
  /// `Gap …: 41 points, now 42.2 points (29.3 to 55.1) (new data).`
  private func inFeed(_ file: OutputFile) -> [Finding] {
    let text = String(decoding: file.bytes, as: UTF8.self)
    let titles = inOrder.map { (figure: $0, lead: $0.title + ": ") }.sorted { $0.lead.utf8.count > $1.lead.utf8.count }
    var told: Set<String> = []
    var findings: [Finding] = []
    let check = QuoteCheck(figures: figures)
    for line in text.split(separator: "\n") {
      let plain = (line.hasPrefix("<content") ? line.drop { $0 != ">" }.dropFirst() : line)
        .replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
        .replacing("&amp;", with: "&")
      guard let (figure, lead) = titles.first(where: { plain.hasPrefix($0.lead) }), told.insert(figure.id).inserted
      else {
        continue
      }
      let said = plain.dropFirst(lead.count)
      var now = said.ranges(of: ", now ").last.map { String(said[$0.upperBound...]) } ?? String(said)
      // What is said of a figure whose answer stays stands behind a colon.
      if let colon = now.ranges(of: ": ").first { now = String(now[..<colon.lowerBound]) }
      // The causes of a move stand in brackets of their own.
      if let causes = now.ranges(of: " (").last, PrintedNumber.all(in: String(now[causes.upperBound...])).isEmpty {
        now = String(now[..<causes.lowerBound])
      }
      if now.hasSuffix(".") { now.removeLast() }
      if now == "no value", figure.reading == PublishedFigure.Reading(value: nil) { continue }
      if let mismatch = check.mismatch(text: now, interval: nil, figure.reading, unit: figure.unit) {
        findings.append(.disagreement(mismatch, figure: figure.id, at: file.place(of: String(line))))
      }
    }
    return findings
  }
}
