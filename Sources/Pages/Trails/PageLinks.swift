/// Which pages lead where, as their written text has it.
struct PageLinks: Sendable {
  struct Page: Sendable {
    var path: String
    var title: String
  }

  /// A page with every file of the site that its text leads to.
  struct Lead: Sendable {
    var page: Page
    var linked: Set<String>
  }

  /// For each file of the site the pages that lead to it, in order of path.
  private(set) var pages: [String: [Page]] = [:]

  init() {}

  init(of leads: [Lead]) {
    for lead in leads.sorted(by: { $0.page.path < $1.page.path }) {
      for path in lead.linked where path != lead.page.path { pages[path, default: []].append(lead.page) }
    }
  }
}
