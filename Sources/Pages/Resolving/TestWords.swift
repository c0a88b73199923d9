import Diagnostics
import Metrics
import Records

/// What a claim's test asks, in words: `Gap of the best models in March 2026 is between 34 and 44 points`.
struct TestWords {
  let site: SiteContext
  private let figures: [String: Figure]

  init(_ site: SiteContext) {
    self.site = site
    figures = Dictionary(site.figures.map { ($0.id, $0) }) { first, _ in first }
  }

  /// `nil` for what is no test.
  func callAsFunction(_ test: String, at place: Place) -> [Inline]? {
    ExpressionParser.expression(test, at: place, area: .records, allowsUnits: true).expression.map(words)
  }

  /// A choice that turns a verdict, `arena-gap: open weights alone` or `arena-gap@2025-12 at the low end of its interval`,
  /// as the figure's title and the choice; the whole under an empty title where no figure is named.
  func turning(_ choice: String) -> (figure: String, choice: String) {
    let places = choice.firstRange(of: ": ") ?? choice.firstRange(of: " at the ")
    guard let places, let place = site.corpus.claims.first?.place,
      let name = FigureName(
        Expression.Term(text: String(choice[..<places.lowerBound]), place: place, isQuoted: false), among: figures)
    else { return ("", choice) }
    let isEnd = choice[places].hasPrefix(" at")
    let rest = String(choice[places.upperBound...])
    return (site.title(of: name.figure), isEnd ? "at the \(rest)" : rest)
  }

  private func words(_ expression: Expression) -> [Inline] {
    switch expression {
    case .any(let parts): Self.joined(parts.map(words), by: ", or ")
    case .all(let parts): between(parts) ?? covering(parts) ?? Self.joined(parts.map(words), by: ", and ")
    case .not(.all(let parts)) where between(parts) != nil: between(parts, isNegated: true)!
    case .not(let part): [.text("it isn’t so that ")] + words(part)
    case .present(let term): subject(term) + [.text(" has a value")]
    case .comparison(let left, let comparison, let right):
      subject(left) + [.text(" \(Self.verb(comparison, isOfDates: isDate(left))) ")] + object(right, beside: left)
    }
  }

  private static func joined(_ parts: [[Inline]], by separator: String) -> [Inline] {
    Array(parts.joined(separator: [.text(separator)]))
  }

  /// `gap = 40 ± 5`, which the parser reads as two comparisons.
  private func between(_ parts: [Expression], isNegated: Bool = false) -> [Inline]? {
    guard parts.count == 2, case .comparison(let left, .greaterOrEqual, let low) = parts[0], left.isWithinTolerance,
      case .comparison(let other, .lessOrEqual, let high) = parts[1], left.text == other.text
    else { return nil }
    let verb = isNegated ? " isn’t between " : " is between "
    return subject(left) + [.text(verb)] + object(low, beside: left, isBare: true) + [.text(" and ")]
      + object(high, beside: left)
  }

  /// `gap covers 39`, which the parser reads as two comparisons of the bounds.
  private func covering(_ parts: [Expression]) -> [Inline]? {
    guard parts.count == 2, case .comparison(let low, .lessOrEqual, let inside) = parts[0],
      case .comparison(let high, .greaterOrEqual, let same) = parts[1], inside.text == same.text,
      low.text.hasSuffix(".low"), high.text == low.text.dropLast(3) + "high", low.place.start == high.place.start
    else { return nil }
    var whole = low
    whole.text = String(low.text.dropLast(4))
    return [.text("the interval of ")] + subject(whole) + [.text(" holds ")] + object(inside, beside: whole)
  }

  private func isDate(_ term: Expression.Term) -> Bool {
    guard let name = FigureName(term, among: figures) else { return false }
    return name.sort == .date || figures[name.figure]?.measure == "crossing"
  }

  private static func verb(_ comparison: Expression.Comparison, isOfDates: Bool) -> String {
    switch comparison {
    case .equal: "is"
    case .unequal: "isn’t"
    case .less: isOfDates ? "is before" : "is below"
    case .lessOrEqual: isOfDates ? "is no later than" : "is at most"
    case .greater: isOfDates ? "is after" : "is above"
    case .greaterOrEqual: isOfDates ? "is no earlier than" : "is at least"
    }
  }

  // MARK: Both sides

  /// `the lower bound of Gap of the best models, China, in March 2026`.
  ///
  /// - Parameter isLast: whether nothing follows that a comma would part from it.
  private func subject(_ term: Expression.Term, isLast: Bool = false) -> [Inline] {
    guard let name = FigureName(term, among: figures) else { return [.text(term.text)] }
    let title: [Inline] = [.text(Typography.curled(site.title(of: name.figure)))]
    var content: [Inline] = name.name == "value" ? [] : [.text("the \(Self.title(ofNumber: name.name)) of ")]
    content.append(site.link("figures", name.figure, title))
    if let part = name.part {
      content.append(.text(", \(site.partName(part))" + (isLast && name.date == nil ? "" : ",")))
    }
    if let date = name.date {
      let isUsual = name.limitInDays == FigureName.usualLimitInDays
      content.append(
        .text(
          " \(NumberFormat.when(date))"
            + (isUsual ? "" : ", or up to \(name.limitInDays) days before" + (isLast ? "" : ","))))
    }
    return content
  }

  private static func title(ofNumber name: String) -> String {
    switch name {
    case "low": "lower bound"
    case "high": "upper bound"
    case "n": "number of rows"
    case "win-rate": "expected win rate"
    case "equivalent": "answer whether both are equally good"
    case "as-of": "day"
    default: name.replacing("-", with: " ")
    }
  }

  /// - Parameter isBare: without the unit, which follows later.
  private func object(_ term: Expression.Term, beside left: Expression.Term, isBare: Bool = false) -> [Inline] {
    if FigureName(term, among: figures) != nil { return subject(term, isLast: true) }
    guard !term.isQuoted, let number = Double(term.text) else {
      return [.text(PartialDate(term.text).map { NumberFormat.date($0) } ?? Self.word(term.text))]
    }
    if let unit = term.unit {
      let digits = NumberFormat.exact(number)
      return [.unbroken([.text(unit == "%" ? digits + "%" : isBare ? digits : "\(digits) \(unit)")])]
    }
    guard let name = FigureName(left, among: figures), let figure = figures[name.figure] else {
      return [.text(NumberFormat.exact(number))]
    }
    if isDate(left) { return [.text(Self.day(ofYear: number))] }
    guard ["value", "low", "high"].contains(name.name) else { return [.text(NumberFormat.exact(number))] }
    let unit = Unit(figure.unit(of: name.part))
    let digits = NumberFormat.exact(number * unit.factor)
    guard unit.prefix.isEmpty else { return [.unbroken([.text(unit.text(number, isTable: true))])] }
    let noun =
      isBare || !unit.suffix.isEmpty || unit.word.isEmpty ? "" : " " + (number == 1 ? unit.singular : unit.word)
    return [.unbroken([.text(digits + unit.suffix + noun)])]
  }

  private static func word(_ word: String) -> String {
    word == "tie" ? "a tie" : word.replacing("-", with: " ")
  }

  /// `27 September 2025` of `2025.74`: the dates of crossings are compared as years.
  private static func day(ofYear number: Double) -> String {
    guard let first = Day(year: Int(number), month: 1, day: 1), let next = Day(year: Int(number) + 1, month: 1, day: 1)
    else { return NumberFormat.exact(number) }
    let days = Double(next.number - first.number) * (number - number.rounded(.down))
    return NumberFormat.date(Day(number: first.number + Int(days.rounded())))
  }
}

extension SiteContext {
  /// A figure's title; its id where there is no such figure.
  func title(of figure: String) -> String { figures.first { $0.id == figure }?.title ?? figure }
}
