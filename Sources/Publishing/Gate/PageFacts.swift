/// What one pass over a page finds: its ids, what it points at, and what it mustn't have.
struct PageFacts: Sendable {
  /// Something found at a line; the text tells where in the line.
  struct Spot: Sendable, Hashable {
    let line: Int
    let text: String
  }

  struct Reference: Sendable {
    enum Purpose: Sendable {
      /// Followed by a reader who clicks.
      case link
      /// Loaded with the page.
      case request
      /// Says something about an address: canonical, alternate, licence.
      case statement
    }

    let purpose: Purpose
    let address: String
    let line: Int
  }

  /// Every id once, and the spots of those that come again.
  var ids: Set<String> = []
  var repeatedIDs: [Spot] = []
  var references: [Reference] = []
  /// Ids that an attribute of the same page names, such as `aria-labelledby`.
  var idReferences: [Spot] = []
  /// Levels from 1 to 6 in the page's order.
  var headings: [(level: Int, line: Int)] = []
  /// `style` and `on…` attributes.
  var inlineAttributes: [Spot] = []
  /// Assertions that don't hold, as positions in `PageAssertion.all`.
  var broken: [(assertion: Int, line: Int)] = []
  /// Numbers of figures, and pictures of them.
  var quotes: [NumberQuote] = []
  var charts: [DrawnChart] = []
  /// False without `<!DOCTYPE html>`, or with more than that in it.
  var hasPlainDoctype = true
}
