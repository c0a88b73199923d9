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
      let sums = ValueSums.of(kind.name, in: corpus)
      let repeated = repeatedSums(sums)
      guard !repeated.isEmpty else { continue }
      var first: [UInt64: [Record]] = [:]
      for (record, sum) in zip(records, sums) where repeated.contains(sum) {
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

/// A short sum of all values of each record of a kind: those that say the same have the same.
private enum ValueSums {
  static func of(_ kind: String, in corpus: Corpus) -> [UInt64] {
    var sums = [UInt64](repeating: 0, count: corpus.records(of: kind).count)
    for stretch in corpus.stretches(of: kind) {
      if let record = stretch.written {
        for field in record.fields { combine(field.value.sum, into: &sums[stretch.positions.lowerBound]) }
        continue
      }
      for position in 0..<stretch.fieldCount {
        // A value that many rows have is summed once for all of them.
        let (values, indices) = stretch.values(at: position)
        let own = values.map(\.sum)
        if let indices {
          for (row, index) in zip(stretch.positions, indices) { combine(own[Int(index)], into: &sums[row]) }
        } else {
          for row in stretch.positions { combine(own[0], into: &sums[row]) }
        }
      }
    }
    return sums
  }

  private static func combine(_ next: UInt64, into sum: inout UInt64) {
    sum = ((sum &* 31) ^ (sum >> 29) ^ next) &* 0x9E37_79B9_7F4A_7C15
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
