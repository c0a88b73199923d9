import Diagnostics
import Records
import TestSupport
import Testing

@Suite struct SourcesDisagreeTests {
  private let sources = """
    - {id: board, title: A board, seen: full-text}
    - {id: digest, title: A digest, seen: secondary-mention, published: 2026-08-01}
    - {id: list, title: A list, seen: excerpt, published: 2026-07-01}
    """

  private func prices(_ rows: String...) -> [String: String] {
    [
      "Input/sources/s.yaml": sources,
      "Input/prices/p.csv": "model,provider,input,output,observed,tier,source\n" + rows.joined(separator: "\n"),
    ]
  }

  @Test func pricesOfTwoListsAreToldWithTheBetterReadSourceFirst() {
    let files = prices("X,first-party,2,4,2026-07-01,,digest", "X,first-party,1,2,2026-07-20,,list")
    let (read, findings) = corpus(with: files)
    #expect(
      findings.filter { $0.severity > .note }.map(line(of:)) == [
        """
        Input/prices/p.csv:2:1: warning: price of 'X' at first-party, input/output: 1/2 in 'list', 2/4 in 'digest'; \
        'list' ranks first; a note can say why they differ
        """
      ])
    #expect(read.disagreements().map(\.answers.count) == [2])
    #expect(read.prices.count == 2)
  }

  @Test(arguments: [
    "X,first-party,1,2,2026-07-20,,digest",  // One source may change its price.
    "X,first-party,2,4,2026-07-20,,list",  // The same price.
    "X,first-party,1,2,2026-09-20,,list",  // Much later.
    "X,first-party,1,2,2026-07-20,above 200k,list",
    "X,host,1,2,2026-07-20,,list",
  ])
  func otherPricesPass(second: String) {
    #expect(complaints(with: prices("X,first-party,2,4,2026-07-01,,digest", second)) == [])
  }

  @Test func countsOfOtherPopulationsAreNoDisagreement() {
    let header = "subject,subject-kind,platform,measure,value,unit,as-of,population,source\n"
    func found(_ population: String) -> [String] {
      complaints(with: [
        "Input/sources/s.yaml": sources,
        "Input/downloads/d.csv": header + "China,country,Hub,share,17,percent,2025-08,all models,digest\n"
          + "China,country,Hub,share,41,percent,2025-08,\(population),list\n",
      ])
    }
    #expect(found("new models") == [])
    #expect(
      found("all models") == [
        """
        Input/downloads/d.csv:2:1: warning: share of 'China' on Hub in 2025-08: 41 percent in 'list', \
        17 percent in 'digest'; 'list' ranks first; a note can say why they differ
        """
      ])
  }

  @Test func scoresOfOneVintageAreCompared() {
    let found = complaints(with: [
      "Input/sources/s.yaml": sources,
      "Input/models/m.yaml": "id: x\nname: X\ndeveloper: openai\nweights: closed\nsource: board\n",
      "Input/scores/s.csv":
        "model,benchmark,vintage,value,source\nX,arena,2026-01-01,1400,list\nX,arena,2026-01-01,1410,board\n",
    ])
    #expect(
      found == [
        """
        Input/scores/s.csv:2:1: warning: score of 'x' in 'arena' on 2026-01-01: 1410 in 'board', 1400 in 'list'; \
        'board' ranks first; a note can say why they differ
        """
      ])
  }
}
