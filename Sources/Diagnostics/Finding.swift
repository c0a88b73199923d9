/// Something that is wrong, or worth knowing, in records, templates, configuration or output.
///
/// All findings come from one run, in one order. The wording lives with the rule that gives it.
package struct Finding: Sendable, Equatable {
  package enum Severity: Int, Sendable, Comparable {
    case note, warning, error

    package static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }
  }

  /// Whose trouble it is; it decides the exit code.
  package enum Area: Sendable {
    /// The records under `Input/`: exit code 65.
    case records
    /// Templates and configuration: exit code 78.
    case pages
    /// What the program made and the gate refused: exit code 70.
    case output
  }

  /// What happens to the row that the finding is about.
  package enum Effect: Sendable {
    /// The row stays in.
    case kept
    /// The row is left out of every figure and listed on the quality page.
    case quarantined
    /// Nothing is published.
    case fatal
  }

  package struct Related: Sendable, Equatable {
    package var note: String
    package var place: Place

    package init(_ note: String, at place: Place) {
      self.note = note
      self.place = place
    }
  }

  package var severity: Severity
  /// Stable, in kebab case: `unknown-licence`. Each has a page in `Documentation/findings/`.
  package var code: String
  /// One line like a newspaper's: lower case, no full stop, the offending text in single quotes.
  package var headline: String
  package var place: Place?
  /// The next step, where we can name one.
  package var hint: String?
  package var related: [Related]
  package var area: Area
  package var effect: Effect
  /// How many findings it stands for, where it tells of others that aren't listed.
  package var count = 1

  /// Headline and hint are cut where they would fill a screen: they quote what a record says, which may be megabytes.
  package init(
    _ severity: Severity, _ code: String, _ headline: String, at place: Place?, hint: String? = nil,
    related: [Related] = [], area: Area = .records, effect: Effect? = nil
  ) {
    self.severity = severity
    self.code = code
    self.headline = Self.cut(headline)
    self.place = place
    self.hint = hint.map(Self.cut)
    self.related = related
    self.area = area
    self.effect = effect ?? (severity == .error ? .fatal : .kept)
  }
}

extension Finding {
  private static func cut(_ text: String) -> String {
    guard text.utf8.count > 2000 else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.prefix(500))) + "…"
  }

  /// The order in which findings are shown: by place, those without one last, then by code and headline.
  package static func isShownBefore(_ left: Finding, _ right: Finding) -> Bool {
    switch (left.place, right.place) {
    case (let a?, let b?) where a != b: a < b
    case (.some, nil): true
    case (nil, .some): false
    default: (left.code, left.headline) < (right.code, right.headline)
    }
  }

  /// `error: unknown licence 'apache-2'`, without the place.
  package var summary: String { "\(severity): \(headline)" }
}
