import Diagnostics
package import Records

/// How many records there are, period by period, split by up to two fields.
///
/// - Shape: one point for each period and combination of parts, from the first period with a record through the last,
///   periods ascending, parts in declared order. With two fields a part is `us/permissive`. The headline is the total
///   of the latest period that is over.
/// - Unit: records. Zero counts stay: here nobody was found, though somebody looked.
/// - Reads: `of` (the counted kind), `by` (bloc, licence-class, or a field of the kind), `every` (year when not
///   given), `openness` (models only).
/// - Missing: a record whose field is missing counts as `unattributed` (or `unknown`, where the field has that word).
///   Undated records, and those whose date is coarser than the period, are in no period; coverage counts and names
///   them. A period that ends after the last day that the records know of is marked `incomplete`.
/// - Interval: none. It is a count of what the records hold, not an estimate of what there is.
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
    package var id: String { keys.joined(separator: "/") }

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
    var counted: [PartialDate: [[Int]]] = [:]
    for (index, item) in items.enumerated() {
      guard let date = item.date else {
        result.undated.append(index)
        continue
      }
      guard let period = date.enclosing(precision) else {
        result.coarse.append(index)
        continue
      }
      guard let position = positions[item.keys] else { preconditionFailure("an axis holds every key of its items") }
      counted[period, default: Array(repeating: [], count: parts.count)][position].append(index)
    }
    guard let first = counted.keys.min(), let last = counted.keys.max() else { return result }
    var period: PartialDate? = first
    while let current = period, current <= last {
      result.periods.append(
        Period(at: current, items: counted[current] ?? Array(repeating: [], count: parts.count)))
      period = PartialDate(Day(number: current.last.number + 1)).enclosing(precision)
    }
    return result
  }

  static func figure(_ metric: Metric, _ corpus: Corpus) -> (figure: Figure, findings: [Finding]) {
    let (count, findings) = Count.reading(metric, in: corpus)
    let (items, axes) = (count.items, count.axes)
    let result = result(of: items, axes: axes, every: metric.period)
    let lastKnownDay = corpus.lastKnownDay
    var figure = Figure(metric, coverage: result.coverage(of: count, metric))
    figure.words["by"] = metric.by.joined(separator: ",")
    figure.words["undated"] = String(result.undated.count)
    figure.words["too-coarse"] = String(result.coarse.count)
    for period in result.periods {
      let isOver = period.at.last <= lastKnownDay
      for (part, members) in zip(result.parts, period.items) {
        var point = Figure.Point(at: period.at, part: part.id, value: Double(members.count), n: members.count)
        for (axis, key) in zip(axes, part.keys) { point.words[axis.name] = key }
        if !isOver { point.words["period"] = "incomplete" }
        for member in members {
          point.rows.append(figure.rows.count)
          figure.rows.append(items[member].row)
        }
        figure.series.append(point)
      }
    }
    if let latest = figure.headline(at: nil) { figure.takeHeadline(from: latest) }
    return (figure, findings)
  }
}
