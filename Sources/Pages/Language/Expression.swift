import Diagnostics
import Records

/// A test in the small language of claims, sentences and table filters: `arena-gap.low > 0 and not (n < 20)`.
///
/// Comparisons are `=`, `!=`, `<`, `<=`, `>` and `>=`, joined by `and`, `or`, `not` and parentheses. A name alone asks
/// whether there is a value. The right side may be a number, a date, a name, a word, or quoted text.
indirect enum Expression: Sendable {
  enum Comparison: String, Sendable {
    case equal = "=", unequal = "!=", less = "<", lessOrEqual = "<=", greater = ">", greaterOrEqual = ">="
  }

  struct Term: Sendable {
    var text: String
    var place: Place
    /// Quoted text is never a name.
    var isQuoted: Bool
  }

  case any([Expression])
  case all([Expression])
  case not(Expression)
  case comparison(Term, Comparison, Term)
  case present(Term)

  /// Every term that must be a name: the left sides, and what stands alone.
  var names: [Term] {
    switch self {
    case .any(let parts), .all(let parts): parts.flatMap(\.names)
    case .not(let part): part.names
    case .comparison(let left, _, _): [left]
    case .present(let term): [term]
    }
  }
}

/// What a name or literal stands for when an expression is evaluated.
enum Operand: Sendable, Equatable {
  case number(Double)
  case date(PartialDate)
  case word(String)
  /// A list: equal to a word when it contains it.
  case words([String])
  case missing
}

extension Expression {
  /// Whether the test is passed. A comparison with something missing is never passed, nor is its opposite.
  func holds(_ value: (Term) -> Operand?) -> Bool {
    switch self {
    case .any(let parts): parts.contains { $0.holds(value) }
    case .all(let parts): parts.allSatisfy { $0.holds(value) }
    case .not(let part): !part.holds(value)
    case .present(let term): (value(term) ?? .missing) != .missing && value(term) != .word("no")
    case .comparison(let left, let comparison, let right):
      comparison.holds(value(left) ?? .missing, value(right) ?? Self.literal(right))
    }
  }

  /// What a term means that is no name.
  static func literal(_ term: Term) -> Operand {
    if term.isQuoted { return .word(term.text) }
    if let number = Double(term.text), number.isFinite { return .number(number) }
    if let date = PartialDate(term.text) { return .date(date) }
    return .word(term.text)
  }
}

extension Expression.Comparison {
  fileprivate func holds(_ left: Operand, _ right: Operand) -> Bool {
    switch (left, right) {
    case (.number(let a), .number(let b)): compares(a, b)
    // A year reads as a number; beside a date it is one.
    case (.date(let a), .number(let b)):
      PartialDate(String(Int(b))).map { compares(a, $0) } ?? false
    case (.date(let a), .date(let b)): compares(a, b)
    case (.word(let a), .word(let b)): self == .equal ? a == b : self == .unequal ? a != b : false
    case (.words(let a), .word(let b)): self == .equal ? a.contains(b) : self == .unequal ? !a.contains(b) : false
    default: false
    }
  }

  private func compares(_ a: Double, _ b: Double) -> Bool {
    switch self {
    case .equal: a == b
    case .unequal: a != b
    case .less: a < b
    case .lessOrEqual: a <= b
    case .greater: a > b
    case .greaterOrEqual: a >= b
    }
  }

  /// A date that contains another is equal to it; before and after leave no day in between.
  private func compares(_ a: PartialDate, _ b: PartialDate) -> Bool {
    let overlaps = a.first <= b.last && b.first <= a.last
    return switch self {
    case .equal: overlaps
    case .unequal: !overlaps
    case .less: a.last < b.first
    case .lessOrEqual: a.last <= b.last
    case .greater: a.first > b.last
    case .greaterOrEqual: a.first >= b.first
    }
  }
}

// MARK: - Reading

/// Reads an expression from the text of an argument.
struct ExpressionParser {
  private var tokens: [Expression.Term] = []
  private var position = 0
  private let place: Place
  private(set) var finding: Finding?

  /// `nil` with a finding when the text is no expression.
  static func expression(_ token: Placeholder.Token) -> (expression: Expression?, finding: Finding?) {
    var parser = ExpressionParser(token)
    let expression = parser.any()
    if parser.finding == nil, parser.position < parser.tokens.count {
      parser.report(
        "'\(parser.tokens[parser.position].text)' isn't expected here", parser.tokens[parser.position].place)
    }
    return (parser.finding == nil ? expression : nil, parser.finding)
  }

  private init(_ token: Placeholder.Token) {
    place = token.place
    let bytes = Array(token.text.utf8)
    var index = 0
    func term(_ range: Range<Int>, isQuoted: Bool = false) -> Expression.Term {
      let start = min(token.place.start + range.lowerBound, token.place.end)
      let end = min(token.place.start + range.upperBound, token.place.end)
      let text = String(decoding: bytes[range], as: UTF8.self)
      return Expression.Term(text: text, place: Place(token.place.file, start..<end), isQuoted: isQuoted)
    }
    while index < bytes.count {
      let start = index
      switch bytes[index] {
      case 0x20, 0x09, 0x0A, 0x0D: index += 1
      case UInt8(ascii: "("), UInt8(ascii: ")"):
        index += 1
        tokens.append(term(start..<index))
      case UInt8(ascii: "'"):
        index += 1
        while index < bytes.count, bytes[index] != UInt8(ascii: "'") { index += 1 }
        tokens.append(term(start + 1..<index, isQuoted: true))
        index = min(index + 1, bytes.count)
      case UInt8(ascii: "="), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "!"):
        index += 1
        if index < bytes.count, bytes[index] == UInt8(ascii: "=") { index += 1 }
        tokens.append(term(start..<index))
      default:
        while index < bytes.count, !Self.endsWord(bytes[index]) { index += 1 }
        tokens.append(term(start..<index))
      }
    }
  }

  private static func endsWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "="), UInt8(ascii: "<"),
      UInt8(ascii: ">"), UInt8(ascii: "!"):
      true
    default: false
    }
  }

  private mutating func report(_ headline: String, _ place: Place) {
    guard finding == nil else { return }
    finding = Finding(
      .error, "bad-expression", headline, at: place, hint: "write NAME > NUMBER, joined by and, or, not", area: .pages)
  }

  private mutating func take(_ word: String) -> Bool {
    guard position < tokens.count, tokens[position].text == word, !tokens[position].isQuoted else { return false }
    position += 1
    return true
  }

  private mutating func any() -> Expression {
    var parts = [all()]
    while take("or") { parts.append(all()) }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  private mutating func all() -> Expression {
    var parts = [not()]
    while take("and") { parts.append(not()) }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func not() -> Expression {
    if take("not") { return .not(not()) }
    if take("(") {
      let inner = any()
      if !take(")") { report("'(' without ')'", place) }
      return inner
    }
    guard let left = term() else { return .all([]) }
    guard position < tokens.count, !tokens[position].isQuoted,
      let comparison = Expression.Comparison(rawValue: tokens[position].text)
    else { return .present(left) }
    position += 1
    guard let right = term() else { return .all([]) }
    return .comparison(left, comparison, right)
  }

  private mutating func term() -> Expression.Term? {
    guard position < tokens.count else {
      report("expression ends too early", place)
      return nil
    }
    let token = tokens[position]
    let isWord = token.isQuoted || !["(", ")", "and", "or", "not"].contains(token.text)
    guard isWord, Expression.Comparison(rawValue: token.text) == nil || token.isQuoted else {
      report("'\(token.text)' isn't expected here", token.place)
      return nil
    }
    position += 1
    return token
  }
}
