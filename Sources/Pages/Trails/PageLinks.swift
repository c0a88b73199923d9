/// Which pages lead where, as their written text has it.
struct PageLinks: Sendable {
  struct Page: Sendable {
    var path: String
    var title: String
  }

  /// For each file of the site the pages that lead to it, in order of path.
  private(set) var pages: [String: [Page]] = [:]

  init() {}

  init(of printed: [Press.Printed]) {
    for page in printed.sorted(by: { $0.path < $1.path }) {
      for path in page.linked where path != page.path {
        pages[path, default: []].append(Page(path: page.path, title: page.search.title))
      }
    }
  }
}
