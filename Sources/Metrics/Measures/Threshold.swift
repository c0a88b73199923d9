import Diagnostics
package import Records

/// Chips against the limits of rules that were in force on a date.
///
/// - Shape: for each period (or once) and bloc the chips `above`, `below` and `undecided`; the headline counts those above.
/// - Unit: chips, or the fraction of them that is above.
/// - Reads: `limits`, rules by id, any one of which is enough; `a + b` must both be met. A rule counts on days on which
///   it binds. `every`, `by`, `where`, `openness` doesn't matter.
/// - Formula: total processing performance (TPP), the highest product of a dense rate in TOPS and the bit length of the
///   operation; performance density, TPP over the die area in square millimetres.
/// - Bounds: low counts what is surely above, high adds what may be: rates that are ranges, areas that nobody told.
/// - Missing: a chip without any rate is undecided, as is one of which a needed part isn't known; never below. A day on
///   which none of the limits was in force has no points. A chip released later than the date isn't there yet.
/// - Source: ECCN 3A090 and its technical notes, 88 FR 73458 (25 October 2023).
package enum Threshold {
  /// A number that may be known as a range only.
  package struct Extent: Sendable, Equatable {
    package var low: Double
    package var high: Double

    package init(_ low: Double, _ high: Double) {
      self.low = low
      self.high = high
    }

    package init?(_ quantity: Quantity?) {
      guard let quantity, let low = quantity.low ?? quantity.value, let high = quantity.high ?? quantity.value else {
        return nil
      }
      self.init(low, high)
    }
  }

  /// TOPS times bits: of all operations the highest; `nil` without a rate.
  package static func performance(of rates: [(rate: Extent, bits: Double)]) -> Extent? {
    guard let low = rates.map({ $0.rate.low * $0.bits }).max(), let high = rates.map({ $0.rate.high * $0.bits }).max()
    else { return nil }
    return Extent(low, high)
  }

  /// For each square millimetre of dies.
  package static func density(_ performance: Extent?, over area: Extent?) -> Extent? {
    guard let performance, let area, area.low > 0 else { return nil }
    return Extent(performance.low / area.high, performance.high / area.low)
  }

  package enum Quality: Sendable {
    case performance, density
  }

  /// One rule's limit: met from `from` on, and below `below` where it is a band.
  package struct Limit: Sendable {
    package var quality: Quality
    package var from: Double
    package var below: Double?

    package init(_ quality: Quality, from: Double, below: Double? = nil) {
      self.quality = quality
      self.from = from
      self.below = below
    }

    /// Whether a number meets it; `nil` when that can't be told.
    func isMet(by extent: Extent?) -> Bool? {
      guard let extent else { return nil }
      let isFromThere = extent.low >= from ? true : extent.high < from ? false : nil
      guard let below else { return isFromThere }
      let isBelow = extent.high < below ? true : extent.low >= below ? false : nil
      return both([isFromThere, isBelow])
    }
  }

  /// Whether a chip is above the limits: any one alternative is enough, of which every limit must be met.
  package static func isAbove(
    performance: Extent?, density: Extent?, _ alternatives: [[Limit]]
  ) -> Bool? {
    let answers = alternatives.map { limits in
      both(limits.map { $0.isMet(by: $0.quality == .performance ? performance : density) })
    }
    return answers.contains(true) ? true : answers.contains(nil) ? nil : false
  }

  private static func both(_ answers: [Bool?]) -> Bool? {
    answers.contains(false) ? false : answers.contains(nil) ? nil : true
  }
}

extension Threshold {
  static func figure(_ metric: Metric, _ corpus: Corpus, on lastDay: Day) -> (figure: Figure, findings: [Finding]) {
    var chips = metric
    chips.choices.of = Chip.kind
    chips.choices.value = nil
    let (count, wrong) = Count.reading(chips, in: corpus, needsAlike: false)
    let (alternatives, unusable) = Alternative.reading(metric, in: corpus)
    let byID = Dictionary(corpus.chips.map { ($0.id, $0) }) { first, _ in first }
    let undated = count.items.indices.filter { count.items[$0].date == nil }
    var figure = Figure(metric, coverage: count.coverage(chips, undated: undated))
    figure.words["headline"] = (metric.leader.map { "\($0)/" } ?? "") + Class.above.rawValue
    guard wrong.isEmpty, unusable.isEmpty else { return (figure, wrong + unusable) }
    let keys = count.axes.first?.keys ?? []
    for (at, day) in days(metric, count.items, until: lastDay) {
      let limits = alternatives.compactMap { $0.limits(on: day) }
      guard !limits.isEmpty else { continue }
      var sorted: [String: [Class: [Counted]]] = [:]
      for item in count.items {
        guard let released = item.date, released.first <= day, let chip = byID[item.row.id] else { continue }
        let performance = chip.performance
        let isAbove = Threshold.isAbove(
          performance: performance, density: density(performance, over: Extent(chip.dieArea)), limits)
        let group = isAbove.map { $0 ? Class.above : .below } ?? .undecided
        sorted[item.keys.first ?? "", default: [:]][group, default: []].append(item)
      }
      for key in keys.isEmpty ? [""] : keys {
        for group in Class.allCases {
          let items = sorted[key]?[group] ?? []
          var point = Figure.Point(
            at: at, part: key.isEmpty ? group.rawValue : "\(key)/\(group.rawValue)", value: Double(items.count),
            n: items.count)
          if group == .above {
            point.low = Double(items.count)
            point.high = Double(items.count + (sorted[key]?[.undecided]?.count ?? 0))
          }
          point.extras["limits"] = Double(limits.count)
          if !key.isEmpty { point.words[metric.by[0]] = key }
          point.labels = items.compactMap { byID[$0.row.id]?.name }
          point.rows = Array(figure.rows.count..<(figure.rows.count + items.count))
          figure.rows += items.map(\.row)
          figure.series.append(point)
        }
      }
    }
    if let latest = figure.headline(at: nil) { figure.takeHeadline(from: latest) }
    figure.interval = "Bounds: chips that are surely above, and those of which it can’t be told besides."
    return (figure, [])
  }

  private enum Class: String, CaseIterable {
    case above, below, undecided
  }

  private static func days(_ metric: Metric, _ items: [Counted], until lastDay: Day) -> [(PartialDate, Day)] {
    guard let precision = metric.every?.precision else {
      let day = min(metric.until?.last ?? lastDay, lastDay)
      return [(PartialDate(day), day)]
    }
    guard let first = items.compactMap(\.date?.first).min() else { return [] }
    var days: [(PartialDate, Day)] = []
    var period = PartialDate(first).enclosing(precision)
    while let current = period, current.first <= lastDay {
      days.append((current, min(current.last, lastDay)))
      period = PartialDate(Day(number: current.last.number + 1)).enclosing(precision)
    }
    return days
  }

  /// Rules whose limits must be met together.
  private struct Alternative {
    var parts: [(rule: Rule, limit: Limit)]

    /// Those of the rules that bind on the day; `nil` unless all do, since half a limit is none.
    func limits(on day: Day) -> [Limit]? {
      parts.allSatisfy { $0.rule.binds(on: day) == true } ? parts.map(\.limit) : nil
    }

    static func reading(_ metric: Metric, in corpus: Corpus) -> ([Alternative], [Finding]) {
      var findings: [Finding] = []
      let alternatives = metric.limits.map { text in
        let ids = text.split(separator: "+").map { String($0.trimmed) }
        return Alternative(
          parts: ids.compactMap { id in
            guard let rule = corpus.rules.first(where: { $0.id == id }) else {
              findings.append(.unknownLimit(id, corpus, metric))
              return nil
            }
            guard let limit = Limit(rule) else {
              findings.append(.unusableLimit(rule, metric))
              return nil
            }
            return (rule, limit)
          })
      }
      return (alternatives, findings)
    }
  }
}

extension Threshold.Limit {
  /// `nil` for limits on something else than TPP or performance density.
  fileprivate init?(_ rule: Rule) {
    let quality: Threshold.Quality
    switch rule.thresholdMeasure {
    case "TPP", "bit length × TOPS", "bit length x TOPS": quality = .performance
    case "performance density": quality = .density
    default: return nil
    }
    guard let threshold = rule.threshold else { return nil }
    if let from = threshold.value {
      self.init(quality, from: from)
    } else if let from = threshold.low, let below = threshold.high {
      self.init(quality, from: from, below: below)
    } else {
      return nil
    }
  }
}

extension Threshold {
  /// What a part of the figure was decided from: each chip with its numbers, and the limits that bound on the day.
  ///
  /// What nobody tells may be anything: from 0 to a number that no limit reaches.
  static func ground(
    of metric: Metric, bloc: String?, on day: Day, _ corpus: Corpus
  ) -> (chips: [(row: Figure.Row, performance: Extent, density: Extent)], alternatives: [[Limit]]) {
    var choices = metric
    choices.choices.of = Chip.kind
    choices.choices.value = nil
    let byID = Dictionary(corpus.chips.map { ($0.id, $0) }) { first, _ in first }
    let chips = Count.reading(choices, in: corpus, needsAlike: false).count.items.compactMap { item in
      item.date.flatMap { released -> (row: Figure.Row, performance: Extent, density: Extent)? in
        guard released.first <= day, bloc == nil || item.keys.first == bloc, let chip = byID[item.row.id] else {
          return nil
        }
        let performance = chip.performance
        return (
          item.row, performance ?? Extent(0, unknownMost),
          Threshold.density(performance, over: Extent(chip.dieArea)) ?? Extent(0, unknownMost)
        )
      }
    }
    return (chips, Alternative.reading(metric, in: corpus).0.compactMap { $0.limits(on: day) })
  }

  /// More than any limit.
  private static let unknownMost = 1e12
}

extension Chip {
  /// Its TPP from the dense rates, or as published where nobody gives a rate.
  fileprivate var performance: Threshold.Extent? {
    let rates = [(fp16, 16.0), (fp8, 8), (int8, 8), (fp4, 4)].compactMap { rate, bits in
      Threshold.Extent(rate).map { (rate: $0, bits: bits) }
    }
    return Threshold.performance(of: rates) ?? Threshold.Extent(tpp)
  }
}

extension Substring {
  fileprivate var trimmed: Substring {
    var text = self
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return text
  }
}

extension Finding {
  fileprivate static func unknownLimit(_ id: String, _ corpus: Corpus, _ metric: Metric) -> Finding {
    let known = corpus.rules.map(\.id)
    return Finding(
      .error, "unknown-reference", "rules has no record '\(id)', which '\(metric.id)' takes a limit from",
      at: metric.place, hint: nearMiss(of: id, among: known).map { "did you mean '\($0)'?" })
  }

  fileprivate static func unusableLimit(_ rule: Rule, _ metric: Metric) -> Finding {
    Finding(
      .error, "unusable-limit",
      "'\(metric.id)' takes a limit from '\(rule.id)', which is set on '\(rule.thresholdMeasure ?? "nothing")'",
      at: metric.place, hint: "limits on TPP and on performance density can be compared with chips",
      related: [.init("the rule is here", at: rule.place)])
  }
}
