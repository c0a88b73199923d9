import Metrics
import Records

/// A figure to quote: its value, what stands behind it in a sentence, and its day.
extension SiteContext {
  func quote(_ figure: Figure, as name: String?) -> Quote? {
    let view = FigureView(figure, blocs: blocs)
    guard let lead = view.lead else { return nil }
    let unclear = unclearSlope(view)
    var value = unclear ?? amount(view, lead.value)
    if unclear == nil, let interval = view.unit.interval(lead.low, lead.high, isLabel: true) {
      // What the unknown part leaves open isn't an interval of chance.
      let isLeast = figure.level == nil && lead.low == lead.value
      let most = lead.high.map { "at most \(view.unit.text($0))" } ?? ""
      let words = String(interval.dropFirst().dropLast())
      value += [.text(" "), .aside([.text(isLeast ? most : figure.level == nil ? "bounds \(words)" : words)])]
    }
    let day = view.asOf.map { date in
      let isOfBoard = figure.rows.first?.kind == "scores" && date.precision == .day
      let what = isOfBoard && (view.isDifference || figure.measure == "tally") ? "Board of " : ""
      return (what + NumberFormat.date(date)).capitalisedFirst + "."
    }
    let words = [behind(view), day].compactMap(\.self).joined(separator: " ")
    return Quote(label: name ?? figure.title, value: value, note: [.text(words)])
  }

  /// `between −93 and 47 points a year`: a slope that may as well rise as fall is no number to quote, its bounds are.
  private func unclearSlope(_ view: FigureView) -> [Inline]? {
    guard view.figure.measure == "trend", let low = view.low, let high = view.high, low <= 0, high >= 0 else {
      return nil
    }
    let bounds = "\(view.unit.number(low)) and \(view.unit.text(high))"
    return [.text("between ")]
      + number(view.figure, [.text(bounds)], as: Quotation(figure: view.figure.id, number: "interval"))
  }

  /// `42 points`, or both numbers where a figure has one for each bloc: prices, or counts.
  private func amount(_ view: FigureView, _ value: Double) -> [Inline] {
    let figure = view.figure
    guard ["price", "tally"].contains(figure.measure), let other = otherSide(view), let amount = other.value else {
      let quotation = Quotation(figure: figure.id, number: "lead")
      return number(figure, [.unbroken([.text(view.unit.text(value))])], as: quotation)
    }
    return number(figure, [.text(view.unit.number(value))]) + [.text(" against ")]
      + number(figure, [.text(view.unit.number(amount))], as: Quotation(figure, other))
  }

  /// The other bloc's number on the same day.
  private func otherSide(_ view: FigureView) -> Figure.Point? {
    guard let own = view.figure.headlinePoint?.part, view.figure.value == view.figure.headlinePoint?.value,
      corpus.bloc(own) != nil
    else { return nil }
    return view.figure.series.first { $0.at == view.asOf && $0.part != own && corpus.bloc($0.part) != nil }
  }

  private func behind(_ view: FigureView) -> String? {
    switch view.figure.measure {
    case "gap":
      if view.isTie { return "A tie: the interval contains zero." }
      guard let leader = view.leader else { return nil }
      guard let rate = view.leaderRate else { return "\(leader.name) ahead." }
      let isFollowers = (view.value ?? 0) < 0
      let ends = [view.extras["win-rate-low"], view.extras["win-rate-high"]].compactMap {
        $0.map { isFollowers ? 1 - $0 : $0 }
      }
      let range = ends.count == 2 ? " (\(NumberFormat.range(ends.min()! * 100, ends.max()! * 100, isLabel: true)))" : ""
      return
        "\(leader.name) ahead; its answer is preferred \(NumberFormat.timesInHundred(rate))\(range)."
    case "lag":
      guard let follower = view.model(ofLeader: false), let leader = view.model(ofLeader: true) else { return nil }
      return "\(follower) behind \(leader).\(atBothEnds(view))"
    case "trend":
      guard let first = view.figure.dates.first else { return nil }
      guard let trend = view.words["trend"] else {
        return "Mean of \(view.figure.dates.count) observations since \(NumberFormat.date(first))."
      }
      // How likely chance alone would show as much stands on the trail.
      let way = ["falling": "Falling", "rising": "Rising"][trend] ?? "No trend can be told from chance"
      let what = view.figure.rows.first?.kind == "scores" ? "boards" : "observations"
      let scope = view.figure.words["scales"] == "apart" ? ", each compared within its scale" : ""
      return "\(way): \(view.figure.dates.count) \(what) since \(NumberFormat.date(first))\(scope)."
    case "share":
      guard view.figure.level == nil, let low = view.figure.low, let high = view.figure.high, low == view.figure.value,
        high > low
      else { return nil }
      return "At least: \(view.unit.text(high - low)) of the whole can’t be put down to anybody."
    case "ratio": return view.comparedWords.map { $0.plainText + "." }
    case "price":
      return sides(view).map {
        "Per million tokens, of a model from \(Self.named($0.own)) and one from \(Self.named($0.other))."
      }
    case "tally": return sides(view).map { "\($0.own.adjective) and \($0.other.adjective)." }
    default: return nil
    }
  }

  /// What a lag is at the ends of the follower's rating, where that is known.
  private func atBothEnds(_ view: FigureView) -> String {
    guard let low = view.extras["at-low"], let high = view.extras["at-high"], let value = view.value else { return "" }
    let words = Set([low, value, high].map { view.unit.number($0) })
    if words.count == 1 { return " The same at both ends of the rating’s interval." }
    return " At the ends of the rating’s interval \(view.unit.number(low)) and \(view.unit.text(high))."
  }

  /// The blocs whose numbers stand against each other, the headline's first.
  private func sides(_ view: FigureView) -> (own: Bloc, other: Bloc)? {
    guard let point = otherSide(view), let own = view.figure.headlinePoint.flatMap({ corpus.bloc($0.part) }),
      let other = corpus.bloc(point.part)
    else { return nil }
    return (own, other)
  }

  /// `the United States`, as in a sentence.
  private static func named(_ bloc: Bloc) -> String { bloc.name.hasPrefix("United ") ? "the \(bloc.name)" : bloc.name }
}
