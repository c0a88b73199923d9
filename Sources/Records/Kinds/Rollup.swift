package import Diagnostics

/// How a history of counts that is too large to be an input becomes the few records that figures read.
///
/// `parallax rollup` carries it out; a build only knows that it is there.
package struct Rollup: RecordKind {
  /// The kind of the records that it makes.
  package enum Target: String, Sendable, CaseIterable {
    case downloads, derivatives, usage
  }

  package enum Format: String, Sendable, CaseIterable {
    case csv, parquet
  }

  package enum Content: String, Sendable, CaseIterable {
    /// Whatever stands there, as it stands there.
    case text
    /// A whole number from zero, of eighteen digits at most.
    case count
    /// A day, as in 2026-07-21.
    case day
  }

  package struct Column: Sendable {
    package let place: Place
    package let name: String
    package let content: Content
    /// Whether an empty cell is a value that nobody knows, and not a malformed row.
    package let mayBeEmpty: Bool
  }

  package enum Comparison: String, Sendable, CaseIterable {
    case isOneOf = "is"
    case isNone = "is-not"
    case atLeast = "at-least"
    case atMost = "at-most"
  }

  /// A row counts when all of the filters hold.
  package struct Filter: Sendable {
    package let place: Place
    package let column: String
    package let comparison: Comparison
    package let values: [String]
  }

  package enum Period: String, Sendable, CaseIterable {
    case day, week, month, quarter, half, year
  }

  /// What becomes of the days of a period.
  package enum Take: String, Sendable, CaseIterable {
    /// Their counts are added: each row counts something of its own.
    case sum
    /// The last day's counts stand: each row counts over a window that runs through other days.
    case latest
  }

  /// What the result is split by.
  package enum Split: String, Sendable, CaseIterable {
    /// The name as the history writes it.
    case name
    case model, family, organisation, country, bloc
  }

  /// Whose a model's count is.
  package enum Attribution: String, Sendable, CaseIterable {
    /// The organisation's under whose name it was published: the column `organisation`, or what stands before the slash.
    case publisher
    /// The developer's of the model that the name means, or else the publisher's.
    case maker
    /// The same of the first model in the line of those that it was made from.
    case baseModel = "base-model"
  }

  package enum Unknown: String, Sendable, CaseIterable {
    /// A part of its own, called unattributed.
    case apart
    case leftOut = "left-out"
  }

  /// Days that are known to be missing.
  package struct Gap: Sendable {
    package let place: Place
    package let from: PartialDate
    package let to: PartialDate
    package let reason: String
  }

  package static let kind = "rollups"
  package static let summary = "how a history of counts that is too large to be an input becomes records"

  package let id: String
  package let place: Place
  package let title: String
  package let into: Target
  /// Patterns of paths below the folder of histories.
  package let inputs: [String]
  package let inputsPlace: Place
  package let format: Format
  package let columns: [Column]
  package let hasLineBreaks: Bool
  package let nameColumn: String
  package let nameColumnPlace: Place
  package let organisationColumn: String?
  package let organisationColumnPlace: Place
  package let dayColumn: String
  package let dayColumnPlace: Place
  package let countColumn: String
  package let countColumnPlace: Place
  package let filters: [Filter]
  /// The first and the last day that are counted; the history has all days between them.
  package let from: PartialDate?
  package let to: PartialDate?
  package let period: Period
  package let take: Take
  package let by: Split
  package let attribution: Attribution
  package let unknown: Unknown
  /// Rows of all files together, and of each day; before filters.
  package let rowsExpected: Quantity?
  package let rowsExpectedPlace: Place
  package let rowsADay: Quantity?
  package let rowsADayPlace: Place
  package let gaps: [Gap]
  package let platform: String
  package let measure: String
  package let unit: String
  /// The window of each count in the history, where `take` is latest.
  package let window: Count.Window?
  package let population: String?
  package let countingRule: String?
  package let publisher: String?
  package let caveat: String?
  package let source: String

  package init(reading fields: inout FieldReader) {
    let record = fields.place
    func lastPlace(_ fields: FieldReader) -> Place { fields.lastPlace ?? record }
    id = fields.id()
    title = fields.required("title", .text, "What it counts, in few words")
    into = fields.required("into", .choice, "The kind of the records that it makes", else: .downloads)
    inputs = fields.list(
      "inputs", of: .text, "Files below the folder of histories; * and ? stand for parts of a name", isRequired: true)
    inputsPlace = lastPlace(fields)
    format = fields.optional("format", .choice, "How the files are written; csv unless said") ?? .csv
    columns = fields.mappings("columns", "The columns of the files, in their order", isRequired: true) { column in
      Column(
        place: column.place,
        name: column.required("name", .text, "As the header writes it"),
        content: column.required("type", .choice, "What a cell holds", else: .text),
        mayBeEmpty: column.optional("may-be-empty", .yesNo, "Whether an empty cell is a value nobody knows") ?? false)
    }
    hasLineBreaks =
      fields.optional("line-breaks", .yesNo, "Whether cells in quotes may hold line breaks; a file is read by one then")
      ?? false
    nameColumn = fields.required("name-column", .text, "The column that names what was counted, a model")
    nameColumnPlace = lastPlace(fields)
    organisationColumn = fields.optional("organisation-column", .text, "The column that names its publisher")
    organisationColumnPlace = lastPlace(fields)
    dayColumn = fields.required("day-column", .text, "The column with the day")
    dayColumnPlace = lastPlace(fields)
    countColumn = fields.required("count-column", .text, "The column with the count")
    countColumnPlace = lastPlace(fields)
    filters = fields.mappings("filters", "Rows count that pass all of them") { filter in
      Filter(
        place: filter.place,
        column: filter.required("column", .text, "The column that is looked at"),
        comparison: filter.required("op", .choice, "How the cell is compared", else: .isOneOf),
        values: filter.list("values", of: .text, "What it is compared with", isRequired: true))
    }
    from = fields.optional("from", .date, "The first day that is counted; the history's first unless said")
    to = fields.optional("to", .date, "The last day that is counted; the history's last unless said")
    period = fields.required("period", .choice, "The length of a period; weeks begin on Monday", else: .month)
    take = fields.required("take", .choice, "What becomes of a period's days", else: .sum)
    by = fields.required("by", .choice, "What the result is split by", else: .organisation)
    attribution =
      fields.optional("attribution", .choice, "Whose a model's count is; the publisher's unless said")
      ?? .publisher
    unknown =
      fields.optional("unknown", .choice, "What becomes of names that mean no record; apart unless said") ?? .apart
    rowsExpected = fields.optional(
      "rows-expected", .number("rows", in: 0...1e15), "Rows of all files, as a number or range: 900..1100")
    rowsExpectedPlace = lastPlace(fields)
    rowsADay = fields.optional(
      "rows-a-day", .number("rows", in: 0...1e15), "Rows of each day, as a number or range: 900..1100")
    rowsADayPlace = lastPlace(fields)
    gaps = fields.mappings("gaps", "Days that may be missing; any other missing day stops it") { gap in
      Gap(
        place: gap.place,
        from: gap.required("from", .date, "The first missing day", else: PartialDate(Day(number: 0))),
        to: gap.required("to", .date, "The last missing day", else: PartialDate(Day(number: 0))),
        reason: gap.required("reason", .prose, "Why they are missing"))
    }
    platform = fields.required("platform", .text, "Where it was counted, such as Hugging Face")
    measure = fields.required("measure", .text, "What was counted")
    unit = fields.required("unit", .text, "The unit of the count")
    window = fields.optional("window", .choice, "The window of each count of the history, where the latest is taken")
    population = fields.optional("population", .prose, "All that could have been counted: the denominator")
    countingRule = fields.optional("counting-rule", .prose, "What counts as one")
    publisher = fields.optional("publisher", .text, "Who published the history")
    caveat = fields.optional("caveat", .prose, "What not to conclude from it")
    source = fields.required(
      "source", .reference("sources"), "Where the history comes from; names are read as it writes them")
    place = record
  }
}
