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
      guard let workings = figure.workings else {
        #expect(figure.value == nil && figure.low == nil && figure.high == nil, "\(figure.id)")
        continue
      }
      for (name, number) in [("value", figure.value), ("low", figure.low), ("high", figure.high)] {
        guard let number else { continue }
        // What hangs on other rows says so.
        guard let result = workings.result(name) else {
          #expect(workings.choice.contains("‘\(name)’"), "\(figure.id) has no step '\(name)'")
          continue
        }
        #expect(abs(result - number) <= 1e-9 * max(1, abs(number)), "\(figure.id).\(name): \(result), not \(number)")
      }
      #expect(workings.result("value") == nil || figure.value != nil, "\(figure.id) has no value to work out")
      for step in workings.steps {
        for (group, column) in step.formula.columns {
          #expect(
            workings.groups.contains { $0.name == group && !$0.entries.isEmpty }, "\(figure.id): \(group).\(column)")
        }
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
