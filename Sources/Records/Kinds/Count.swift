import Diagnostics

/// What downloads, derivatives and usage have in common: a count over a window, with its rules and population.
package struct Count: Sendable {
  /// The time that was counted over. Counts of different windows are never compared.
  package enum Window: String, Sendable, CaseIterable {
    case allTime = "all-time"
    /// From the day of release on; `from` has the day where it is known.
    case sinceRelease = "since-release"
    /// Between `from` and `to`.
    case between
    case day, week, month, quarter, half, year
    case trailing30Days = "trailing-30-days"
    case trailing12Months = "trailing-12-months"
    case firstDay = "first-day"
    case firstWeek = "first-week"
    case firstMonth = "first-month"
  }

  package let subject: String
  package let subjectKind: SubjectKind
  /// The maker or publisher as the source writes it.
  package let publishedOrganisation: String?
  /// ISO 3166-1 alpha-2, for counts of a country.
  package let country: String?
  /// Where it was counted, such as Hugging Face.
  package let platform: String
  /// What was counted, such as downloads or a share of them.
  package let measure: String
  package let value: Quantity?
  package let qualifier: Qualifier?
  /// The value where it is a date, such as the month in which one passes another.
  package let valueDate: PartialDate?
  package let unit: String?
  package let asOf: PartialDate
  package let window: Window?
  package let from: PartialDate?
  package let to: PartialDate?
  package let population: String?
  package let countingRule: String?
  package let attributionRule: String?
  package let publisher: String?
  package let caveat: String?
  package let claim: String?
  package let source: String
  package let seen: Source.Seen?
  package let confidence: Confidence?
  package let note: String?

  /// What the subject means, filled in when all records have been read.
  package internal(set) var model: String?
  package internal(set) var organisation: String?

  init(reading fields: inout FieldReader) {
    subject = fields.required("subject", .text, "Whose count it is: an id, or the name that the source uses")
    subjectKind = fields.required("subject-kind", .choice, "What sort of thing the subject is", else: .group)
    publishedOrganisation = fields.optional(
      "organisation", .name(of: .organisation), "The maker or publisher, where the subject is a model")
    country = fields.optional("country", .country, "The subject, where it is a country")
    platform = fields.required("platform", .text, "Where it was counted, such as Hugging Face")
    measure = fields.required("measure", .text, "What was counted")
    value = fields.optional("value", .number("", in: 0...1e18), "The count or share")
    qualifier = fields.optional("qualifier", .choice, "What the source says of the number beside it")
    valueDate = fields.optional("value-date", .date, "The value, where it is a date")
    unit = fields.optional("unit", .text, "The unit of the value")
    asOf = fields.required(
      "as-of", .date, "The day or period that the count speaks of", else: PartialDate(Day(number: 0)))
    window = fields.optional("window", .choice, "The time that was counted over")
    from = fields.optional("from", .date, "The beginning of the window")
    to = fields.optional("to", .date, "The end of the window")
    population = fields.optional("population", .prose, "All that could have been counted: the denominator")
    countingRule = fields.optional("counting-rule", .prose, "What counts as one")
    attributionRule = fields.optional("attribution-rule", .prose, "How a count is given to the subject")
    publisher = fields.optional("publisher", .text, "Who published the figure")
    caveat = fields.optional("caveat", .prose, "What not to conclude from it")
    claim = fields.optional("claim", .reference("claims"), "The entry of the ledger that it stands behind")
    source = fields.required("source", .reference("sources"), "Where it was read")
    seen = fields.optional("seen", .choice, "How far the source was read for this figure")
    confidence = fields.optional("confidence", .choice, "How near to the first source we came")
    note = fields.optional("note", .prose, "What a reader should know of it")
  }

  var names: Names {
    var names = Names(subject: subject, kind: subjectKind)
    if let publishedOrganisation { names.organisation = publishedOrganisation }
    return names
  }
}

/// A kind whose records are counts.
protocol CountKind: NamesSubjects {
  var count: Count { get set }
}

extension CountKind {
  var source: String { count.source }
  var names: Names { count.names }
  var namedOn: PartialDate? { count.asOf }

  mutating func take(model: Model?, organisation: String?) {
    count.model = model?.id
    count.organisation = organisation
  }
}
