package import Records

/// What an edition says: its figures and verdicts, small enough to be kept for ever.
package struct EditionFacts: Sendable, Equatable {
  package struct Figure: Sendable, Equatable {
    package let id: String
    package let title: String
    package let unit: String
    package let value: Double?
    package let low: Double?
    package let high: Double?
    package let n: Int
    /// A date at the precision known, such as `2026-10-08`; `nil` without observations.
    package let asOf: String?
    /// `leads`, `trails`, `tie`; `nil` for figures that give no verdict.
    package let verdict: String?
    /// The metric's version.
    package let version: Int
    /// A sum of the choices that the metric's record makes.
    package let method: String
    /// A sum of all observations.
    package let series: String
  }

  package struct Claim: Sendable, Equatable {
    package let id: String
    package let verdict: String
    /// True when the claim's test gave the verdict; false for an analyst's.
    package let isComputed: Bool
    /// What the test read, as text.
    package let ours: String?
    /// The figures that the test reads.
    package let figures: [String]
  }

  /// In order of id.
  package var figures: [Figure]
  package var claims: [Claim]

  package init(figures: [Figure] = [], claims: [Claim] = []) {
    self.figures = figures
    self.claims = claims
  }
}

extension EditionFacts {
  package init(figures: [ComputedFigure], verdicts: [ClaimVerdict], corpus: Corpus) {
    let metrics = Dictionary(corpus.records(of: Metric.kind).map { ($0.id, $0) }) { first, _ in first }
    self.init(
      figures: figures.map { Figure($0, metric: metrics[$0.id]) }.sorted { $0.id < $1.id },
      claims: verdicts.map { verdict in
        Claim(
          id: verdict.claim, verdict: verdict.verdict.rawValue, isComputed: verdict.isComputed, ours: verdict.ours,
          figures: verdict.figures)
      }.sorted { $0.id < $1.id })
  }
}

extension EditionFacts.Figure {
  /// Words of a metric's record that change nothing in how it counts.
  private static let words: Set<String> = ["title", "question", "caveat", "method", "version", "unit"]

  /// - Parameter metric: its record, whose choices are the method.
  package init(_ figure: ComputedFigure, metric: Record?) {
    var method = ShortSum()
    for field in metric?.fields ?? [] where !Self.words.contains(field.name) { method.add(field) }
    var series = ShortSum()
    for point in figure.series {
      series.add(point.at.description)
      series.add(point.part)
      for number in [point.value, point.low, point.high] { series.add(number?.description ?? "") }
      series.add(point.n?.description ?? "")
    }
    self.init(
      id: figure.id, title: figure.title, unit: figure.unit, value: figure.value, low: figure.low, high: figure.high,
      n: figure.n, asOf: figure.asOf?.description, verdict: figure.words["verdict"], version: figure.version,
      method: method.text, series: series.text)
  }

  /// Whether a reader of the figure would see another answer, its history included.
  func says(theSameAs other: EditionFacts.Figure) -> Bool {
    (value, low, high) == (other.value, other.low, other.high) && (n, asOf) == (other.n, other.asOf)
      && (verdict, version, unit, series) == (other.verdict, other.version, other.unit, other.series)
  }
}

/// A figure as it was computed, beside the one that an edition keeps.
package typealias ComputedFigure = Figure
