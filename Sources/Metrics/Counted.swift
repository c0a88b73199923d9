import Diagnostics
package import Records

/// One record to be counted: when it was, and under which key of each axis it falls.
package struct Counted: Sendable {
  package var date: PartialDate?
  package var keys: [String]
  package var row: Figure.Row

  package init(date: PartialDate?, keys: [String], row: Figure.Row) {
    self.date = date
    self.keys = keys
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
  var axes: [Axis] = []
  /// Records of the kind that don't answer the question.
  var excluded = 0
}

extension Count {
  static func reading(_ metric: Metric, in corpus: Corpus) -> (count: Count, findings: [Finding]) {
    guard let kind = metric.of, let description = Corpus.kinds.first(where: { $0.name == kind }) else {
      return (Count(), metric.of.map { [.uncountableKind($0, of: metric)] } ?? [])
    }
    var findings: [Finding] = []
    let sorters = metric.by.prefix(2).compactMap { name in
      let sorter = Sorter(name, of: description, in: corpus)
      if sorter == nil { findings.append(.uncountableField(name, description, of: metric)) }
      return sorter
    }
    if metric.by.count > 2 { findings.append(.tooManyFields(of: metric)) }
    let (filter, wrong) = RecordFilter.reading(metric, of: description, in: corpus)
    findings += wrong
    guard findings.isEmpty else { return (Count(), findings) }
    let dateField = description.fields.first { $0.type == FieldType.date.words }?.name
    var count = Count()
    for record in corpus.records(of: kind) {
      let hasRightWeights =
        kind != Model.kind || metric.openness.admits(corpus.model(record.id)?.weights ?? .unknown)
      guard hasRightWeights, filter?.admits(record) ?? true else {
        count.excluded += 1
        continue
      }
      var date: PartialDate?
      if let dateField, case .date(let written) = record[dateField] { date = written }
      count.items.append(
        Counted(
          date: date, keys: sorters.map { $0.key(of: record) },
          row: Figure.Row(kind: kind, id: record.id, place: record.place)))
    }
    count.axes = sorters.enumerated().map { index, sorter in sorter.axis(holding: count.items.map { $0.keys[index] }) }
    return (count, [])
  }
}

/// Finds the key of a record on one axis.
struct Sorter {
  private enum Rule {
    case bloc, licenceClass, country
    case field
  }

  /// The names that are no fields.
  static let derived = ["bloc", "country", "licence-class"]

  let name: String
  private let rule: Rule
  private let declared: [String]
  private let unattributed: String
  private let corpus: Corpus

  /// `nil` when the kind has neither such a field nor what the derived ones need.
  init?(_ name: String, of kind: KindDescription, in corpus: Corpus) {
    self.name = name
    self.corpus = corpus
    let field = kind.fields.first { $0.name == name }
    let hasMaker = kind.fields.contains { $0.name == "developer" } || kind.name == Organisation.kind
    let classes = Licence.Class.allCases.map(\.rawValue)
    if name == "bloc", hasMaker {
      (rule, declared, unattributed) = (.bloc, corpus.report.blocs.map(\.id), "unattributed")
    } else if name == "licence-class", kind.fields.contains(where: { $0.name == "licence" }) {
      (rule, declared, unattributed) = (.licenceClass, classes, "unknown")
    } else if name == "country", field == nil, hasMaker {
      (rule, declared, unattributed) = (.country, [], "unattributed")
    } else if let field, !field.type.hasPrefix("list of"), !field.type.hasPrefix("number"), !field.isDateOrProse {
      let word = field.choices.contains("unknown") ? "unknown" : "unattributed"
      (rule, declared, unattributed) = (.field, field.choices, word)
    } else {
      return nil
    }
  }

  func key(of record: Record) -> String {
    switch rule {
    case .bloc: return corpus.bloc(of: maker(of: record)) ?? unattributed
    case .country: return corpus.organisation(maker(of: record))?.country ?? unattributed
    case .licenceClass:
      let licence = corpus.licence(text(of: record["licence"]))
      if corpus.model(record.id)?.weights == .closed, record.kind == Model.kind { return "closed" }
      return licence?.licenceClass.rawValue ?? unattributed
    case .field: return text(of: record[name]) ?? unattributed
    }
  }

  private func maker(of record: Record) -> String? {
    record.kind == Organisation.kind ? record.id : text(of: record["developer"])
  }

  private func text(of value: Value) -> String? {
    switch value {
    case .text(let text), .prose(let text), .choice(let text), .country(let text), .url(let text): text
    case .reference(_, let id): id
    case .yesNo(let answer): answer ? "yes" : "no"
    case .number, .date, .list, .missing: nil
    }
  }

  /// Declared keys first, then `other`, then those that only records know, in alphabetical order.
  func axis(holding found: [String]) -> Axis {
    let known = Set(declared)
    let further = Set(found).subtracting(known).subtracting([unattributed, "other"]).sorted()
    var keys = declared + further
    if found.contains("other"), !known.contains("other") { keys.append("other") }
    if found.contains(unattributed), !known.contains(unattributed) { keys.append(unattributed) }
    return Axis(name: name, keys: keys, unattributed: unattributed)
  }
}

extension FieldDescription {
  fileprivate var isDateOrProse: Bool { type == FieldType.date.words || type == FieldType.prose.words }
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
}
