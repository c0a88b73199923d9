import Diagnostics
import Foundation
import Publishing
import Reading
import TestSupport
import Testing

@testable import parallax

/// The files of a whole small site, each damaged by one digit: whatever the format, the gate sees it.
@Suite struct SameEverywhereTests {
  private static let files = Task { try await make() }

  private static let metrics = """
    - id: releases
      title: Releases
      question: How many models came out?
      measure: tally
      of: models
      by: [bloc, licence-class]
      every: month
      unit: models
      version: 1
      method: The number of models.
      caveat: Two labs are few.
    - id: release-share
      title: Chinese share of the releases
      question: How many of the models are Chinese?
      measure: share
      of: models
      by: [bloc]
      every: month
      leader: china
      unit: fraction
      version: 1
      denominator: all models in our records
      method: Chinese models over all.
      caveat: Two labs are few.
      variants:
        - {name: open models alone, where: weights = open}
    """

  private static let page = """
    ---
    title: Numbers
    description: Numbers of every sort.
    navigation: records
    ---

    {{ gap }}, {{ gap.lead }}, {{ gap.win-rate }}, {{ gap.low }}, {{ gap@2026-02-01 }}, {{ release-share }}.

    ## Drawn

    {{ chart gap }}

    ## In columns

    {{ chart releases form=columns }}

    ## In areas

    {{ chart release-share form=areas }}

    ## In bars

    {{ chart release-share form=shares }}

    """

  /// Every file, and the figures that they were made from.
  private static func make() async throws -> (files: [OutputFile], figures: [PublishedFigure]) {
    let place = try Workplace()
    try place.folder.write(metrics, to: "Input/metrics/releases.yaml")
    try place.folder.write(page, to: "Templates/pages/numbers.md")
    let ingredients = Ingredients(
      input: InputFolder.read(root: "\(place.path)/Input", as: "Input").files,
      templates: InputFolder.read(root: "\(place.path)/Templates", as: "Templates").files)
    let outcome = await makeReport(from: ingredients)
    return (outcome.files, outcome.figures.map { PublishedFigure($0) })
  }

  private func findings(_ files: [OutputFile], _ figures: [PublishedFigure]) async -> [Finding] {
    await Gate.findings(in: files, figures: figures, beside: ["editions/index.html"])
  }

  @Test func everyFormatOfAWholeSiteAgrees() async throws {
    let (files, figures) = try await Self.files.value
    #expect(await findings(files, figures).map(\.headline) == [])
    #expect(figures.count == 3)
  }

  private static let isThorough = ProcessInfo.processInfo.environment["PARALLAX_THOROUGH"] != nil

  /// The committed records on the pages that have figures: those of single records aside, which have none. Every
  /// `parallax build` does the same; without its optimisations it takes minutes.
  @Test(.enabled(if: isThorough, "takes minutes; set PARALLAX_THOROUGH"))
  func everyFormatOfTheCommittedRecordsAgrees() async throws {
    let records = [
      "model", "chip", "source", "organisation", "licence", "family", "benchmark", "rule", "event", "profile", "models",
      "chips", "sources", "organisations", "licences", "families", "benchmarks", "rules", "events", "data", "quality",
    ].map { "Templates/pages/\($0).md" }
    let outcome = await makeReport(
      from: Ingredients(
        input: Committed.input, templates: Committed.templates.filter { !records.contains($0.path) }))
    let found = await Gate.findings(in: outcome.files, figures: outcome.figures.map { PublishedFigure($0) })
    let wrong = found.filter { ["figure-disagrees", "too-many-digits"].contains($0.code) }.map {
      "\($0.place?.file.path ?? ""): \($0.headline)"
    }
    #expect(outcome.files.contains { $0.path == "figures/arena-gap.html" })
    #expect(wrong == [])
  }

  /// What in a format is a number of a figure: the digit that is changed is the first of the group in brackets.
  static let formats: [(name: String, path: String, pattern: String)] = [
    ("a number in text", "numbers.html", #"<a class="n"[^>]*><span class="nw">(\d+) points"#),
    ("a bound in text", "numbers.html", #"<span class="i">\(−?(\d+)"#),
    ("a cell of a table", "numbers.html", #"#at-2026-02[^>]*>(\d+)</a>"#),
    ("a cell of the figure's own page", "figures/gap.html", #"data-at="2026-02-01"[^>]*>(\d+)"#),
    (
      "the answer of the figure's own page", "figures/gap.html",
      #"<dt>Answer</dt><dd><span[^>]*><span[^>]*>(\d+) points"#
    ),
    ("a mark inside of a page", "numbers.html", #"<circle class="[ph][to]-[a-z]*" cx="[\d.]+" cy="(\d+)"#),
    ("an interval inside of a page", "numbers.html", #"<path class="iv [^"]*" d="M[\d.]+ (\d+)"#),
    ("a label of a picture", "charts/numbers/chart-gap.svg", #"ahead by (\d+) \("#),
    ("a mark of a picture", "charts/numbers/chart-gap.svg", #"<circle class="[ph][to]-[a-z]*" cx="[\d.]+" cy="(\d+)"#),
    ("a column", "charts/numbers/chart-releases.svg", #"<rect class="f-[^"]*" [^>]*height="(\d+)"#),
    ("an area", "charts/numbers/chart-release-share.svg", #"<path class="f-cn[^"]*" d="M[\d.]+ (\d+)"#),
    ("a bar", "charts/numbers/chart-release-share-2.svg", #"<rect class="f-cn" [^>]*width="(\d+)"#),
    ("a choice", "charts/figures/release-share/chart-choices-release-share.csv", #"(?m)^As published here,(\d)"#),
    ("a number in Markdown", "numbers.md", #"\[(\d+) points\]\[gap\]"#),
    ("a bound in Markdown", "numbers.md", #"\]\[gap\] \(−?(\d+)"#),
    ("a cell in Markdown", "numbers.md", #"\[(\d+)\]\(figures/gap.md#at-2026-02-01\)"#),
    ("a cell of the figure's own page in Markdown", "figures/gap.md", #"\| 1 Feb 2026 \| Eagle 1 (\d)"#),
    ("a value in CSV", "data/gap.csv", #"difference,(\d+)"#),
    ("a value in JSON", "data/figures.json", #""value": (\d+)"#),
    ("another choice in JSON", "data/figures.json", #""id": "choice-[^"]*", "name": "[^"]*", "value": (\d+)"#),
    ("an observation in JSON", "data/figures.json", #""part": "difference", "value": (\d+)"#),
    ("a value in the feed", "feed.xml", #": (\d+) points"#),
  ]

  @Test(arguments: formats.indices)
  func oneDigitIsSeenInEveryFormat(_ index: Int) async throws {
    let (files, figures) = try await Self.files.value
    let (name, path, pattern) = Self.formats[index]
    let position = try #require(files.firstIndex { $0.path == path }, "no \(path) in \(files.map(\.path))")
    let text = String(decoding: files[position].bytes, as: UTF8.self)
    let match = try #require(text.firstMatch(of: try Regex(pattern)), "\(name): no '\(pattern)' in \(path):\n\(text)")
    let range = try #require(match.output[1].range)
    let digit = try #require(text[range.lowerBound].wholeNumberValue)
    let next = text.index(after: range.lowerBound)
    var damaged = files
    damaged[position] = OutputFile(
      path: path, bytes: Array(text.replacingCharacters(in: range.lowerBound..<next, with: "\((digit + 3) % 10)").utf8))
    let found = await findings(damaged, figures)
    #expect(found.contains { $0.place?.file.path == path && $0.code == "figure-disagrees" }, "\(name): \(found)")
    #expect(found.allSatisfy { $0.headline.contains("where figure '") }, "\(name): \(found.map(\.headline))")
  }
}
