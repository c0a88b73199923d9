package import Records

/// Finds the key of a record on one axis.
final class Sorter: Sendable {
  private enum Rule {
    case bloc, maker, licenceClass, country
    case field
  }

  /// The names that are no fields.
  static let derived = ["bloc", "country", "maker", "licence-class"]

  let name: String
  private let rule: Rule
  private let declared: [String]
  let unattributed: String
  private let corpus: Corpus
  /// Where the field stands in a record; `nil` for what is no field.
  private let position: Int?
  private let attribution: Metric.Attribution

  /// `nil` when the kind has neither such a field nor what the derived ones need.
  init?(_ name: String, of kind: KindDescription, _ attribution: Metric.Attribution?, in corpus: Corpus) {
    self.name = name
    self.corpus = corpus
    self.attribution = attribution ?? .publisher
    position = kind.fields.firstIndex { $0.name == name }
    let field = kind.fields.first { $0.name == name }
    let places = ["country", "jurisdiction"]
    let isFromSomewhere = kind.hasMaker || kind.fields.contains { places.contains($0.name) }
    if name == "bloc", isFromSomewhere {
      (rule, declared, unattributed) = (.bloc, corpus.report.blocs.map(\.id), "unattributed")
    } else if name == "maker", kind.hasMaker {
      (rule, declared, unattributed) = (.maker, [], "unattributed")
    } else if name == "licence-class", kind.leadsToLicence {
      (rule, declared, unattributed) = (.licenceClass, Licence.Class.allCases.map(\.rawValue), "unknown")
    } else if name == "country", field == nil, kind.hasMaker {
      (rule, declared, unattributed) = (.country, [], "unattributed")
    } else if let field, field.hasSingleWord {
      let word = field.choices.contains("unknown") ? "unknown" : "unattributed"
      (rule, declared, unattributed) = (.field, field.choices, word)
    } else {
      return nil
    }
  }

  func key(of record: Record) -> String {
    switch rule {
    case .bloc: return bloc(of: record) ?? unattributed
    case .maker: return maker(of: record) ?? unattributed
    case .country: return corpus.organisation(maker(of: record))?.country ?? unattributed
    case .licenceClass:
      if record.kind == Licence.kind { return corpus.licence(record.id)?.licenceClass.rawValue ?? unattributed }
      guard let model = corpus.model(corpus.subject(of: record)?.model) else { return unattributed }
      return model.weights == .closed ? "closed" : corpus.licence(model.licence)?.licenceClass.rawValue ?? unattributed
    case .field: return position.flatMap { record.value(at: $0).word } ?? unattributed
    }
  }

  /// Whether records whose names mean the same have the same key.
  func isDecidedByNames(of record: Record) -> Bool {
    switch rule {
    case .bloc: corpus.bloc(of: maker(of: record)) != nil
    case .maker, .country, .licenceClass: true
    case .field: false
    }
  }

  /// That of the maker whom we know, or else of the country that the record itself gives.
  private func bloc(of record: Record) -> String? {
    if let bloc = corpus.bloc(of: maker(of: record)) { return bloc }
    return (record["country"].word ?? record["jurisdiction"].word).map { corpus.bloc(ofCountry: $0) }
  }

  private func maker(of record: Record) -> String? {
    guard let subject = corpus.subject(of: record) else { return nil }
    if attribution == .baseModel, let origin = corpus.originalDeveloper(of: subject.model) { return origin }
    return subject.organisation
  }

  /// Declared keys first, then those that only records know, in alphabetical order, then `other`.
  func axis(holding found: [String]) -> Axis {
    let known = Set(declared)
    let further = Set(found).subtracting(known).subtracting([unattributed, "other"]).sorted()
    var keys = declared + further
    if found.contains("other"), !known.contains("other") { keys.append("other") }
    if found.contains(unattributed), !known.contains(unattributed) { keys.append(unattributed) }
    return Axis(name: name, keys: keys, unattributed: unattributed)
  }
}

extension Value {
  /// A value that is a single word or text; `nil` for numbers, dates, lists and what is missing.
  package var word: String? {
    switch self {
    case .text(let text), .prose(let text), .choice(let text), .country(let text), .url(let text): text
    case .reference(_, let id): id
    case .yesNo(let answer): answer ? "yes" : "no"
    case .number, .date, .list, .missing: nil
    }
  }
}

extension KindDescription {
  /// Whether its records name a maker, or a model that has one.
  fileprivate var hasMaker: Bool {
    name == Organisation.kind || ["developer", "organisation", "model", "subject"].contains { field($0) != nil }
  }

  /// Whether its records are licences, or models or scores or counts of models, which have one.
  fileprivate var leadsToLicence: Bool {
    [Licence.kind, Model.kind, Score.kind, Download.kind, Derivative.kind, Usage.kind].contains(name)
  }

  func field(_ name: String) -> FieldDescription? { fields.first { $0.name == name } }

  /// Where a field stands in its records; `nil` for one that they don't have.
  func position(of name: String) -> Int? { fields.firstIndex { $0.name == name } }
}

extension FieldDescription {
  fileprivate var hasSingleWord: Bool {
    switch shape {
    case .list, .number, .date, .mappings, .markdown: false
    case .prose: name == "population" || name.hasSuffix("-rule") || name == "measure"
    default: true
    }
  }
}
