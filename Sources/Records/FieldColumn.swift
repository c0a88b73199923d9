import Diagnostics
import Reading

/// One field of all rows of a file in its general form: every different text of its column is read once, however many
/// rows say it.
final class FieldColumn: Sendable {
  let name: String
  /// The column of the file; `nil` where it has none for the field.
  let column: Int?
  /// True when nothing is to be said of any cell.
  let isClean: Bool
  fileprivate let indices: ShortIndices
  private let values: [Value]

  fileprivate init(_ name: String, column: Int?, isClean: Bool, _ indices: ShortIndices, _ values: [Value]) {
    self.name = name
    self.column = column
    self.isClean = isClean
    self.indices = indices
    self.values = values
  }

  /// The different values, in the order in which they come.
  var allValues: [Value] { values }

  /// How many there are.
  var valueCount: Int { values.count }

  /// Which of the different values a row has.
  func index(in row: Int) -> Int { indices[row] }

  /// One of the different values. What can't be read is absent; the rows that hold it are kept out.
  func value(at index: Int) -> Value { values[index] }

  func value(in row: Int) -> Value { values[indices[row]] }

  /// Whether somebody wrote it, be it a word for something missing.
  func isWritten(at index: Int) -> Bool { if case .missing(.absent) = values[index] { false } else { true } }
}

/// The same as its type.
final class TypedColumn<Parsed: Sendable>: Sendable {
  let general: FieldColumn
  private let parsed: [Parsed?]

  private init(_ general: FieldColumn, _ parsed: [Parsed?]) {
    self.general = general
    self.parsed = parsed
  }

  /// The value in a row; `nil` where it is missing in any way.
  subscript(row: Int) -> Parsed? { parsed[general.indices[row]] }
}

extension TypedColumn {
  /// A field of a single record, which isn't a row of a file.
  convenience init(_ name: String, _ type: FieldType<Parsed>, only value: Parsed?) {
    let general = value.map(type.general) ?? .missing(.absent)
    self.init(FieldColumn(name, column: nil, isClean: true, .zeros, [general]), [value])
  }

  /// - Parameter column: the column that holds the field; `nil` where the file has none.
  convenience init(_ name: String, _ type: FieldType<Parsed>, isRequired: Bool, of sheet: CSVSheet, column: Int?) {
    guard let column else {
      self.init(FieldColumn(name, column: nil, isClean: !isRequired, .zeros, [.missing(.absent)]), [nil])
      return
    }
    var isClean = true
    var values: [Value] = []
    var parsed: [Parsed?] = []
    func add(_ value: Parsed) {
      values.append(type.general(value))
      parsed.append(value)
    }
    func addMissing(_ reason: Missing) {
      values.append(.missing(reason))
      parsed.append(nil)
    }
    let bytes = sheet.file.bytes
    for index in 0..<sheet.textCount(ofColumn: column) {
      if let read = type.read, let range = sheet.plainBytes(index, ofColumn: column),
        let number = read(range, bytes.span)
      {
        add(number)
        continue
      }
      let (text, isQuoted) = sheet.text(index, ofColumn: column)
      if text.isEmpty {
        addMissing(.absent)
        isClean = isClean && !isRequired
        continue
      }
      if !isQuoted, isInTypographicQuotes(text) { isClean = false }
      if !isQuoted, !type.isID, let missing = Missing(written: text), !type.choices.contains(text) {
        addMissing(missing)
        continue
      }
      switch type.parse(text) {
      case .success(let value): add(value)
      case .failure:
        addMissing(.absent)
        isClean = false
      }
    }
    self.init(
      FieldColumn(name, column: column, isClean: isClean, sheet.indices(ofColumn: column), values), parsed)
  }
}
