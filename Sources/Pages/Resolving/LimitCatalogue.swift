import Diagnostics
import Metrics
import Records

/// Every limit that a reader may set on the page, and which models pass it: those of all readers and some more.
struct LimitCatalogue: Sendable {
  enum Group: String, Sendable, CaseIterable {
    case place = "Where it runs"
    case size = "What it can do, and for how much"
    case jurisdiction = "Whose law it comes under"
    case licence = "What the licence allows"
  }

  /// A limit that each model passes or doesn't.
  struct Term: Sendable {
    var limit: Profile.Limit
    var words: String
    var group: Group
    var passing: [Bool]
  }

  /// A limit whose bound a reader may move.
  struct Measured: Sendable {
    var field: String
    var comparison: Profile.Comparison
    var frame: LimitWords.Frame
    var group: Group
    var extents: [Threshold.Extent?]
  }

  /// What a reader's own limits are here.
  enum Asked: Sendable {
    case term(Int)
    case number(Int, Double)
  }

  /// The readers, each with its decision: all choose among the same models, by the same qualities.
  let readers: [Decision]
  private(set) var terms: [Term] = []
  private(set) var measured: [Measured] = []
  /// The positions of the models, the best rated first.
  let order: [Int]

  var options: [Decision.Option] { readers[0].options }

  /// `nil` when no reader's decision is known.
  init?(_ site: SiteContext) {
    let corpus = site.corpus
    let decisions = corpus.profiles.compactMap { site.decisions[$0.id] }
    guard let first = decisions.first else { return nil }
    readers = decisions.filter { $0.choosesAmong(first) }
    order = first.options.indices.sorted {
      (-first.options[$0].rating.value, $0) < (-first.options[$1].rating.value, $1)
    }
    for (field, comparison, frame) in LimitWords.measured {
      let bound = Profile.Limit(field, comparison, ["0"], at: first.profile.place)
      guard first.passing(bound, in: corpus) != nil else { continue }
      measured.append(
        Measured(
          field: field, comparison: comparison, frame: frame,
          group: field == "total-parameters" || field == "hosts" ? .place : .size,
          extents: first.extents(of: field, in: corpus)))
    }
    let words = LimitWords(site: site)
    var standard = [
      Profile.Limit("weights", .equals, ["open"], at: first.profile.place),
      Profile.Limit("commercial-use", .isIn, ["yes", "conditional"], at: first.profile.place),
    ]
    let own = readers.flatMap { $0.steps.map(\.limit) }
    for field in ["developer-country", "base-model-country"] {
      for bloc in site.blocs {
        // What a reader rules out already takes the bloc with it.
        let isAsked = own.contains {
          $0.field == field && $0.comparison == .notIn && bloc.countries.prefix(1).allSatisfy($0.values.contains)
        }
        if !isAsked { standard.append(Profile.Limit(field, .notIn, bloc.countries, at: first.profile.place)) }
      }
    }
    for limit in standard + own where self.number(limit) == nil && term(limit) == nil {
      guard let passing = first.passing(limit, in: corpus) else { continue }
      var name = words(limit)
      // Two readers may mean other licences by the same words.
      if terms.contains(where: { $0.words == name }), let reader = readers.first(where: { $0.asks(limit) }) {
        name += ", as this reader means it: \(reader.profile.name)"
      }
      terms.append(Term(limit: limit, words: name, group: Self.group(of: limit.field), passing: passing))
    }
  }

  /// What the limit is among those that can be set.
  func asked(_ limit: Profile.Limit) -> Asked? {
    number(limit).map { .number($0.index, $0.bound) } ?? term(limit).map { .term($0) }
  }

  private func number(_ limit: Profile.Limit) -> (index: Int, bound: Double)? {
    guard limit.licences.isEmpty, limit.values.count == 1, let bound = Double(limit.values[0]),
      let index = measured.firstIndex(where: { $0.field == limit.field && $0.comparison == limit.comparison })
    else { return nil }
    return (index, bound)
  }

  private func term(_ limit: Profile.Limit) -> Int? { terms.firstIndex { $0.limit.asksTheSame(as: limit) } }

  private static func group(of field: String) -> Group {
    switch field {
    case "weights": .place
    case "developer-country", "base-model-country": .jurisdiction
    case "rating", "active-parameters": .size
    default: .licence
    }
  }
}

extension Decision {
  /// Whether both choose among the same models, rated, priced and scored alike, by the same qualities.
  fileprivate func choosesAmong(_ other: Decision) -> Bool {
    vintage == other.vintage && options.count == other.options.count
      && weights.map(\.dimension) == other.weights.map(\.dimension)
      && zip(options, other.options).allSatisfy { own, other in
        own.model.id == other.model.id && own.rating.value == other.rating.value && own.price == other.price
          && own.openness == other.openness && own.hosts == other.hosts
      }
  }

  fileprivate func asks(_ limit: Profile.Limit) -> Bool { steps.contains { $0.limit.asksTheSame(as: limit) } }
}

extension Profile.Limit {
  /// Whatever the reason, a model passes both or neither.
  fileprivate func asksTheSame(as other: Profile.Limit) -> Bool {
    field == other.field && comparison == other.comparison && Set(values) == Set(other.values)
      && Set(licences) == Set(other.licences)
  }
}
