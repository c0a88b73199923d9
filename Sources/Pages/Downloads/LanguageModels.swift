import Diagnostics
import Records

/// `llms.txt`: the site for language models, as llmstxt.org proposes: what it is, then every page's Markdown twin.
struct LanguageModels {
  static let path = "llms.txt"
  let context: SiteContext
  let pages: [PageTemplate]

  var file: OutputFile {
    var text = MarkdownWriter(path: Self.path)
    text.heading(Heading(level: 1, id: "", content: [.text(context.corpus.report.title)]))
    text.raw("> ")
    text.text(DataPackage.description)
    text.raw(made: " Edition of \(NumberFormat.date(context.asOf)).\n\n")
    text.text(
      "Every number carries its interval, its day and its sources. Ratings of different boards are never compared. "
        + "Quote a figure with its day and this edition.")
    text.raw("\n\n")
    for (group, title) in [(PageTemplate.Group.themes, "Themes"), (.reference, "Reference"), (.records, "Records")] {
      let members = pages.filter { $0.group == group && $0.kind == nil }
      guard !members.isEmpty else { continue }
      text.heading(Heading(level: 2, id: "", content: [.text(title)]))
      for page in members {
        let link = Link(.file(page.path, fragment: nil), [.text(page.label)])
        let words = Rendering(site: context, path: page.path).inlines(page.description, isLinked: false)
        text.raw("- ")
        text.inlines([.link(link), .text(": ")] + (words ?? []))
        text.raw("\n")
      }
      text.raw("\n")
    }
    text.heading(Heading(level: 2, id: "", content: [.text("Data")]))
    text.raw("- [figures.json](data/figures.json): every figure with its interval, series and rows\n")
    text.raw(made: "- [datapackage.json](\(DataPackage.path)): every table with its fields\n")
    return OutputFile(path: Self.path, bytes: text.bytes)
  }
}
