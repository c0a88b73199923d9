import Diagnostics
import Records
import TestSupport
import Testing

@Suite struct HeadlineOnFirmGroundTests {
  private let files = [
    "Input/report.yaml": smallInput["Input/report.yaml"]! + "\nheadlines: [releases]\n",
    "Input/metrics/m.yaml": """
    - {id: releases, title: Releases, measure: tally, of: models, by: [bloc], unit: models, version: 1, caveat: C, method: M}
    """,
    "Input/sources/memory.yaml": "id: memory\ntitle: From memory\nseen: unconfirmed\n",
    "Input/models/m.yaml": """
    - {id: a, name: A, developer: openai, weights: open, source: board, status: confirmed}
    - {id: b, name: B, developer: openai, weights: open, source: board, status: unconfirmed}
    - {id: c, name: C, developer: openai, weights: open, source: memory}
    """,
  ]

  private func found(_ metric: String, _ ids: [String], quarantined: Int = 0) -> [String] {
    let ground = HeadlineGround(metric: metric, rows: ids.map { ("models", $0) }, quarantined: quarantined)
    return Check.headlineOnFirmGround([ground]).findings(in: corpus(with: files).corpus).map(line(of:))
  }

  @Test func unconfirmedRowsAreCountedAndTheFirstIsShown() {
    #expect(
      found("releases", ["a", "b", "c"]) == [
        """
        Input/models/m.yaml:2:4: error: the headline 'releases' rests on 2 unconfirmed rows, 'b' first; \
        confirm the row, or leave the figure out of 'headlines'
        """
      ])
  }

  @Test func rowsOfASourceFromMemoryAreUnconfirmedToo() {
    #expect(
      found("releases", ["c"]) == [
        """
        Input/models/m.yaml:3:4: error: the headline 'releases' rests on 1 unconfirmed row, 'c' first; \
        confirm the row, or leave the figure out of 'headlines'
        """
      ])
  }

  @Test func modelsBehindRowsAreConfirmedToo() {
    let scores = "model,benchmark,vintage,value,source\nA,arena,2026-01-31,1400,board\nB,arena,2026-01-31,1500,board\n"
    let corpus = corpus(with: files.merging(["Input/scores/s.csv": scores]) { _, new in new }).corpus
    func found(_ row: Int) -> [String] {
      let ground = HeadlineGround(
        metric: "releases", rows: [("scores", "Input/scores/s.csv:row-\(row)")], quarantined: 0)
      return Check.headlineOnFirmGround([ground]).findings(in: corpus).map(line(of:))
    }
    #expect(found(1) == [])
    #expect(
      found(2) == [
        """
        Input/models/m.yaml:2:4: error: the headline 'releases' rests on the model 'b', which is unconfirmed; \
        confirm the model, or leave the figure out of 'headlines'
        """
      ])
  }

  @Test func confirmedRowsAndOtherFiguresPass() {
    #expect(found("releases", ["a"]) == [])
    #expect(found("something-else", ["b"], quarantined: 3) == [])
  }

  @Test func rowsKeptOutAreSaid() {
    #expect(
      found("releases", ["a"], quarantined: 2) == [
        """
        Input/metrics/m.yaml:1:4: warning: the headline 'releases' is computed without 2 rows that were kept out; \
        mend the rows; the Quality page lists them
        """
      ])
  }
}
