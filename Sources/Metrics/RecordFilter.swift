import Diagnostics
import Records

/// Which records a metric counts: its `where`, an expression over the fields of a kind and `bloc`, `country`,
/// `maker` and `licence-class`, such as `not base-model` or `bloc = china and released >= 2025`.
///
/// A comparison of a field is made once for each of its different values, and then only for the records that the rest
/// of the expression hasn't decided yet.
struct RecordFilter {
  private let expression: Expression
  private let sorters: [String: Sorter]
  /// Where the fields that the expression names stand in the schema.
  private let fields: [String: Int]
  private let records: [Record]

  /// - Returns: `nil` when the metric has none, or when it can't be read.
  static func reading(
    _ metric: Metric, of kind: KindDescription, in corpus: Corpus
  ) -> (filter: RecordFilter?, findings: [Finding]) {
    guard let text = metric.choices.filter, let place = metric.choices.filterPlace else { return (nil, []) }
    let isQuoted = place.end - place.start == text.utf8.count + 2
    let inner = isQuoted ? Place(place.file, place.start + 1..<place.end - 1) : place
    let (expression, finding) = ExpressionParser.expression(text, at: inner, area: .records)
    guard let expression else { return (nil, finding.map { [$0] } ?? []) }
    var sorters: [String: Sorter] = [:]
    var fields: [String: Int] = [:]
    var findings: [Finding] = []
    for term in expression.names {
      if let position = kind.position(of: term.text), !term.isQuoted {
        fields[term.text] = position
      } else if Sorter.derived.contains(term.text), !term.isQuoted,
        let sorter = Sorter(term.text, of: kind, metric.choices.attribution, in: corpus)
      {
        sorters[term.text] = sorter
      } else {
        findings.append(.unknownField(term, of: kind, known: Sorter.derived + kind.fields.map(\.name)))
      }
    }
    guard findings.isEmpty else { return (nil, findings) }
    let records = corpus.records(of: kind.name)
    return (RecordFilter(expression: expression, sorters: sorters, fields: fields, records: records), [])
  }

  /// Those that pass of some records of the kind, which are given by their positions, ascending; in the same order.
  func admitted(among positions: [Int]) -> [Int] { passing(expression, positions) }

  private func passing(_ expression: Expression, _ positions: [Int]) -> [Int] {
    switch expression {
    case .all(let parts): return parts.reduce(positions) { passing($1, $0) }
    case .any(let parts):
      var passed: [Int] = []
      var open = positions
      for part in parts {
        let more = passing(part, open)
        open = open.without(more)
        passed += more
      }
      return passed.sorted()
    case .not(let part): return positions.without(passing(part, positions))
    case .present(let term): return passing(expression, of: term, and: nil, positions)
    case .comparison(let left, _, let right): return passing(expression, of: left, and: right, positions)
    }
  }

  /// - Parameters:
  ///   - left: what stands alone in the expression, or on the left.
  ///   - right: what it is compared with.
  private func passing(
    _ expression: Expression, of left: Expression.Term, and right: Expression.Term?, _ positions: [Int]
  ) -> [Int] {
    if let field = position(of: left), right.map({ !isName($0) }) ?? true {
      let test: (Value) -> Bool = expression.test { term in position(of: term).map { _ in { Operand($0) } } }
      var once = ValueTest(ofFieldAt: field, test)
      return once.passing(positions, of: records)
    }
    let test: (Record) -> Bool = expression.test { term in
      guard isName(term) else { return nil }
      if let sorter = sorters[term.text] { return { .word(sorter.key(of: $0)) } }
      return position(of: term).map { position in { Operand($0.value(at: position)) } }
    }
    return positions.filter { test(records[$0]) }
  }

  private func position(of term: Expression.Term) -> Int? { term.isQuoted ? nil : fields[term.text] }

  private func isName(_ term: Expression.Term) -> Bool {
    !term.isQuoted && (fields[term.text] != nil || sorters[term.text] != nil)
  }
}

extension [Int] {
  /// The numbers that others lacks; both ascending, and all of the others among them.
  func without(_ others: [Int]) -> [Int] {
    guard !others.isEmpty else { return self }
    var rest: [Int] = []
    rest.reserveCapacity(count - others.count)
    var next = 0
    for number in self {
      if next < others.count, others[next] == number { next += 1 } else { rest.append(number) }
    }
    return rest
  }
}

extension Finding {
  fileprivate static func unknownField(_ term: Expression.Term, of kind: KindDescription, known: [String]) -> Finding {
    Finding(
      .error, "unknown-field", "\(kind.name) have no field '\(term.text)'", at: term.place,
      hint: nearMiss(of: term.text, among: known).map { "did you mean '\($0)'?" }
        ?? "the fields are \(known.joined(separator: ", "))")
  }
}
