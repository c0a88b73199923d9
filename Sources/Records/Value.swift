/// Why a value isn't there. The five differ, and none of them is zero.
package enum Missing: String, Sendable, Hashable, CaseIterable {
  /// The field wasn't written.
  case absent
  /// Somebody looked, and nobody knows.
  case unknown
  /// The maker knows and doesn't say.
  case undisclosed
  /// The question doesn't arise.
  case notApplicable = "not-applicable"
  /// Nobody has looked yet.
  case unchecked

  /// Why a value isn't there, as records write it; `nil` for any other text. What is absent has no word.
  init?(written text: String) {
    guard text.utf8.first == UInt8(ascii: "u") || text.utf8.first == UInt8(ascii: "n"),
      let missing = Missing(rawValue: text)
    else { return nil }
    self = missing
  }
}

/// A typed value of a record's field.
package enum Value: Sendable, Hashable {
  case text(String)
  /// Inline Markdown.
  case prose(String)
  /// The id of a record of the named kind, resolved.
  case reference(kind: String, id: String)
  case number(Quantity)
  case date(PartialDate)
  case yesNo(Bool)
  /// One of the words that the field allows.
  case choice(String)
  /// ISO 3166-1 alpha-2, such as `CN`.
  case country(String)
  /// An http or https address.
  case url(String)
  case list([Value])
  case missing(Missing)
}

extension Value {
  /// The value as records write it; the word for what is missing, `unknown` for what was never written.
  package var text: String {
    switch self {
    case .text(let text), .prose(let text), .choice(let text), .country(let text), .url(let text): text
    case .reference(_, let id): id
    case .number(let quantity): quantity.text
    case .date(let date): date.description
    case .yesNo(let answer): answer ? "yes" : "no"
    case .list(let values): values.map(\.text).joined(separator: ";")
    case .missing(.absent): Missing.unknown.rawValue
    case .missing(let reason): reason.rawValue
    }
  }

  /// Appends the same to bytes.
  package func appendText(to bytes: inout [UInt8]) {
    if case .number(let quantity) = self { quantity.append(to: &bytes) } else { bytes.append(contentsOf: text.utf8) }
  }
}
