import Diagnostics
import Records

/// A scoring table applied to records: the measure `rubric`.
///
/// - Shape: one point for each period and part, `n` its records. The headline is the latest period's leader, or the
///   first part.
/// - Unit: a fraction of the most that the table gives, from 0 for the least through 1.
/// - Formula: a record's points are those of its answers, one answer to each field of the table; a part's score is
///   their mean, by record or weighted by a number of the record. Rescaled so that the lowest sum is 0, the highest 1.
/// - Bounds: a record without an answer, or with one that the table doesn't know, has no score of its own and stands
///   out of the mean. Low gives each of its open questions the fewest points of the table, high the most. A record that no
///   period has for want of a date is put into this one where it moves the bound, and left out where it doesn't. These
///   are worst cases, not a confidence interval; an answer more never moves them apart.
/// - Missing: a part without any scored record has no value, nor has one whose mean lies outside the bounds, which no
///   answers could bring about; absent is never zero.
/// - Source: the table is a record with its own source; worst-case bounds after Manski.
package enum Scoring {
  /// A scoring table as plain values.
  package struct Table: Sendable {
    /// Fields in their order, and for each the points of its answers.
    package var fields: [(name: String, points: [String: Double])]

    package init(fields: [(name: String, points: [String: Double])]) {
      self.fields = fields
    }

    package var least: Double { fields.reduce(0) { $0 + ($1.points.values.min() ?? 0) } }
    package var most: Double { fields.reduce(0) { $0 + ($1.points.values.max() ?? 0) } }
  }

  /// The score of one record.
  package struct Score: Sendable, Equatable {
    /// `nil` when a question is open.
    package var value: Double?
    package var low: Double
    package var high: Double
    package var weight: Double

    package init(value: Double?, low: Double, high: Double, weight: Double = 1) {
      self.value = value
      self.low = low
      self.high = high
      self.weight = weight
    }
  }

  /// - Parameter answer: the record's answer in a field, `absent` where it has none.
  package static func score(by table: Table, weight: Double = 1, _ answer: (String) -> String) -> Score {
    var (low, high) = (0.0, 0.0)
    var isWhole = true
    for field in table.fields {
      if let points = field.points[answer(field.name)] {
        low += points
        high += points
      } else {
        isWhole = false
        low += field.points.values.min() ?? 0
        high += field.points.values.max() ?? 0
      }
    }
    let (least, most) = (table.least, table.most)
    func scaled(_ points: Double) -> Double { most > least ? (points - least) / (most - least) : 0 }
    return Score(value: isWhole ? scaled(low) : nil, low: scaled(low), high: scaled(high), weight: weight)
  }

  /// A mean with its worst-case bounds.
  package struct Mean: Sendable, Equatable {
    /// `nil` where the scored records alone lie outside what all of them can come to.
    package var value: Double?
    package var low: Double
    package var high: Double
  }

  /// The mean of the scored records with its worst-case bounds; `nil` when none is scored.
  ///
  /// - Parameter floating: records that may be among them, any or none.
  package static func mean(of scores: [Score], floating: [Score] = []) -> Mean? {
    func mean(_ scores: [Score], _ number: (Score) -> Double) -> Double? {
      let weight = Metric.Statistic.sum(of: scores.map(\.weight))
      return weight > 0 ? Metric.Statistic.sum(of: scores.map { $0.weight * number($0) }) / weight : nil
    }
    func extreme(_ number: (Score) -> Double, sign: Double) -> Double? {
      var all = scores
      guard var extreme = mean(all, number) else { return nil }
      for score in floating.sorted(by: { sign * number($0) < sign * number($1) }) {
        all.append(score)
        guard let next = mean(all, number), sign * next < sign * extreme else { break }
        extreme = next
      }
      return extreme
    }
    guard let value = mean(scores.filter { $0.value != nil }, { $0.value ?? 0 }), let low = extreme(\.low, sign: 1),
      let high = extreme(\.high, sign: -1)
    else { return nil }
    let rounding = 1e-12
    return Mean(value: value < low - rounding || value > high + rounding ? nil : value, low: low, high: high)
  }
}

extension Scoring {
  static func figure(_ metric: Metric, _ corpus: Corpus, on lastDay: Day) -> (figure: Figure, findings: [Finding]) {
    let (count, findings) = Count.reading(metric, in: corpus)
    guard let rubric = corpus.rubrics.first(where: { $0.id == metric.rubric }),
      let kind = Corpus.kinds.first(where: { $0.name == metric.of })
    else { return (Figure(metric, coverage: count.coverage(metric)), findings) }
    guard let way = Way(from: kind, to: rubric.of) else {
      return (Figure(metric, coverage: count.coverage(metric)), findings + [.unscoredKind(rubric, kind, of: metric)])
    }
    let table = Table(rubric)
    let scores = zip(count.items, count.records).map { item, record in
      score(by: table, weight: item.weight) { way.answer(in: $0, of: record, corpus) }
    }
    let result = Tally.result(of: count, metric, on: lastDay)
    let open = scores.count { $0.value == nil }
    var figure = Figure(
      metric,
      coverage: count.coverage(
        metric, undated: result.undated, coarse: result.coarse,
        further: open == 0 ? [] : ["\(counted(open, "record")) with an open question, in the bounds alone"]))
    figure.words["by"] = metric.by.isEmpty ? nil : metric.by.joined(separator: ",")
    figure.words["rubric"] = rubric.id
    figure.words["headline"] = metric.leader ?? result.parts.first?.id
    for period in result.periods {
      let floating = result.floatingByPart(of: count, in: period.at, metric)
      for (index, (part, members)) in zip(result.parts, period.items).enumerated() where !members.isEmpty {
        guard let mean = mean(of: members.map { scores[$0] }, floating: floating[index].map { scores[$0] }) else {
          continue
        }
        var point = Figure.Point(
          at: period.at, part: part.id, value: mean.value, low: mean.low, high: mean.high,
          n: members.count { scores[$0].value != nil })
        for (axis, key) in zip(count.axes, part.keys) { point.words[axis.name] = key }
        if metric.every != .whole, period.at.last > lastDay { point.words["period"] = "incomplete" }
        if !floating[index].isEmpty { point.extras["undated"] = Double(floating[index].count) }
        point.rows = Array(figure.rows.count..<(figure.rows.count + members.count))
        figure.rows += members.map { count.items[$0].row }
        figure.series.append(point)
      }
    }
    if let latest = figure.headline(at: nil) { figure.takeHeadline(from: latest) }
    figure.denominator = figure.denominator ?? "the most that the table ‘\(rubric.title)’ gives"
    figure.interval =
      "Bounds, not a confidence interval: every open question answered for the worst, and for the best"
      + (figure.extras["undated"] == nil
        ? "." : "; records that no period has for want of a date put into this one where they move it most.")
    return (figure, findings)
  }

  /// How a record leads to the record that the table scores.
  struct Way {
    /// The field that holds its id; `nil` when it is the record itself.
    let reference: String?
    let kind: String

    init?(from kind: KindDescription, to scored: String) {
      self.kind = scored
      reference = kind.fields.first { $0.shape == .reference(scored) }?.name
      if kind.name != scored, reference == nil { return nil }
    }

    func answer(in field: String, of record: Record, _ corpus: Corpus) -> String {
      guard let reference, record.kind != kind else { return record[field].answer }
      guard let id = record[reference].word, let scored = corpus.record(kind, id) else { return "unknown" }
      return scored[field].answer
    }
  }
}

extension Value {
  /// The word by which a scoring table knows it; why it is missing, where it is.
  var answer: String { if case .missing(let reason) = self { reason.rawValue } else { word ?? "several" } }
}

extension Scoring.Table {
  init(_ rubric: Rubric) {
    fields = []
    for row in rubric.rows {
      if let index = fields.firstIndex(where: { $0.name == row.field }) {
        fields[index].points[row.answer] = row.points
      } else {
        fields.append((row.field, [row.answer: row.points]))
      }
    }
  }
}

extension Finding {
  fileprivate static func unscoredKind(_ rubric: Rubric, _ kind: KindDescription, of metric: Metric) -> Finding {
    Finding(
      .error, "uncountable-field",
      "'\(metric.id)' scores \(kind.name) by '\(rubric.id)', a table of \(rubric.of), to which they don't lead",
      at: metric.place, hint: "count \(rubric.of), or a kind that refers to them")
  }
}
