/// Text as a cell of CSV: in quotes where RFC 4180 wants them, and where a reader would cut blanks or see a comment.
///
/// - Parameter isQuoted: in quotes anyway, which keeps a word such as `unknown` from being read as a missing value.
package func csvCell(_ text: String, isQuoted: Bool = false) -> String {
  let isSpecial = text.utf8.contains { $0 == .comma || $0 == .quote || $0 == .lineFeed || $0 == .carriageReturn }
  let isBlank = text.utf8.first == .space || text.utf8.last == .space
  guard isQuoted || isSpecial || isBlank || text.utf8.first == .hash else { return text }
  return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
}
