import Diagnostics
import Foundation
import Metrics
import Reading
import Records
import TestSupport
import Testing

@testable import Pages

/// `Documentation/pages.md` against the program: every component and part is in it, and every example works.
@Suite struct DocumentedPagesTests {
  /// An example of the document: what the page is for, and its text.
  private struct Example {
    var kind: String?
    var body: String
    /// The heading that it stands under.
    var name: String
  }

  private static func document() throws -> String {
    try String(contentsOfFile: "\(Shared.packageRoot)/Documentation/pages.md", encoding: .utf8)
  }

  private static func examples() throws -> [Example] {
    var examples: [Example] = []
    var heading = ""
    var open: Example?
    for line in try document().split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```"), let example = open {
        examples.append(example)
        open = nil
      } else if line.hasPrefix("```page") {
        let kind = line.split(separator: ":").dropFirst().first.map { $0.drop { $0 == " " } }
        open = Example(kind: kind.map(String.init), body: "", name: heading)
      } else if open != nil {
        open?.body += line + "\n"
      } else if line.hasPrefix("#") {
        heading = String(line.drop { $0 == "#" || $0 == " " })
      }
    }
    return examples
  }

  @Test func everyComponentIsDescribedWithItsArguments() throws {
    let document = try Self.document()
    for component in Component.all where component.name != "chart" {
      let section = document.components(separatedBy: "\n### \(component.name)\n").dropFirst().first ?? ""
      let own = section.components(separatedBy: "\n### ").first ?? ""
      #expect(own.contains(component.summary), "'\(component.name)' isn't described as it describes itself")
      for parameter in component.parameters {
        #expect(own.contains("`\(parameter.name)`"), "'\(component.name)' takes '\(parameter.name)'")
      }
      #expect(own.contains("```page"), "'\(component.name)' has no example")
    }
  }

  @Test func everyPartOfAFigureIsDescribed() throws {
    let document = try Self.document()
    for part in FigurePart.all where part.name != "whole" {
      #expect(document.contains("| `\(part.name)` | \(part.explanation) |"))
    }
  }

  /// All examples over a part of the committed records, those for one kind on a page together; made once.
  private static let rendered = Task { () async throws -> Site in
    let examples = try Self.examples()
    // A few makers and the boards of all requests are enough for every example, and rendered in a moment.
    let makers = ["deepseek", "openai", "google", "xiaomi", "moonshot-ai", "anthropic"]
    let categories = ["chinese", "coding", "hard-prompts", "maths", "plain"]
    let input = Committed.input.filter { file in
      if file.path.hasPrefix("Input/models/") { return makers.contains { file.path == "Input/models/\($0).yaml" } }
      return !categories.contains { file.path.contains("/arena-text-\($0)") }
    }
    let corpus = Corpus.reading(input).corpus
    let figures = Metrics.figures(of: corpus).figures
    let shell = """
      <!DOCTYPE html>
      <html lang="en" xmlns="http://www.w3.org/1999/xhtml"><head><title><slot name="title"/></title></head>
      <body><main><slot name="main"/></main></body></html>
      """
    var templates = [SourceFile(path: "Templates/site.html", text: shell)]
    // Examples for the records of one kind share a page.
    let kinds = Set(examples.map { $0.kind ?? "" }).sorted()
    for kind in kinds {
      let front = kind.isEmpty ? "" : "\nfor: \(kind)"
      let sections = examples.filter { ($0.kind ?? "") == kind }.map { "## \($0.name)\n\n\($0.body)" }
      let page = "---\ntitle: Examples\ndescription: Examples.\(front)\n---\n\n\(sections.joined(separator: "\n"))"
      templates.append(SourceFile(path: "Templates/pages/examples\(kind).md", text: page))
    }
    return await Site.make(
      figures: figures, corpus: corpus, verdicts: [], templates: templates, findings: [],
      asOf: Day(year: 2026, month: 11, day: 25)!)
  }

  @Test func everyExampleIsRenderedWithoutAFinding() async throws {
    let examples = try Self.examples()
    #expect(examples.count > 40)
    let site = try await Self.rendered.value
    #expect(site.findings.map(line(of:)) == [])
    // What an edition alone has to show: changes, and rows that were kept out.
    let mayBeEmpty = ["changes", "history", "editions", "quarantine", "findings"]
    let texts = site.files.filter { $0.path.hasSuffix(".md") }.map {
      (path: $0.path, text: String(decoding: $0.bytes, as: UTF8.self))
    }
    for example in examples where !mayBeEmpty.contains(example.name) {
      let prefix = example.kind.map { "\($0)/" } ?? "examples."
      let isShown = texts.contains { $0.path.hasPrefix(prefix) && $0.text.contains("## \(example.name)\n") }
      #expect(isShown, "the example of '\(example.name)' shows nothing")
    }
  }

  /// Every component that makes a table is among the examples.
  @Test func everyTableOfRecordsSaysOfWhichDayItsDataAre() async throws {
    let pages = try await Self.rendered.value.files.filter { $0.path.hasSuffix(".html") }
    var count = 0
    for page in pages {
      let html = String(decoding: page.bytes, as: UTF8.self)
      count += html.components(separatedBy: "<table").count - 1
      #expect(tablesWithoutDay(in: html) == [], "\(page.path)")
    }
    #expect(count > 1000, "only \(count) tables were looked at")
  }
}
