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
      var first: [[Value]: Place] = [:]
      for record in records where record.fields.allSatisfy(\.entries.isEmpty) {
        if let earlier = first.updateValueIfAbsent(record.place, forKey: record.fields.map(\.value)) {
          findings.append(.repeatedRow(at: record.place, first: earlier))
        }
      }
    }
    return findings
  }
}

extension Dictionary {
  /// The value that the key has already; otherwise gives it one.
  fileprivate mutating func updateValueIfAbsent(_ value: Value, forKey key: Key) -> Value? {
    if let known = self[key] { return known }
    self[key] = value
    return nil
  }
}

extension Finding {
  fileprivate static func repeatedRow(at place: Place, first: Place) -> Finding {
    Finding(
      .warning, "repeated-row", "row that says word for word what another says", at: place,
      hint: "delete one of them", related: [.init("the first is here", at: first)])
  }
}
