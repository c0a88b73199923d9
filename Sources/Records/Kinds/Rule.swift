package import Diagnostics

/// A law, control or ban with its four dates and, where it has one, its limit.
package struct Rule: RecordKind {
  package enum Kind: String, Sendable, CaseIterable {
    case entityList = "entity-list"
    case exportControl = "export-control"
    case policy
    case licenceCondition = "licence-condition"
    case appBan = "app-ban"
    case aiRegulation = "ai-regulation"
    case dataLaw = "data-law"
  }

  package static let kind = "rules"
  package static let summary = "a law, control or ban as an interval, with its limit"

  package let id: String
  package let place: Place
  package let title: String
  /// What it is called where there is no room for the title, such as beside a bar.
  package let short: String?
  /// ISO 3166-1 alpha-2, or `EU`.
  package let jurisdiction: String
  /// The state or province, where it isn't the whole country.
  package let region: String?
  package let ruleKind: Kind
  package let subjects: [String]
  package let announced: PartialDate?
  package let issued: PartialDate?
  package let inForce: PartialDate?
  package let withdrawn: PartialDate?
  package let status: String?
  /// What the limit is set on, such as TPP.
  package let thresholdMeasure: String?
  package let threshold: Quantity?
  package let thresholdQualifier: Qualifier?
  package let thresholdUnit: String?
  /// The limit where it isn't one number.
  package let thresholdWords: String?
  package let instrument: String?
  package let source: String
  package let confidence: Confidence
  package let note: String?

  package init(reading fields: inout FieldReader) {
    id = fields.id()
    title = fields.required("title", .text, "What it does, in few words")
    short = fields.optional("short", .text, "What it is called beside a bar, in three or four words")
    jurisdiction = fields.required("jurisdiction", .jurisdiction, "Who made it")
    region = fields.optional("region", .text, "The state or province that it holds in")
    ruleKind = fields.required("kind", .choice, "What sort of rule it is", else: .policy)
    subjects = fields.list("subjects", of: .text, "What it is about: chips, weights, apps")
    announced = fields.optional("announced", .date, "When it was made known")
    issued = fields.optional("issued", .date, "When its text was published")
    inForce = fields.optional("in-force", .date, "From when it binds")
    withdrawn = fields.optional("withdrawn", .date, "When it ended")
    status = fields.optional("status", .prose, "How it stood when we looked")
    thresholdMeasure = fields.optional("threshold-measure", .text, "What its limit is set on, such as TPP")
    threshold = fields.optional("threshold", .number("", in: 0...1e30), "The limit, or a band")
    thresholdQualifier = fields.optional("threshold-qualifier", .choice, "On which side of the limit it applies")
    thresholdUnit = fields.optional("threshold-unit", .text, "The unit of the limit")
    thresholdWords = fields.optional("threshold-words", .text, "The limit, where it isn't one number")
    instrument = fields.optional("instrument", .text, "Where the text stands: section, paragraph, gazette")
    source = fields.required("source", .reference("sources"), "Where it was read")
    confidence = fields.required(
      "confidence", .choice, "How near to the first source we came", else: .unconfirmed)
    note = fields.optional("note", .prose, "What a reader should know of it")
    place = fields.place
  }

  /// Whether it bound on a day; `nil` when its dates don't tell.
  package func binds(on day: Day) -> Bool? {
    guard let inForce else { return nil }
    if day < inForce.first { return false }
    if let withdrawn {
      if day >= withdrawn.last { return false }
      if day >= withdrawn.first { return nil }
    }
    return day >= inForce.last ? true : nil
  }
}
