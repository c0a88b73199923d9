import Diagnostics
import Metrics
import Records

/// The data of the site: figures as JSON, each figure and each kind as CSV.
struct Downloads {
  private let context: SiteContext

  init(_ context: SiteContext) { self.context = context }

  var files: [OutputFile] {
    let figures = OutputFile(path: "data/figures.json", bytes: Array(FiguresJSON.text(of: context.figures).utf8))
    let kinds = Corpus.kinds.filter { kind in
      kind.name != "report" && kind.name != "notes" && !context.corpus.records(of: kind.name).isEmpty
    }
    return [figures] + context.figures.map(file(of:)) + kinds.map(file(of:))
  }

  private func file(of figure: Figure) -> OutputFile {
    var csv = CSVWriter(header: ["at", "part", "value", "low", "high", "n", "labels"])
    for point in figure.series {
      csv.row([
        .text(point.at.description), .text(point.part), .number(point.value), .number(point.low), .number(point.high),
        .number(point.n.map(Double.init)), .text(point.labels.joined(separator: "; ")),
      ])
    }
    return OutputFile(path: "data/\(figure.id).csv", bytes: csv.bytes)
  }

  /// Rows of a source that forbids redistribution stay out; a line in their place says where to find them.
  private func file(of kind: KindDescription) -> OutputFile {
    var csv = CSVWriter(header: kind.fields.map(\.name))
    for record in context.corpus.records(of: kind.name) where !isWithheld(record) {
      csv.row(kind.fields.map { cell(record[$0.name]) })
    }
    return OutputFile(path: "data/\(kind.name).csv", bytes: csv.bytes)
  }

  private func isWithheld(_ record: Record) -> Bool {
    guard record.kind == "scores", case .reference(_, let id) = record["source"] else { return false }
    return context.corpus.source(id)?.redistribution == .no
  }

  private func cell(_ value: Value) -> CSVWriter.Cell {
    switch value {
    case .number(let quantity):
      quantity.low == nil && quantity.high == nil ? .number(quantity.value) : .text(quantity.text)
    case .text(let text), .prose(let text), .choice(let text), .country(let text), .url(let text): .text(text)
    case .reference(_, let id): .text(id)
    case .date(let date): .text(date.description)
    case .yesNo(let answer): .text(answer ? "yes" : "no")
    case .list(let values): .text(values.map { text(of: cell($0)) }.joined(separator: ";"))
    case .missing(.absent): .text("")
    case .missing(let reason): .text(reason.rawValue)
    }
  }

  private func text(of cell: CSVWriter.Cell) -> String {
    switch cell {
    case .text(let text): text
    case .number(let number): jsonNumber(number)
    }
  }
}

/// Writes RFC 4180 that no spreadsheet takes for formulas.
struct CSVWriter {
  enum Cell {
    case text(String)
    case number(Double?)
  }

  private(set) var bytes: [UInt8] = []

  init(header: [String]) { row(header.map { .text($0) }) }

  mutating func row(_ cells: [Cell]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      switch cell {
      case .number(let number): if let number { bytes += Array(jsonNumber(number).utf8) }
      case .text(let text): append(text)
      }
    }
    bytes += [0x0D, 0x0A]
  }

  /// Text that begins like a formula gets an apostrophe; numbers never do, so that a minus stays one.
  private mutating func append(_ text: String) {
    let isFormula = text.utf8.first.map { [0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D].contains($0) } ?? false
    let safe = isFormula ? "'" + text : text
    let needsQuotes = safe.utf8.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
    guard needsQuotes else {
      bytes += Array(safe.utf8)
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
