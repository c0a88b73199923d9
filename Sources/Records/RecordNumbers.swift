import Reading

/// A number from 0 on for each of many records, found as quickly as an element of a list.
struct RecordNumbers: Sendable {
  /// By the number of the sheet, then of the row; -1 for none.
  private var rows: [[Int32]] = []
  private var others: [Record.Key: Int32] = [:]

  subscript(record: Record) -> Int32? {
    guard let (sheet, row) = record.row else { return others[record.key] }
    guard sheet.number < rows.count, row < rows[sheet.number].count else { return nil }
    let number = rows[sheet.number][row]
    return number < 0 ? nil : number
  }

  /// That of a record written field by field.
  subscript(key: Record.Key) -> Int32? {
    get { others[key] }
    set { others[key] = newValue }
  }

  /// Those of all rows of a sheet, -1 for one without; `nil` where no row has one.
  subscript(sheet: RecordSheet) -> [Int32]? {
    sheet.number < rows.count && !rows[sheet.number].isEmpty ? rows[sheet.number] : nil
  }

  /// Sets the numbers of a stretch of rows, or of one record.
  mutating func set(_ stretch: RecordStretch, _ number: (_ position: Int) -> Int32) {
    guard let sheet = stretch.sheet else {
      if let record = stretch.written { others[record.key] = number(stretch.positions.lowerBound) }
      return
    }
    makeRoom(for: sheet)
    // Out of the list, so that it is changed in place.
    var own: [Int32] = []
    swap(&own, &rows[sheet.number])
    stretch.eachRow { row, position in own[row] = number(position) }
    swap(&own, &rows[sheet.number])
  }

  private mutating func makeRoom(for sheet: RecordSheet) {
    while rows.count <= sheet.number { rows.append([]) }
    if rows[sheet.number].isEmpty { rows[sheet.number] = Array(repeating: -1, count: sheet.rows.rowCount) }
  }
}
