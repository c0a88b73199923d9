package import Diagnostics
import Records

/// A test over figures whose names are known: `arena-gap.low > 0`, `arena-gap < 10 at 2025-12`,
/// `arena-gap.verdict = tie`, `arena-frontier.us > arena-frontier.china`.
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
    let (expression, finding) = ExpressionParser.expression(text, at: inner, area: area)
    guard let expression else { return (nil, finding.map { [$0] } ?? []) }
    var binding = Binding(known: known, ids: known.keys.sorted(), area: area)
    binding.bind(expression)
    guard binding.findings.isEmpty else { return (nil, binding.findings) }
    return (FigureTest(expression: expression, names: binding.names, subjects: binding.subjects), [])
  }

  /// Whether the test is passed; `nil` when that hangs on a value that no figure has.
  package func holds(over figures: [String: Figure]) -> Bool? {
    expression.decision { term in
      guard !term.isQuoted, let name = names[term.text] else { return nil }
      return figures[name.figure].map { name.operand(of: $0) } ?? .missing
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

  mutating func bind(_ expression: Expression) {
    switch expression {
    case .any(let parts), .all(let parts): for part in parts { bind(part) }
    case .not(let part): bind(part)
    case .present(let term): _ = subject(term)
    case .comparison(let left, let comparison, let right):
      guard let subject = subject(left) else { return }
      check(subject, left, comparison, right)
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

  private mutating func check(
    _ subject: FigureName, _ left: Expression.Term, _ comparison: Expression.Comparison, _ right: Expression.Term
  ) {
    let literal = Expression.literal(right)
    let isFigure =
      !right.isQuoted
      && ids.contains { right.text == $0 || right.text.hasPrefix($0 + ".") || right.text.hasPrefix($0 + "@") }
    if isFigure {
      guard let other = name(right) else { return }
      if other.sort != subject.sort {
        complain("'\(left.text)' is a \(subject.sort), '\(right.text)' a \(other.sort)", right)
      }
      return
    }
    switch (subject.sort, literal) {
    case (.number, .number), (.date, .date): break
    case (.date, .number(let year)) where PartialDate(String(Int(year))) != nil: break
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
  }

  private static let verdicts = ["leads", "trails", "tie"]

  private mutating func complain(_ headline: String, _ term: Expression.Term, hint: String? = nil) {
    findings.append(Finding(.error, "unlike-terms", headline, at: term.place, hint: hint, area: area))
  }
}
