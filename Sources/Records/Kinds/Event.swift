package import Diagnostics

/// Something that happened on a day.
package struct Event: RecordKind {
  package enum Kind: String, Sendable, CaseIterable {
    case allegation, ban, bill, chip, evaluation
    case executiveOrder = "executive-order"
    case exportControl = "export-control"
    case funding
    case importControl = "import-control"
    case ipo, law, licence, market, milestone
    case modelRelease = "model-release"
    case paper, product, report, rule, standards, strategy, tariff
  }

  package static let kind = "events"
  package static let summary = "something that happened on a day"

  package let id: String
  package let place: Place
  package let date: PartialDate
  package let title: String
  package let eventKind: Kind
  package let actor: String
  /// ISO 3166-1 alpha-2, or `EU`.
  package let jurisdiction: String?
  package let region: String?
  package let rule: String?
  /// Ids of the models that it is about.
  package let models: [String]
  /// Where the event itself can be read of, beyond its source.
  package let url: String?
  package let source: String
  package let confidence: Confidence
  package let note: String?

  package init(reading fields: inout FieldReader) {
    id = fields.id()
    date = fields.required("date", .date, "When it happened", else: PartialDate(Day(number: 0)))
    title = fields.required("title", .text, "What happened, in few words")
    eventKind = fields.required("kind", .choice, "What sort of event it is", else: .milestone)
    actor = fields.required("actor", .text, "Who did it")
    jurisdiction = fields.optional("jurisdiction", .jurisdiction, "Where it happened or holds")
    region = fields.optional("region", .text, "The state or province")
    rule = fields.optional("rule", .reference("rules"), "The rule that it belongs to")
    models = fields.list("models", of: .reference("models"), "The models that it is about")
    url = fields.optional("url", .url, "Where it can be read, if the source is a list of such addresses")
    source = fields.required("source", .reference("sources"), "Where it was read")
    confidence = fields.required(
      "confidence", .choice, "How near to the first source we came", else: .unconfirmed)
    note = fields.optional("note", .prose, "What a reader should know of it")
    place = fields.place
  }
}
