import Diagnostics
import Reading

/// One field of all rows of a file in its general form: every different text of its column is read once, however many
/// rows say it. Values are made when somebody asks for them, so that they aren't kept beside what was read.
final class FieldColumn: Sendable {
  let name: String
  /// The column of the file; `nil` where it has none for the field.
  let column: Int?
  /// True when nothing is to be said of any cell.
  let isClean: Bool
  /// Whether its values may name records.
  let mayRefer: Bool
  /// How many different values there are.
  let valueCount: Int
  let indices: ShortIndices
  /// Why values are missing that somebody wrote a word for, by which of the different values they are.
  private let missing: [Int: Missing]
  /// Makes one of the different values; `nil` for one that is missing in any way.
  private let made: @Sendable (Int) -> Value?

  fileprivate init(
    _ name: String, column: Int?, isClean: Bool, mayRefer: Bool, _ indices: ShortIndices, valueCount: Int,
    missing: [Int: Missing], made: @escaping @Sendable (Int) -> Value?
  ) {
    self.name = name
    self.column = column
    self.isClean = isClean
    self.mayRefer = mayRefer
    self.indices = indices
    self.valueCount = valueCount
    self.missing = missing
    self.made = made
  }

  /// The different values, in the order in which they come.
  var allValues: [Value] { (0..<valueCount).map(value(at:)) }

  /// Which of the different values a row has.
  func index(in row: Int) -> Int { indices[row] }

  /// One of the different values. What can't be read is absent; the rows that hold it are kept out.
  func value(at index: Int) -> Value { made(index) ?? .missing(missing[index] ?? .absent) }

  func value(in row: Int) -> Value { value(at: indices[row]) }

  /// Whether somebody wrote it, be it a word for something missing.
  func isWritten(at index: Int) -> Bool { if case .missing(.absent) = value(at: index) { false } else { true } }
}

/// The same as its type.
final class TypedColumn<Parsed: Sendable>: Sendable {
  let general: FieldColumn
  private let parsed: [Parsed?]

  private init(
    _ name: String, _ type: FieldType<Parsed>, column: Int?, isClean: Bool, _ indices: ShortIndices,
    _ parsed: [Parsed?], missing: [Int: Missing] = [:]
  ) {
    let general = type.general
    self.general = FieldColumn(
      name, column: column, isClean: isClean, mayRefer: type.shape.mayRefer, indices, valueCount: parsed.count,
      missing: missing
    ) { parsed[$0].map(general) }
    self.parsed = parsed
  }

  /// The value in a row; `nil` where it is missing in any way.
  subscript(row: Int) -> Parsed? { parsed[general.indices[row]] }
}

extension TypedColumn {
  /// A field of a single record, which isn't a row of a file.
  convenience init(_ name: String, _ type: FieldType<Parsed>, only value: Parsed?) {
    self.init(name, type, column: nil, isClean: true, .zeros, [value])
  }

  /// - Parameter column: the column that holds the field; `nil` where the file has none.
  convenience init(_ name: String, _ type: FieldType<Parsed>, isRequired: Bool, of sheet: CSVSheet, column: Int?) {
    guard let column else {
      self.init(name, type, column: nil, isClean: !isRequired, .zeros, [nil])
      return
    }
    var isClean = true
    let count = sheet.textCount(ofColumn: column)
    var parsed: [Parsed?] = []
    parsed.reserveCapacity(count)
    var missing: [Int: Missing] = [:]
    let bytes = sheet.file.bytes
    for index in 0..<count {
      if let read = type.read, let range = sheet.plainBytes(index, ofColumn: column),
        let number = read(range, bytes.span)
      {
        parsed.append(number)
        continue
      }
      let (text, isQuoted) = sheet.text(index, ofColumn: column)
      if text.isEmpty {
        parsed.append(nil)
        isClean = isClean && !isRequired
        continue
      }
      if !isQuoted, isInTypographicQuotes(text) { isClean = false }
      if !isQuoted, !type.isID, let reason = Missing(written: text), !type.choices.contains(text) {
        missing[index] = reason
        parsed.append(nil)
        continue
      }
      switch type.parse(text) {
      case .success(let value): parsed.append(value)
      case .failure:
        parsed.append(nil)
        isClean = false
      }
    }
    self.init(
      name, type, column: column, isClean: isClean, sheet.indices(ofColumn: column), parsed, missing: missing)
  }
}
