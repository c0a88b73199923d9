import Diagnostics
import Glibc
package import Records

/// A reader's limits, as far as records can decide them.
struct Needs {
  let limits: [Profile.Limit]
  /// Fields that no record has.
  let undecidable: [Profile.Limit]
  private let decidable: [String]
  private let corpus: Corpus

  init(_ profile: Profile, _ corpus: Corpus) {
    self.corpus = corpus
    // Where only makers' own prices are recorded, nobody counted the hosts.
    let hasHosts = corpus.prices.contains { $0.provider != Price.firstParty }
    let decidable = Self.known.filter { $0 != "hosts" || hasHosts }
    limits = profile.limits.filter { decidable.contains($0.field) }
    undecidable = profile.limits.filter { !decidable.contains($0.field) }
    self.decidable = decidable
  }

  func isDecidable(_ limit: Profile.Limit) -> Bool { decidable.contains(limit.field) }

  private static let known = [
    "weights", "licence", "licence-class", "developer-country", "base-model-country", "base-model-licence", "context",
    "total-parameters", "active-parameters", "blended-price", "rating", "rating-lower-bound", "hosts", "commercial-use",
    "territory", "user-limit", "revenue-limit", "field-of-use", "output-ban", "naming-duty",
  ]

  /// What isn't known fails.
  func passes(_ option: Decision.Option, _ limit: Profile.Limit) -> Bool {
    // The analyst who wrote the limit read these licences.
    if let licence = option.model.licence, limit.licences.contains(licence) { return false }
    let wanted = limit.values
    switch limit.comparison {
    case .atLeast, .atMost:
      guard let number = number(limit.field, option), let bound = wanted.first.flatMap({ Double($0) }) else {
        // A licence without a limit of users or revenue leaves nothing to compare.
        return ["user-limit", "revenue-limit"].contains(limit.field) && option.licence != nil
      }
      return limit.comparison == .atLeast ? number.low >= bound : number.high <= bound
    case .isIn, .equals: return word(limit.field, option).map { wanted.contains($0) } ?? false
    case .notIn:
      // Restrictions that a licence doesn't have aren't written in it.
      if ["territory", "user-limit", "revenue-limit", "field-of-use"].contains(limit.field) {
        guard option.licence != nil else { return option.model.weights == .closed }
        return word(limit.field, option).map { text in !wanted.contains { text.contains($0) } } ?? true
      }
      return word(limit.field, option).map { !wanted.contains($0) } ?? false
    case .required: return word(limit.field, option) != nil || number(limit.field, option) != nil
    }
  }

  func number(_ field: String, _ option: Decision.Option) -> Threshold.Extent? {
    switch field {
    case "context": Threshold.Extent(option.model.context)
    case "total-parameters": Threshold.Extent(option.model.totalParameters)
    case "active-parameters": Threshold.Extent(option.model.activeParameters)
    case "blended-price": option.price.map { Threshold.Extent($0, $0) }
    case "rating": Threshold.Extent(option.rating.value, option.rating.value)
    case "rating-lower-bound": option.rating.low.map { Threshold.Extent($0, $0) }
    case "hosts": Threshold.Extent(Double(option.hosts), Double(option.hosts))
    default: nil
    }
  }

  private func word(_ field: String, _ option: Decision.Option) -> String? {
    let base = corpus.model(option.model.baseModel)
    return switch field {
    case "weights": option.model.weights.rawValue
    case "licence": option.model.licence
    case "licence-class": option.licence?.licenceClass.rawValue
    case "developer-country": corpus.organisation(option.model.developer)?.country
    case "base-model-country": corpus.organisation((base ?? option.model).developer)?.country
    case "base-model-licence": (base ?? option.model).licence
    default: option.licence.flatMap { corpus.record(Licence.kind, $0.id) }?[field].word
    }
  }
}

extension Decision {
  /// Which of the options pass a limit, whether or not the reader has it; `nil` where no record decides it.
  package func passing(_ limit: Profile.Limit, in corpus: Corpus) -> [Bool]? {
    let needs = Needs(profile, corpus)
    guard needs.isDecidable(limit) else { return nil }
    return options.map { needs.passes($0, limit) }
  }

  /// For each option the number that a limit of this field looks at; `nil` where nobody knows it.
  package func extents(of field: String, in corpus: Corpus) -> [Threshold.Extent?] {
    let needs = Needs(profile, corpus)
    return options.map { needs.number(field, $0) }
  }
}
