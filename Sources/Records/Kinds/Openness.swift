package import Diagnostics

/// A published judgement of one criterion of one openness scale.
package struct Openness: RecordKind, NamesSubjects {
  package enum Judgement: String, Sendable, CaseIterable {
    case open, partial, closed
    /// The scale has no answer for this system.
    case unknown
  }

  package static let kind = "openness"
  package static let summary = "a published judgement on one openness scale, criterion by criterion"

  package let id: String
  package let place: Place
  /// The system as the source names it.
  package let publishedName: String
  package let publishedOrganisation: String?
  package let scale: String
  package let criterion: String
  package let judgement: Judgement
  /// The answer in the scale's own words, such as a licence or a class.
  package let answer: String?
  package let evidence: String?
  package let asOf: PartialDate?
  package let source: String
  package let note: String?

  /// What the names mean, filled in when all records have been read.
  package internal(set) var model: String?
  package internal(set) var organisation: String?

  package init(reading fields: inout FieldReader) {
    publishedName = fields.required("model", .name(of: .model), "The system that was judged")
    publishedOrganisation = fields.optional("organisation", .name(of: .organisation), "Its maker")
    scale = fields.required("scale", .text, "The scale, with its version: osai-index, mof-1.0")
    criterion = fields.required("criterion", .text, "What was judged: weights, training code")
    judgement = fields.required("judgement", .choice, "How open it was found", else: .unknown)
    answer = fields.optional("answer", .text, "The answer in the scale's own words")
    evidence = fields.optional("evidence", .url, "What the judge points at")
    asOf = fields.optional("as-of", .date, "When it was judged")
    source = fields.required("source", .reference("sources"), "Where it was read")
    note = fields.optional("note", .prose, "What a reader should know of it")
    place = fields.place
    id = fields.idFromPlace()
  }

  var names: Names { Names(model: publishedName, organisation: publishedOrganisation) }

  mutating func take(_ names: ResolvedNames) {
    self.model = names.model?.id
    self.organisation = names.organisation
  }
}
