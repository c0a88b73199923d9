/// What a source calls the model, the maker and the series that a record is about.
struct Names {
  var model: String?
  var organisation: String?
  var family: String?
}

/// A kind of record that names models or organisations as its source writes them.
protocol NamesSubjects: RecordKind {
  var source: String { get }
  var names: Names { get }
  /// The time that the record speaks of: names change hands.
  var namedOn: PartialDate? { get }

  /// Keeps what the names mean.
  ///
  /// - Parameters:
  ///   - model: `nil` when the record names none, or one that we don't know.
  ///   - organisation: the id of the model's developer, or else of the organisation that the source names.
  mutating func take(model: Model?, organisation: String?)
}

extension NamesSubjects {
  var namedOn: PartialDate? { nil }
}

/// What sort of thing a published figure is about.
package enum SubjectKind: String, Sendable, CaseIterable {
  case model, family, organisation, country
  /// Several models, makers or uploaders together, described in words.
  case group
  /// All that a platform holds.
  case hub
  /// No figure: how a platform counts.
  case rule
}

extension Names {
  /// The names that a subject's text stands for.
  init(subject: String, kind: SubjectKind) {
    switch kind {
    case .model: self.init(model: subject)
    case .organisation: self.init(organisation: subject)
    case .family: self.init(family: subject)
    case .country, .group, .hub, .rule: self.init()
    }
  }
}
