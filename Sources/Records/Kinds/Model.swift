package import Diagnostics

/// Whether a model's weights can be downloaded.
package enum Weights: String, Sendable, CaseIterable {
  case open, closed, unknown
}

/// A released model.
package struct Model: RecordKind {
  package enum Status: String, Sendable, CaseIterable {
    case confirmed
    case partlyConfirmed = "partly-confirmed"
    case unconfirmed
  }

  package static let kind = "models"
  package static let summary = "a released model"

  package let id: String
  package let place: Place
  package let name: String
  /// Id of the family.
  package let family: String?
  /// Id of the organisation.
  package let developer: String
  package let released: PartialDate?
  /// In billions.
  package let totalParameters: Quantity?
  /// In billions; those used for one token.
  package let activeParameters: Quantity?
  /// In tokens.
  package let context: Quantity?
  package let modalities: [String]
  package let weights: Weights
  package let licence: String?
  package let baseModel: String?
  package let trainedOn: String?
  package let source: String
  package let status: Status?
  package let note: String?

  package init(reading fields: inout FieldReader) {
    id = fields.id()
    name = fields.required("name", .text, "The name in common use")
    family = fields.optional("family", .reference("families"), "The series it belongs to")
    developer = fields.required("developer", .reference("organisations"), "Who made it")
    released = fields.optional("released", .date, "When it could first be used")
    totalParameters = fields.optional(
      "total-parameters", .number("billions", in: 0...100_000), "All parameters")
    activeParameters = fields.optional(
      "active-parameters", .number("billions", in: 0...100_000), "Parameters used for one token")
    context = fields.optional("context", .number("tokens", in: 0...1e9), "The longest input")
    modalities = fields.list("modalities", of: .text, "What it takes and gives: text, image, audio, video")
    weights = fields.required("weights", .choice, "Whether the weights can be downloaded", else: .unknown)
    licence = fields.optional("licence", .reference("licences"), "The terms of the weights")
    baseModel = fields.optional("base-model", .reference("models"), "The model it was made from")
    trainedOn = fields.optional("trained-on", .text, "The accelerators it was trained on")
    source = fields.required("source", .reference("sources"), "Where these facts come from")
    status = fields.optional("status", .choice, "How far the facts were checked")
    note = fields.optional("note", .prose, "What a reader should know of it")
    place = fields.place
  }
}
