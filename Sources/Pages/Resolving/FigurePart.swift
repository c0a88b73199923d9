import Metrics
import Records

/// What of a figure a page can quote: `{{ arena-gap.win-rate }}`.
struct FigurePart: Sendable {
  enum Answer: Sendable {
    /// A number of the figure's own, which leads to the trail.
    case number([Inline], Double)
    case date([Inline], PartialDate)
    case words([Inline])
  }

  let name: String
  let explanation: String
  /// `nil` when this figure has nothing to say here.
  let answer: @Sendable (FigureView) -> Answer?

  /// In the order of the documentation.
  static let all: [FigurePart] = values + leads + choices + extremes + dates + words

  /// The parts whose numbers lead to the figure's trail.
  static let leading: Set<String> = [
    "whole", "value", "number", "lead", "lead-value", "lead-number", "fall", "smallest", "largest", "margin", "low",
    "high", "win-rate", "win-rate-percent", "before",
  ]

  static func named(_ name: String) -> FigurePart? { all.first { $0.name == name } }

  // MARK: The value

  /// `42 points (29 to 55)`, the answer of a figure's bare name.
  static let whole = FigurePart(name: "whole", explanation: "value, unit and interval") { view in
    if let crossing = crossing(view) { return crossing }
    guard let value = view.value else { return bounds(view) }
    var text: [Inline] = [.unbroken([.text(view.unit.text(value))])]
    if let interval = view.unit.interval(view.low, view.high) {
      text += [.text(" "), .aside([.text(view.withLevel(interval))])]
    }
    return .number(text, value)
  }

  /// `between September 2025 and October 2025`: nobody looked in between, so a crossing has no middle.
  private static func crossing(_ view: FigureView) -> Answer? {
    guard view.figure.measure == "crossing", view.point == nil, let high = view.high,
      let by = view.words["by"].flatMap({ PartialDate($0) })
    else { return nil }
    guard let after = view.words["after"].flatMap({ PartialDate($0) }) else {
      return .number([.text("by \(NumberFormat.date(by))")], high)
    }
    return .number([.text("between \(NumberFormat.date(after)) and \(NumberFormat.date(by))")], view.value ?? high)
  }

  /// A value of which only a bound is known.
  private static func bounds(_ view: FigureView) -> Answer? {
    switch (view.low, view.high) {
    case (let low?, let high?): .number([.text(view.unit.rangeText(low, high))], low)
    case (let low?, nil): .number([.text("at least " + view.unit.text(low))], low)
    case (nil, let high?): .number([.text("at most " + view.unit.text(high))], high)
    case (nil, nil): nil
    }
  }

  private static let values: [FigurePart] = [
    whole,
    FigurePart(name: "value", explanation: "value and unit") { view in
      view.value.map { .number([.unbroken([.text(view.unit.text($0))])], $0) }
    },
    FigurePart(name: "number", explanation: "the value alone") { view in
      view.value.map { .number([.text(view.unit.number($0))], $0) }
    },
    FigurePart(name: "low", explanation: "the lower bound alone") { view in
      view.low.map { .number([.text(view.unit.number($0))], $0) }
    },
    FigurePart(name: "high", explanation: "the upper bound alone") { view in
      view.high.map { .number([.text(view.unit.number($0))], $0) }
    },
    FigurePart(name: "interval", explanation: "both bounds, as in 29 to 55") { view in
      guard let low = view.low, let high = view.high else { return nil }
      return .number([.aside([.text(view.unit.range(low, high))])], low)
    },
    FigurePart(name: "margin", explanation: "half the width of the interval") { view in
      guard let low = view.low, let high = view.high else { return nil }
      return .number([.text(view.unit.number((high - low) / 2))], (high - low) / 2)
    },
    FigurePart(name: "fall", explanation: "a value below zero with its sign turned, as in: falls by 19 points a year") {
      view in
      guard let value = view.value, value < 0 else { return nil }
      var text: [Inline] = [.unbroken([.text(view.unit.text(-value))])]
      if let interval = view.unit.interval(view.high.map { -$0 }, view.low.map { -$0 }) {
        text += [.text(" "), .aside([.text(interval)])]
      }
      return .number(text, -value)
    },
    FigurePart(name: "n", explanation: "how many rows or models the value rests on") { view in
      view.n.map { .number([.text(NumberFormat.number(Double($0)))], Double($0)) }
    },
    FigurePart(name: "level", explanation: "the level of the interval, as in 95%") { view in
      view.figure.level.map { .number([.text(NumberFormat.percent($0))], $0) }
    },
    FigurePart(name: "parts", explanation: "the two proportions that it compares, as in A 99%, B 19%") { view in
      view.comparedWords.map { .words($0) }
    },
    FigurePart(name: "rating", explanation: "the rating at which prices are compared, as in 1,400") { view in
      view.extras["rating"].map { .number([.text(NumberFormat.number($0))], $0) }
    },
    FigurePart(name: "win-rate", explanation: "how often the leader's answer is preferred, as in 56 times in 100") {
      view in
      view.leaderRate.map { .number([.unbroken([.text(NumberFormat.timesInHundred($0))])], $0) }
    },
    FigurePart(
      name: "least", explanation: "the lead if the one behind has a model of a rank that our copy of the board lacks"
    ) { view in
      guard let least = view.extras["least"] else { return nil }
      let ofLead = view.isDifference && (view.value ?? 0) < 0 ? -least : least
      return .number([.text(view.unit.number(ofLead))], ofLead)
    },
    FigurePart(
      name: "at-low", explanation: "a lag with the rating of the one behind at the lower end of its interval"
    ) { view in
      view.extras["at-low"].map { .number([.unbroken([.text(view.unit.text($0))])], $0) }
    },
    FigurePart(name: "at-high", explanation: "the same at the upper end") { view in
      view.extras["at-high"].map { .number([.unbroken([.text(view.unit.text($0))])], $0) }
    },
    FigurePart(name: "missing-ranks", explanation: "which ranks are missing, as in 6 and 8") { view in
      (view.point ?? view.figure.headlinePoint)?.words["missing-ranks"].map { .words([.text($0)]) }
    },
    FigurePart(name: "win-rate-percent", explanation: "the same as in 56%") { view in
      view.leaderRate.map { .number([.text(NumberFormat.percent($0))], $0) }
    },
  ]

  // MARK: Who is ahead

  private static let leads: [FigurePart] = [
    FigurePart(name: "lead", explanation: "value, unit and interval from the side of whoever is ahead") { view in
      guard let lead = view.lead else { return nil }
      var text: [Inline] = [.unbroken([.text(view.unit.text(lead.value))])]
      if let interval = view.unit.interval(lead.low, lead.high) { text += [.text(" "), .aside([.text(interval)])] }
      return .number(text, lead.value)
    },
    FigurePart(name: "lead-value", explanation: "value and unit from the side of whoever is ahead") { view in
      view.lead.map { .number([.unbroken([.text(view.unit.text($0.value))])], $0.value) }
    },
    FigurePart(name: "lead-number", explanation: "the lead alone") { view in
      view.lead.map { .number([.text(view.unit.number($0.value))], $0.value) }
    },
    FigurePart(name: "lead-interval", explanation: "the bounds from the side of whoever is ahead") { view in
      guard let lead = view.lead, let low = lead.low, let high = lead.high else { return nil }
      return .number([.aside([.text(view.unit.range(low, high))])], low)
    },
    FigurePart(name: "leader", explanation: "the country that is ahead") { view in
      view.leader.map { .words([.text($0.name)]) }
    },
    FigurePart(name: "follower", explanation: "the country that is behind") { view in
      view.follower.map { .words([.text($0.name)]) }
    },
    FigurePart(name: "leader-adjective", explanation: "as in American") { view in
      view.leader.map { .words([.text($0.adjective)]) }
    },
    FigurePart(name: "follower-adjective", explanation: "as in Chinese") { view in
      view.follower.map { .words([.text($0.adjective)]) }
    },
    FigurePart(name: "leading-model", explanation: "the model with the higher value") { view in
      view.model(ofLeader: true).map { .words([.text($0)]) }
    },
    FigurePart(name: "trailing-model", explanation: "the model with the lower value") { view in
      view.labels.count < 2 ? nil : view.model(ofLeader: false).map { .words([.text($0)]) }
    },
    FigurePart(name: "verdict", explanation: "leads, trails or tie, from the side of the first bloc") { view in
      view.words["verdict"].map { .words([.text($0)]) }
    },
  ]

  // MARK: Other choices

  private static let choices: [FigurePart] = [
    FigurePart(name: "turning", explanation: "the choices each of which turns the verdict, as in: on code; at 1,450") {
      view in
      guard let turning = view.figure.sensitivity?.turning, !turning.isEmpty else { return nil }
      return .words([.text(turning.joined(separator: "; "))])
    }
  ]

  // MARK: The series

  private static let extremes: [FigurePart] = [
    FigurePart(name: "observations", explanation: "how many dates the series has") { view in
      let count = view.figure.dates.count
      return count == 0 ? nil : .number([.text(NumberFormat.number(Double(count)))], Double(count))
    },
    FigurePart(name: "ties", explanation: "how many differences have an interval that contains zero") { view in
      let ties = view.observed.filter { FigureView(view.figure, point: $0, blocs: view.blocs).isTie }.count
      return view.isDifference ? .number([.text(NumberFormat.count(ties))], Double(ties)) : nil
    },
    FigurePart(name: "led", explanation: "on how many dates the first country leads, its interval above zero") { view in
      let led = view.observed.filter { ($0.low ?? 0) > 0 }.count
      return view.isDifference ? .number([.text(NumberFormat.count(led))], Double(led)) : nil
    },
    FigurePart(name: "before", explanation: "the observation before the quoted one, as a lead") { view in
      view.before.flatMap { named("lead")?.answer($0) }
    },
    FigurePart(name: "before-when", explanation: "when that was, as in: on 19 August 2026") { view in
      view.before.flatMap { named("when")?.answer($0) }
    },
    FigurePart(name: "before-n", explanation: "how many rows or models it rested on") { view in
      view.before.flatMap { named("n")?.answer($0) }
    },
    FigurePart(name: "before-leader", explanation: "the country that was ahead then") { view in
      view.before.flatMap { named("leader")?.answer($0) }
    },
    FigurePart(name: "before-leading-model", explanation: "the model with the higher value then") { view in
      view.before.flatMap { named("leading-model")?.answer($0) }
    },
    FigurePart(name: "before-trailing-model", explanation: "the model with the lower value then") { view in
      view.before.flatMap { named("trailing-model")?.answer($0) }
    },
    FigurePart(name: "smallest", explanation: "the observation nearest to zero, as a lead") { view in
      view.extreme(isLargest: false).flatMap { named("lead")?.answer($0) }
    },
    FigurePart(name: "smallest-when", explanation: "when that was, as in: on 8 October 2026") { view in
      view.extreme(isLargest: false).flatMap { named("when")?.answer($0) }
    },
    FigurePart(name: "largest", explanation: "the observation farthest from zero, as a lead") { view in
      view.extreme(isLargest: true).flatMap { named("lead")?.answer($0) }
    },
    FigurePart(name: "largest-when", explanation: "when that was") { view in
      view.extreme(isLargest: true).flatMap { named("when")?.answer($0) }
    },
  ]

  private static let dates: [FigurePart] = [
    FigurePart(name: "as-of", explanation: "the date of the value, as in 8 October 2026") { view in
      view.asOf.map { .date([.text(NumberFormat.date($0))], $0) }
    },
    FigurePart(name: "board", explanation: "the date of the board that rates what is sold") { view in
      view.figure.words["vintage"].flatMap { PartialDate($0) }.map { .date([.text(NumberFormat.date($0))], $0) }
    },
    FigurePart(name: "when", explanation: "the same with its preposition, as in: on 8 October 2026") { view in
      view.asOf.map { .date([.text(NumberFormat.when($0))], $0) }
    },
    FigurePart(name: "since", explanation: "the first date of the series") { view in
      view.figure.dates.first.map { .date([.text(NumberFormat.date($0))], $0) }
    },
  ]

  // MARK: Words of the metric

  private static let words: [FigurePart] = [
    FigurePart(name: "title", explanation: "what the figure is called") { .words([.text($0.figure.title)]) },
    FigurePart(name: "unit", explanation: "the unit") { .words([.text($0.figure.unit)]) },
    FigurePart(name: "method", explanation: "the formula in words") {
      .words(Markdown.inlines(ofProse: $0.figure.method))
    },
    FigurePart(name: "caveat", explanation: "what not to conclude") {
      .words(Markdown.inlines(ofProse: $0.figure.caveat))
    },
    FigurePart(name: "coverage", explanation: "what is counted and what is missing") {
      $0.figure.coverage.note.isEmpty ? nil : .words(Markdown.inlines(ofProse: $0.figure.coverage.note))
    },
    FigurePart(name: "version", explanation: "the version of the method") {
      .number([.text(String($0.figure.version))], Double($0.figure.version))
    },
  ]
}

extension FigurePart {
  /// What it says of a figure, as words alone; empty where that is nothing.
  func words(_ view: FigureView) -> String {
    switch answer(view) {
    case .number(let content, _), .date(let content, _), .words(let content): content.plainText
    case nil: ""
    }
  }

  /// What a page says it quotes: the observation, and which number of it.
  func quotation(of view: FigureView) -> Quotation {
    let source: FigureView? =
      switch name {
      case "before", "before-n": view.before
      case "smallest": view.extreme(isLargest: false)
      case "largest": view.extreme(isLargest: true)
      default: view
      }
    let number: String =
      switch name {
      case "whole" where FigurePart.isCrossing(view): "between"
      case "whole", "value", "number": "value"
      case "lead", "lead-value", "lead-number", "before", "smallest", "largest": "lead"
      case "win-rate", "win-rate-percent": "leaders-win-rate"
      case "before-n": "n"
      default: name
      }
    guard let point = (source ?? view).point else { return Quotation(figure: view.figure.id, number: number) }
    return Quotation(view.figure, point, number: number)
  }

  private static func isCrossing(_ view: FigureView) -> Bool {
    view.figure.measure == "crossing" && view.point == nil && view.words["by"] != nil
  }
}

extension FigureView {
  /// `(90%: 29 to 55)`: an interval of another level than those that the site computes says so where it stands.
  func withLevel(_ interval: String) -> String {
    guard point == nil, let level = figure.level, level != 0.95, interval.hasPrefix("(") else { return interval }
    return "(\(NumberFormat.percent(level)) interval: " + interval.dropFirst()
  }

  /// `Kimi K2.5 99%, DeepSeek 19%`, each leading to its observation.
  var comparedWords: [Inline]? {
    let sides = compared
    guard !sides.isEmpty else { return nil }
    var words: [Inline] = []
    for side in sides {
      let unit = Unit(figure.unit(of: side.part)).supporting(side.low, side.high)
      guard let value = side.value else { return nil }
      words.append(.text(words.isEmpty ? "\(side.part) " : ", \(side.part) "))
      words.append(.quoted(Quotation(figure, side), [.text(unit.number(value))]))
      // The two sides are of different days: each has its own.
      if Set(sides.map(\.at)).count > 1 { words.append(.text(" (\(NumberFormat.date(side.at)))")) }
    }
    return words
  }

  /// The observations that the headline value is one of.
  var observed: [Figure.Point] {
    let part = (point ?? figure.headlinePoint)?.part
    return figure.series.filter { $0.part == part && $0.value != nil }
  }

  /// How often the answer of whoever is ahead is preferred.
  var leaderRate: Double? { extras["win-rate"].map { isDifference && (value ?? 0) < 0 ? 1 - $0 : $0 } }

  /// The observation before the quoted one.
  fileprivate var before: FigureView? {
    guard let asOf else { return nil }
    return observed.last { $0.at < asOf }.map { FigureView(figure, point: $0, blocs: blocs) }
  }

  fileprivate func extreme(isLargest: Bool) -> FigureView? {
    let sorted = observed.min { left, right in
      let (a, b) = (abs(left.value ?? 0), abs(right.value ?? 0))
      return isLargest ? a > b : a < b
    }
    return sorted.map { FigureView(figure, point: $0, blocs: blocs) }
  }
}
