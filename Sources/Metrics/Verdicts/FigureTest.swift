package import Diagnostics
import Records

/// A test over figures whose names are known: `arena-gap.low > 0`, `arena-gap < 10 points at 2025-12`,
/// `arena-gap.verdict = tie`, `arena-frontier.us > arena-frontier.china`. `Documentation/claims.md` has the language.
package struct FigureTest: Sendable {
  private let expression: Expression
  /// What each name in the text means, by its text.
  private let names: [String: FigureName]
  /// The left sides, in the order of the text: what the test is about.
  let subjects: [FigureName]

  /// Each figure once, in the order of the text.
  package var figures: [String] {
    subjects.reduce(into: []) { ids, name in if !ids.contains(name.figure) { ids.append(name.figure) } }
  }

  /// Reads a test, or says what is wrong with it: findings at the words that are wrong.
  ///
  /// - Parameters:
  ///   - place: of the text, with or without quotes around it.
  ///   - known: every figure by its id.
  package static func reading(
    _ text: String, at place: Place, known: [String: Figure], area: Finding.Area = .records
  ) -> (test: FigureTest?, findings: [Finding]) {
    // The place of a quoted text begins with its quote.
    let isQuoted = place.end - place.start == text.utf8.count + 2
    let inner = isQuoted ? Place(place.file, place.start + 1..<place.end - 1) : place
    let (expression, finding) = ExpressionParser.expression(text, at: inner, area: area, allowsUnits: true)
    guard let expression else { return (nil, finding.map { [$0] } ?? []) }
    var binding = Binding(known: known, ids: known.keys.sorted(), area: area)
    let bound = binding.bound(expression)
    guard binding.findings.isEmpty else { return (nil, binding.findings) }
    return (FigureTest(expression: bound, names: binding.names, subjects: binding.subjects), [])
  }

  /// Whether the test is passed; `nil` when that hangs on a value that no figure has.
  package func holds(over figures: [String: Figure]) -> Bool? { holds(over: figures, with: { _, name in name }) }

  /// The same with some names read otherwise.
  func holds(
    over figures: [String: Figure], with other: (Expression.Term, FigureName) -> FigureName
  ) -> Bool? {
    expression.decision { term in
      guard !term.isQuoted, let name = names[term.text] else { return nil }
      return figures[name.figure].map { other(term, name).operand(of: $0) } ?? .missing
    }
  }

  /// Every name that the test reads, on either side, once and in order of its text.
  var reads: [FigureName] {
    names.sorted { $0.key < $1.key }.map(\.value).reduce(into: []) { all, name in
      if !all.contains(name) { all.append(name) }
    }
  }
}

/// Looks up the names of an expression and checks that what is compared can be.
private struct Binding {
  let known: [String: Figure]
  let ids: [String]
  let area: Finding.Area
  var names: [String: FigureName] = [:]
  var subjects: [FigureName] = []
  var findings: [Finding] = []

  /// The expression with every number in the unit of what it is compared with.
  mutating func bound(_ expression: Expression) -> Expression {
    switch expression {
    case .any(let parts): return .any(parts.map { bound($0) })
    case .all(let parts): return .all(parts.map { bound($0) })
    case .not(let part): return .not(bound(part))
    case .present(let term):
      _ = subject(term)
      return expression
    case .comparison(let left, let comparison, let right):
      guard let subject = subject(left) else { return expression }
      return .comparison(left, comparison, check(subject, left, comparison, right))
    }
  }

  private mutating func subject(_ term: Expression.Term) -> FigureName? {
    let name = name(term)
    if let name, !subjects.contains(name) { subjects.append(name) }
    return name
  }

  private mutating func name(_ term: Expression.Term) -> FigureName? {
    switch FigureName.reading(term, known: known, ids: ids) {
    case .success(let name):
      names[term.text] = name
      return name
    case .failure(let problem):
      var finding = problem.finding
      finding.area = area
      if !findings.contains(finding) { findings.append(finding) }
      return nil
    }
  }

  /// - Returns: the right side, converted where it is a number with a unit.
  private mutating func check(
    _ subject: FigureName, _ left: Expression.Term, _ comparison: Expression.Comparison, _ right: Expression.Term
  ) -> Expression.Term {
    let literal = Expression.literal(right)
    let isFigure =
      !right.isQuoted
      && ids.contains { FigureName.begins(right.text, with: $0) }
    if isFigure {
      guard let other = name(right) else { return right }
      if other.sort != subject.sort {
        complain("'\(left.text)' is a \(subject.sort), '\(right.text)' a \(other.sort)", right)
      } else if let mine = unit(of: subject), let its = unit(of: other), !mine.isSame(as: its) {
        complain(
          "'\(left.text)' is in \(mine.name), '\(right.text)' in \(its.name)", right, code: "unlike-units",
          hint: "compare figures of one unit")
      }
      return right
    }
    switch (subject.sort, literal) {
    case (.number, .number(let value)): return converted(right, value, for: subject, left)
    case (_, .number) where right.unit != nil:
      complain("'\(left.text)' is a \(subject.sort), '\(right.text)' isn't", right)
    case (.date, .date): break
    case (.date, .number(let year)) where PartialDate(year: year) != nil: break
    case (.number, .word) where !right.isQuoted: _ = name(right)
    case (.word, .word(let word)):
      if comparison != .equal, comparison != .unequal {
        complain("'\(left.text)' is a word, which '\(comparison.rawValue)' can't compare", right, hint: "write = or !=")
      } else if subject.name == "verdict", !Self.verdicts.contains(word) {
        complain(
          "'\(word)' is no verdict of a gap", right,
          hint: nearMiss(of: word, among: Self.verdicts).map { "did you mean '\($0)'?" }
            ?? "the verdicts are \(Self.verdicts.joined(separator: ", "))")
      }
    default: complain("'\(left.text)' is a \(subject.sort), '\(right.text)' isn't", right)
    }
    return right
  }

  private func unit(of name: FigureName) -> UnitOfMeasure? { known[name.figure].flatMap { name.unit(in: $0) } }

  private mutating func converted(
    _ right: Expression.Term, _ value: Double, for subject: FigureName, _ left: Expression.Term
  ) -> Expression.Term {
    let mine = unit(of: subject)
    guard let written = right.unit else {
      // A fraction is never 63; whoever writes that means percent.
      if let mine, mine.isFraction, mine.scale == 1, abs(value) > 1 {
        complain(
          "'\(left.text)' is a fraction, from 0 through 1, '\(right.text)' isn't", right, code: "unlike-units",
          hint: "write \(right.text)%")
      }
      return right
    }
    let its = UnitOfMeasure(written)
    guard let mine, mine.isSame(as: its) else {
      complain(
        "'\(left.text)' is in \(mine?.name ?? "no unit"), '\(right.text)\(written == "%" ? "%" : " \(written)")' isn't",
        right, code: "unlike-units",
        hint: mine == nil ? "leave the unit out" : "write a number in \(mine!.name), or test another figure")
      return right
    }
    var right = right
    right.text = Quantity.text(of: value * (its.scale / mine.scale))
    right.unit = nil
    return right
  }

  private static let verdicts = ["leads", "trails", "tie"]

  private mutating func complain(
    _ headline: String, _ term: Expression.Term, code: String = "unlike-terms", hint: String? = nil
  ) {
    let finding = Finding(.error, code, headline, at: term.place, hint: hint, area: area)
    if !findings.contains(finding) { findings.append(finding) }
  }
}
