import Metrics
import Records

/// What a figure found, for the title of its chart where the page doesn't say it: the figure's name stands above.
struct FigureFinding {
  let figure: Figure
  let blocs: [Bloc]
  let name: (String) -> String

  /// - Missing: `nil` where there is nothing to say but the figure's name.
  var inlines: [Inline]? {
    switch figure.measure {
    case "gap", "lag": difference
    case "trend", "balance": whole
    case "crossing": quoted(FigureView(figure, blocs: blocs), "whole").map { [.text("It happened ")] + $0 } ?? whole
    case "frontier": latestParts
    // Its parts are other ways of counting the same.
    case "concentration": isSeries && !isTotal ? change ?? whole : whole
    // A total over several parts is in no row of the series.
    default: isSeries && !isTotal ? change ?? latestParts ?? whole : isTotal && isSeries ? whole : latestParts ?? whole
    }
  }

  // MARK: Differences

  /// "The US leads by 42 points (29 to 55) on 8 October 2026", "No lead can be told from chance on …".
  private var difference: [Inline]? {
    let view = FigureView(figure, blocs: blocs)
    guard let point = view.figure.headlinePoint, point.at == view.asOf else { return whole }
    let when = view.asOf.map { " " + NumberFormat.when($0) } ?? ""
    if view.isTie, view.labels.count == 2 {
      return quoted(view, "value").map { [.text("No lead can be told from chance" + when + ": ")] + $0 }
    }
    guard let leader = view.leader else {
      guard view.labels.count == 2, let first = view.model(ofLeader: true), let second = view.model(ofLeader: false)
      else { return whole }
      return quoted(view, "lead-value").map { [.text("\(first) stands ")] + $0 + [.text(" above \(second)\(when)")] }
    }
    return quoted(view, "lead").map { [.text(FigureDrawing.inText(leader) + " leads by ")] + $0 + [.text(when)] }
  }

  // MARK: Values

  /// "46% (46% to 64%), June 2026".
  private var whole: [Inline]? {
    let view = FigureView(figure, blocs: blocs)
    guard let content = quoted(view, "whole") else { return nil }
    return content + (view.asOf.map { [.text(", " + NumberFormat.date($0))] } ?? [])
  }

  /// The values that are over, of the headline's part.
  private var observed: [Figure.Point] {
    guard let headline = figure.headlinePoint else { return [] }
    let until = figure.asOf ?? headline.at
    return figure.series.filter {
      $0.part == headline.part && $0.value != nil && $0.at <= until && $0.words["period"] != "incomplete"
    }
  }

  /// True for values of one kind over time: not for a list, and not for what changed its scale.
  private var isSeries: Bool {
    let points = observed
    return points.count > 1 && Set(points.map(\.at)).count == points.count
      && Set(points.map { $0.words["scale"] ?? "" }).count == 1
  }

  /// Whether the answer isn't the value of the part that it is dated by.
  private var isTotal: Bool {
    guard let value = figure.value, let own = figure.headlinePoint?.value else { return figure.value != nil }
    return abs(value - own) > 1e-9 * max(1, abs(value))
  }

  /// "Permissive: 60% in the first half of 2023, 90% in the first half of 2026": both ends, and no word for what lies between; "46% in
  /// June 2026, as in June 2025" where both read alike.
  private var change: [Inline]? {
    guard let first = observed.first, let last = observed.last, last.at == figure.headlinePoint?.at else { return nil }
    guard let before = quoted(FigureView(figure, point: first, blocs: blocs), "value"),
      let after = quoted(FigureView(figure, point: last, blocs: blocs), "value")
    else { return nil }
    let (then, now) = (NumberFormat.when(first.at), NumberFormat.when(last.at))
    // One of several parts is named.
    let own: [Inline] = figure.parts.count > 1 ? [.text(name(last.part) + ": ")] : []
    if before.plainText == after.plainText { return own + after + [.text(" \(now), as \(then)")] }
    return own + before + [.text(" \(then), ")] + after + [.text(" \(now)")]
  }

  /// "China 46%, United States 36%, June 2026": the largest parts of the latest date that have an owner.
  private var latestParts: [Inline]? {
    guard let date = figure.asOf ?? figure.dates.last else { return nil }
    let points = figure.series.filter { point in
      point.at == date && point.value != nil && figure.unit(of: point.part) == figure.unit
        && !["unattributed", "unknown", "difference", "other"].contains(point.part)
    }
    // Where all are alike, none is the largest.
    guard points.count > 1, Set(points.map(\.part)).count == points.count, Set(points.map(\.value)).count > 1 else {
      return nil
    }
    let largest = points.enumerated().sorted { ($1.element.value ?? 0, $0.offset) < ($0.element.value ?? 0, $1.offset) }
    let parts = largest.prefix(2).compactMap { _, point in
      quoted(FigureView(figure, point: point, blocs: blocs), "value").map { [.text(name(point.part) + " ")] + $0 }
    }
    guard parts.count == 2 else { return nil }
    let isAll = points.count == 2
    return (isAll ? [] : [.text("Most: ")]) + parts[0] + [.text(", ")] + parts[1]
      + [.text(", " + NumberFormat.date(date))]
  }

  private func quoted(_ view: FigureView, _ part: String) -> [Inline]? {
    guard let part = FigurePart.named(part), case .number(let content, _)? = part.answer(view) else { return nil }
    return [.quoted(part.quotation(of: view), content)]
  }
}

extension FigureDrawing {
  var finding: [Inline]? { FigureFinding(figure: figure, blocs: site.blocs) { name(of: $0) }.inlines }
}

extension [Inline] {
  /// The same with a capital at the beginning.
  var capitalisedFirst: [Inline] {
    guard let first else { return self }
    return [first.capitalisedFirst] + dropFirst()
  }
}

extension Inline {
  fileprivate var capitalisedFirst: Inline {
    if case .text(let words) = self { return .text(words.capitalisedFirst) }
    return mapContent { $0.capitalisedFirst }
  }
}
