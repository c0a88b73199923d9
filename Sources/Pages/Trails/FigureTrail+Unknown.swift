import Diagnostics
import Metrics
import Records

/// What isn't known behind a figure, and whether it matters.
extension FigureTrail {
  /// Why rows of the answer belong to nobody, kind of missing by kind.
  var missing: [Inline] {
    guard ["share", "concentration", "rubric", "threshold"].contains(figure.measure) else { return [] }
    let unknown = rows.rows.filter { row in
      row.contribution.contains { ["unknown", "undecided"].contains($0) } || isOpen(row)
    }
    guard !unknown.isEmpty else {
      let rest = figure.workings?.result("all").flatMap { all in
        figure.high.flatMap { high in figure.value.map { (high - $0) * all } }
      }
      guard let rest, rest > 1e-9, figure.measure == "share" else { return [] }
      return [.text("What the rows don’t hold is given to nobody: no row says whose it is.")]
    }
    var counts: [String: Int] = [:]
    for row in unknown { counts[reason(row), default: 0] += 1 }
    let words = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.value) \($0.key)" }
    if unknown.count == 1 { return [.text("One row, ‘\(unknown[0].name)’, \(reason(unknown[0])).")] }
    return [.text("Of \(unknown.count) rows: \(words.joined(separator: "; ")).")]
  }

  private func isOpen(_ row: TrailRows.Row) -> Bool {
    guard figure.measure == "rubric", row.contribution.contains("all") else { return false }
    // An answer that the table doesn't have.
    return (figure.workings?.groups ?? []).contains { group in
      guard group.name.hasSuffix("-answers"), let given = row.text(String(group.name.dropLast("-answers".count))) else {
        return false
      }
      return !group.entries.contains { $0.cell("answer") == .text(given) }
    }
  }

  private func reason(_ row: TrailRows.Row) -> String {
    guard let found = row.row, let record = site.corpus.record(found.kind, found.id) else { return "not known" }
    if figure.measure == "threshold" { return "whose rates or die area nobody tells exactly" }
    if figure.measure == "rubric" { return "with an open question about the licence" }
    let fields = site.corpus.metrics.first { $0.id == figure.id }?.by ?? []
    for field in fields {
      switch field {
      case "bloc", "maker", "country":
        guard let subject = site.corpus.subject(of: found.kind, found.id), let organisation = subject.organisation
        else {
          if case .choice("group") = record["subject-kind"], case .missing = record["country"] {
            return "that the source itself gives to no country"
          }
          return "whose maker isn’t among our organisations"
        }
        if site.corpus.organisation(organisation)?.country == nil { return "whose maker’s country isn’t known" }
      case "licence-class":
        let model = site.corpus.model(site.corpus.subject(of: found.kind, found.id)?.model)
        if model == nil { return "that name no model of ours, so no licence" }
        if model?.licence == nil { return "whose licence isn’t recorded" }
      default:
        if case .missing(let why) = record[field] {
          return "whose \(field.replacing("-", with: " ")) is \(SiteContext.word(for: why))"
        }
      }
    }
    return "that nobody attributes"
  }

  /// Whether what is said of the figure stands, whoever the unknown part belongs to.
  var bounds: [Inline] {
    guard figure.words["unknown"] != "none" else {
      return [.text("Nothing is unknown that would move it: both bounds are the value, and what is said of it stands.")]
    }
    guard ["share", "concentration", "rubric", "threshold"].contains(figure.measure),
      let value = figure.value, let low = figure.low, let high = figure.high, low < high
    else { return [] }
    let unit = Unit(figure.unit).supporting(low, high)
    let range = "Between \(unit.text(low)) and \(unit.text(high))."
    if let survives = verdictSurvives {
      return [
        .text(
          range + " The verdict ‘\(survives.verdict)’ "
            + (survives.turned.isEmpty
              ? "survives both bounds." : "turns at the \(survives.turned.joined(separator: " and at the ")) bound."))
      ]
    }
    guard figure.measure == "share", figure.unit == "fraction" else { return [.text(range)] }
    func side(_ share: Double) -> String { share > 0.5 ? "more than half" : share < 0.5 ? "less than half" : "half" }
    let isSame = side(low) == side(value) && side(high) == side(value)
    return [
      .text(
        range
          + (isSame
            ? " It is \(side(value)) at both bounds, so that survives whatever the unknown part is."
            : " It is \(side(value)) of what is counted, and \(side(low) == side(value) ? side(high) : side(low)) at one "
              + "of the bounds: which of them it is hangs on the unknown part."))
    ]
  }

  /// The metric's own test with a bound in place of the value.
  private var verdictSurvives: (verdict: String, turned: [String])? {
    guard let metric = site.corpus.metrics.first(where: { $0.id == figure.id }), let test = metric.ownTest(of: figure)
    else { return nil }
    return (test.holds ? "holds" : "does not hold", test.turnsAt)
  }
}
