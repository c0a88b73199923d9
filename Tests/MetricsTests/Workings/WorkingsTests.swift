import Diagnostics
import Metrics
import Reading
import Records
import TestSupport
import Testing

/// Every figure of the committed records, made again from its rows.
@Suite struct WorkingsTests {
  private static let figures: [Figure] = {
    let files = InputFolder.read(root: Shared.packageRoot + "/Input", as: "Input").files
    return Metrics.figures(of: Corpus.reading(files).corpus).figures
  }()

  @Test func everyNumberFollowsFromItsRows() {
    #expect(Self.figures.count > 50)
    for figure in Self.figures {
      expect(figure.workings, give: (figure.value, figure.low, figure.high), of: figure.id)
    }
  }

  @Test func everyNumberUnderAnotherChoiceFollowsFromItsRows() {
    let choices = Self.figures.flatMap { figure in (figure.sensitivity?.choices ?? []).map { (figure.id, $0) } }
    #expect(choices.count > 100)
    for (id, choice) in choices {
      let other = choice.figure
      expect(other.workings, give: (other.value, other.low, other.high), of: "\(id)#\(choice.id)")
    }
  }

  @Test func everyObservationFollowsFromItsRows() {
    for figure in Self.figures {
      #expect(figure.workingsOfSeries.count == figure.series.count, "\(figure.id)")
      for (point, workings) in zip(figure.series, figure.workingsOfSeries) {
        expect(workings, give: (point.value, point.low, point.high), of: "\(figure.id) at \(point.at), \(point.part)")
      }
    }
  }

  private func expect(
    _ workings: Workings?, give numbers: (value: Double?, low: Double?, high: Double?), of name: String
  ) {
    guard let workings else {
      #expect(numbers.value == nil && numbers.low == nil && numbers.high == nil, "\(name)")
      return
    }
    for (step, number) in [("value", numbers.value), ("low", numbers.low), ("high", numbers.high)] {
      guard let number else { continue }
      // What hangs on other rows says so.
      guard let result = workings.result(step) else {
        #expect(workings.choice.contains("‘\(step)’"), "\(name) has no step '\(step)'")
        continue
      }
      #expect(abs(result - number) <= 1e-9 * max(1, abs(number)), "\(name).\(step): \(result), not \(number)")
    }
    #expect(workings.result("value") == nil || numbers.value != nil, "\(name) has no value to work out")
    for step in workings.steps {
      for (group, column) in step.formula.columns {
        #expect(workings.groups.contains { $0.name == group && !$0.entries.isEmpty }, "\(name): \(group).\(column)")
      }
    }
  }

  @Test func evidenceHasAsManyRowsAsCoverageSays() {
    for figure in Self.figures {
      let (coverage, evidence) = (figure.coverage, figure.coverage.evidence)
      #expect(evidence.quarantined.count == coverage.quarantined, "\(figure.id)")
      // Trends count observations, decisions those that fit.
      guard !["trend", "balance"].contains(figure.measure) else { continue }
      #expect(evidence.used.count == coverage.used, "\(figure.id)")
      #expect(evidence.leftOut.reduce(0) { $0 + $1.count } == coverage.leftOut, "\(figure.id)")
    }
  }

  @Test func noRowIsBothUsedAndLeftOut() {
    for figure in Self.figures where figure.measure != "trend" {
      let evidence = figure.coverage.evidence
      let used = Set(evidence.used)
      #expect(used.count == evidence.used.count, "\(figure.id)")
      #expect(evidence.leftOut.allSatisfy { used.isDisjoint(with: $0.rows) }, "\(figure.id)")
    }
  }
}
