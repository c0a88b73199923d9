import Diagnostics
package import Records

/// How many records there are, or what their numbers come to, period by period, split by up to two fields.
///
/// - Shape: one point for each period and combination of parts, from the first period with a record through the last,
///   periods ascending, parts in declared order. With two fields a part is `us/permissive`. The headline is the total
///   of the latest period that is over; for what can't be added, or when `leader` names a part, that part.
/// - Unit: records, or that of the number. Zero counts stay: here nobody was found, though somebody looked.
/// - Distinct: how many different keys the last field of `by` has among the rows of each part of the others, such as the
///   makers of a board's models; a row without one adds none. A period without any row has no points.
/// - Reads: `of` (the counted kind), `by` (bloc, licence-class, maker, or a field of the kind), `every` (year when not
///   given, or `whole`), `value` (a field with a number), `statistic` (count, distinct, sum, mean, median, p10 to
///   p90, minimum, maximum), `ended` (counts what stands at a period's end), `openness` (models only).
/// - Missing: a record whose field is missing counts as `unattributed` (or `unknown`, where the field has that word).
///   One without the number is left out, as are, in a period, undated records and those whose date is coarser than it;
///   coverage counts them. A period that ends after the last day that the records know of is marked `incomplete`; what
///   stands is counted on that day instead, which `dated` names. In a whole `dated` names the latest row of a part that
///   has another one than the part that answers.
/// - Bounds: of a number, the same statistic of the lower and of the upper ends that the rows give. A range has no
///   middle: a sum with one has bounds and no value. A record that no period has for want of a date may be of this one:
///   it is left out and put in, whichever moves the bound. A count has no other bounds.
/// - Source: quantiles of type 7, Hyndman and Fan (1996).
package enum Tally {
  /// The counts of one period, in the order of the parts.
  package struct Period: Sendable {
    package var at: PartialDate
    /// For each part the positions of its items.
    package var items: [[Int]]
  }

  package struct Result: Sendable {
    package var parts: [Part]
    package var periods: [Period]
    /// Positions of items without a date.
    package var undated: [Int]
    /// Positions of items whose date is longer than a period.
    package var coarse: [Int]
  }

  /// One combination of keys, one for each axis.
  package struct Part: Sendable, Equatable {
    package var keys: [String]
    /// `all` where nothing is split.
    package var id: String { keys.isEmpty ? "all" : keys.joined(separator: "/") }

    package init(keys: [String]) {
      self.keys = keys
    }
  }

  package static func result(
    of items: [Counted], axes: [Axis], every precision: PartialDate.Precision
  ) -> Result {
    let parts = axes.reduce([Part(keys: [])]) { parts, axis in
      parts.flatMap { part in axis.keys.map { Part(keys: part.keys + [$0]) } }
    }
    let positions = Dictionary(parts.enumerated().map { ($1.keys, $0) }) { first, _ in first }
    var result = Result(parts: parts, periods: [], undated: [], coarse: [])
    // By period, then by part. Rows of a file mostly tell of one date.
    var counted: [[[Int]]] = []
    var numbers: [PartialDate: Int] = [:]
    var last: (date: PartialDate, period: Int?)?
    for (index, item) in items.enumerated() {
      guard let date = item.date else {
        result.undated.append(index)
        continue
      }
      if last?.date != date {
        let period = date.enclosing(precision)
        if let period, numbers[period] == nil {
          numbers[period] = counted.count
          counted.append(Array(repeating: [], count: parts.count))
        }
        last = (date, period.flatMap { numbers[$0] })
      }
      guard let period = last?.period else {
        result.coarse.append(index)
        continue
      }
      guard let position = positions[item.keys] else { preconditionFailure("an axis holds every key of its items") }
      counted[period][position].append(index)
    }
    guard let first = numbers.keys.min(), let last = numbers.keys.max() else { return result }
    var period: PartialDate? = first
    while let current = period, current <= last {
      result.periods.append(
        Period(at: current, items: numbers[current].map { counted[$0] } ?? Array(repeating: [], count: parts.count)))
      period = PartialDate(Day(number: current.last.number + 1)).enclosing(precision)
    }
    return result
  }

  /// Everything in one period, undated items too.
  package static func whole(of items: [Counted], axes: [Axis], at date: PartialDate) -> Result {
    let undatedToo = items.map { item in
      var item = item
      item.date = date
      return item
    }
    return result(of: undatedToo, axes: axes, every: date.precision)
  }

  /// For each period the items that stand on its last day: begun by then, and not ended.
  ///
  /// - Parameter last: no later day is looked at; the period that holds it is judged by it.
  package static func standing(
    of items: [Counted], axes: [Axis], every precision: PartialDate.Precision, until last: Day
  ) -> Result {
    var result = result(of: items.map(\.beginning), axes: axes, every: precision)
    result.coarse = []
    guard let first = items.compactMap(\.date?.last).min(), first <= last else {
      result.periods = []
      return result
    }
    let positions = Dictionary(result.parts.enumerated().map { ($1.keys, $0) }) { first, _ in first }
    result.periods = []
    var period = PartialDate(first).enclosing(precision)
    while let current = period, current.first <= last {
      let day = min(current.last, last)
      var members = Array(repeating: [Int](), count: result.parts.count)
      for (index, item) in items.enumerated() {
        guard let date = item.date, date.last <= day, item.ended.map({ $0.first > day }) ?? true else { continue }
        members[positions[item.keys]!].append(index)
      }
      result.periods.append(Period(at: current, items: members))
      period = PartialDate(Day(number: current.last.number + 1)).enclosing(precision)
    }
    return result
  }

  /// The result that a metric's `every` and `ended` ask for. A tally of all at once is dated by the latest row of the part
  /// that answers, not by those beside it; a share is one of all of them.
  static func result(of count: Count, _ metric: Metric, on lastDay: Day) -> Result {
    guard let precision = (metric.every ?? .year).precision else {
      let own =
        metric.measure == .tally ? count.items.filter { Part(keys: $0.keys).id == metric.leader } : []
      let latest = (own.isEmpty ? count.items : own).lazy.compactMap(\.date).filter { $0.first <= lastDay }.max()
      return whole(of: count.items, axes: count.axes, at: latest ?? PartialDate(lastDay))
    }
    return metric.ended == nil
      ? result(of: count.items, axes: count.axes, every: precision)
      : standing(of: count.items, axes: count.axes, every: precision, until: lastDay)
  }

  static func figure(_ metric: Metric, _ corpus: Corpus, on lastDay: Day) -> (figure: Figure, findings: [Finding]) {
    let statistic = metric.statistic ?? (metric.value == nil ? .count : .sum)
    let isOfRows = statistic == .count || statistic == .distinct
    let (count, findings) = Count.reading(metric, in: corpus, needsAlike: !isOfRows)
    var result = result(of: count, metric, on: lastDay)
    if statistic == .distinct { result = result.withoutLastAxis }
    var figure = Figure(metric, coverage: result.coverage(of: count, metric))
    figure.words["by"] = metric.by.isEmpty ? nil : metric.by.joined(separator: ",")
    figure.words["undated"] = String(result.undated.count)
    figure.words["too-coarse"] = String(result.coarse.count)
    let adds = statistic == .count || statistic == .sum
    if !adds || metric.leader != nil { figure.words["headline"] = metric.leader ?? result.parts.first?.id }
    for period in result.periods {
      let isOver = metric.every == .whole || metric.ended != nil || period.at.last <= lastDay
      let floating = result.floatingByPart(of: count, in: period.at, metric)
      for (index, (part, members)) in zip(result.parts, period.items).enumerated() {
        let items = members.map { count.items[$0] }
        // Nobody counted is zero records; nobody measured isn't zero of anything else.
        guard statistic == .count || !items.isEmpty else { continue }
        var point = Tally.point(
          at: period.at, part, items, floating: floating[index].map { count.items[$0] }, statistic)
        if statistic == .distinct {
          let keys = Set(items.compactMap(\.keys.last)).subtracting([count.axes.last?.unattributed ?? ""])
          point.value = Double(keys.count)
        }
        for (axis, key) in zip(count.axes, part.keys) { point.words[axis.name] = key }
        if !isOver { point.words["period"] = "incomplete" }
        if let date = Tally.ownDate(of: items, in: period.at, metric, on: lastDay), date != period.at {
          point.words["dated"] = date.description
        }
        for item in items {
          point.rows.append(figure.rows.count)
          figure.rows.append(item.row)
        }
        figure.series.append(point)
      }
    }
    if let latest = figure.headline(at: nil) { figure.takeHeadline(from: latest) }
    figure.interval = interval(statistic, figure, metric)
    if figure.low != nil, figure.high != nil, figure.n == 1, figure.extras["undated"] == nil {
      figure.level = metric.rowLevel
    }
    return (figure, findings)
  }

  /// What a part tells of: the latest of its rows in a whole, the last day looked at where a period isn't over.
  private static func ownDate(
    of items: [Counted], in period: PartialDate, _ metric: Metric, on lastDay: Day
  ) -> PartialDate? {
    if metric.every == .whole { return items.compactMap(\.date).filter { $0.first <= lastDay }.max() }
    return metric.ended != nil && period.last > lastDay ? PartialDate(lastDay) : nil
  }

  private static func point(
    at date: PartialDate, _ part: Part, _ items: [Counted], floating: [Counted], _ statistic: Metric.Statistic
  ) -> Figure.Point {
    var point = Figure.Point(at: date, part: part.id, value: nil, n: items.count)
    if !floating.isEmpty { point.extras["undated"] = Double(floating.count) }
    guard statistic != .count else {
      point.value = Double(items.count)
      if !floating.isEmpty {
        (point.low, point.high) = (Double(items.count), Double(items.count + floating.count))
      }
      return point
    }
    func numbers(_ items: [Counted], _ number: (Quantity) -> Double?) -> [Double]? {
      let quantities = items.compactMap(\.value)
      let numbers = quantities.compactMap(number)
      return numbers.count == quantities.count ? numbers : nil
    }
    func extreme(_ number: (Quantity) -> Double?, sign: Double) -> Double? {
      numbers(items, number).flatMap {
        statistic.extreme(of: $0, adding: numbers(floating, number) ?? [], sign: sign)
      }
    }
    let (low, high) = (extreme({ $0.low ?? $0.value }, sign: 1), extreme({ $0.high ?? $0.value }, sign: -1))
    point.value = numbers(items, \.value).flatMap { statistic.value(of: $0) } ?? (low == high ? low : nil)
    let hasBounds = items.contains { $0.value?.low != nil || $0.value?.high != nil }
    if hasBounds || !floating.isEmpty { (point.low, point.high) = (low, high) }
    return point
  }

  private static func interval(_ statistic: Metric.Statistic, _ figure: Figure, _ metric: Metric) -> String {
    let floating =
      figure.extras["undated"].map { _ in
        "Bounds, not a confidence interval: records that no period has for want of a date left out, and put into this one "
          + "where they move it most."
      }
    if statistic == .count || statistic == .distinct {
      return floating ?? "None: a count of what the records hold, not an estimate of what there is."
    }
    if let floating, figure.low != nil || figure.high != nil { return floating }
    if figure.low == nil && figure.high == nil {
      return "None: the rows give no intervals, and they are a choice, not a sample."
    }
    let percent = metric.rowLevel.map { "\(Quantity.text(of: ($0 * 1000).rounded() / 10))% " }
    if let percent, figure.n == 1 { return "The \(percent)interval that the one row gives, as published." }
    return "Bounds: the same of the rows’ lower and of their upper ends"
      + (percent.map {
        ", which are \($0)intervals: as if all rows erred together, so wider than that where they don’t."
      }
        ?? ", which the sources give as ranges: no level goes with them.")
  }
}

extension Tally.Result {
  /// The same with the parts put together that differ in their last key alone.
  fileprivate var withoutLastAxis: Tally.Result {
    var found: [Tally.Part] = []
    let places = parts.map { part in
      let shorter = Tally.Part(keys: Array(part.keys.dropLast()))
      if let place = found.firstIndex(of: shorter) { return place }
      found.append(shorter)
      return found.count - 1
    }
    var result = self
    result.parts = found
    for index in periods.indices {
      var items = Array(repeating: [Int](), count: found.count)
      for (place, own) in zip(places, periods[index].items) { items[place] += own }
      result.periods[index].items = items.map { $0.sorted() }
    }
    return result
  }
}

extension Counted {
  /// The item on the last day of its date, since from when it stands isn't known more exactly.
  fileprivate var beginning: Counted {
    var item = self
    item.date = date.map { PartialDate($0.last) }
    return item
  }
}
