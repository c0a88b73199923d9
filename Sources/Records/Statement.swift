import Diagnostics

/// What one source says of one value.
struct Statement {
  var kind: String
  /// Statements with the same key are about one thing.
  var key: [String?]
  var subject: String
  var question: String
  var about: Record.Key?
  var text: String
  var at: PartialDate?
  /// The time that it speaks of.
  var from: Day
  var to: Day
  /// True when it began to hold on `from`, and false when it was only seen to hold.
  var hasBegun = false
  /// True when it held no longer after `to`.
  var hasEnded = false
  var source: String
  var confidence: Confidence?
  var place: Place
  var isOurRecords = false
  var reason: String?

  /// Whether the two speak of one time, or of times so near that they would say the same if both were right.
  ///
  /// A price that ended isn't contradicted by one that began: prices change.
  func isNear(_ other: Statement, days: Int) -> Bool {
    guard days < .max else { return true }
    let (earlier, later) = from <= other.from ? (self, other) : (other, self)
    let apart = later.from.number - earlier.to.number
    return apart <= 0 || !earlier.hasEnded && !later.hasBegun && apart <= days
  }

  /// Whether the two can't both be right. A source may correct itself; our record's own source may be quoted against it.
  func isContrary(to other: Statement) -> Bool {
    text != other.text && (source != other.source || isOurRecords != other.isOurRecords)
  }
}

extension Corpus {
  /// What a dispute says, and what our record says; nothing for a dispute about no field of ours.
  func statements(_ dispute: Dispute) -> [Statement] {
    guard let record = record(dispute.of, dispute.record),
      Corpus.kinds.contains(where: { kind in
        kind.name == dispute.of && kind.fields.contains { $0.name == dispute.field }
      })
    else { return [] }
    let key = Record.Key(kind: dispute.of, id: dispute.record)
    let name = dispute.field.withoutHyphens
    let ours = record.fields.first { $0.name == dispute.field }
    let source: String? =
      switch (record["source"], record["sources"]) {
      case (.reference(_, let id), _): id
      case (_, .list(let all)): all.lazy.compactMap { if case .reference(_, let id) = $0 { id } else { nil } }.first
      default: nil
      }
    func statement(_ text: String, _ source: String, _ place: Place) -> Statement {
      Statement(
        kind: dispute.of, key: [dispute.of, dispute.record, dispute.field],
        subject: "\(name) of '\(dispute.record)'", question: name, about: key, text: text, from: Day(number: 0),
        to: Day(number: 0), source: source, place: place)
    }
    // Where our record says nothing, it is our reading that nobody knows, not its source's.
    let isSilent = if case .missing? = ours?.value { true } else { ours == nil }
    // A source that says otherwise now can't stand behind our value too.
    let isOwnSource = source == dispute.source
    var own = statement(
      ours?.value.text ?? "unknown", isSilent || isOwnSource ? "" : source ?? "", ours?.place ?? record.place)
    own.isOurRecords = true
    var other = statement(dispute.says, dispute.source, dispute.place)
    if case .number = ours?.value, let number = Quantity(dispute.says) { other.text = number.text }
    other.at = dispute.asOf
    other.confidence = dispute.confidence
    other.reason = dispute.reason
    return [own, other]
  }
}

/// What scores are of: those with the same are looks at one thing.
struct ScoreSubject: Hashable {
  var model: String
  var benchmark: String
  var vintage: PartialDate
  var scale: String?

  /// `nil` for a score of a model that we don't know.
  init?(_ score: Score) {
    guard let model = score.model else { return nil }
    self.model = model
    benchmark = score.benchmark
    vintage = score.vintage
    scale = score.scale
  }

  var key: [String?] { [model, benchmark, vintage.description, scale] }
}

/// The same of counts, whatever their time.
struct CountSubject: Hashable {
  var subject: String
  var platform: String
  var measure: String
  var unit: String?
  var window: Count.Window?
  var population: String?
  var countingRule: String?

  /// The fields that all of it but the subject is made of.
  static let wayFields = ["platform", "measure", "unit", "window", "population", "counting-rule"]

  init(_ count: Count) {
    subject = count.subject
    platform = count.platform
    measure = count.measure
    unit = count.unit
    window = count.window
    population = count.population
    countingRule = count.countingRule
  }

  var key: [String?] { [subject, platform, measure, unit, window?.rawValue, population, countingRule] }
}

extension Statement {
  init?(_ price: Price) {
    // What gives vectors has no output to be paid for, and some lists say 0 for it.
    guard let at = price.observed ?? price.validFrom, let from = price.validFrom ?? price.observed,
      price.output.value != 0
    else { return nil }
    let end = price.validTo.map { Day(number: $0.first.number - 1) }
    let model = price.model ?? price.publishedName
    let scope = "at \(price.provider)\(price.tier.map { ", \($0)" } ?? ""), input/output"
    self.init(
      kind: Price.kind, key: [model, price.provider, price.tier, price.snapshot],
      subject: "price of '\(model)' \(scope)",
      question: "price \(scope)", about: price.model.map { Record.Key(kind: Model.kind, id: $0) },
      text: price.statedText, at: at, from: from.first, to: max(end ?? at.last, from.first),
      source: price.source, confidence: price.confidence, place: price.place)
    hasBegun = price.validFrom != nil
    hasEnded = end != nil
    reason = price.note
  }

  init?<Kind: CountKind>(_ record: Kind) {
    let count = record.count
    guard let value = count.value else { return nil }
    let scope = "on \(count.platform) in \(count.asOf)"
    let about =
      count.model.map { Record.Key(kind: Model.kind, id: $0) }
      ?? count.organisation.map { Record.Key(kind: Organisation.kind, id: $0) }
    self.init(
      kind: Kind.kind,
      key: CountSubject(count).key,
      subject: "\(count.measure) of '\(count.subject)' \(scope)", question: "\(count.measure) \(scope)", about: about,
      text: [count.qualifier?.rawValue, value.text, count.unit].compactMap(\.self).joined(separator: " "),
      at: count.asOf, from: count.asOf.first, to: count.asOf.last, source: count.source, confidence: count.confidence,
      place: record.place)
  }

  init?(_ result: Safety) {
    guard let value = result.rate ?? result.score else { return nil }
    let model = [result.model ?? result.subject, result.version].compactMap(\.self).joined(separator: " ")
    self.init(
      kind: Safety.kind,
      key: [model, result.evaluation, result.evaluator, result.measure, result.scoreUnit]
        + result.languages.map { Optional($0) },
      subject: "\(result.evaluation) by \(result.evaluator) of '\(model)', \(result.measure)",
      question: "\(result.evaluation) by \(result.evaluator), \(result.measure)",
      about: result.model.map { Record.Key(kind: Model.kind, id: $0) }, text: value.text, at: result.date,
      from: result.date.first, to: result.date.last, source: result.source, confidence: result.confidence,
      place: result.place)
  }

  init?(_ score: Score) {
    guard let model = score.model, let about = ScoreSubject(score) else { return nil }
    let scope = "in '\(score.benchmark)' on \(score.vintage)"
    self.init(
      kind: Score.kind, key: about.key,
      subject: "score of '\(model)' \(scope)", question: "score \(scope)",
      about: Record.Key(kind: Model.kind, id: model), text: score.value.text, at: score.vintage,
      from: score.vintage.first, to: score.vintage.last, source: score.source, confidence: nil, place: score.place)
  }
}
