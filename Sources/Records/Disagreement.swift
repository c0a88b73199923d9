package import Diagnostics

/// One value that sources give differently, with all that they say.
package struct Disagreement: Sendable {
  package struct Answer: Sendable {
    package let text: String
    package let source: String
    package let place: Place
  }

  package let kind: String
  /// What the value is of: `price of 'deepseek-v4-pro' at first-party, input/output`.
  package let subject: String
  /// The best source first.
  package let answers: [Answer]
}

extension Corpus {
  /// Everything on which our sources disagree, in the order of prices, counts, safety results and scores.
  ///
  /// - Parameter days: how far apart two looks at a price may lie and still be looks at one price.
  package func disagreements(withinDays days: Int = 60) -> [Disagreement] {
    disagreements(of: prices.compactMap(Statement.init), withinDays: days)
      + disagreements(of: downloads.compactMap(Statement.init), withinDays: 0)
      + disagreements(of: derivatives.compactMap(Statement.init), withinDays: 0)
      + disagreements(of: usage.compactMap(Statement.init), withinDays: 0)
      + disagreements(of: safety.compactMap(Statement.init), withinDays: 0)
      + disagreements(of: scores.compactMap(Statement.init), withinDays: 0)
  }

  /// Groups statements about one thing at one time, and keeps the groups in which sources differ.
  private func disagreements(of statements: [Statement], withinDays days: Int) -> [Disagreement] {
    var positions: [[String?]: Int] = [:]
    var groups: [[Statement]] = []
    for statement in statements {
      if let position = positions[statement.key] {
        groups[position].append(statement)
      } else {
        positions[statement.key] = groups.count
        groups.append([statement])
      }
    }
    return groups.compactMap { group in
      let disputed = group.filter { one in
        group.contains { $0.source != one.source && $0.text != one.text && $0.isNear(one, days: days) }
      }
      var heard: Set<[String]> = []
      let answers = disputed.filter { heard.insert([$0.source, $0.text]).inserted }
        .sorted { (rank(of: $0), $0.place) < (rank(of: $1), $1.place) }
      guard let first = answers.first else { return nil }
      return Disagreement(
        kind: first.kind, subject: first.subject,
        answers: answers.map { .init(text: $0.text, source: $0.source, place: $0.place) })
    }
  }

  /// How far down a source ranks: by how far it was read, then by how near it is to the first source, then by age.
  private func rank(of statement: Statement) -> Rank {
    let source = source(statement.source)
    return Rank(
      seen: Source.Seen.allCases.firstIndex(of: source?.seen ?? .unconfirmed)!,
      confidence: Confidence.allCases.firstIndex(of: statement.confidence ?? .reported)!,
      age: -(source?.published?.last.number ?? -.max))
  }
}

/// The place of a source in a dispute; the least is the best.
private struct Rank: Comparable {
  var seen: Int
  var confidence: Int
  var age: Int

  static func < (left: Rank, right: Rank) -> Bool {
    (left.seen, left.confidence, left.age) < (right.seen, right.confidence, right.age)
  }
}

/// What one source says of one value.
private struct Statement {
  var kind: String
  /// Statements with the same key are about one thing.
  var key: [String?]
  var subject: String
  var text: String
  var from: Day
  var to: Day
  var source: String
  var confidence: Confidence?
  var place: Place

  func isNear(_ other: Statement, days: Int) -> Bool {
    from.number <= other.to.number + days && other.from.number <= to.number + days
  }
}

extension Statement {
  init?(_ price: Price) {
    guard let from = price.observed ?? price.validFrom, let to = price.observed ?? price.validTo ?? price.validFrom
    else { return nil }
    let model = price.model ?? price.publishedName
    self.init(
      kind: Price.kind, key: [model, price.provider, price.tier],
      subject: "price of '\(model)' at \(price.provider)\(price.tier.map { ", \($0)" } ?? ""), input/output",
      text: "\(price.input.text)/\(price.output.text)", from: from.first, to: to.last, source: price.source,
      confidence: price.confidence, place: price.place)
  }

  init?<Kind: CountKind>(_ record: Kind) {
    let count = record.count
    guard let value = count.value else { return nil }
    self.init(
      kind: Kind.kind,
      key: [
        count.subject, count.platform, count.measure, count.unit, count.window?.rawValue, count.population,
        count.countingRule,
      ],
      subject: "\(count.measure) of '\(count.subject)' on \(count.platform) in \(count.asOf)",
      text: [count.qualifier?.rawValue, value.text, count.unit].compactMap(\.self).joined(separator: " "),
      from: count.asOf.first, to: count.asOf.last, source: count.source, confidence: count.confidence,
      place: record.place)
  }

  init?(_ result: Safety) {
    guard let value = result.rate ?? result.score else { return nil }
    let model = [result.model ?? result.subject, result.version].compactMap(\.self).joined(separator: " ")
    self.init(
      kind: Safety.kind,
      key: [model, result.evaluation, result.evaluator, result.measure, result.scoreUnit]
        + result.languages.map { Optional($0) },
      subject: "\(result.evaluation) by \(result.evaluator) of '\(model)', \(result.measure)", text: value.text,
      from: result.date.first, to: result.date.last, source: result.source, confidence: result.confidence,
      place: result.place)
  }

  init?(_ score: Score) {
    guard let model = score.model else { return nil }
    self.init(
      kind: Score.kind, key: [model, score.benchmark, score.vintage.description, score.scale],
      subject: "score of '\(model)' in '\(score.benchmark)' on \(score.vintage)", text: score.value.text,
      from: score.vintage.first, to: score.vintage.last, source: score.source, confidence: nil, place: score.place)
  }
}
