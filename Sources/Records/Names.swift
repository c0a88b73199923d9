/// What a source calls the model, the maker and the series that a record is about.
struct Names: Hashable {
  var model: String?
  var organisation: String?
  var family: String?
  var licence: String?
}

/// What the names in a record mean to us: one for all rows of a source that write them alike.
final class ResolvedNames: Sendable {
  /// Its number among all of a run, from 0; among those of its kind as long as no other kind's are known.
  let number: Int
  let meaning: Meaning
  let model: Model?
  /// The developer of the model, or else the organisation that the source names.
  let organisation: String?
  /// That of our model, or else the one that the source names.
  let licence: String?
  let weights: Weights
  /// The name that means nothing to us; `nil` when one does.
  let missing: Missing?

  struct Missing {
    var subject: Alias.Subject
    var name: String
  }

  init(
    number: Int, meaning: Meaning, model: Model?, organisation: String?, licence: String?, weights: Weights,
    missing: Missing?
  ) {
    self.number = number
    self.meaning = meaning
    self.model = model
    self.organisation = organisation
    self.licence = licence
    self.weights = weights
    self.missing = missing
  }

  /// The same, numbered among all of a run.
  ///
  /// - Parameter first: the number of its kind's first.
  func numbered(from first: Int) -> ResolvedNames {
    ResolvedNames(
      number: first + number, meaning: meaning, model: model, organisation: organisation, licence: licence,
      weights: weights, missing: missing)
  }
}

/// A kind of record that names models or organisations as its source writes them.
protocol NamesSubjects: RecordKind {
  var source: String { get }
  var names: Names { get }
  /// The time that the record speaks of: names change hands.
  var namedOn: PartialDate? { get }

  /// Keeps what the names mean.
  mutating func take(_ names: ResolvedNames)
}

/// The same with very many rows.
protocol RowsWithNames: ColumnarKind, NamesSubjects {
  /// The fields that `names` and `source` are made of: those of which the most rows say something else come first.
  static var naming: [String] { get }
  /// The fields that `namedOn` is made of.
  static var dating: [String] { get }
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
