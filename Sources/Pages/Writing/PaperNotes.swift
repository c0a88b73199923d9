/// The trails of a page's numbers as numbered notes: on paper a link leads nowhere.
///
/// HTML and Markdown count the same links in the same order, each target once. On a screen HTML hides them; Markdown has
/// them as the definitions that its number links refer to.
struct PaperNotes: Sendable {
  /// What the note on a figure's page says; `nil` for pages without one.
  let words: @Sendable (_ path: String) -> [Inline]?
  /// Paths of the pages that numbers lead to, in the order of their first number.
  private(set) var paths: [String] = []

  init(words: @escaping @Sendable (_ path: String) -> [Inline]? = { _ in nil }) { self.words = words }

  /// The note of a link, from 1; `nil` for what is no number, or leads to one place of a page.
  mutating func number(of link: Link) -> Int? {
    guard link.isNumber, case .file(let path, nil) = link.target else { return nil }
    if let position = paths.firstIndex(of: path) { return position + 1 }
    guard words(path) != nil else { return nil }
    paths.append(path)
    return paths.count
  }

  var all: [(path: String, words: [Inline])] { paths.map { ($0, words($0) ?? []) } }

  /// The name of a note in Markdown: `arena-gap` of `figures/arena-gap.html`.
  static func name(of path: String) -> String { PagePath.stem(of: path) }
}
