/// Descriptions of pictures in sentences: trend, extremes, latest value.
enum Summary {
  static func sentences(_ parts: [String]) -> String {
    parts.filter { !$0.isEmpty }.map { $0.hasSuffix(".") ? $0 : $0 + "." }.joined(separator: " ")
  }

  /// "United States rises from 1,287 in June 2024 to 1,446 in May 2025; … Highest … Latest …", a part for each scale.
  static func line(_ series: ChartSeries, format: NumberFormat) -> String {
    guard let last = series.points.last else { return "" }
    guard series.points.count > 1 else { return "\(series.name): \(latest(last, format: format))" }
    let scales = series.points.reduce(into: [[ChartPoint]]()) { parts, point in
      if parts.last?.last?.scale == point.scale, !parts.isEmpty {
        parts[parts.count - 1].append(point)
      } else {
        parts.append([point])
      }
    }
    var ways = scales.map { way($0, format: format) }
    if ways.count > 3, let first = ways.first, let last = ways.last {
      ways = [first, "on the last of \(scales.count) scales it \(last)"]
    }
    return sentences([
      "\(series.name) \(ways.joined(separator: "; "))", extremes(series.points, format: format),
      "Latest: \(latest(last, format: format))",
    ])
  }

  static func latest(_ point: ChartPoint, format: NumberFormat) -> String {
    let format = format.supporting(point.low, point.high)
    var text = format.spoken(point.value)
    if let low = point.low, let high = point.high {
      text += ", interval \(format.spoken(low)) to \(format.spoken(high))"
    }
    return text + ", \(point.on)"
  }

  /// "rises from 1,287 in June 2024 to 1,446 in May 2025"; "is 47 in June 2024 and 42 in October 2026" where the two are of
  /// different scales, or their intervals meet.
  static func way(_ points: [ChartPoint], format: NumberFormat) -> String {
    guard let first = points.first, let last = points.last else { return "" }
    // Days tell apart what one month holds.
    let isOneMonth = first.day < last.day && first.monthText == last.monthText
    func when(_ point: ChartPoint) -> String { isOneMonth ? point.on : "in \(point.monthText)" }
    let start = "\(format.spoken(first.value)) \(when(first))"
    guard points.count > 1 else { return "is \(start)" }
    let (before, after) = (format.text(first.value), format.text(last.value))
    let isLevel = points.allSatisfy { format.text($0.value) == before }
    let verb = before != after ? first.value < last.value ? "rises from" : "falls from" : isLevel ? "stays at" : "is at"
    let meet = first.low != nil && last.low != nil && first.least <= last.most && last.least <= first.most
    if before != after, first.scale != last.scale || meet {
      return "is \(start) and \(format.spoken(last.value)) \(when(last))"
    }
    return before == after
      ? "\(verb) \(start) and \(isOneMonth ? last.on : last.monthText)"
      : "\(verb) \(start) to \(format.spoken(last.value)) \(when(last))"
  }

  static func extremes(_ points: [ChartPoint], format: NumberFormat) -> String {
    guard points.count > 2, let highest = points.max(by: { $0.value < $1.value }),
      let lowest = points.min(by: { $0.value < $1.value }), highest.value > lowest.value
    else { return "" }
    return "Highest \(format.spoken(highest.value)) \(highest.on), lowest \(format.spoken(lowest.value)) \(lowest.on)"
  }

  /// What the ground says: stretches without observations and changes of scale.
  static func ground(holes: [ChartSpan], breaks: [ChartBreak]) -> [String] {
    holes.map { hole in
      "From \(CalendarDay(hole.from).monthText) to \(CalendarDay(hole.to).monthText): \(hole.text)"
    } + breaks.filter { !$0.text.isEmpty }.map { "\(CalendarDay($0.day).text): \($0.text)" }
  }
}
