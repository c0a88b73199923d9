import Diagnostics
import Metrics
import Pages
import Records

extension FuzzTarget {
  /// A page template, all the way to the site: placeholders, sentences, Markdown and what they draw.
  static func pages(_ seeds: SeedFiles) -> FuzzTarget {
    let good = "---\ntitle: Test\ndescription: A test.\n---\n\n# Test\n\n{{ gap }} and {{ chart gap form=line }}\n"
    let (corpus, _) = Corpus.reading(goodFiles.map { SourceFile(path: $0.path, text: $0.text) })
    let figures = Metrics.figures(of: corpus).figures
    let verdicts = Verdicts.all(for: corpus, figures: figures).verdicts
    let shell = SourceFile(
      path: "Templates/site.html",
      text: """
        <!DOCTYPE html>
        <html lang="en" xmlns="http://www.w3.org/1999/xhtml"><head><title><slot name="title"/></title></head>
        <body><main><slot name="main"/></main></body></html>
        """)
    return FuzzTarget(
      name: "pages", seeds: seeds.ending(in: ".md", inside: "Templates") + [Array(good.utf8)],
      words: yamlWords + [
        "{{", "}}", "{{ ", " }}", "\\{{", "{{ gap", "gap.", "gap.low", "lag", "frontier", "models", "form=",
        "form=line", "=\"", "=",
        "{{ sentence \"{gap.low}\" if=\"gap > 0\" else=\"\" }}", "{{ table models columns=\"name\" }}", "{{ claims }}",
        "if=\"",
        "for: models\n", "for: figures\n", "path: ", "# ", "| a | b |\n|---|---|\n", "```\n", "<b>", "[a](b)",
        "![a](b)", "*", "> ",
        "1. ", "\u{E000}0\u{E001}", "\u{E000}", "{record.name}", "order: 1e400\n",
      ], weight: 1
    ) { bytes in
      let page = SourceFile(path: "Templates/pages/index.md", bytes: bytes)
      let site = await Site.make(
        figures: figures, corpus: corpus, verdicts: verdicts, templates: [shell, page], findings: [],
        asOf: Day(number: 20_150))
      return Fuzzing.complaint(about: site.findings)
    }
  }
}
