import Diagnostics
import Records

/// Which records a metric counts: its `where`, an expression over the fields of a kind and `bloc`, `country`,
/// `maker` and `licence-class`, such as `not base-model` or `bloc = china and released >= 2025`.
struct RecordFilter {
  private let test: (Record) -> Bool

  /// - Returns: `nil` when the metric has none, or when it can't be read.
  static func reading(
    _ metric: Metric, of kind: KindDescription, in corpus: Corpus
  ) -> (filter: RecordFilter?, findings: [Finding]) {
    guard let text = metric.filter, let place = metric.filterPlace else { return (nil, []) }
    let isQuoted = place.end - place.start == text.utf8.count + 2
    let inner = isQuoted ? Place(place.file, place.start + 1..<place.end - 1) : place
    let (expression, finding) = ExpressionParser.expression(text, at: inner, area: .records)
    guard let expression else { return (nil, finding.map { [$0] } ?? []) }
    let fields = kind.fields.map(\.name)
    var sorters: [String: Sorter] = [:]
    var positions: [String: Int] = [:]
    var findings: [Finding] = []
    for term in expression.names {
      if let position = fields.firstIndex(of: term.text), !term.isQuoted {
        positions[term.text] = position
      } else if Sorter.derived.contains(term.text), !term.isQuoted,
        let sorter = Sorter(term.text, of: kind, metric.attribution, in: corpus)
      {
        sorters[term.text] = sorter
      } else {
        findings.append(.unknownField(term, of: kind, known: Sorter.derived + fields))
      }
    }
    guard findings.isEmpty else { return (nil, findings) }
    let test: (Record) -> Bool = expression.test { term in
      guard !term.isQuoted else { return nil }
      if let sorter = sorters[term.text] { return { .word(sorter.key(of: $0)) } }
      return positions[term.text].map { position in { Operand($0.value(at: position)) } }
    }
    return (RecordFilter(test: test), [])
  }

  func admits(_ record: Record) -> Bool { test(record) }
}

extension Finding {
  fileprivate static func unknownField(_ term: Expression.Term, of kind: KindDescription, known: [String]) -> Finding {
    Finding(
      .error, "unknown-field", "\(kind.name) have no field '\(term.text)'", at: term.place,
      hint: nearMiss(of: term.text, among: known).map { "did you mean '\($0)'?" }
        ?? "the fields are \(known.joined(separator: ", "))")
  }
}
