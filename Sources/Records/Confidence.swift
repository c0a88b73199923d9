/// How near to the first source a fact comes.
package enum Confidence: String, Sendable, CaseIterable {
  /// The text or data of the first source was seen.
  case primary
  /// Others report the first source.
  case secondary
  /// Unnamed sources, estimates, weak outlets.
  case reported
  /// From memory, nothing found. Never stands behind a headline.
  case unconfirmed
}

/// What a source says of a number beside the number.
package enum Qualifier: String, Sendable, CaseIterable {
  case about, nearly, probably
  case atLeast = "at-least"
  case moreThan = "more-than"
  case atMost = "at-most"
  case lessThan = "less-than"
  /// The largest of several.
  case upTo = "up-to"
  /// At least the lower number and below the upper one.
  case between
}
