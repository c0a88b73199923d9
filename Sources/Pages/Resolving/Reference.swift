import Diagnostics
import Metrics
import Records

/// A name that stands for something to show: `arena-gap.low`, `arena-gap@2025-01-29.lead`, `arena-frontier.us.value`,
/// `record.licence.name`, `site.as-of`.
enum Reference: Sendable {
  /// A figure by its position; the date and part of the series, when they are given.
  case figure(Int, at: PartialDate?, series: String?, part: FigurePart)
  /// The figure that the page is about.
  case ownFigure(part: FigurePart)
  case record(FieldPath)
  case site(SiteWord)
  /// What the chart of records whose title it is draws.
  case drawn(DrawnName)

  enum SiteWord: String, Sendable, CaseIterable {
    case title
    case asOf = "as-of"
    case edition
    /// The share of rows kept out above which nothing is published.
    case quarantineLimit = "quarantine-limit"
  }
}

/// The names that a page may use: what binding checks against.
struct Names: Sendable {
  let figures: [Figure]
  private let positions: [String: Int]
  /// The kind that the page is made for, `figures` among them.
  let kind: String?
  private let blocs: [String]
  /// True while the words of a chart of records are read, which may speak of what is drawn.
  var isDrawing = false

  init(figures: [Figure], kind: String?, blocs: [String]) {
    self.figures = figures
    self.kind = kind
    self.blocs = blocs
    positions = Dictionary(figures.enumerated().map { ($1.id, $0) }) { first, _ in first }
  }

  func figure(_ id: String) -> Int? { positions[id] }

  /// Resolves a dotted name, or says what is wrong with it.
  func reference(_ text: String, at place: Place) -> Result<Reference, FindingError> {
    let steps = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    switch steps[0] {
    case "record":
      guard let kind, kind != "figures" else {
        return failure("unknown-name", "'record' outside of a page for a kind", place, "give the page 'for: KIND'")
      }
      guard steps.count > 1 else { return failure("unknown-name", "'record' without a field", place, nil) }
      return FieldCatalogue.path(steps.dropFirst().joined(separator: "."), of: kind, at: place).map { .record($0) }
    case "site":
      let word = steps.dropFirst().joined(separator: ".")
      guard let known = Reference.SiteWord(rawValue: word) else {
        return failure(
          "unknown-name", "the site has no '\(word)'", place, hint(word, Reference.SiteWord.allCases.map(\.rawValue)))
      }
      return .success(.site(known))
    case "drawn":
      guard isDrawing else {
        return failure(
          "unknown-name", "'drawn' outside of a chart of records", place, "it stands in a chart's title, if or else")
      }
      guard let name = DrawnName(Array(steps.dropFirst()), blocs: blocs) else {
        let word = steps.dropFirst().joined(separator: ".")
        let known = DrawnName.known + DrawnName.Part.allCases.map(\.rawValue) + blocs
        return failure(
          "unknown-name", "a chart knows no '\(word)'", place,
          steps.dropFirst().first { !known.contains($0) }.flatMap { hint($0, known) } ?? "see Documentation/pages.md")
      }
      return .success(.drawn(name))
    case "figure":
      guard kind == "figures" else {
        return failure("unknown-name", "'figure' outside of a page for figures", place, "give the page 'for: figures'")
      }
      return part(Array(steps.dropFirst()), place).map { .ownFigure(part: $0) }
    default: return figureReference(steps, place)
    }
  }

  private func figureReference(_ steps: [String], _ place: Place) -> Result<Reference, FindingError> {
    let head = steps[0].split(separator: "@", maxSplits: 1).map(String.init)
    guard let index = head.first.flatMap({ positions[$0] }) else {
      return failure(
        "unknown-figure", "no figure '\(head.first ?? "")'", place, hint(head.first ?? "", figures.map(\.id)))
    }
    let figure = figures[index]
    var at: PartialDate?
    if head.count == 2 {
      at = PartialDate(head[1])
      guard let at, figure.dates.contains(at) else {
        let known = figure.dates.map(\.description)
        return failure(
          "unknown-observation", "figure '\(figure.id)' has no observation at '\(head[1])'", place,
          nearMiss(of: head[1], among: known).map { "did you mean '\($0)'?" }
            ?? known.last.map { "the latest is '\($0)'" })
      }
    }
    var rest = Array(steps.dropFirst())
    var series: String?
    if let first = rest.first, FigurePart.named(first) == nil, figure.parts.contains(first) {
      series = first
      rest.removeFirst()
    }
    return part(rest, place, also: figure.parts).map { .figure(index, at: at, series: series, part: $0) }
  }

  private func part(_ steps: [String], _ place: Place, also: [String] = []) -> Result<FigurePart, FindingError> {
    guard let name = steps.first else { return .success(FigurePart.whole) }
    guard steps.count == 1, let part = FigurePart.named(name) else {
      let known = FigurePart.all.map(\.name) + also
      let text = steps.joined(separator: ".")
      return failure(
        "unknown-part", "figures have no part '\(text)'", place, hint(text, known) ?? "see Documentation/pages.md")
    }
    return .success(part)
  }

  private func hint(_ name: String, _ known: [String]) -> String? {
    nearMiss(of: name, among: known).map { "did you mean '\($0)'?" }
  }

  private func failure<Success>(
    _ code: String, _ headline: String, _ place: Place, _ hint: String?
  ) -> Result<Success, FindingError> {
    .failure(FindingError(finding: Finding(.error, code, headline, at: place, hint: hint, area: .pages)))
  }
}
