package import Diagnostics

/// A reader's needs, for the decision page.
package struct Profile: RecordKind {
  package enum Comparison: String, Sendable, CaseIterable {
    case isIn = "in"
    case notIn = "not-in"
    case atLeast = "at-least"
    case atMost = "at-most"
    case equals, required
  }

  package enum Dimension: String, Sendable, CaseIterable {
    /// Rating or index on the reader's kind of task.
    case capability
    /// Blended price, or hardware for those who host it themselves.
    case cost
    /// Whether it can be kept running, moved, pinned, cut off.
    case control
    /// Rights in weights, code and data.
    case openness
    /// Quality of published evidence, not only its result.
    case safety
  }

  /// A model that fails one is out; what isn't known counts as a failure.
  package struct Limit: Sendable {
    package let place: Place
    /// A field of models, licences, licence clauses or prices, or one that the note explains.
    package let field: String
    package let comparison: Comparison
    package let values: [String]
    package let reason: String
    package let note: String?
    /// Licences that fail or pass by it.
    package let licences: [String]
    package let rules: [String]
  }

  package struct Weight: Sendable {
    package let dimension: Dimension
    /// In percent; the weights of a profile add up to 100.
    package let weight: Double
    package let reason: String
  }

  package static let kind = "profiles"
  package static let summary = "a reader's needs: hard limits and weights"

  package let id: String
  package let place: Place
  package let name: String
  package let who: String
  package let limits: [Limit]
  package let weights: [Weight]
  package let rules: [String]
  /// What no table decides for this reader.
  package let undecided: String?
  package let basis: String?
  package let sources: [String]

  package init(reading fields: inout FieldReader) {
    id = fields.id()
    name = fields.required("name", .text, "Who it is, in few words")
    who = fields.required("who", .prose, "Who it is, and what for")
    limits = fields.mappings("limits", "What rules a model out; what isn't known does too") { limit in
      Limit(
        place: limit.place,
        field: limit.required("field", .text, "A field of models, licences, licence clauses or prices"),
        comparison: limit.required("op", .choice, "How the value is compared", else: .required),
        values: limit.list("values", of: .text, "What it is compared with"),
        reason: limit.required("reason", .prose, "Why this reader needs it"),
        note: limit.optional("note", .prose, "How it is to be read"),
        licences: limit.list("licences", of: .reference("licences"), "Licences that decide by it"),
        rules: limit.list("rules", of: .reference("rules"), "Rules that it rests on"))
    }
    weights = fields.mappings("weights", "What counts how much, in percent of the whole") { weight in
      Weight(
        dimension: weight.required("dimension", .choice, "What is weighed", else: .capability),
        weight: weight.required("weight", .number("percent", in: 0...100), "How much", else: Quantity(value: 0))
          .value ?? 0,
        reason: weight.required("reason", .prose, "Why so much"))
    }
    rules = fields.list("rules", of: .reference("rules"), "Rules that bear on this reader")
    undecided = fields.optional("undecided", .prose, "What no table decides for this reader")
    basis = fields.optional("basis", .prose, "What limits and weights rest on")
    sources = fields.list("sources", of: .reference("sources"), "Where the limits come from")
    place = fields.place
  }
}

extension Profile.Limit {
  /// A limit that no reader's record states, such as one that anybody may set.
  package init(_ field: String, _ comparison: Profile.Comparison, _ values: [String], at place: Place) {
    self.init(
      place: place, field: field, comparison: comparison, values: values, reason: "", note: nil, licences: [], rules: []
    )
  }
}
