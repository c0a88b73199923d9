import Diagnostics
package import Records

/// One record to be counted: when it was, under which key of each axis it falls, and its number.
package struct Counted: Sendable {
  package var date: PartialDate?
  /// A day by which it was there, whatever its date.
  package var knownBy: Day?
  /// From when it counts no more.
  package var ended: PartialDate?
  package var keys: [String]
  /// `nil` where records are counted, not their numbers.
  package var value: Quantity?
  package var weight: Double
  package var row: Figure.Row

  package init(
    date: PartialDate?, keys: [String], value: Quantity? = nil, weight: Double = 1, ended: PartialDate? = nil,
    knownBy: Day? = nil, row: Figure.Row
  ) {
    self.date = date
    self.knownBy = knownBy
    self.ended = ended
    self.keys = keys
    self.value = value
    self.weight = weight
    self.row = row
  }
}

/// What counts are split by.
package struct Axis: Sendable, Equatable {
  package var name: String
  /// In declared order; `unattributed` is last, and there only when a record has it.
  package var keys: [String]
  /// The key of records that nobody could place.
  package var unattributed: String

  package init(name: String, keys: [String], unattributed: String = "unattributed") {
    self.name = name
    self.keys = keys
    self.unattributed = unattributed
  }
}

/// The records that a metric counts, with the axes that hold all of their keys.
struct Count: Sendable {
  var items: [Counted] = []
  /// The records of the items, one for one.
  var records: [Record] { items.map(\.row.record) }
  var axes: [Axis] = []
  /// Records of the kind that don't answer the question.
  var excluded = Figure.LeftOut("not asked for by the question’s choices")
  /// Records without the number that is asked for.
  var unmeasured = Figure.LeftOut("without the number that is asked for")
  /// Records whose number is far from the others.
  var outliers = Figure.LeftOut("its number is far from the others")
  /// Records whose maker or its country isn't known, where these are left out.
  var unplaced = Figure.LeftOut("nobody knows its maker, or the maker’s country")
  /// Records that another one counts for.
  var setAside = Figure.LeftOut("another form of it is counted, or a source that ranks higher says otherwise")
  var quarantined: [Figure.KeptOut] = []
}

extension Count {
  /// What decides which records a metric counts without its window, and how they are sorted.
  struct Question: Hashable {
    private let words: [String?]
    private let by: [String]
    private let alike: [String]
    private let measure: Metric.Measure
    private let openness: Metric.Openness
    private let offers: Metric.Offers?
    private let outliers: Metric.Outliers?
    private let attribution: Metric.Attribution?
    private let unknownMakers: Metric.UnknownMakers?

    init(_ metric: Metric) {
      let choices = metric.choices
      let isSided = choices.unknownMakers == .toLeader || choices.unknownMakers == .toFollower
      words =
        [choices.of, choices.filter, choices.value, choices.weight, choices.date, choices.ended, choices.trials]
        + [choices.successes] + (isSided ? [choices.leader, choices.follower] : [])
      (by, alike, measure, openness) = (choices.by, choices.alike, metric.measure, metric.openness)
      (offers, outliers) = (choices.offers, choices.outliers)
      (attribution, unknownMakers) = (choices.attribution, choices.unknownMakers)
    }
  }

  /// - Parameter needsAlike: whether rows of different counting rules may not come together, as in a series.
  static func reading(
    _ metric: Metric, in corpus: Corpus, needsAlike: Bool = true
  ) -> (count: Count, findings: [Finding]) {
    guard let kind = metric.of, let description = Corpus.kinds.first(where: { $0.name == kind }) else {
      return (Count(), metric.of.map { [.uncountableKind($0, of: metric)] } ?? [])
    }
    var findings: [Finding] = []
    let sorters = metric.by.prefix(2).compactMap { name in
      let sorter = Sorter(name, of: description, metric.attribution, in: corpus)
      if sorter == nil { findings.append(.uncountableField(name, description, of: metric)) }
      return sorter
    }
    if metric.by.count > 2 { findings.append(.tooManyFields(of: metric)) }
    let (filter, wrong) = RecordFilter.reading(metric, of: description, in: corpus)
    findings += wrong
    let fields = Fields(metric, description)
    findings += fields.findings
    guard findings.isEmpty else { return (Count(), findings) }

    var count = Count()
    count.quarantined = corpus.keptOut(of: kind)
    let isRatio = metric.measure == .ratio
    let placing = Placing(metric)
    let records = corpus.records(of: kind)
    let asked = askedFor(by: metric, filter, description, fields.date, in: corpus)
    count.excluded = Figure.LeftOut("not asked for by the question’s choices", all: records, but: asked)
    count.items.reserveCapacity(asked.count)
    // What the names decide is asked once for all records whose names were resolved together.
    var keysOfNames: [Int: [String]] = [:]
    for position in asked {
      let record = records[position]
      let row = Figure.Row(record)
      let date = fields.date.flatMap { record.value(at: $0).date }
      let value = fields.value.flatMap { record.value(at: $0).quantity }
      // A proportion may be known from its trials alone.
      if fields.value != nil, value == nil, !isRatio {
        count.unmeasured.add(row)
        continue
      }
      let names = corpus.resolution(of: record)
      var keys = names.flatMap { keysOfNames[$0] }
      if keys == nil {
        keys = placing.keys(of: record, sorters)
        if let names, sorters.allSatisfy({ $0.isDecidedByNames(of: record) }) { keysOfNames[names] = keys }
      }
      guard let keys else {
        count.unplaced.add(row)
        continue
      }
      count.items.append(
        Counted(
          date: date, keys: keys, value: value,
          weight: fields.weight.flatMap { record.value(at: $0).quantity?.value } ?? (fields.weight == nil ? 1 : 0),
          ended: fields.ended.flatMap { record.value(at: $0).date },
          knownBy: date == nil && kind == Model.kind ? corpus.firstMention[record.id] : nil,
          row: row))
    }
    count.setAsideRows(of: kind, in: corpus)
    if needsAlike, let finding = Alike.finding(of: metric, kind: kind) { return (Count(), [finding]) }
    if needsAlike, let finding = Alike.finding(Alike.fields(of: metric, kind: kind), count.records, of: metric) {
      return (Count(), [finding])
    }
    if metric.outliers == .leftOut { count.leaveOutliers() }
    count.axes = sorters.enumerated().map { index, sorter in sorter.axis(holding: count.items.map { $0.keys[index] }) }
    return (count, [])
  }

  /// Positions of the records that a metric's `where`, window, `openness` and `offers` ask for; ascending.
  private static func askedFor(
    by metric: Metric, _ filter: RecordFilter?, _ kind: KindDescription, _ date: Int?, in corpus: Corpus
  ) -> [Int] {
    let records = corpus.records(of: kind.name)
    var asked = Array(records.indices)
    func ask(_ position: Int?, _ test: @escaping (Value) -> Bool) {
      guard let position else {
        if !test(.missing(.absent)) { asked = [] }
        return
      }
      var once = ValueTest(ofFieldAt: position, test)
      asked = once.passing(asked, of: records)
    }
    let offers = metric.measure == .price ? metric.offers ?? .list : .hosts
    if offers != .hosts { ask(kind.position(of: "provider")) { offers.admits($0.word) } }
    if let filter { asked = filter.admitted(among: asked) }
    if metric.since != nil || metric.until != nil { ask(date) { metric.covers($0.date) } }
    if kind.name == Model.kind, metric.openness != .all {
      asked = asked.filter { metric.openness.admits(corpus.model(records[$0].id)?.weights ?? .unknown) }
    }
    return asked
  }

  /// Where a metric wants records of unknown makers.
  private struct Placing {
    private let unknown: Metric.UnknownMakers
    private let leader: String?
    private let follower: String?

    init(_ metric: Metric) {
      unknown = metric.unknownMakers ?? .apart
      leader = metric.leader
      follower = metric.follower
    }

    /// The record's key on each axis; `nil` when it is to be left out.
    func keys(of record: Record, _ sorters: [Sorter]) -> [String]? {
      var keys: [String] = []
      keys.reserveCapacity(sorters.count)
      for sorter in sorters {
        let key = sorter.key(of: record)
        guard key == sorter.unattributed, sorter.name == "bloc" else {
          keys.append(key)
          continue
        }
        switch unknown {
        case .apart: keys.append(key)
        case .leftOut: return nil
        case .toLeader: keys.append(leader ?? key)
        case .toFollower: keys.append(follower ?? key)
        }
      }
      return keys
    }
  }

  /// Leaves out rows that give way to others that are counted too.
  private mutating func setAsideRows(of kind: String, in corpus: Corpus) {
    let out = corpus.givingWay(of: kind, among: items.lazy.map(\.row.record))
    guard !out.isEmpty else { return }
    for index in out { setAside.add(items[index].row) }
    items = Array(items.indices).without(out).map { items[$0] }
  }

  private mutating func leaveOutliers() {
    guard let fences = Outliers.fences(of: items.compactMap(\.value?.value)) else { return }
    let kept = items.indices.filter { items[$0].value?.value.map(fences.contains) ?? true }
    for index in Set(items.indices).subtracting(kept).sorted() { outliers.add(items[index].row) }
    items = kept.map { items[$0] }
  }

  /// The fields that a metric names, by where they stand in the kind.
  private struct Fields {
    var value: Int?
    var weight: Int?
    var date: Int?
    var ended: Int?
    var findings: [Finding] = []

    init(_ metric: Metric, _ kind: KindDescription) {
      func find(_ name: String?, _ sort: String, _ isRight: (FieldShape) -> Bool) -> Int? {
        guard let name else { return nil }
        if let position = kind.position(of: name), isRight(kind.fields[position].shape) { return position }
        findings.append(.wrongField(name, sort, kind, of: metric, known: kind.fields.filter { isRight($0.shape) }))
        return nil
      }
      func isNumber(_ shape: FieldShape) -> Bool { if case .number = shape { true } else { false } }
      func isDate(_ shape: FieldShape) -> Bool { shape == .date }
      let isCrossing = metric.measure == .crossing
      value = find(metric.value, "number") { isNumber($0) || (isCrossing && isDate($0)) }
      if isCrossing, let position = value, kind.fields[position].shape == .date { value = nil }
      weight = find(metric.weight, "number", isNumber)
      date = find(metric.date, "date", isDate) ?? kind.usualDate.flatMap { kind.position(of: $0) }
      ended = find(metric.ended, "date", isDate)
      _ = find(metric.trials, "number", isNumber)
      _ = find(metric.successes, "number", isNumber)
      for name in metric.alike { _ = find(name, "field") { _ in true } }
    }
  }
}

extension Corpus {
  /// Positions of those among some records of a kind that give way to others of them; ascending.
  func givingWay(of kind: String, among records: some Sequence<Record>) -> [Int] {
    guard let better = setAside[kind], !better.isEmpty else { return [] }
    let contested = records.enumerated().compactMap { index, record in better[record].map { (index, $0) } }
    guard !contested.isEmpty else { return [] }
    let asked = contested.reduce(into: Set<Record>()) { $0.formUnion($1.1) }
    let present = Set(records.filter(asked.contains))
    return contested.filter { !$0.1.isDisjoint(with: present) }.map(\.0)
  }
}

extension KindDescription {
  /// The field that dates its records: `as-of` where they tell of a time, else their first date.
  fileprivate var usualDate: String? {
    let dates = fields.filter { $0.shape == .date }.map(\.name)
    if name == Rule.kind, dates.contains("in-force") { return "in-force" }
    return dates.contains("as-of") ? "as-of" : dates.first { $0 != "value-date" }
  }
}

extension Metric {
  /// Whether a date lies in the metric's window; what has no date isn't outside.
  func covers(_ date: PartialDate?) -> Bool {
    guard let date else { return true }
    return (choices.since.map { date.first >= $0.first } ?? true)
      && (choices.until.map { date.last <= $0.last } ?? true)
  }
}

extension Value {
  var date: PartialDate? { if case .date(let date) = self { date } else { nil } }

  package var quantity: Quantity? { if case .number(let quantity) = self { quantity } else { nil } }
}

extension Finding {
  fileprivate static func uncountableKind(_ name: String, of metric: Metric) -> Finding {
    let kinds = Corpus.kinds.map(\.name)
    let meant = nearMiss(of: name, among: kinds).map { "did you mean '\($0)'?" }
    return Finding(
      .error, "uncountable-kind", "'\(metric.id)' counts '\(name)', which is no kind of record", at: metric.place,
      hint: meant ?? "the kinds are \(kinds.joined(separator: ", "))")
  }

  fileprivate static func uncountableField(_ name: String, _ kind: KindDescription, of metric: Metric) -> Finding {
    let known = Sorter.derived + kind.fields.map(\.name)
    let isThere = kind.fields.contains { $0.name == name }
    let meant = isThere ? nil : nearMiss(of: name, among: known).map { "did you mean '\($0)'?" }
    return Finding(
      .error, "uncountable-field",
      isThere
        ? "'\(metric.id)' splits \(kind.name) by '\(name)', which has too many values or several at once"
        : "'\(metric.id)' splits \(kind.name) by '\(name)', which they don't have",
      at: metric.place, hint: meant ?? "split by bloc, licence-class or a field with a single word")
  }

  fileprivate static func tooManyFields(of metric: Metric) -> Finding {
    Finding(
      .error, "uncountable-field", "'\(metric.id)' splits by \(metric.by.count) fields, two at most can be told apart",
      at: metric.place, hint: "make two metrics of it")
  }

  fileprivate static func wrongField(
    _ name: String, _ sort: String, _ kind: KindDescription, of metric: Metric, known: [FieldDescription]
  ) -> Finding {
    let names = known.map(\.name)
    let isThere = kind.field(name) != nil
    return Finding(
      .error, "uncountable-field",
      isThere
        ? "'\(metric.id)' reads '\(name)' of \(kind.name), which is no \(sort)"
        : "'\(metric.id)' reads '\(name)' of \(kind.name), which they don't have",
      at: metric.place,
      hint: nearMiss(of: name, among: names).map { "did you mean '\($0)'?" }
        ?? (names.isEmpty ? nil : "those that are: \(names.joined(separator: ", "))"))
  }
}
