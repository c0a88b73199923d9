import Charts
import Metrics
import Records

extension RecordDrawing {
  /// The chart, or `nil` when no record has what the form needs.
  func chart(_ form: ChartForm) -> (any Chart)? {
    switch form {
    case .timeline: timeline
    case .ranges: ranges
    case .scatter: scatter
    case .steps: steps
    case .shares: shares
    case .proportions: proportions
    default: lines
    }
  }

  // MARK: Rows

  /// Low to high where sources or conditions differ, a mark where one number is known.
  private var ranges: (any Chart)? {
    let rows = records.compactMap { record -> RangeBarChart.Row? in
      let value = number(.value, record).map { $0 * unit.factor }
      let bounds = bounds(record).map { (low: $0.low * unit.factor, high: $0.high * unit.factor) }
      guard value != nil || bounds != nil else { return nil }
      // Two fields are two numbers, as of a price in and a price out; bounds of one number are what is known of it.
      let isPair = roles[.low] != nil && roles[.value] == nil
      return RangeBarChart.Row(
        name: name(record), mark: mark(record), low: bounds?.low ?? value, high: bounds?.high ?? value,
        value: value, ends: isPair ? .hollowToFilled : bounds != nil && value == nil ? .hollow : .plain,
        isHollow: hollow.contains(record.id), isOwn: record.id == own, words: isPair ? "" : text(record),
        title: "\(name(record)): \(text(record))", link: link(record))
    }
    guard !rows.isEmpty else { return nil }
    let isLogarithmic = spansDecades(rows.flatMap { [$0.low, $0.high, $0.value].compactMap(\.self) })
    return RangeBarChart(
      title: title, axisTitle: axisTitle + (isLogarithmic ? ", log scale" : ""), rows: rows,
      limits: limits.map { RangeBarChart.Limit(value: $0.value * unit.factor, text: $0.text) }, format: format,
      startsAtZero: !limits.isEmpty || roles[.low] != nil || unit.suffix == "%", isLogarithmic: isLogarithmic)
  }

  /// Whether numbers lie so far apart that on a linear scale most of them would stand in one place.
  private func spansDecades(_ values: [Double], by factor: Double = 20) -> Bool {
    guard isLogarithmic, unit.suffix != "%", let least = values.min(), let most = values.max() else { return false }
    return least > 0 && most / least >= factor
  }

  /// Shares of trials with Wilson's intervals where trials are known, as published else.
  private var proportions: (any Chart)? {
    let rows = records.compactMap { record -> ProportionChart.Row? in
      let n = number(.n, record)
      let successes = number(.successes, record)
      let share = successes.flatMap { successes in n.map { successes / $0 } } ?? number(.value, record).map { $0 / 100 }
      guard let share, (0...1).contains(share) else { return nil }
      let bounds = n.flatMap { n in
        n > 0 ? Ratio.proportion(of: Ratio.Trials(successes: share * n, of: n)) : nil
      }
      let count = n.map { n in
        successes.map { "\(NumberFormat.number($0)) of \(NumberFormat.number(n))" }
          ?? "n \(NumberFormat.number(n))"
      }
      let interval = bounds.flatMap {
        Unit("percent").interval(($0.low ?? 0) * 100, ($0.high ?? 0) * 100, isLabel: true)
      }
      return ProportionChart.Row(
        name: name(record), mark: mark(record), share: share, low: bounds?.low, high: bounds?.high,
        count: count ?? "n not published", isHollow: n == nil,
        title: "\(name(record)): \(NumberFormat.percent(share))\(interval.map { " \($0)" } ?? ""), "
          + "\(count ?? "n not published")", link: link(record))
    }
    guard !rows.isEmpty else { return nil }
    return ProportionChart(title: title, axisTitle: axisTitle, rows: rows)
  }

  /// One bar for each group, a part for each record; what a group's records don't hold is its rest.
  private var shares: (any Chart)? {
    guard !wholes.isEmpty, overfull == nil else { return nil }
    return ShareBar(
      title: title,
      rows: wholes.map { group, members in
        ShareBar.Row(
          label: group,
          parts: inOrder(members).map {
            ShareBar.Part(name: name($0), mark: mark($0), percent: percent($0), link: link($0))
          },
          restName: "others and unknown")
      })
  }

  /// Blocs in the site's order, so that one bar reads like the next.
  private func inOrder(_ members: [Record]) -> [Record] {
    let ids = site.blocs.map(\.id)
    func place(_ record: Record) -> Int { ids.firstIndex(of: site.index.bloc(of: record) ?? "") ?? ids.count }
    return members.enumerated().sorted { (place($0.element), $0.offset) < (place($1.element), $1.offset) }
      .map(\.element)
  }

  private var wholes: [(group: String, members: [Record])] {
    grouped(records.filter { number(.value, $0) != nil && percent($0) >= 0 })
  }

  private func percent(_ record: Record) -> Double { (number(.value, record) ?? 0) * unit.factor }

  /// The first group whose shares add up to more than a whole: they count different things.
  var overfull: String? {
    wholes.first { $0.members.reduce(0) { $0 + percent($1) } > 100.5 }?.group
  }

  /// Records with the same group, groups in the order of their first record.
  private func grouped(_ records: [Record]) -> [(group: String, members: [Record])] {
    var positions: [String: Int] = [:]
    var groups: [(group: String, members: [Record])] = []
    for record in records {
      let group = roles[.group] == nil ? name(record) : words(.group, record)
      if let position = positions[group] {
        groups[position].members.append(record)
      } else {
        positions[group] = groups.count
        groups.append((group, [record]))
      }
    }
    return groups
  }

  // MARK: Planes

  /// A rating over a price or size.
  private var scatter: (any Chart)? {
    let items = (records.map { ($0, false) } + others.map { ($0, true) }).compactMap {
      record, isMinor -> ScatterChart.Item? in
      guard let x = number(.x, record), let y = number(.value, record), !isLogarithmic || x > 0 else { return nil }
      let bounds = bounds(record)
      let name = name(record)
      return ScatterChart.Item(
        x: x, y: y, low: isMinor ? nil : bounds?.low, high: isMinor ? nil : bounds?.high, mark: mark(record),
        isMinor: isMinor, isHollow: hollow.contains(record.id), isBold: record.id == own, label: name,
        title: "\(name): \(text(record)), \(xUnit.text(x))", link: link(record))
    }
    guard !items.isEmpty else { return nil }
    let blocs = site.blocs.prefix(2).map { (mark: Mark(bloc: $0.id), name: $0.name) }
    let isUpright = spansDecades(items.flatMap { [$0.y, $0.low ?? $0.y] }, by: 50)
    return ScatterChart(
      title: title, axisTitle: axisTitle + (isUpright ? ", log scale" : ""), xTitle: xTitle, items: items,
      isLogarithmic: isLogarithmic, isUprightLogarithmic: isUpright, xFormat: xUnit.chartFormat, format: format,
      frontier: frontier,
      frontierText: frontier == .whole ? "best at each price" : "", markNames: frontier == .perMark ? blocs : [],
      noun: kind.withoutHyphens)
  }

  private var xTitle: String {
    let name = xAxis ?? (roles[.x]?.steps.last ?? "").words
    return [name, xUnit.word].filter { !$0.isEmpty }.joined(separator: ", ") + (isLogarithmic ? ", log scale" : "")
  }

  // MARK: Time

  /// A price that holds until the next one.
  private var steps: (any Chart)? {
    let doubtful = contradicted
    let steps = records.filter { !doubtful.contains($0.id) }.compactMap { record in
      point(record, label: text(record)).map { StepChart.Step($0, isDayKnown: date(.at, record) != nil) }
    }
    guard let first = records.first, !steps.isEmpty else { return nil }
    let apart = records.filter { doubtful.contains($0.id) }.compactMap { record -> ChartSeries? in
      point(record, isHollow: true, label: "One source: \(text(record))").map {
        ChartSeries(name: name(record), mark: mark(record), points: [$0])
      }
    }
    return StepChart(
      title: title, axisTitle: axisTitle, name: lineName ?? name(first), mark: mark(first), steps: steps,
      others: apart + beside,
      format: format)
  }

  /// What a single source saw on a day, against two that agreed on something else before it: a list of unknown age as
  /// likely as a change. It joins no line.
  private var contradicted: Set<String> {
    func source(_ record: Record) -> Value { record["source"] }
    let dated = records.compactMap { record in
      (date(.at, record) ?? date(.seen, record)).map { (record: record, day: $0.first, value: number(.value, record)) }
    }.sorted { $0.day < $1.day }
    var found: Set<String> = []
    for (index, one) in dated.enumerated() where date(.at, one.record) == nil {
      let before = dated[..<index].filter { !found.contains($0.record.id) }
      guard let last = before.last, last.value != one.value else { continue }
      let agreeing = Set(before.reversed().prefix { $0.value == last.value }.map { source($0.record).text })
      let alike = Set(dated[index...].filter { $0.value == one.value }.map { source($0.record).text })
      if agreeing.count > 1, alike.count == 1 { found.insert(one.record.id) }
    }
    return found
  }

  /// The others as marks, those of one day and value as one mark with their number.
  private var beside: [ChartSeries] {
    var positions: [String: Int] = [:]
    var marks: [(name: String, text: String, points: [ChartPoint])] = []
    for record in others {
      guard let point = point(record, isHollow: true) else { continue }
      let key = "\(point.day) \(point.value)"
      if let position = positions[key] {
        marks[position].points.append(point)
      } else {
        positions[key] = marks.count
        marks.append((name(record), text(record), [point]))
      }
    }
    return marks.map { mark in
      var point = mark.points[0]
      let name = mark.points.count == 1 ? mark.name : "\(mark.points.count) others"
      point.label = "\(name) \(mark.text)"
      point.title = mark.points.map(\.title).joined(separator: "; ")
      return ChartSeries(name: name, mark: .other, points: [point])
    }
  }

  /// Writes the least and the greatest number of all beside their marks; the latest of each line has its own label.
  private func nameExtremes(of series: inout [ChartSeries]) {
    let places = series.indices.flatMap { one in series[one].points.indices.map { (one, $0) } }
    guard places.count > 2 else { return }
    func value(_ place: (Int, Int)) -> Double { series[place.0].points[place.1].value }
    let extremes = [places.min { value($0) < value($1) }, places.max { value($0) < value($1) }]
    for case (let one, let index)? in extremes where index < series[one].points.count - 1 {
      series[one].points[index].label = format.text(series[one].points[index].value)
    }
  }

  /// A line for each group.
  private var lines: (any Chart)? {
    var series = grouped(records).compactMap { group, members -> ChartSeries? in
      let points = members.compactMap { point($0) }.sorted { $0.day < $1.day }
      guard let first = members.first, !points.isEmpty else { return nil }
      return ChartSeries(name: group, mark: mark(first), points: points)
    }
    guard !series.isEmpty else { return nil }
    if startsAtZero { nameExtremes(of: &series) }
    return LineChart(
      title: title, axisTitle: axisTitle, series: series, format: format, intervals: .bars, startsAtZero: startsAtZero,
      joinsWithin: records.compactMap { (date(.at, $0) ?? date(.seen, $0))?.precision }.max().map(\.joinsWithin) ?? 45)
  }
}
