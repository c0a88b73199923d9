package import Diagnostics

/// What one model costs at one provider.
package struct Price: RecordKind, NamesSubjects {
  package static let kind = "prices"
  package static let summary = "one model at one provider: US dollars for a million tokens, and when that holds"
  /// The provider of models that their makers sell themselves.
  package static let firstParty = "first-party"
  /// The tier of offers that cost nothing.
  package static let free = "free"
  /// The tier of a dearer price for quicker answers.
  package static let fasterServing = "faster serving"

  package let id: String
  package let place: Place
  /// The model's name as the source writes it.
  package let publishedName: String
  /// The maker's name as the source writes it.
  package let publishedOrganisation: String?
  /// The country that the source gives the maker.
  package let country: String?
  package let provider: String
  /// In US dollars for a million tokens.
  package let input: Quantity
  /// In US dollars for a million tokens.
  package let output: Quantity
  /// In US dollars for a million tokens that the provider still holds from an earlier call.
  package let cachedInput: Quantity?
  package let validFrom: PartialDate?
  /// The first day on which it no longer held.
  package let validTo: PartialDate?
  /// A day on which the price was seen to hold.
  package let observed: PartialDate?
  /// Part of a list with several prices, such as prompts above 200,000 tokens.
  package let tier: String?
  package let source: String
  package let confidence: Confidence?
  package let note: String?

  /// What the names mean, filled in when all records have been read.
  package internal(set) var model: String?
  package internal(set) var organisation: String?

  package init(reading fields: inout FieldReader) {
    publishedName = fields.required("model", .name(of: .model), "The model")
    publishedOrganisation = fields.optional("organisation", .name(of: .organisation), "The maker")
    country = fields.optional("country", .country, "The country that the source gives the maker")
    provider = fields.required("provider", .text, "Who sells it: first-party for the maker, or a host's name")
    let dollars = FieldType.number("US dollars for a million tokens", in: 0...100_000)
    input = fields.required("input", dollars, "The price of what goes in", else: Quantity(value: nil))
    output = fields.required("output", dollars, "The price of what comes out", else: Quantity(value: nil))
    cachedInput = fields.optional("cached-input", dollars, "The price of input that the provider still holds")
    validFrom = fields.optional("valid-from", .date, "The first day on which it held")
    validTo = fields.optional("valid-to", .date, "The first day on which it no longer held")
    observed = fields.optional("observed", .date, "A day on which it was seen to hold")
    tier = fields.optional(
      "tier", .text, "The part of a graded list: up to or above so many tokens, hours of the day, free, faster serving")
    source = fields.required("source", .reference("sources"), "Where it was read")
    confidence = fields.optional("confidence", .choice, "How near to the first source we came")
    note = fields.optional("note", .prose, "What a reader should know of it")
    place = fields.place
    id = fields.idFromPlace()
  }

  /// The day at the end of the model's name, where the source prices each snapshot of a model for itself.
  package var snapshot: String? {
    let end = String(publishedName.suffix(10))
    return publishedName.count > 10 && PartialDate(end)?.precision == .day ? end : nil
  }

  /// What its source says of it, in and out, as `1.74/3.48`.
  package var statedText: String { "\(input.text)/\(output.text)" }

  var namedOn: PartialDate? { observed ?? validFrom }
  var names: Names { Names(model: publishedName, organisation: publishedOrganisation) }

  mutating func take(_ names: ResolvedNames) {
    self.model = names.model?.id
    self.organisation = names.organisation
  }
}
