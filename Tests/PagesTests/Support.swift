import Diagnostics
import Metrics
import Pages
import Records
import TestSupport
import Testing

/// A site of one page over the small input and some files more.
struct OnePageSite {
  let site: Site
  let corpus: Corpus

  /// - Parameters:
  ///   - template: a page's front matter and text, or only its text.
  ///   - files: what stands in `Input/` beside or instead of the small input.
  ///   - history: what earlier editions said.
  ///   - others: the templates of further pages, by name.
  ///   - isJudged: whether claims have their verdicts.
  init(
    _ template: String, named name: String = "index.md", files: [String: String] = [:], asOf: Day? = nil,
    history: History? = nil, beside others: [String: String] = [:], isJudged: Bool = false
  ) async {
    let shell = """
      <!DOCTYPE html>
      <html lang="en" xmlns="http://www.w3.org/1999/xhtml"><head><title><slot name="title"/></title></head>
      <body><main><slot name="main"/></main></body></html>
      """
    func page(_ template: String) -> String {
      template.hasPrefix("---") ? template : "---\ntitle: Test\ndescription: A test.\n---\n\n# Test\n\n\(template)\n"
    }
    let (corpus, findings) = TestSupport.corpus(with: files, asOf: asOf)
    self.corpus = corpus
    let figures = Metrics.figures(of: corpus).figures
    site = await Site.make(
      figures: figures, corpus: corpus,
      verdicts: isJudged ? Verdicts.all(for: corpus, figures: figures).verdicts : [],
      templates: [
        SourceFile(path: "Templates/site.html", text: shell),
        SourceFile(path: "Templates/pages/\(name)", text: page(template)),
      ] + others.sorted { $0.key < $1.key }.map { SourceFile(path: "Templates/pages/\($0)", text: page($1)) },
      findings: findings, asOf: corpus.asOf, history: history,
      quarantinePrices: Metrics.pricesOfQuarantine(in: corpus, figures: figures))
  }

  /// A page for each model with one line of a template, over a model `r1` and some files more.
  static func ofModelR1(showing line: String, files: [String: String]) async -> OnePageSite {
    let template = """
      ---
      title: "{record.name}"
      description: A test.
      for: models
      ---

      # A test

      \(line)

      """
    let model = """
      - {id: r1, name: R1, developer: deepseek, released: 2025-01-20, weights: open, licence: mit, source: board}
      """
    return await OnePageSite(
      template, named: "model.md", files: files.merging(["Input/models/m.yaml": model]) { own, _ in own })
  }

  func text(_ path: String) -> String {
    site.files.first { $0.path == path }.map { String(decoding: $0.bytes, as: UTF8.self) } ?? "no \(path)"
  }

  /// The page as Markdown.
  var page: String { text("index.md") }
}
