package import Diagnostics
package import Records

/// What becomes of a figure when its choices are made otherwise.
package struct Sensitivity: Sendable {
  /// The figure under one variant.
  package struct Choice: Sendable {
    /// Its address on the figure's page, `choice-requests-about-code`; empty for the figure's own choice.
    package var id = ""
    package var name: String
    /// Where a record asks for it; `nil` for the figure's own choice.
    package var place: Place?
    package var value: Double?
    package var low: Double?
    package var high: Double?
    package var n: Int
    package var asOf: PartialDate?
    /// The words of the figure's verdict under it; `nil` when it has none.
    package var verdict: String?
    /// Whether that is the figure's own verdict; `nil` when either has none.
    package var agrees: Bool?
    /// Whether it answers another question: it is shown, and counts in nothing.
    package var isComparison: Bool
    /// The whole figure under it, for tests of claims and for trails; of workings it has those of its answer.
    package var figure: Figure

    package init(
      name: String, value: Double?, low: Double?, high: Double?, n: Int, asOf: PartialDate?, verdict: String?,
      agrees: Bool?, isComparison: Bool = false, figure: Figure
    ) {
      self.name = name
      self.value = value
      self.low = low
      self.high = high
      self.n = n
      self.asOf = asOf
      self.verdict = verdict
      self.agrees = agrees
      self.isComparison = isComparison
      self.figure = figure
    }
  }

  /// In the order of the record, without the figure's own choice; comparisons behind the others.
  package var choices: [Choice]
  /// Those that count: other answers to the same question.
  package var counted: [Choice] { choices.filter { !$0.isComparison } }
  /// The least and the greatest value, the figure's own among them; where a choice has no value, its two bounds.
  package var range: ClosedRange<Double>?
  /// The same of all bounds; `nil` where no choice has any.
  package var rangeOfBounds: ClosedRange<Double>?
  /// The figure's own verdict.
  package var verdict: String?
  /// The same with its subject, for readers: `China leads`.
  package var verdictInWords: String?
  /// How many choices give that verdict, its own among them, of how many that give any.
  package var holding: Int
  package var deciding: Int
  /// Choices each of which turns the verdict alone.
  package var turning: [String] { counted.filter { $0.agrees == false }.map(\.name) }
}

extension Sensitivity {
  /// - Parameter others: the figure under each variant, in the order of the record.
  init(of figure: Figure, _ metric: Metric, others: [Figure], in corpus: Corpus) {
    let forms = Dictionary(
      corpus.benchmarks.compactMap { one in one.formOf.map { (one.id, $0) } }, uniquingKeysWith: { first, _ in first })
    let own = metric.verdict(of: figure)
    var ids = AnchorSet()
    let all = zip(metric.variants, others).map { variant, other in
      let verdict = metric.verdict(of: other)
      var choice = Choice(
        name: variant.name, value: other.value, low: other.low, high: other.high, n: other.n, asOf: other.asOf,
        verdict: verdict, agrees: own.flatMap { own in verdict.map { $0 == own } },
        isComparison: metric.isComparison(variant, forms: forms), figure: other)
      choice.id = ids.unique("choice-" + Anchor.slug(variant.name))
      choice.place = variant.place
      return choice
    }
    choices = all.filter { !$0.isComparison } + all.filter(\.isComparison)
    verdict = own
    verdictInWords = own.map { figure.inWords($0, naming: corpus.name(ofSide:)) }
    let figures = [figure] + choices.filter { !$0.isComparison }.map(\.figure)
    func range(_ ends: [Double?]) -> ClosedRange<Double>? {
      let known = ends.compactMap(\.self)
      return known.min().flatMap { least in known.max().map { least...$0 } }
    }
    self.range = range(
      figures.flatMap { $0.value.map { [$0] } ?? ($0.low == nil || $0.high == nil ? [] : [$0.low, $0.high]) })
    // An interval of chance is another thing than what is left open.
    let isOpen = figures.allSatisfy { $0.level == nil } && figures.contains { $0.low != nil && $0.high != nil }
    rangeOfBounds = isOpen ? range(figures.flatMap { [$0.value, $0.low, $0.high] }) : nil
    let counted = choices.filter { !$0.isComparison }
    deciding = own == nil ? 0 : 1 + counted.count { $0.agrees != nil }
    holding = own == nil ? 0 : 1 + counted.count { $0.agrees == true }
  }

  /// Says it in a sentence or two.
  package var text: String {
    var sentences: [String] = []
    let all = counted.count + 1
    func words(_ range: ClosedRange<Double>) -> String {
      "from \(FigureTest.rounded(range.lowerBound)) to \(FigureTest.rounded(range.upperBound))"
    }
    if let range, all > 1 {
      let bounds = rangeOfBounds.flatMap { $0 == range ? nil : ", with bounds \(words($0))" } ?? ""
      sentences.append("Over \(all) choices the value runs \(words(range))\(bounds)")
    }
    if let verdictInWords, deciding > 1 {
      sentences.append("‘\(verdictInWords)’ in \(holding) of \(deciding)")
      if !turning.isEmpty { sentences.append("Turned by: \(turning.joined(separator: "; "))") }
    }
    for choice in counted where choice.value == nil {
      if let low = choice.low, choice.high == nil {
        sentences.append("At least \(FigureTest.rounded(low)): \(choice.name)")
      }
      if let high = choice.high, choice.low == nil {
        sentences.append("At most \(FigureTest.rounded(high)): \(choice.name)")
      }
    }
    let unanswered = counted.filter { $0.value == nil && $0.low == nil && $0.high == nil }.map(\.name)
    if !unanswered.isEmpty { sentences.append("No value under: \(unanswered.joined(separator: "; "))") }
    let compared = choices.filter(\.isComparison).map(\.name)
    if !compared.isEmpty { sentences.append("For comparison, other questions: \(compared.joined(separator: "; "))") }
    return sentences.isEmpty ? "" : sentences.joined(separator: ". ") + "."
  }
}

extension Metric {
  /// What a figure says: by the record's own test, or else the measure's word, which for a decision is who comes first.
  fileprivate func verdict(of figure: Figure) -> String? {
    guard verdict != nil else { return figure.words["verdict"] ?? figure.words["trend"] ?? figure.words["first"] }
    return ownTest(of: figure).map { test in
      test.turnsAt.isEmpty ? test.holds ? "holds" : "does not hold" : "can’t be told"
    }
  }

  /// Whether a figure passes the record's own test, and with which of its bounds in place of the value it would do
  /// otherwise: `lower`, `upper`. `nil` without a test, or without what it reads.
  package func ownTest(of figure: Figure) -> (holds: Bool, turnsAt: [String])? {
    guard let verdict, let verdictPlace,
      let test = FigureTest.reading(verdict, at: verdictPlace, known: [figure.id: figure]).test,
      let own = test.holds(over: [figure.id: figure])
    else { return nil }
    let turnsAt = [("lower", figure.low), ("upper", figure.high)].filter { _, bound in
      guard let bound else { return false }
      var other = figure
      other.value = bound
      return test.holds(over: [figure.id: other]).map { $0 != own } ?? false
    }
    return (own, turnsAt.map(\.0))
  }
}
