package import Diagnostics
package import Records

/// A test in the small language of claims, sentences and table filters: `arena-gap.low > 0 and not (n < 20)`.
///
/// Comparisons are `=`, `!=`, `<`, `<=`, `>` and `>=`, joined by `and`, `or`, `not` and parentheses. A name alone asks
/// whether there is a value. The right side may be a number, a date, a name, a word, or quoted text.
///
/// Three short forms are put in full while reading: `gap.low > 0 at 2025-12` is `gap@2025-12.low > 0`, and dates the
/// right side as well when it is a name with a part; with `within 170 days` behind it, it is `gap@2025-12/170.low > 0`; `gap = 40 ± 5` is `(gap >= 35 and gap <= 45)`; `gap covers 39` is
/// `(gap.low <= 39 and gap.high >= 39)`.
///
/// Where units are allowed a number may carry one: `63%`, `10 points`, `1.15 billion downloads`.
package indirect enum Expression: Sendable {
  package enum Comparison: String, Sendable {
    case equal = "=", unequal = "!=", less = "<", lessOrEqual = "<=", greater = ">", greaterOrEqual = ">="
  }

  package struct Term: Sendable {
    package var text: String
    package var place: Place
    /// Quoted text is never a name.
    package var isQuoted: Bool
    /// The unit written behind a number, as written; `%` for a percent sign.
    package var unit: String?
    /// True for what is compared with a tolerance, which already allows for how sure the value is.
    package var isWithinTolerance = false

    package init(text: String, place: Place, isQuoted: Bool, unit: String? = nil) {
      self.text = text
      self.place = place
      self.isQuoted = isQuoted
      self.unit = unit
    }
  }

  case any([Expression])
  case all([Expression])
  case not(Expression)
  case comparison(Term, Comparison, Term)
  case present(Term)

  /// Every term that must be a name: the left sides, and what stands alone.
  package var names: [Term] {
    switch self {
    case .any(let parts), .all(let parts): parts.flatMap(\.names)
    case .not(let part): part.names
    case .comparison(let left, _, _): [left]
    case .present(let term): [term]
    }
  }
}

/// What a name or literal stands for when an expression is evaluated.
package enum Operand: Sendable, Hashable {
  case number(Double)
  case date(PartialDate)
  case word(String)
  /// A list: equal to a word when it contains it.
  case words([String])
  case missing
}

extension Operand {
  /// Whether there is a value: neither nothing, nor `no`, nor a word for something missing, such as `unknown`.
  fileprivate var isPresent: Bool {
    switch self {
    case .missing: false
    case .word(let word): word != "no" && Missing(rawValue: word) == nil
    case .words(let words): !words.isEmpty
    case .number, .date: true
    }
  }
}

extension Expression {
  /// Whether the test is passed. A comparison with something missing is never passed, nor is its opposite.
  package func holds(_ value: (Term) -> Operand?) -> Bool {
    switch self {
    case .any(let parts): parts.contains { $0.holds(value) }
    case .all(let parts): parts.allSatisfy { $0.holds(value) }
    case .not(let part): !part.holds(value)
    case .present(let term): (value(term) ?? .missing).isPresent
    case .comparison(let left, let comparison, let right):
      comparison.holds(value(left) ?? .missing, value(right) ?? Self.literal(right))
    }
  }

  /// The same test for many subjects: every term is looked up once, not once for each of them.
  ///
  /// - Parameter reading: what reads a term of a subject; `nil` where the term is no name.
  func test<Subject>(reading: (Term) -> ((Subject) -> Operand)?) -> (Subject) -> Bool {
    func operand(_ term: Term, else literal: Operand) -> (Subject) -> Operand { reading(term) ?? { _ in literal } }
    switch self {
    case .any(let parts):
      let tests = parts.map { $0.test(reading: reading) }
      return { subject in tests.contains { $0(subject) } }
    case .all(let parts):
      let tests = parts.map { $0.test(reading: reading) }
      return { subject in tests.allSatisfy { $0(subject) } }
    case .not(let part):
      let test = part.test(reading: reading)
      return { !test($0) }
    case .present(let term):
      let read = operand(term, else: .missing)
      return { read($0).isPresent }
    case .comparison(let left, let comparison, let right):
      let read = operand(left, else: .missing)
      guard let other = reading(right) else {
        let literal = Self.literal(right)
        return { comparison.holds(read($0), literal) }
      }
      return { comparison.holds(read($0), other($0)) }
    }
  }

  /// What a term means that is no name.
  package static func literal(_ term: Term) -> Operand {
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
      PartialDate(year: b).map { compares(a, $0) } ?? false
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

extension Expression {
  /// Whether the test is passed, or `nil` when that hangs on something missing.
  package func decision(_ value: (Term) -> Operand?) -> Bool? {
    switch self {
    case .any(let parts):
      let answers = parts.map { $0.decision(value) }
      return answers.contains(true) ? true : answers.contains(nil) ? nil : false
    case .all(let parts):
      let answers = parts.map { $0.decision(value) }
      return answers.contains(false) ? false : answers.contains(nil) ? nil : true
    case .not(let part): return part.decision(value).map { !$0 }
    case .present: return holds(value)
    case .comparison(let left, _, let right):
      let isMissing = (value(left) ?? .missing) == .missing || (value(right) ?? Self.literal(right)) == .missing
      return isMissing ? nil : holds(value)
    }
  }
}

extension Expression.Term {
  /// The name as of a date: `gap.low` becomes `gap@2025-12.low`. One that has a date keeps it.
  fileprivate func dated(_ date: String) -> Expression.Term {
    guard !isQuoted, !text.contains("@") else { return self }
    var term = self
    let head = text.prefix { $0 != "." && $0 != "[" }
    term.text = head + "@" + date + text.dropFirst(head.count)
    return term
  }

  /// The end of its interval: `gap` becomes `gap.low`.
  fileprivate func end(_ name: String) -> Expression.Term {
    var term = self
    term.text += "." + name
    return term
  }

  /// Only a right side such as `gap.low` is surely a name; `0.5` and `tie` aren't.
  fileprivate var isNameWithPart: Bool {
    !isQuoted && (text.contains(".") || text.contains("[")) && Double(text) == nil
  }
}

// MARK: - Reading

/// Reads an expression from text and the place of that text.
package struct ExpressionParser {
  /// The most parentheses and words `not` inside each other.
  private static let depthLimit = 100

  private var tokens: [Expression.Term] = []
  private var position = 0
  /// How many parentheses and words `not` the position is inside of.
  private var depth = 0
  private let place: Place
  private var finding: Finding?
  private let area: Finding.Area
  private let allowsUnits: Bool

  /// `nil` with a finding when the text is no expression.
  ///
  /// - Parameter allowsUnits: whether numbers may carry units, which the caller then answers for.
  package static func expression(
    _ text: String, at place: Place, area: Finding.Area, allowsUnits: Bool = false
  ) -> (expression: Expression?, finding: Finding?) {
    var parser = ExpressionParser(text, place, area, allowsUnits)
    let expression = parser.any()
    if parser.finding == nil, parser.position < parser.tokens.count {
      parser.report(
        "'\(parser.tokens[parser.position].text)' isn't expected here", parser.tokens[parser.position].place)
    }
    return (parser.finding == nil ? expression : nil, parser.finding)
  }

  private init(_ text: String, _ place: Place, _ area: Finding.Area, _ allowsUnits: Bool) {
    self.place = place
    self.area = area
    self.allowsUnits = allowsUnits
    let bytes = Array(text.utf8)
    let lastBracket = bytes.lastIndex(of: UInt8(ascii: "]")) ?? 0
    var index = 0
    func term(_ range: Range<Int>, isQuoted: Bool = false) -> Expression.Term {
      let start = min(place.start + range.lowerBound, place.end)
      let end = min(place.start + range.upperBound, place.end)
      let text = String(decoding: bytes[range], as: UTF8.self)
      return Expression.Term(text: text, place: Place(place.file, start..<end), isQuoted: isQuoted)
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
        if index == bytes.count { report("quote without its end", term(start..<index).place) }
        tokens.append(term(start + 1..<index, isQuoted: true))
        index = min(index + 1, bytes.count)
      case UInt8(ascii: "="), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "!"):
        index += 1
        if index < bytes.count, bytes[index] == UInt8(ascii: "=") { index += 1 }
        tokens.append(term(start..<index))
      default:
        while index < bytes.count, !Self.endsWord(bytes[index]) {
          // What a bracket holds belongs to the word, spaces and all.
          if bytes[index] == UInt8(ascii: "["), index < lastBracket,
            let end = bytes[index...].firstIndex(of: UInt8(ascii: "]"))
          {
            index = end
          }
          index += 1
        }
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

  private mutating func report(
    _ headline: String, _ place: Place, hint: String = "write NAME > NUMBER, joined by and, or, not"
  ) {
    guard finding == nil else { return }
    finding = Finding(.error, "bad-expression", headline, at: place, hint: hint, area: area)
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
    guard depth < Self.depthLimit else {
      report("expression nested more than \(Self.depthLimit) deep", place, hint: "split it")
      position = tokens.count
      return .all([])
    }
    depth += 1
    defer { depth -= 1 }
    if take("not") { return .not(not()) }
    if take("(") {
      let inner = any()
      if !take(")") { report("'(' without ')'", place) }
      return inner
    }
    guard let left = term() else { return .all([]) }
    if take("covers") { return covering(left) }
    guard position < tokens.count, !tokens[position].isQuoted,
      let comparison = Expression.Comparison(rawValue: tokens[position].text)
    else { return .present(date().map(left.dated) ?? left) }
    position += 1
    guard let right = measured() else { return .all([]) }
    let tolerance = take("±") ? measured() : nil
    let date = date()
    let datedLeft = date.map(left.dated) ?? left
    if let tolerance { return near(datedLeft, comparison, right, tolerance) }
    return .comparison(datedLeft, comparison, right.isNameWithPart ? date.map(right.dated) ?? right : right)
  }

  /// `left covers 39`, whose first two words are read.
  private mutating func covering(_ left: Expression.Term) -> Expression {
    guard let inside = measured() else { return .all([]) }
    let datedLeft = date().map(left.dated) ?? left
    return .all([
      .comparison(datedLeft.end("low"), .lessOrEqual, inside),
      .comparison(datedLeft.end("high"), .greaterOrEqual, inside),
    ])
  }

  /// A term, with its unit where it is a number that has one.
  private mutating func measured() -> Expression.Term? {
    guard var term = term() else { return nil }
    guard allowsUnits, !term.isQuoted else { return term }
    if term.text.hasSuffix("%"), Double(term.text.dropLast()) != nil {
      (term.text, term.unit) = (String(term.text.dropLast()), "%")
      return term
    }
    guard Double(term.text) != nil else { return term }
    var words: [String] = []
    while position < tokens.count, !tokens[position].isQuoted, !Self.endsUnit(tokens[position].text) {
      words.append(tokens[position].text)
      position += 1
    }
    if !words.isEmpty { term.unit = words.joined(separator: " ") }
    return term
  }

  private static func endsUnit(_ word: String) -> Bool {
    reserved.contains(word) || word == "±" || Expression.Comparison(rawValue: word) != nil
  }

  /// What stands behind `at`, with a limit behind a stroke where one is written: `2025-12/170`.
  private mutating func date() -> String? {
    guard take("at"), let token = term() else { return nil }
    if PartialDate(token.text) == nil {
      report("date '\(token.text)' has none of the known forms", token.place, hint: "write at 2025-12")
    }
    guard take("within"), let limit = term() else { return token.text }
    if Int(limit.text).map({ $0 > 0 }) != true || !take("days") {
      report("'within' stands before a number of days", limit.place, hint: "write at 2025-12 within 170 days")
    }
    return "\(token.text)/\(limit.text)"
  }

  private mutating func near(
    _ left: Expression.Term, _ comparison: Expression.Comparison, _ middle: Expression.Term, _ spread: Expression.Term
  ) -> Expression {
    guard let value = Double(middle.text), let distance = Double(spread.text), distance >= 0 else {
      report("'±' stands between two numbers", spread.place)
      return .all([])
    }
    if let one = middle.unit, let other = spread.unit, one != other {
      report("'±' stands between '\(one)' and '\(other)'", spread.place, hint: "write both in one unit")
      return .all([])
    }
    let unit = spread.unit ?? middle.unit
    func bound(_ number: Double) -> Expression.Term {
      Expression.Term(text: Quantity.text(of: number), place: middle.place, isQuoted: false, unit: unit)
    }
    var left = left
    left.isWithinTolerance = true
    let inside = Expression.all([
      .comparison(left, .greaterOrEqual, bound(value - distance)),
      .comparison(left, .lessOrEqual, bound(value + distance)),
    ])
    switch comparison {
    case .equal: return inside
    case .unequal: return .not(inside)
    default:
      report("'±' goes with = and !=, not with \(comparison.rawValue)", spread.place)
      return .all([])
    }
  }

  private static let reserved = ["(", ")", "and", "or", "not", "at", "within", "covers"]

  private mutating func term() -> Expression.Term? {
    guard position < tokens.count else {
      report("expression ends too early", place)
      return nil
    }
    let token = tokens[position]
    let isWord = token.isQuoted || !Self.reserved.contains(token.text)
    guard isWord, Expression.Comparison(rawValue: token.text) == nil || token.isQuoted else {
      report("'\(token.text)' isn't expected here", token.place)
      return nil
    }
    position += 1
    return token
  }
}
