import Records
import TestSupport
import Testing

@testable import Pages

/// What pages look up.
@Suite struct SiteIndexTests {
  /// The first file holds the later board, on which one model stands under two names.
  private static func files(secondValue: String) -> [String: String] {
    [
      "Input/models/m.yaml": "- {id: r1, name: R1, developer: deepseek, weights: open, source: board}\n",
      "Input/scores/a.csv": """
      model,organisation,benchmark,vintage,value,source
      R1,DeepSeek,arena,2026-02-27,1358,board
      r1,DeepSeek,arena,2026-02-27,\(secondValue),board
      """,
      "Input/scores/b.csv": """
      model,organisation,benchmark,vintage,value,source
      R1,DeepSeek,arena,2026-01-29,1400,board
      """,
    ]
  }

  @Test(arguments: [("1357", 0), ("1358", 0), ("1359", 1)])
  func latestRatingIsTheBestOfTheLastBoardAndOfEqualOnesTheFirst(_ secondValue: String, _ position: Int) async {
    let (corpus, _) = TestSupport.corpus(with: Self.files(secondValue: secondValue))
    let index = await SiteIndex(corpus)
    let expected = corpus.records(of: Score.kind)[position]
    #expect(corpus.records(of: Score.kind).count == 3)
    #expect(index.latestScore(of: "r1")?.id == expected.id)
    #expect(index.best(of: "deepseek")?.score.id == expected.id)
  }
}
