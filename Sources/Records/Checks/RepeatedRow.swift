import Diagnostics

extension Check {
  /// No row says word for word what another row of its kind says: a file copied beside itself counts everything twice.
  ///
  /// Only of kinds whose rows have no ids of their own; others have `duplicate-id`.
  package static let repeatedRow = Check("repeated-row") { corpus in
    var findings: [Finding] = []
    for kind in Corpus.kinds {
      let records = corpus.records(of: kind.name)
      guard kind.fields.first?.name != "id", records.count > 1 else { continue }
      var first: [Int: [Record]] = [:]
      for (record, sum) in zip(records, ValueSums.of(records)) {
        guard record.row != nil || record.fields.allSatisfy(\.entries.isEmpty) else { continue }
        if let earlier = first[sum]?.first(where: { saysTheSame($0, record) }) {
          findings.append(.repeatedRow(at: record.place, first: earlier.place))
        } else {
          first[sum, default: []].append(record)
        }
      }
    }
    return findings
  }

  private static func saysTheSame(_ one: Record, _ other: Record) -> Bool {
    one.fieldCount == other.fieldCount
      && (0..<one.fieldCount).allSatisfy { one.value(at: $0) == other.value(at: $0) }
  }
}

/// A short sum of all values of a record: those that say the same have the same.
private enum ValueSums {
  static func of(_ records: [Record]) -> [Int] {
    // A value that many rows have is summed once for all of them.
    var known: [ObjectIdentifier: [[Int]]] = [:]
    return records.map { record in
      guard let (sheet, row) = record.row else {
        return record.fields.reduce(0) { combined($0, $1.value.hashValue) }
      }
      let sums: [[Int]]
      if let earlier = known[ObjectIdentifier(sheet)] {
        sums = earlier
      } else {
        sums = sheet.fields.map { field in (0..<field.valueCount).map { field.value(at: $0).hashValue } }
        known[ObjectIdentifier(sheet)] = sums
      }
      var sum = 0
      for (field, sums) in zip(sheet.fields, sums) { sum = combined(sum, sums[field.index(in: row)]) }
      return sum
    }
  }

  private static func combined(_ sum: Int, _ next: Int) -> Int { (sum &* 31) ^ (sum &>> 29) ^ next }
}

extension Finding {
  fileprivate static func repeatedRow(at place: Place, first: Place) -> Finding {
    Finding(
      .warning, "repeated-row", "row that says word for word what another says", at: place,
      hint: "delete one of them", related: [.init("the first is here", at: first)])
  }
}
