package import Diagnostics

/// One result of one safety evaluation: which attack or measure, on which version, against what.
package struct Safety: RecordKind, NamesSubjects {
  package static let kind = "safety"
  package static let summary = "one result of one safety evaluation: attack, version, comparison, n"

  package let id: String
  package let place: Place
  /// The model, models or maker as the source names them.
  package let subject: String
  package let subjectKind: SubjectKind
  package let version: String?
  package let evaluation: String
  package let evaluator: String
  /// The attack that was tried, or what was measured.
  package let measure: String
  /// ISO 639-1 codes of the languages used.
  package let languages: [String]
  package let successes: Quantity?
  package let n: Quantity?
  /// In percent.
  package let rate: Quantity?
  package let qualifier: Qualifier?
  package let score: Quantity?
  /// A result in words.
  package let scoreWords: String?
  package let scoreUnit: String?
  package let better: Benchmark.Direction?
  package let comparison: String?
  package let date: PartialDate
  package let claim: String?
  package let source: String
  package let confidence: Confidence
  package let caveat: String?
  package let note: String?

  /// What the model's name means, filled in when all records have been read.
  package internal(set) var model: String?
  /// The developer of the model.
  package internal(set) var organisation: String?

  package init(reading fields: inout FieldReader) {
    subject = fields.required("subject", .text, "The model, models or maker: an id, or the name that the source uses")
    subjectKind = fields.required("subject-kind", .choice, "What sort of thing the subject is", else: .model)
    version = fields.optional("version", .text, "Which version, as the source says")
    evaluation = fields.required("evaluation", .text, "The test's name")
    evaluator = fields.required("evaluator", .text, "Who ran it")
    measure = fields.required("measure", .text, "The attack that was tried, or what was measured")
    languages = fields.list("languages", of: .text, "Languages used, by ISO 639-1 code")
    successes = fields.optional("successes", .number("", in: 0...1e9), "How often the attack came through")
    n = fields.optional("n", .number("", in: 0...1e9), "How often it was tried, or the number of prompts")
    rate = fields.optional("rate", .number("percent", in: 0...100), "The share")
    qualifier = fields.optional("qualifier", .choice, "What the source says of the share beside it")
    score = fields.optional("score", .number(), "A result that isn't a share")
    scoreWords = fields.optional("score-words", .text, "A result in words")
    scoreUnit = fields.optional("score-unit", .text, "The unit of the score")
    better = fields.optional("better", .choice, "Whether higher or lower is safer")
    comparison = fields.optional("comparison", .text, "What it was compared with")
    date = fields.required("date", .date, "When it was published", else: PartialDate(Day(number: 0)))
    claim = fields.optional("claim", .reference("claims"), "The entry of the ledger that it stands behind")
    source = fields.required("source", .reference("sources"), "Where it was read")
    confidence = fields.required(
      "confidence", .choice, "How near to the first source we came", else: .unconfirmed)
    caveat = fields.optional("caveat", .prose, "What not to conclude from it")
    note = fields.optional("note", .prose, "What a reader should know of it")
    place = fields.place
    id = fields.idFromPlace()
  }

  var names: Names { Names(subject: subject, kind: subjectKind) }

  mutating func take(_ names: ResolvedNames) {
    self.model = names.model?.id
    self.organisation = names.organisation
  }
}
