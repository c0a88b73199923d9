@testable import Records
import TestSupport
import Testing

@Suite struct ScaleOfScoresTests {
  private func findings(_ rows: String...) -> [String] {
    let text = (["model,benchmark,vintage,value,scale,source"] + rows).joined(separator: "\n") + "\n"
    return Check.scaleOfScores.findings(in: corpus(with: ["Input/scores/s.csv": text]).corpus).map(line(of:))
  }

  @Test func tableWithoutAScaleBesideOthersIsNamedOnce() {
    #expect(
      findings(
        "A,arena,2025-01-31,1300,A,board", "A,arena,2025-02-28,1310,,board", "B,arena,2025-02-28,1290,,board") == [
          """
          Input/scores/s.csv:3:1: warning: rows of 'arena' of 2025-02-28 have no 'scale', as others of it do; write the \
          scale on which this table is, or give it another benchmark
          """
        ])
  }

  @Test func benchmarkOfWhichNoRowHasAScaleIsFine() {
    #expect(findings("A,arena,2025-01-31,1300,,board", "A,arena,2025-02-28,1310,,board") == [])
  }
}
