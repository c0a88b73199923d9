import Diagnostics
import Metrics
import Records

/// A field of a kind, or a field of the record that it refers to: `released`, `licence.class`.
///
/// Beside the fields that a kind's schema has there are a few that follow from the corpus, such as a model's `bloc`.
struct FieldPath: Sendable {
  let kind: String
  let steps: [String]
  /// Where the field stands in the schema; `nil` for one that isn't the kind's own, or of another record.
  let position: Int?
  /// As it is written: `licence.class`.
  let text: String

  init(kind: String, steps: [String]) {
    self.kind = kind
    self.steps = steps
    text = steps.joined(separator: ".")
    position =
      steps.count == 1
      ? Corpus.kinds.first { $0.name == kind }?.fields.firstIndex { $0.name == steps[0] } : nil
  }

  /// The field whose value it leads to.
  var field: String { steps.last ?? "" }
  /// Whether it is the source of the record itself.
  var isSource: Bool { text == "source" }
}

/// Which fields there are.
enum FieldCatalogue {
  /// A field that follows from the corpus.
  struct Derived: Sendable {
    let name: String
    let explanation: String
    /// The kind that it refers to.
    var target: String?
    let value: @Sendable (Record, SiteIndex) -> Value
    /// The records that it is read from, its own where nothing else is said; for a count the first of those counted.
    var origins: @Sendable (Record, SiteIndex) -> [Record] = { record, _ in [record] }
    /// Whether it is how many of its origins there are.
    var isCount = false
    /// Where it stands, for what is read from less than a record; `nil` where the records' own places say it.
    var places: (@Sendable (Record, SiteIndex) -> [Place])?
  }

  static func fieldNames(of kind: String) -> [String] {
    let written = Corpus.kinds.first { $0.name == kind }?.fields.map(\.name) ?? []
    return written + derived(of: kind).map(\.name).filter { !written.contains($0) }
  }

  /// The kind that a field refers to.
  static func target(of field: String, in kind: String) -> String? {
    if let derived = derived(of: kind).first(where: { $0.name == field }) { return derived.target }
    let type = Corpus.kinds.first { $0.name == kind }?.fields.first { $0.name == field }?.type ?? ""
    let prefix = "id in "
    return type.hasPrefix(prefix) ? String(type.dropFirst(prefix.count)) : nil
  }

  /// Reads `licence.class` of `models`, or says what is wrong with it.
  static func path(_ text: String, of kind: String, at place: Place) -> Result<FieldPath, FindingError> {
    let steps = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    var current = kind
    for (index, step) in steps.enumerated() {
      let known = fieldNames(of: current)
      guard known.contains(step) else {
        return .failure(
          FindingError(
            finding: Finding(
              .error, "unknown-template-field", "\(current) have no field '\(step)'", at: place,
              hint: nearMiss(of: step, among: known).map { "did you mean '\($0)'?" } ?? "see the data dictionary",
              area: .pages)))
      }
      guard index + 1 < steps.count else { break }
      guard let next = target(of: step, in: current) else {
        return .failure(
          FindingError(
            finding: Finding(
              .error, "unknown-template-field", "field '\(step)' of \(current) refers to no record", at: place,
              area: .pages)))
      }
      current = next
    }
    return .success(FieldPath(kind: kind, steps: steps))
  }

  static func derived(of kind: String) -> [Derived] { catalogue[kind] ?? [] }

  private static let catalogue = Dictionary(
    uniqueKeysWithValues: Corpus.kinds.map { ($0.name, own(of: $0.name) + shared(by: $0.name)) })

  /// What follows for every kind whose records have pages and disputes, or belong to a country.
  private static func shared(by kind: String) -> [Derived] { disputes(of: kind) + bloc(of: kind) }

  private static func bloc(of kind: String) -> [Derived] {
    guard
      [
        "chips", "fabs", "compute", "rules", "events", "funding", "prices", "downloads", "derivatives", "usage",
        "adoption", "safety", "openness",
      ].contains(kind)
    else { return [] }
    return [
      Derived(
        name: "bloc", explanation: "The bloc of its country, or of its maker's seat",
        value: { record, index in index.blocValue(index.bloc(of: record)) }, origins: maker)
    ]
  }

  private static func disputes(of kind: String) -> [Derived] {
    guard ["models", "organisations", "chips", "licences", "rules", "events"].contains(kind) else { return [] }
    return [
      Derived(
        name: "disputes", explanation: "On how many of its values sources disagree",
        value: { record, index in
          .number(Quantity(value: Double(index.disagreements.count { $0.about == record.key })))
        },
        places: { record, index in
          index.disagreements.filter { $0.about == record.key }.flatMap(\.answers).flatMap(\.witnesses).map(\.place)
        })
    ]
  }

  private static func own(of kind: String) -> [Derived] {
    switch kind {
    case "models":
      [
        Derived(
          name: "bloc", explanation: "The bloc of its developer",
          value: { record, index in index.bloc(of: record["developer"]) },
          origins: { record, index in records(Organisation.kind, record["developer"].word.map { [$0] } ?? [], index) }),
        Derived(
          name: "rating", explanation: "Its latest rating on the first benchmark",
          value: { record, index in index.latestScore(of: record.id)?["value"] ?? .missing(.absent) },
          origins: { record, index in index.latestScore(of: record.id).map { [$0] } ?? [] }),
        Derived(
          name: "rated", explanation: "The day of its latest rating",
          value: { record, index in index.latestScore(of: record.id)?["vintage"] ?? .missing(.absent) },
          origins: { record, index in index.latestScore(of: record.id).map { [$0] } ?? [] }),
        Derived(
          name: "price", explanation: "Its maker's list price, three parts in and one part out",
          value: { record, index in
            index.priceOfModel[record.id].map { .number(Quantity(value: $0)) } ?? .missing(.absent)
          },
          origins: { record, index in index.listOffer(of: record).map { [$0] } ?? [] }),
      ] + ModelStanding.fields
    case "organisations":
      [
        Derived(
          name: "bloc", explanation: "The bloc of its country",
          value: { record, index in index.blocValue(index.corpus.bloc(of: record.id)) }),
        Derived(
          name: "models", explanation: "How many of our models are its own",
          value: { record, index in .number(Quantity(value: Double(index.models(of: "developer", record.id).count))) },
          origins: { record, index in records(Model.kind, index.models(of: "developer", record.id).prefix(3), index) },
          isCount: true),
        Derived(
          name: "rating", explanation: "The best of its models' latest ratings of the latest board",
          value: { record, index in index.best(of: record.id)?.score["value"] ?? .missing(.absent) },
          origins: { record, index in index.best(of: record.id).map { [$0.score] } ?? [] }),
        Derived(
          name: "best-model", explanation: "The model with that rating",
          value: { record, index in
            index.best(of: record.id).map { .reference(kind: Model.kind, id: $0.model) } ?? .missing(.absent)
          },
          origins: { record, index in index.best(of: record.id).map { [$0.score] } ?? [] }),
      ]
    case "licence-clauses":
      [
        Derived(name: "term", explanation: "Its answer in a word, or the limit above which other terms apply") {
          record, _ in
          guard case .text(let answer) = record["answer"], case .choice(let clause) = record["clause"] else {
            return limit(record)
          }
          return .text(ClauseWords.answer(answer, to: clause))
        }
      ]
    case "rules":
      [
        Derived(name: "label", explanation: "Its short name, or else its title") { record, _ in label(of: record) },
        Derived(name: "label-with-country", explanation: "The same after the name of who made it") { record, _ in
          guard case .text(let words) = label(of: record) else { return label(of: record) }
          let code = record["jurisdiction"].text
          let country = Country.name(of: code) ?? code
          return .text(words.contains(country) ? words : "\(country): \(words)")
        },
      ]
    case "licences":
      [
        Derived(
          name: "models", explanation: "How many of our models have it",
          value: { record, index in .number(Quantity(value: Double(index.models(of: "licence", record.id).count))) },
          origins: { record, index in records(Model.kind, index.models(of: "licence", record.id).prefix(3), index) },
          isCount: true)
      ]
    case "sources":
      [
        Derived(
          name: "used-by", explanation: "How many records name it",
          value: { record, index in .number(Quantity(value: Double(index.uses(of: record.key)))) },
          origins: { record, index in index.firstUses(of: record.key, 3) }, isCount: true)
      ]
    case "families":
      [
        Derived(
          name: "models", explanation: "How many of our models belong to it",
          value: { record, index in
            .number(Quantity(value: Double(index.records(of: "models", about: record.key).count)))
          },
          origins: { record, index in Array(index.records(of: "models", about: record.key).prefix(3)) }, isCount: true)
      ]
    case "aliases", "disputes":
      [
        Derived(name: "our-record", explanation: "The record of ours that it is about") { record, _ in
          record.subject.map { .reference(kind: $0.kind, id: $0.id) } ?? .missing(.absent)
        }
      ]
    case "prices":
      [
        meaning("our-model", "The model of ours that the name means", of: "models", \.model), ourOrganisation,
        Derived(name: "blended", explanation: "Three parts of input and one of output, in US dollars") { record, _ in
          guard case .number(let input) = record["input"], case .number(let output) = record["output"],
            let input = input.value, let output = output.value
          else { return .missing(.absent) }
          return .number(Quantity(value: Offers.blended(input: input, output: output)))
        },
      ]
    case "scores", "downloads", "derivatives", "usage", "safety", "openness":
      [meaning("our-model", "The model of ours that the name means", of: "models", \.model), ourOrganisation]
    case "adoption", "chips", "fabs", "compute", "funding": [ourOrganisation]
    default: []
    }
  }

  /// The maker that a record names; a record without one tells of its country itself.
  private static let maker: @Sendable (Record, SiteIndex) -> [Record] = { record, index in
    let named = index.corpus.meaning(of: record)?.organisation ?? record["organisation"].word
    return named.flatMap { index.corpus.record(Organisation.kind, $0) }.map { [$0] } ?? [record]
  }

  private static func records(_ kind: String, _ ids: some Sequence<String>, _ index: SiteIndex) -> [Record] {
    ids.compactMap { index.corpus.record(kind, $0) }
  }

  private static func label(of rule: Record) -> Value {
    if case .missing = rule["short"] { rule["title"] } else { rule["short"] }
  }

  /// `above 100 million monthly active users`.
  private static func limit(_ clause: Record) -> Value {
    guard case .number(let limit) = clause["limit"], let number = limit.value else { return .missing(.absent) }
    let millions = number / 1_000_000
    let amount = millions >= 1 ? NumberFormat.exact(millions) + " million" : NumberFormat.exact(number)
    guard case .text(let unit) = clause["unit"] else { return .text("above \(amount)") }
    return .text("above \(amount) \(unit)")
  }

  private static let ourOrganisation = meaning(
    "our-organisation", "The maker of that model, or the organisation of ours that the name means", of: "organisations",
    \.organisation)

  /// What a name in a record means, as the ledger has it.
  private static func meaning(
    _ name: String, _ explanation: String, of kind: String, _ path: any KeyPath<Meaning, String?> & Sendable
  ) -> Derived {
    Derived(name: name, explanation: explanation, target: kind) { record, index in
      let id = index.corpus.meaning(of: record)?[keyPath: path]
      return id.map { .reference(kind: kind, id: $0) } ?? .missing(.absent)
    }
  }
}

/// A finding where a result is asked for.
struct FindingError: Error {
  var finding: Finding
}
