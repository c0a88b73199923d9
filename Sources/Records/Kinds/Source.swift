package import Diagnostics

/// Something published, that facts in other records come from.
package struct Source: RecordKind {
  package enum Kind: String, Sendable, CaseIterable {
    case report, paper, news, blog, policy, dataset, repository, modelCard = "model-card", documentation, licence
    case filing, dashboard, forum, talk, website, other
  }

  package enum Redistribution: String, Sendable, CaseIterable {
    case yes, no, unknown
  }

  /// How far the source was read.
  package enum Seen: String, Sendable, CaseIterable {
    case fullText = "full-text"
    case excerpt
    case secondaryMention = "secondary-mention"
    case unconfirmed
  }

  package static let kind = "sources"
  package static let summary = "something published that facts come from"

  package let id: String
  package let place: Place
  package let title: String
  package let publisher: String?
  package let authors: String?
  package let published: PartialDate?
  package let url: String?
  package let sourceKind: Kind?
  package let retrieved: PartialDate?
  package let licence: String?
  /// `nil` for what isn't a table: we take single facts from it, in our words.
  package let redistribution: Redistribution?
  package let seen: Seen
  package let expectedEveryDays: Int?
  package let stopsAfterDays: Int?
  package let note: String?

  package init(reading fields: inout FieldReader) {
    id = fields.id()
    title = fields.required("title", .text, "The title as published")
    publisher = fields.optional("publisher", .text, "Who published it")
    authors = fields.optional("authors", .text, "Who wrote it")
    published = fields.optional("published", .date, "The day of publication")
    url = fields.optional("url", .url, "Where it was found")
    sourceKind = fields.optional("kind", .choice, "What sort of publication it is")
    retrieved = fields.optional("retrieved", .date, "The day on which it was read")
    licence = fields.optional("licence", .text, "The terms under which its data may be used, in its own words")
    redistribution = fields.optional(
      "redistribution", .choice,
      "Whether the rows of its tables may appear in downloads; unknown holds them back as no does")
    seen = fields.required("seen", .choice, "How far it was read", else: .unconfirmed)
    expectedEveryDays = fields.optional(
      "expected-every-days", .number("days", in: 1...3660), "How often a new version is due"
    ).flatMap { $0.value.map { Int($0) } }
    stopsAfterDays = fields.optional(
      "stops-after-days", .number("days", in: 1...3660), "The age of its newest fact at which nothing is published"
    ).flatMap { $0.value.map { Int($0) } }
    note = fields.optional("note", .prose, "What a reader should know of it")
    place = fields.place
  }

  /// Whether rows that come from it stay out of downloads.
  package var withholdsRows: Bool { redistribution == .no || redistribution == .unknown }
}
