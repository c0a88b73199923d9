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

  final class Columns: Sendable {
    let subject: TypedColumn<String>
    let subjectKind: TypedColumn<SubjectKind>
    let publishedOrganisation: TypedColumn<String>
    let country: TypedColumn<String>
    let platform: TypedColumn<String>
    let measure: TypedColumn<String>
    let value: TypedColumn<Quantity>
    let qualifier: TypedColumn<Qualifier>
    let valueDate: TypedColumn<PartialDate>
    let unit: TypedColumn<String>
    let asOf: TypedColumn<PartialDate>
    let window: TypedColumn<Window>
    let from: TypedColumn<PartialDate>
    let to: TypedColumn<PartialDate>
    let population: TypedColumn<String>
    let countingRule: TypedColumn<String>
    let attributionRule: TypedColumn<String>
    let publisher: TypedColumn<String>
    let caveat: TypedColumn<String>
    let claim: TypedColumn<String>
    let source: TypedColumn<String>
    let seen: TypedColumn<Source.Seen>
    let confidence: TypedColumn<Confidence>
    let note: TypedColumn<String>

    init(reading fields: inout FieldReader) {
      subject = fields.column(
        "subject", .text, "Whose count it is: an id, or the name that the source uses", isRequired: true)
      subjectKind = fields.column("subject-kind", .choice, "What sort of thing the subject is", isRequired: true)
      publishedOrganisation = fields.column(
        "organisation", .name(of: .organisation), "The maker or publisher, where the subject is a model")
      country = fields.column("country", .country, "The subject, where it is a country")
      platform = fields.column("platform", .text, "Where it was counted, such as Hugging Face", isRequired: true)
      measure = fields.column("measure", .text, "What was counted", isRequired: true)
      value = fields.column("value", .number("", in: 0...1e18), "The count or share")
      qualifier = fields.column("qualifier", .choice, "What the source says of the number beside it")
      valueDate = fields.column("value-date", .date, "The value, where it is a date")
      unit = fields.column("unit", .text, "The unit of the value")
      asOf = fields.column("as-of", .date, "The day or period that the count speaks of", isRequired: true)
      window = fields.column("window", .choice, "The time that was counted over")
      from = fields.column("from", .date, "The beginning of the window")
      to = fields.column("to", .date, "The end of the window")
      population = fields.column("population", .prose, "All that could have been counted: the denominator")
      countingRule = fields.column("counting-rule", .prose, "What counts as one")
      attributionRule = fields.column("attribution-rule", .prose, "How a count is given to the subject")
      publisher = fields.column("publisher", .text, "Who published the figure")
      caveat = fields.column("caveat", .prose, "What not to conclude from it")
      claim = fields.column("claim", .reference("claims"), "The entry of the ledger that it stands behind")
      source = fields.column("source", .reference("sources"), "Where it was read", isRequired: true)
      seen = fields.column("seen", .choice, "How far the source was read for this figure")
      confidence = fields.column("confidence", .choice, "How near to the first source we came")
      note = fields.column("note", .prose, "What a reader should know of it")
    }
  }

  /// The same in the form of all kinds.
  package let record: Record
  private let number: UInt32
  private let columns: Columns
  /// What the names mean, filled in when all records have been read.
  private var resolved: ResolvedNames?

  init(_ columns: Columns, _ record: Record, _ names: ResolvedNames?) {
    self.columns = columns
    self.record = record
    resolved = names
    number = UInt32(truncatingIfNeeded: record.row?.number ?? 0)
  }

  private var row: Int { Int(number) }

  package var subject: String { columns.subject[row] ?? "" }
  package var subjectKind: SubjectKind { columns.subjectKind[row] ?? .group }
  /// The maker or publisher as the source writes it.
  package var publishedOrganisation: String? { columns.publishedOrganisation[row] }
  /// ISO 3166-1 alpha-2, for counts of a country.
  package var country: String? { columns.country[row] }
  /// Where it was counted, such as Hugging Face.
  package var platform: String { columns.platform[row] ?? "" }
  /// What was counted, such as downloads or a share of them.
  package var measure: String { columns.measure[row] ?? "" }
  package var value: Quantity? { columns.value[row] }
  package var qualifier: Qualifier? { columns.qualifier[row] }
  /// The value where it is a date, such as the month in which one passes another.
  package var valueDate: PartialDate? { columns.valueDate[row] }
  package var unit: String? { columns.unit[row] }
  package var asOf: PartialDate { columns.asOf[row] ?? PartialDate(Day(number: 0)) }
  package var window: Window? { columns.window[row] }
  package var from: PartialDate? { columns.from[row] }
  package var to: PartialDate? { columns.to[row] }
  package var population: String? { columns.population[row] }
  package var countingRule: String? { columns.countingRule[row] }
  package var attributionRule: String? { columns.attributionRule[row] }
  package var publisher: String? { columns.publisher[row] }
  package var caveat: String? { columns.caveat[row] }
  package var claim: String? { columns.claim[row] }
  package var source: String { columns.source[row] ?? "" }
  package var seen: Source.Seen? { columns.seen[row] }
  package var confidence: Confidence? { columns.confidence[row] }
  package var note: String? { columns.note[row] }

  package var model: String? { resolved?.model?.id }
  package var organisation: String? { resolved?.organisation }

  var names: Names {
    var names = Names(subject: subject, kind: subjectKind)
    if let publishedOrganisation { names.organisation = publishedOrganisation }
    return names
  }

  mutating func take(_ names: ResolvedNames) { resolved = names }
}

/// A kind whose records are counts.
protocol CountKind: RowsWithNames {
  var count: Count { get set }
}

extension CountKind {
  static var naming: [String] { ["subject", "subject-kind", "organisation", "source"] }
  static var dating: [String] { ["as-of"] }

  var source: String { count.source }
  var names: Names { count.names }
  var namedOn: PartialDate? { count.asOf }

  mutating func take(_ names: ResolvedNames) { count.take(names) }
}
