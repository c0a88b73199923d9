import Diagnostics
import Metrics
import Records

extension Component {
  static let rail = Component(
    name: "rail", summary: "Figures to quote, by id, with what stands behind them and their days.",
    parameters: [.positional("figures", .figures), .named("title", .word), .named("names", .word)], isBlock: true
  ) { arguments, page in
    let names = (arguments.word("names") ?? "").split(separator: ";").map { String($0.drop { $0 == " " }) }
    let quotes = arguments.figures("figures").enumerated().compactMap { position, index in
      page.site.quote(page.figure(index), as: position < names.count ? names[position] : nil)
    }
    return quotes.isEmpty ? .nothing : .blocks([.rail(title: arguments.word("title") ?? "Figures to quote", quotes)])
  }

  static let trail = Component(
    name: "trail", summary: "How a figure came about, step by step.", parameters: [.positional("figure", .figure)],
    isBlock: true
  ) { arguments, page in
    guard let index = arguments.figure("figure") else { return .nothing }
    return .blocks([.trail(page.site.trail(of: page.figure(index)))])
  }

  static let rows = Component(
    name: "rows", summary: "The rows that a figure was computed from.", parameters: [.positional("figure", .figure)],
    isBlock: true
  ) { arguments, page in
    guard let index = arguments.figure("figure") else { return .nothing }
    let figure = page.figure(index)
    let shown = figure.rows.suffix(400).reversed()
    guard !shown.isEmpty else { return .nothing }
    let rows = shown.map { row -> Table.Row in
      let record = page.site.corpus.record(row.kind, row.id)
      let name = record.map { record -> [Inline] in
        for field in ["model", "name", "title"] {
          if case .text(let text) = record[field] { return [.text(text)] }
        }
        return [.text(row.id)]
      }
      let value = record.map { page.site.inlines(row.kind == "models" ? $0["released"] : $0["value"]) }
      let source = record.map { page.site.inlines($0["source"]) }
      return Table.Row(
        id: nil,
        cells: [
          name ?? [.text(row.id)], value ?? [], source ?? [], [.code("\(row.place.file.path):\(row.place.line)")],
        ])
    }
    var table = Table(
      caption: "Rows used for \(figure.title)",
      columns: ["Row", "Value", "Source", "File and line"].map { Table.Column(title: [.text($0)]) }, rows: rows,
      style: .dense)
    if figure.rows.count > rows.count {
      table.note = [
        .text("The last \(rows.count) of \(NumberFormat.number(Double(figure.rows.count))); all are in figures.json.")
      ]
    }
    return .blocks([.table(table)])
  }

  static let metrics = Component(
    name: "metrics", summary: "Every metric with its value, formula, version and caveat.", parameters: [], isBlock: true
  ) { _, page in
    let rows = page.site.figures.map { figure -> Table.Row in
      let view = FigureView(figure, blocs: page.site.blocs)
      var value: [Inline] = [.muted([.text("no value")])]
      if case .number(let words, _)? = FigurePart.whole.answer(view) { value = words }
      return Table.Row(
        id: nil,
        cells: [
          [page.site.link("figures", figure.id, [.text(figure.title)])], value,
          figure.asOf.map { [.text(NumberFormat.date($0, isShort: true))] } ?? [],
          Markdown.inlines(ofProse: figure.method), Markdown.inlines(ofProse: figure.caveat),
          [.text(String(figure.version))],
        ])
    }
    let titles = ["Metric", "Value", "As of", "Formula and source", "Do not conclude", "Version"]
    return .blocks([
      .table(
        Table(
          caption: "Metrics", columns: titles.map { Table.Column(title: [.text($0)], isNumber: $0 == "Version") },
          rows: rows, style: .stack))
    ])
  }
}

extension SiteContext {
  func trail(of figure: Figure) -> [Term] {
    let view = FigureView(figure, blocs: blocs)
    var terms: [Term] = []
    func add(_ name: String, _ content: [Inline]) {
      if !content.isEmpty { terms.append(Term(name: name, content: [content])) }
    }
    if let metric = corpus.metrics.first(where: { $0.id == figure.id }), let question = metric.question {
      add("Question", Markdown.inlines(ofProse: question))
    }
    if case .number(let words, _)? = FigurePart.whole.answer(view) {
      add("Answer", words)
    } else {
      add("Answer", [.text("no value")])
    }
    if let date = figure.asOf { add("As of", [.text(NumberFormat.date(date))]) }
    add("Formula", Markdown.inlines(ofProse: figure.method))
    add("With these numbers", arithmetic(of: figure))
    if let level = figure.level {
      add("Interval", [.text("\(NumberFormat.percent(level)) level")])
    } else {
      add("Interval", [.text("none: the bounds are those of what is known, not of chance")])
    }
    let coverage = figure.coverage
    add(
      "Rows",
      [
        .text(
          "\(NumberFormat.number(Double(coverage.used))) used, \(NumberFormat.number(Double(coverage.leftOut))) left out, "
            + "\(NumberFormat.number(Double(coverage.quarantined))) quarantined. ")
      ] + Markdown.inlines(ofProse: coverage.note))
    add("Do not conclude", Markdown.inlines(ofProse: figure.caveat))
    add("Version", [.text("\(figure.version) of metric "), .code(figure.id)])
    add(
      "Cite as",
      [
        .text("Parallax, \(figure.title), "), .code(figure.id), .text(", edition of \(NumberFormat.date(asOf))."),
      ])
    return terms
  }

  /// `1,533.9 − 1,491.7 = 42.2`, where the figure is a difference of two rows.
  private func arithmetic(of figure: Figure) -> [Inline] {
    guard figure.measure == "gap", let point = figure.headlinePoint, let value = point.value, point.rows.count == 2
    else { return [] }
    let numbers = point.rows.compactMap { index -> Quantity? in
      let row = figure.rows[index]
      if case .number(let quantity)? = corpus.record(row.kind, row.id)?["value"] { return quantity }
      return nil
    }
    guard numbers.count == 2, let first = numbers[0].value, let second = numbers[1].value else { return [] }
    func text(_ number: Double) -> String { NumberFormat.number(number, places: 1) }
    var words =
      "\(point.labels.first ?? "") \(text(first)) \(NumberFormat.minus) \(point.labels.last ?? "") \(text(second)) = \(text(value))"
    if let error = point.extras["standard-error"] {
      words += "; standard error \(NumberFormat.number(error, places: 2))"
    }
    return [.text(words + ".")]
  }
}
