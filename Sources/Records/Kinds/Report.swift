package import Diagnostics

/// A group of countries that figures compare.
package struct Bloc: Sendable, Equatable {
  package let id: String
  package let name: String
  /// As in "the best American model".
  package let adjective: String
  /// ISO 3166-1 alpha-2.
  package let countries: [String]

  package init(id: String, name: String, adjective: String, countries: [String]) {
    self.id = id
    self.name = name
    self.adjective = adjective
    self.countries = countries
  }
}

/// How one check is set in `Input/report.yaml`.
package struct CheckSetting: Sendable {
  package enum Severity: String, Sendable, CaseIterable {
    case note, warning, error
    /// A warning, and the row that it is about is kept out of every figure.
    case quarantine
  }

  package let code: String
  package let codePlace: Place
  package let severity: Severity?
  package let threshold: Double?
}

/// `Input/report.yaml`: what the whole site is about.
package struct Report: RecordKind {
  package static let kind = "report"
  package static let summary = "what the whole site is about"

  package let id = "report"
  package let place: Place
  package let title: String
  package let baseAddress: String?
  package let blocs: [Bloc]
  /// Ids of metrics whose figures the site stands on.
  package let headlines: [String]
  /// Ids of claims that the site stands on: one that stops holding stops the edition.
  package let headlineClaims: [String]
  /// The share of quarantined rows above which nothing is published, a fraction.
  package let quarantineLimit: Double
  package let editionsKept: Int
  /// What this site wants differently from the checks' own choices.
  package let checks: [CheckSetting]

  package init(reading fields: inout FieldReader) {
    title = fields.required("title", .text, "The site's name")
    baseAddress = fields.optional("base-address", .url, "Where the site is published")
    blocs = fields.mappings("blocs", "The groups of countries that figures compare", isRequired: true) { bloc in
      Bloc(
        id: bloc.id(), name: bloc.required("name", .text, "Its name"),
        adjective: bloc.required("adjective", .text, "As in: the best American model"),
        countries: bloc.list("countries", of: .country, "Its countries", isRequired: true))
    }
    headlines = fields.list("headlines", of: .reference("metrics"), "The figures that the site stands on")
    headlineClaims = fields.list(
      "headline-claims", of: .reference("claims"), "The claims that stop the edition when they stop holding")
    quarantineLimit =
      fields.optional(
        "quarantine-limit", .number("fraction", in: 0...1), "The share of quarantined rows that stops publication")?
      .value ?? 0.02
    editionsKept =
      fields.optional("editions-kept", .number("editions", in: 0...1000), "Editions whose frozen pages stay online")?
      .value.map { Int($0) } ?? 5
    checks = fields.mappings("checks", "Checks that are to be stricter or milder here") { check in
      CheckSetting(
        code: check.required("code", .text, "The finding's code"), codePlace: check.lastPlace ?? check.place,
        severity: check.optional("severity", .choice, "How its findings count"),
        threshold: check.optional(
          "threshold", .number(in: 0...1_000_000), "Where it begins to speak; its page says what is counted")?
          .value)
    }
    place = fields.place
  }
}
