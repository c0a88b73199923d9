import Diagnostics
import Metrics
import Records

/// The data of the site: figures as JSON, each figure as CSV, each kind as CSV and JSON.
struct Downloads {
  private let context: SiteContext

  init(_ context: SiteContext) { self.context = context }

  var files: [OutputFile] {
    let figures = OutputFile(path: "data/figures.json", bytes: Array(FiguresJSON.text(of: context.figures).utf8))
    return [figures, Self.verdicts(context)] + context.figures.map(file(of:)) + context.holdings.flatMap(files(of:))
  }

  /// The columns of a figure's file, each with its type as the Data Package standard names it.
  static let columns: [(name: String, type: String)] = [
    ("at", "string"), ("part", "string"), ("value", "number"), ("low", "number"), ("high", "number"),
    ("n", "number"), ("labels", "string"), ("formula", "string"), ("unit", "string"), ("dated", "string"),
    ("low-formula", "string"), ("high-formula", "string"),
  ]

  private func file(of figure: Figure) -> OutputFile {
    var csv = CSVWriter(header: Self.columns.map(\.name))
    for (index, point) in figure.series.enumerated() {
      let workings = figure.workingsOfSeries.isEmpty ? nil : figure.workingsOfSeries[index]
      func formula(_ name: String) -> CSVWriter.Cell { .text(workings?.formula(of: name)?.text ?? "") }
      csv.row([
        .text(point.at.description), .text(point.part), .reckoned(point.value), .reckoned(point.low),
        .reckoned(point.high),
        .number(point.n.map(Double.init)), .text(point.labels.joined(separator: "; ")),
        formula("value"), .text(figure.unit(of: point.part)), .text(point.words["dated"] ?? point.at.description),
        formula("low"), formula("high"),
      ])
    }
    return OutputFile(path: "data/\(figure.id).csv", bytes: csv.bytes)
  }

  /// Rows whose source doesn't let them be passed on stay out; the JSON and the Data page say where to find them.
  private func files(of holding: Holding) -> [OutputFile] {
    let fields = holding.kind.fieldsInCells.map(\.name)
    let positions = fields.compactMap { name in holding.kind.fields.firstIndex { $0.name == name } }
    var csv = CSVWriter(header: fields)
    var cells = MadeOfValues { CSVWriter.bytes(of: Self.cell($0.value)) }
    for record in holding.records { csv.row(positions.lazy.map { cells.of(record, at: $0) }) }
    return [
      OutputFile(path: "data/\(holding.kind.name).csv", bytes: csv.bytes),
      OutputFile(
        path: "data/\(holding.kind.name).json",
        bytes: RecordsJSON(
          holding, asOf: context.asOf,
          citation: Citation(context.corpus.report, on: context.asOf).words(of: holding.kind)
        ).bytes),
    ]
  }

  private static func cell(_ value: Value) -> CSVWriter.Cell {
    switch value {
    case .number(let quantity):
      quantity.low == nil && quantity.high == nil ? .number(quantity.value) : .text(quantity.text)
    case .missing(.absent): .text("")
    default: .text(value.text)
    }
  }
}

/// Writes RFC 4180 that no spreadsheet takes for formulas.
struct CSVWriter {
  enum Cell {
    case text(String)
    case number(Double?)
    /// What was reckoned: to twelve digits.
    case reckoned(Double?)
  }

  private(set) var bytes: [UInt8] = []

  init(header: [String]) { row(header.map { .text($0) }) }

  mutating func row(_ cells: [Cell]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      append(cell)
    }
    bytes += [0x0D, 0x0A]
  }

  /// A row of cells that are written already.
  mutating func row(_ cells: some Sequence<[UInt8]>) {
    var isFirst = true
    for cell in cells {
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      bytes += cell
      isFirst = false
    }
    bytes += [0x0D, 0x0A]
  }

  /// A cell as it is written.
  static func bytes(of cell: Cell) -> [UInt8] {
    var writer = CSVWriter()
    writer.append(cell)
    return writer.bytes
  }

  private init() {}

  private mutating func append(_ cell: Cell) {
    switch cell {
    case .number(let number): if let number { bytes.append(contentsOf: jsonNumber(number).utf8) }
    case .reckoned(let number): if let number { bytes.append(contentsOf: reckonedNumber(number).utf8) }
    case .text(let text): append(text)
    }
  }

  /// Text that begins like a formula gets an apostrophe; numbers never do, so that a minus stays one.
  private mutating func append(_ text: String) {
    let isFormula = text.utf8.first.map { [0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D].contains($0) } ?? false
    let safe = isFormula ? "'" + text : text
    let needsQuotes = safe.utf8.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
    guard needsQuotes else {
      bytes.append(contentsOf: safe.utf8)
      return
    }
    bytes.append(0x22)
    for byte in safe.utf8 {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }
}
