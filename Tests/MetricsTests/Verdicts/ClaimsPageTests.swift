import Diagnostics
import Foundation
import Metrics
import Records
import TestSupport
import Testing

/// Every example of `Documentation/claims.md`, over the figures that the page names.
@Suite struct ClaimsPageTests {
  struct Example: Sendable, CustomTestStringConvertible {
    let test: String
    let answer: String
    var testDescription: String { test }
  }

  /// The lines of its blocks of tests: an expression, two spaces or more, and what it comes to.
  static let examples: [Example] = {
    let page = (try? String(contentsOfFile: Shared.packageRoot + "/Documentation/claims.md", encoding: .utf8)) ?? ""
    var isInside = false
    return page.split(separator: "\n").compactMap { line in
      if line.hasPrefix("```") {
        isInside = line == "```test"
        return nil
      }
      guard isInside, let gap = line.firstRange(of: "   ") else { return nil }
      let answer = line[gap.upperBound...].drop { $0 == " " }
      return Example(test: String(line[..<gap.lowerBound]), answer: String(answer))
    }
  }()

  private static let known = figures(
    metric("gap", "gap", "benchmark: arena", "leader: us", "follower: china"),
    metric("best", "frontier", "benchmark: arena"),
    metric("share", "share", "of: models", "by: [bloc]", "every: whole", "leader: china")
      .replacing("unit: points", with: "unit: fraction"),
    metric("none", "gap", "benchmark: arena", "leader: us", "follower: china", "openness: open"),
    with: [
      "Input/scores/t.csv": """
      model,benchmark,vintage,value,organisation,source
      gpt-4o,arena,2024-12-31,"1372 [1370, 1374]",OpenAI,board
      v3,arena,2024-12-31,"1315 [1303, 1327]",DeepSeek,board
      """
    ]
  ).figures

  @Test func pageHasExamples() {
    #expect(Self.examples.count >= 30)
  }

  @Test(arguments: examples) func exampleComesToWhatThePageSays(example: Example) {
    let file = SourceFile(path: "Input/claims/c.yaml", text: example.test)
    let (test, findings) = FigureTest.reading(
      example.test, at: Place(file, 0..<example.test.utf8.count), known: Self.known)
    let answer =
      findings.isEmpty
      ? test?.holds(over: Self.known).map { $0 ? "holds" : "does not hold" } ?? "can't be told"
      : findings.map { $0.headline + ($0.hint.map { "; \($0)" } ?? "") }.joined(separator: "; ")
    #expect(findings.isEmpty ? answer == example.answer : answer.contains(example.answer), "\(answer)")
  }
}
