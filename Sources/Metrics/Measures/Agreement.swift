import Diagnostics
import Records

/// On how many subjects several judges say the same, and on how many they don't.
///
/// - Shape: a point each for `agree` and `disagree`, at the latest date of the judgements; `n` is the number of subjects
///   that two judges at least speak of, the labels are the subjects of the point. The headline is `disagree`.
/// - Unit: subjects: models of our records by what the names in the rows mean, and others by the words of their names.
/// - Reads: `of`, `where`, and `by` with two fields: the judge, such as `scale`, and the judgement.
/// - Formula: a subject is agreed on when all its judges give one answer, and disagreed on when two of them give two.
/// - Missing: a subject that one judge alone speaks of is left out, as is a row that names none. `unknown` is no answer. Where a judge gives one subject two answers, as of two versions that we hold for one model, that judge
///   counts as undecided: high adds the subjects on which that decides.
/// - Source: the plain count of agreement; no correction for chance, for judges choose what they judge.
package enum Agreement {
  package enum Outcome: Sendable, Equatable {
    case agree, disagree, undecided
  }

  /// - Parameter answers: for each judge the answers that it gives on one subject, `unknown` left out.
  /// - Returns: `nil` when fewer than two judges answer.
  package static func outcome(of answers: [Set<String>]) -> Outcome? {
    let given = answers.filter { !$0.isEmpty }
    guard given.count > 1 else { return nil }
    let single = Set(given.filter { $0.count == 1 }.flatMap(\.self))
    if single.count > 1 { return .disagree }
    if given.allSatisfy({ $0.count == 1 }) { return .agree }
    // Two answers that both differ from another judge's are a disagreement, whichever is meant.
    let common = given.dropFirst().reduce(given[0]) { $0.intersection($1) }
    return common.isEmpty ? .disagree : .undecided
  }

  static func figure(_ metric: Metric, _ corpus: Corpus) -> (figure: Figure, findings: [Finding]) {
    let (count, findings) = Count.reading(metric, in: corpus, needsAlike: false)
    var subjects: [String: [Int]] = [:]
    for (index, item) in count.items.enumerated() where item.keys.count == 2 {
      let name = count.records[index]["model"].word ?? count.records[index]["subject"].word
      let model = corpus.subject(of: item.row.kind, item.row.id)?.model
      guard let subject = model ?? name.map({ words(of: $0).joined(separator: " ") }) else { continue }
      subjects[subject, default: []].append(index)
    }
    var outcomes: [Outcome: [String]] = [:]
    for (model, rows) in subjects {
      let answers = Dictionary(grouping: rows) { count.items[$0].keys[0] }.values.map { rows in
        Set(rows.map { count.items[$0].keys[1] }).subtracting([count.axes[1].unattributed])
      }
      if let outcome = outcome(of: answers) { outcomes[outcome, default: []].append(model) }
    }
    let judged = outcomes.values.flatMap(\.self)
    let used = Set(judged.flatMap { subjects[$0]! })
    var figure = Figure(
      metric,
      coverage: count.coverage(
        metric, unused: (count.items.indices.filter { !used.contains($0) }, "one judge alone speaks of its subject"),
        further: [
          "\(counted(judged.count, "model")) that two judges speak of, of \(grouped(subjects.count)) that one does"
        ]))
    figure.words["headline"] = "disagree"
    guard let date = judged.flatMap({ subjects[$0]! }).compactMap({ count.items[$0].date }).max() else {
      return (figure, findings)
    }
    let open = outcomes[.undecided] ?? []
    for (part, outcome) in [("agree", Outcome.agree), ("disagree", .disagree)] {
      let models = (outcomes[outcome] ?? []).sorted()
      var point = Figure.Point(
        at: date, part: part, value: Double(models.count), n: judged.count,
        labels: models.map { corpus.model($0)?.name ?? $0 })
      if !open.isEmpty { (point.low, point.high) = (Double(models.count), Double(models.count + open.count)) }
      point.extras["share"] = Double(models.count) / Double(judged.count)
      let rows = models.flatMap { subjects[$0]! }.map { count.items[$0].row }
      point.rows = Array(figure.rows.count..<(figure.rows.count + rows.count))
      figure.rows += rows
      figure.series.append(point)
    }
    if let latest = figure.headline(at: nil) { figure.takeHeadline(from: latest) }
    figure.interval =
      open.isEmpty
      ? "None: a count of the models that two judges speak of, who choose what they judge."
      : "Bounds, not a confidence interval: models of which one judge gives two answers left out, and counted in."
    return (figure, findings)
  }
}
