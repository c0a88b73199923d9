import Diagnostics
import Reading

extension Check {
  /// No row says word for word what another row of its kind says: a file copied beside itself counts everything twice.
  ///
  /// Only of kinds whose rows have no ids of their own; others have `duplicate-id`.
  package static let repeatedRow = Check("repeated-row") { corpus in
    let kinds = Corpus.kinds.filter { $0.fields.first?.name != "id" }.map(\.name)
    return kinds.concurrentMap(stretches: kinds.count) { $0.flatMap { repeatedRows(of: $0, in: corpus) } }
  }

  private static func repeatedRows(of kind: String, in corpus: Corpus) -> [Finding] {
    let records = corpus.records(of: kind)
    guard records.count > 1 else { return [] }
    let sums = ValueSums.of(kind, in: corpus)
    let repeated = repeatedSums(sums)
    guard !repeated.isEmpty else { return [] }
    var findings: [Finding] = []
    var first: [UInt64: [Record]] = [:]
    for (record, sum) in zip(records, sums) where repeated.contains(sum) {
      guard record.row != nil || record.fields.allSatisfy(\.entries.isEmpty) else { continue }
      if let earlier = first[sum]?.first(where: { saysTheSame($0, record) }) {
        findings.append(.repeatedRow(at: record.place, first: earlier.place))
      } else {
        first[sum, default: []].append(record)
      }
    }
    return findings
  }

  private static func saysTheSame(_ one: Record, _ other: Record) -> Bool {
    one.fieldCount == other.fieldCount
      && (0..<one.fieldCount).allSatisfy { one.value(at: $0) == other.value(at: $0) }
  }
}

/// A short sum of all values of each record of a kind: those that say the same have the same.
private enum ValueSums {
  static func of(_ kind: String, in corpus: Corpus) -> [UInt64] {
    var sums: [UInt64] = []
    sums.reserveCapacity(corpus.records(of: kind).count)
    for stretch in corpus.stretches(of: kind) {
      // What all rows say is summed once for them; what many say, once for each value.
      var common: UInt64 = 0
      var columns: [(sums: [UInt64], indices: [UInt32])] = []
      for position in 0..<stretch.fieldCount {
        let (values, indices) = stretch.values(at: position)
        if let indices {
          columns.append((values.map { sum(of: $0, at: position) }, indices))
        } else {
          common &+= sum(of: values[0], at: position)
        }
      }
      sums += repeatElement(common, count: stretch.positions.count)
      for (own, indices) in columns {
        for (row, index) in zip(stretch.positions, indices) { sums[row] &+= own[Int(index)] }
      }
    }
    return sums
  }

  /// Sums of fields are added, so each field has its own for a value.
  private static func sum(of value: Value, at position: Int) -> UInt64 {
    let own = (value.sum ^ UInt64(truncatingIfNeeded: position)) &* 0x9E37_79B9_7F4A_7C15
    return (own ^ (own >> 29)) &* 0xFF51_AFD7_ED55_8CCD
  }
}

extension Value {
  /// The same for equal values.
  fileprivate var sum: UInt64 {
    switch self {
    case .number(let quantity):
      // Plus zero, so that zero is one number.
      func adding(_ number: Double?, to sum: UInt64) -> UInt64 {
        (sum ^ ((number ?? .infinity) + 0).bitPattern) &* 0xFF51_AFD7_ED55_8CCD
      }
      return adding(quantity.high, to: adding(quantity.low, to: adding(quantity.value, to: 3)))
    case .text(let text), .choice(let text): return UInt64(bitPattern: Int64(text.hashValue))
    default: return UInt64(bitPattern: Int64(hashValue))
    }
  }
}

extension Finding {
  fileprivate static func repeatedRow(at place: Place, first: Place) -> Finding {
    Finding(
      .warning, "repeated-row", "row that says word for word what another says", at: place,
      hint: "delete one of them", related: [.init("the first is here", at: first)])
  }
}
