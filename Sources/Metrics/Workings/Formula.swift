import Glibc
import Records

/// Arithmetic over the rows of a figure: a person reads it, and any machine can compute it.
///
/// A name is a column of a group of rows, `leader.value`, or an earlier step's result. A name stands for as many numbers
/// as there are rows; arithmetic goes number by number, and a single number meets each of many.
/// `Documentation/trails.md` has the language, `Checks/site_checks/workings.py` an evaluator that shares no code.
package indirect enum Formula: Sendable, Equatable {
  case number(Double)
  /// A column of a group's rows, of those that have it; without a column the rows themselves, to be counted.
  case column(group: String, String)
  /// The result of an earlier step.
  case step(String)
  case infix(Operator, Formula, Formula)
  case call(Function, [Formula])

  package enum Operator: String, Sendable, CaseIterable {
    case plus = "+"
    case minus = "−"
    case times = "×"
    case over = "÷"
    case power = "^"
  }

  package enum Function: String, Sendable, CaseIterable {
    case count, sum, mean, median, min, max, sqrt, exp, log10, abs, round
    /// `quantile(part, numbers)`, of type 7.
    case quantile
    /// `largest(k, numbers)`: the k largest.
    case largest
    /// `sums(numbers, words)`: a sum for each different word, in the order of the words.
    case sums
    /// `counts(words)`: how often each different word is there, in the order of the words.
    case counts
    /// `at-least(numbers, least)`: 1 for each number that reaches it, else 0.
    case atLeast = "at-least"
    /// `where(numbers, conditions)`: the numbers whose condition isn't 0.
    case selected = "where"
    /// `points-least(words, answers, points)`: for each word the points of the answer that it is, the fewest of the table where
    /// it is none; and the most.
    case pointsLeast = "points-least"
    case pointsMost = "points-most"
    /// The Gini coefficient.
    case gini
    /// The first and the last day of a date, and the middle between them, in days since 1 January 1970.
    case first, last, middle
    /// A day since 1 January 1970 as a decimal year.
    case year
    /// `slope(times, numbers)`: Theil’s and Sen’s, and the ends of Sen’s 95% interval; with words as a third argument of
    /// pairs with one word alone.
    case slope
    case slopeLow = "slope-low"
    case slopeHigh = "slope-high"
    /// `drawn-low(seed, draws, weights…, qualities…)`: the lowest score under weights drawn by SplitMix64.
    case drawnLow = "drawn-low"
    case drawnHigh = "drawn-high"
  }
}

/// What a cell of a row holds, as formulas read it.
package enum WorkingsCell: Sendable, Hashable {
  case number(Double)
  /// A date or a word.
  case text(String)
}

/// What a formula comes to.
package enum FormulaResult: Sendable, Equatable {
  case numbers([Double])
  case words([String])

  package var numbers: [Double]? { if case .numbers(let numbers) = self { numbers } else { nil } }
  package var words: [String]? { if case .words(let words) = self { words } else { nil } }
}

// MARK: - Writing one down

extension Formula: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  package init(floatLiteral value: Double) { self = .number(value) }
  package init(integerLiteral value: Int) { self = .number(Double(value)) }

  static func + (left: Formula, right: Formula) -> Formula { .infix(.plus, left, right) }
  static func - (left: Formula, right: Formula) -> Formula { .infix(.minus, left, right) }
  static func * (left: Formula, right: Formula) -> Formula { .infix(.times, left, right) }
  static func / (left: Formula, right: Formula) -> Formula { .infix(.over, left, right) }
  func to(_ power: Formula) -> Formula { .infix(.power, self, power) }
  /// The rows of a group, to be counted.
  static func rows(of group: String) -> Formula { .column(group: group, "") }
  static func of(_ function: Function, _ arguments: Formula...) -> Formula { .call(function, arguments) }
}

extension String {
  /// `"leader"["value"]`: a column of a group.
  subscript(column: String) -> Formula { .column(group: self, column) }
}

// MARK: - Printing it

extension Formula {
  /// With names: `(leader.value − follower.value) ÷ 2`.
  package var text: String {
    text { formula in
      switch formula {
      case .column(let group, let column): column.isEmpty ? group : "\(group).\(column)"
      case .step(let name): name
      default: ""
      }
    }
  }

  /// With numbers put in for names. Of many numbers the first few are written, then how many there are.
  package func text(with values: (Formula) -> FormulaResult?) -> String {
    text { formula in
      if case .column(let group, "") = formula {
        let count = values(formula)?.words?.count ?? 0
        return count == 0 ? group : "\(count) \(count == 1 ? "row" : "rows")"
      }
      return switch values(formula) {
      case .numbers(let numbers)?: Formula.list(numbers, Formula.shortDigits)
      case .words(let words)?: Formula.list(words, \.self)
      case nil: formula.text
      }
    }
  }

  private static func list<Item>(_ items: [Item], _ text: (Item) -> String) -> String {
    let shown = 4
    return items.count <= shown
      ? items.map(text).joined(separator: ", ")
      : items.prefix(3).map(text).joined(separator: ", ")
        + ", … \(items.count) in all"
  }

  /// A plain number that any program reads back, but for its minus.
  package static func digits(_ number: Double) -> String {
    plain(Quantity.text(of: number)).replacing("-", with: "−")
  }

  /// `0.000001` of `1e-06`.
  private static func plain(_ text: String) -> String {
    let parts = text.split(separator: "e")
    guard parts.count == 2, let exponent = Int(parts[1]), exponent < 0, exponent > -20 else { return text }
    let isNegative = parts[0].hasPrefix("-")
    var digits = parts[0].filter { $0 != "." && $0 != "-" }
    if parts[0].hasSuffix(".0") { digits.removeLast() }
    return "\(isNegative ? "-" : "")0.\(String(repeating: "0", count: -exponent - 1))\(digits)"
  }

  /// Ten digits that count: more than any number of ours is good for, and no noise of the last place.
  package static func shortDigits(_ number: Double) -> String {
    guard number != 0, number.isFinite else { return digits(number) }
    let places = 9 - Int(log10(number.magnitude).rounded(.down))
    let scale = pow(10, Double(Swift.min(Swift.max(places, 0), 300)))
    return digits((number * scale).rounded() / scale)
  }

  private func text(_ name: (Formula) -> String) -> String {
    switch self {
    case .number(let number): return Formula.digits(number)
    case .column, .step: return name(self)
    case .call(let function, let arguments):
      return "\(function.rawValue)(\(arguments.map { $0.text(name) }.joined(separator: ", ")))"
    case .infix(let sign, let left, let right):
      func part(_ formula: Formula, _ isRight: Bool) -> String {
        let text = formula.text(name)
        let isTight = formula.strength > sign.strength || formula.strength == sign.strength && !isRight
        // A negative number put in for a name would change what the sign before it means.
        let isPlain =
          isTight && !(formula.isName && text.contains(", ")) && !(text.hasPrefix("−") && (isRight || sign == .power))
        return isPlain ? text : "(\(text))"
      }
      return "\(part(left, sign == .power)) \(sign.rawValue) \(part(right, sign != .power))"
    }
  }

  private var isName: Bool {
    switch self {
    case .column, .step: true
    default: false
    }
  }

  private var strength: Int { if case .infix(let sign, _, _) = self { sign.strength } else { 4 } }
}

extension Formula.Operator {
  fileprivate var strength: Int {
    switch self {
    case .plus, .minus: 1
    case .times, .over: 2
    case .power: 3
    }
  }
}

extension Formula {
  /// The same with other formulas in place of steps.
  func replacing(_ step: (String) -> Formula?) -> Formula {
    switch self {
    case .number, .column: self
    case .step(let name): step(name) ?? self
    case .infix(let sign, let left, let right): .infix(sign, left.replacing(step), right.replacing(step))
    case .call(let function, let arguments): .call(function, arguments.map { $0.replacing(step) })
    }
  }

  /// Every column that it reads.
  package var columns: [(group: String, column: String)] {
    switch self {
    case .number, .step: []
    case .column(let group, let column): [(group, column)]
    case .infix(_, let left, let right): left.columns + right.columns
    case .call(_, let arguments): arguments.flatMap(\.columns)
    }
  }
}
