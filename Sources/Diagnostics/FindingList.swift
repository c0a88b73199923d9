/// The findings of one file while it is read: all of them, up to a number that nobody reads through, then one more that
/// counts the rest. A file of nothing but mistakes so takes little more memory than its bytes.
package struct FindingList: Sendable {
  /// The most findings of one file that are kept.
  package static let limit = 10_000

  private var kept: [Finding] = []
  private var leftOutCount = 0

  package init(_ findings: [Finding] = []) { kept = findings }

  package var isEmpty: Bool { kept.isEmpty }

  /// The last one kept.
  package var last: Finding? { kept.last }

  /// The findings, the one that counts the others among them.
  package var all: [Finding] {
    guard leftOutCount > 0 else { return kept }
    var rest = Finding(
      .error, "too-many-findings", "\(leftOutCount) more findings in this file, which aren't listed",
      at: kept.last?.place, hint: "mend those in front of it and run again")
    rest.count = leftOutCount
    return kept + [rest]
  }

  /// Keeps a finding, or only counts it, and then doesn't even make it.
  package mutating func append(_ finding: @autoclosure () -> Finding) {
    if kept.count < Self.limit { kept.append(finding()) } else { leftOutCount += 1 }
  }

  package mutating func append(contentsOf others: FindingList) {
    for finding in others.kept { append(finding) }
    leftOutCount += others.leftOutCount
  }
}
