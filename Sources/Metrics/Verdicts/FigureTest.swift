import Diagnostics
import Records

/// An expression over figures whose names are known: `arena-gap.low > 0`, `arena-gap@2025-12.value < 10`.
///
/// A name is a figure's id, `@` with a date for its last observation up to then, and a part: `value` (when none is
/// named), `low`, `high`, `n`, or one of the figure's further numbers, such as `win-rate`.
struct FigureTest: Sendable {
  private struct Name: Sendable {
    var figure: String
    var date: PartialDate?
    var part: String
  }

  private let expression: Expression
  private let names: [String: Name]
  /// Each figure once, in the order of the text.
  let figures: [String]

  /// - Parameter known: every figure by its id.
  static func reading(
    _ text: String, at place: Place, known: [String: Figure]
  ) -> (test: FigureTest?, findings: [Finding]) {
    // The place of a quoted text begins with its quote.
    let isQuoted = place.end - place.start == text.utf8.count + 2
    let inner = isQuoted ? Place(place.file, place.start + 1..<place.end - 1) : place
    let (expression, finding) = ExpressionParser.expression(text, at: inner, area: .records)
    guard let expression else { return (nil, finding.map { [$0] } ?? []) }
    var names: [String: Name] = [:]
    var order: [String] = []
    var findings: [Finding] = []
    for term in expression.names {
      switch name(term, known: known) {
      case .success(let name):
        names[term.text] = name
        if !order.contains(name.figure) { order.append(name.figure) }
      case .failure(let problem): findings.append(problem.finding)
      }
    }
    return (findings.isEmpty ? FigureTest(expression: expression, names: names, figures: order) : nil, findings)
  }

  private struct Problem: Error {
    var finding: Finding
  }

  private static func name(_ term: Expression.Term, known: [String: Figure]) -> Result<Name, Problem> {
    let (head, part) = split(term.text, at: ".")
    let (id, dateText) = split(head, at: "@")
    guard let figure = known[id] else {
      let meant = nearMiss(of: id, among: known.keys.sorted()).map { "did you mean '\($0)'?" }
      return .failure(
        Problem(finding: Finding(.error, "unknown-figure", "no figure '\(id)'", at: term.place, hint: meant)))
    }
    let date = dateText.flatMap { PartialDate($0) }
    if let dateText, date == nil {
      return .failure(
        Problem(
          finding: Finding(
            .error, "bad-date", "date '\(dateText)' has none of the known forms", at: term.place,
            hint: "write \(id)@2025-12")))
    }
    let parts = ["value", "low", "high", "n"] + figure.extras.keys.sorted()
    let wanted = part ?? "value"
    guard parts.contains(wanted) else {
      let meant = nearMiss(of: wanted, among: parts).map { "did you mean '\($0)'?" }
      return .failure(
        Problem(
          finding: Finding(
            .error, "unknown-part", "'\(id)' has no part '\(wanted)'", at: term.place,
            hint: meant ?? "its parts are \(parts.joined(separator: ", "))")))
    }
    return .success(Name(figure: id, date: date, part: wanted))
  }

  private static func split(_ text: String, at mark: Character) -> (String, String?) {
    let parts = text.split(separator: mark, maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    return (parts[0], parts.count == 2 ? parts[1] : nil)
  }

  /// Whether the test is passed; `nil` when a figure that it reads has no such value.
  func holds(over figures: [String: Figure]) -> Bool? {
    var values: [String: Operand] = [:]
    for (text, name) in names {
      guard let number = FigureTest.number(name, figures[name.figure]) else { return nil }
      values[text] = .number(number)
    }
    return expression.holds { values[$0.text] }
  }

  private static func number(_ name: Name, _ figure: Figure?) -> Double? {
    guard let figure else { return nil }
    guard let date = name.date else {
      return switch name.part {
      case "value": figure.value
      case "low": figure.low
      case "high": figure.high
      case "n": Double(figure.n)
      default: figure.extras[name.part]
      }
    }
    guard let point = figure.series.last(where: { $0.at.first <= date.last }) else { return nil }
    return switch name.part {
    case "value": point.value
    case "low": point.low
    case "high": point.high
    case "n": point.n.map(Double.init)
    default: point.extras[name.part]
    }
  }
}
