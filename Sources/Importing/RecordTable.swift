import Records

/// Rows of one kind of record, as one CSV file under `Input/` holds them.
struct RecordTable {
  typealias Row = [String: String]

  /// What an export says of the time before it.
  enum Growth {
    /// All there is: rows that upstream has no longer go.
    case whole
    /// The values of one day: earlier rows stay, and a row is added where a value has changed.
    case day
    /// The newest entries of what goes on: earlier rows stay, whether the export still has them or not.
    case newest
  }

  /// The kind's folder, such as `scores`.
  var kind: String
  /// The file's name without its ending.
  var name: String
  /// What the tables of one board or list have in common; an export is compared in length with the last of these.
  var series: String
  var growth = Growth.whole
  /// The fields that tell the rows apart.
  var key: [String]
  /// The field with the day on which a row was seen to hold. A row whose other fields are unchanged keeps its day.
  var seenOn: String?
  /// True for a table that is dated as a whole: it keeps its day while none of its rows has changed.
  var isDatedAsOne = false
  /// A number that rows are sorted by, the highest first, before their keys are.
  var rank: String?
  /// How many rows are taken of a longer list; a table with fewer, after one with so many, was made of a cut list.
  var places: Int?
  /// The field whose rows are one entry of upstream's, which loses few of them at a time; a file cut off loses many.
  var entry: String?
  /// What a new row says of fields that upstream doesn't give; an analyst may have changed it since.
  var defaults: Row = [:]
  var rows: [Row]
}

extension RecordTable {
  func key(of row: Row) -> [String] { key.map { row[$0] ?? "" } }

  /// The day on which a row was seen to hold, as text; empty where that isn't noted.
  func day(of row: Row) -> String { seenOn.flatMap { row[$0] } ?? "" }

  /// What a row says, but for when.
  func content(of row: Row) -> Row {
    var content = row.filter { !$0.value.isEmpty }
    if let seenOn { content[seenOn] = nil }
    return content
  }

  private func number(of row: Row) -> Double {
    guard let quantity = rank.flatMap({ row[$0] }).flatMap({ Quantity($0) }) else { return 0 }
    return quantity.value ?? quantity.high ?? 0
  }

  func isOrdered(_ left: Row, _ right: Row) -> Bool {
    let (first, second) = (number(of: left), number(of: right))
    if first != second { return first > second }
    func text(_ row: Row) -> [String] { key(of: row) + [day(of: row)] }
    let (a, b) = (text(left), text(right))
    if a != b { return a.lexicographicallyPrecedes(b) }
    return content(of: left).sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      .lexicographicallyPrecedes(content(of: right).sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })
  }

  /// Each thing's latest row, by its key.
  var latest: [[String]: Row] {
    var latest: [[String]: Row] = [:]
    for row in rows.sorted(by: isOrdered) {
      let key = key(of: row)
      if let other = latest[key], day(of: other) > day(of: row) { continue }
      latest[key] = row
    }
    return latest
  }
}
