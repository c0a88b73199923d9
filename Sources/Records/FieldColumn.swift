import Diagnostics
import Reading

/// One field of all rows of a file, typed.
protocol FieldColumn: AnyObject, Sendable {
  var name: String { get }
  /// The column of the file; `nil` where it has none for the field.
  var column: Int? { get }
  /// True when nothing is to be said of any cell.
  var isClean: Bool { get }
  /// How many different values there are.
  var valueCount: Int { get }

  /// Which of the different values a row has.
  func index(in row: Int) -> Int
  /// One of the different values in its general form.
  func value(at index: Int) -> Value
  /// Whether somebody wrote it, be it a word for something missing.
  func isWritten(at index: Int) -> Bool
}

extension FieldColumn {
  func value(in row: Int) -> Value { value(at: index(in: row)) }
}

/// The field of a type: every different text of its column is read once, however many rows say it.
final class TypedColumn<Parsed: Sendable>: FieldColumn {
  /// What a text comes to.
  enum Entry: Sendable {
    case absent
    case missing(Missing)
    case parsed(Parsed)
    /// A finding says why; the row that holds it is kept out.
    case wrong
  }

  let name: String
  let column: Int?
  let isClean: Bool
  private let indices: ShortIndices
  private let entries: [Entry]
  private let general: @Sendable (Parsed) -> Value

  private init(
    _ name: String, _ column: Int?, _ indices: ShortIndices, _ entries: [Entry], isClean: Bool,
    _ general: @escaping @Sendable (Parsed) -> Value
  ) {
    self.name = name
    self.column = column
    self.isClean = isClean
    self.indices = indices
    self.entries = entries
    self.general = general
  }

  /// The typed value in a row; `nil` where it is missing in any way.
  subscript(row: Int) -> Parsed? {
    if case .parsed(let parsed) = entries[indices[row]] { parsed } else { nil }
  }

  var valueCount: Int { entries.count }
  func index(in row: Int) -> Int { indices[row] }

  func value(at index: Int) -> Value {
    switch entries[index] {
    case .absent, .wrong: .missing(.absent)
    case .missing(let reason): .missing(reason)
    case .parsed(let parsed): general(parsed)
    }
  }

  func isWritten(at index: Int) -> Bool { if case .absent = entries[index] { false } else { true } }
}

extension TypedColumn {
  /// A field of a single record, which isn't a row of a file.
  convenience init(_ name: String, _ type: FieldType<Parsed>, only value: Parsed?) {
    self.init(name, nil, .zeros, [value.map { .parsed($0) } ?? .absent], isClean: true, type.general)
  }

  /// - Parameter column: the column that holds the field; `nil` where the file has none.
  convenience init(_ name: String, _ type: FieldType<Parsed>, isRequired: Bool, of sheet: CSVSheet, column: Int?) {
    guard let column else {
      self.init(name, nil, .zeros, [.absent], isClean: !isRequired, type.general)
      return
    }
    var isClean = true
    let bytes = sheet.file.bytes
    let entries = (0..<sheet.textCount(ofColumn: column)).map { index -> Entry in
      if let read = type.read, let range = sheet.plainBytes(index, ofColumn: column),
        let parsed = read(range, bytes.span)
      {
        return .parsed(parsed)
      }
      let (text, isQuoted) = sheet.text(index, ofColumn: column)
      let (entry, isOdd) = Self.entry(text, isQuoted: isQuoted, type)
      switch entry {
      case .absent: if isRequired { isClean = false }
      case .wrong: isClean = false
      case .missing, .parsed: if isOdd { isClean = false }
      }
      return entry
    }
    self.init(name, column, sheet.indices(ofColumn: column), entries, isClean: isClean, type.general)
  }

  private static func entry(
    _ text: String, isQuoted: Bool, _ type: FieldType<Parsed>
  ) -> (entry: Entry, isOdd: Bool) {
    if text.isEmpty { return (.absent, false) }
    let isOdd = !isQuoted && isInTypographicQuotes(text)
    if !isQuoted, !type.isID, let missing = Missing(written: text), !type.choices.contains(text) {
      return (.missing(missing), isOdd)
    }
    return switch type.parse(text) {
    case .success(let parsed): (.parsed(parsed), isOdd)
    case .failure: (.wrong, isOdd)
    }
  }
}
