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
        a note can say why they differ
        """
      ])
    #expect(read.disagreements().map(\.answers.count) == [2])
    #expect(read.prices.count == 2)
  }

  @Test(arguments: [
    "X,first-party,1,2,2026-07-20,,digest",  // One source may change its price.
    "X,first-party,2,4,2026-07-20,,list",  // The same price.
    "X,first-party,1,2,2026-11-20,,list",  // Much later.
    "X,first-party,1,2,2026-07-20,above 200k,list",
    "X,host,1,2,2026-07-20,,list",
  ])
  func otherPricesPass(second: String) {
    #expect(complaints(with: prices("X,first-party,2,4,2026-07-01,,digest", second)) == [])
  }

  @Test func aPriceThatEndedIsNotContradictedByTheNext() {
    func found(_ rows: String...) -> [String] {
      complaints(with: [
        "Input/sources/s.yaml": sources,
        "Input/prices/p.csv": "model,provider,input,output,valid-from,valid-to,observed,source\n"
          + rows.joined(separator: "\n"),
      ])
    }
    let promotion = "X,first-party,2,10,2026-07-02,2026-09-01,,digest"
    #expect(found(promotion, "X,first-party,3,15,2026-09-01,,,list") == [])
    #expect(found(promotion, "X,first-party,3,15,,,2026-09-10,list") == [])
    // Inside of the promotion, and before a price that began.
    #expect(found(promotion, "X,first-party,3,15,,,2026-08-10,list").count == 1)
    #expect(found("X,first-party,3,15,,,2026-06-20,list", promotion) == [])
  }

  /// A list of August that has had a price since last year says it of a day in July too.
  @Test func aListSpeaksOfEveryDayUntilItsOwn() {
    func found(_ published: String) -> [String] {
      complaints(with: [
        "Input/sources/s.yaml": sources.replacing("2026-08-01", with: published),
        "Input/prices/p.csv": """
        model,provider,input,output,valid-from,valid-to,observed,source
        X,first-party,10,40,2025-01-01,2025-06-10,,digest
        X,first-party,2,8,2025-06-10,,2025-07-12,digest
        X,first-party,10,40,,,2026-07-05,list
        """,
      ])
    }
    #expect(found("2026-08-01").count == 1)
    #expect(found("2025-08-01") == [])
  }

  @Test func embeddingsHaveNoOutput() {
    #expect(
      complaints(with: prices("X,first-party,1,1,2026-07-01,,digest", "X,first-party,1,0,2026-07-20,,list")) == [])
  }

  @Test func snapshotsOfAModelHaveTheirOwnPrices() {
    let models = "id: x\nname: X\ndeveloper: openai\nweights: closed\nsource: board\n"
    let files = prices("X-2024-05-13,first-party,5,15,2026-07-01,,digest", "X,first-party,1,2,2026-07-20,,list")
      .merging([
        "Input/models/m.yaml": models, "Input/aliases/a.csv": "name,of,record\nX-2024-05-13,model,x\n",
      ]) { $1 }
    #expect(complaints(with: files) == [])
  }

  @Test func ofEquallyGoodSourcesTheLaterLookComesFirst() {
    let files = prices("X,first-party,2,4,2026-07-01,,digest", "X,first-party,1,2,2026-07-20,,list").merging([
      // The list is the older publication, and was looked at last.
      "Input/sources/s.yaml": sources.replacing("secondary-mention", with: "excerpt")
    ]) { $1 }
    let read = corpus(with: files).corpus
    #expect(read.disagreements().first?.answers.first?.text == "1/2")
    #expect(read.disagreements().first?.reason == .newer)
  }

  @Test func sourceThatContradictsItselfLeavesOurValueToUs() {
    let files = [
      "Input/models/m.yaml": "id: x\nname: X\ndeveloper: openai\nweights: closed\ncontext: 1000\nsource: board\n",
      "Input/disputes/d.csv": "of,record,field,says,source\nmodels,x,context,2000,board\n",
    ]
    #expect(
      complaints(with: files) == [
        """
        Input/disputes/d.csv:2:1: warning: context of 'x': 1000 in our record, 2000 in 'board'; \
        our record counts; say in the dispute's 'reason' why
        """
      ])
  }

  @Test func roundsAndFiguresOfUseCanBeDisputed() {
    let files = [
      "Input/funding/f.csv": "id,date,organisation,event,status,source\nfinal,2026,OpenAI,final round,closed,board\n",
      "Input/adoption/a.csv":
        "id,measure,value,unit,as-of,source,confidence\nusers,Users of the hub,13,million,2025,board,primary\n",
      "Input/disputes/d.csv":
        "of,record,field,says,source\nfunding,final,date,2026-03-31,board\nadoption,users,value,11,board\n",
    ]
    #expect(
      complaints(with: files).map { $0.prefix { $0 != ";" } } == [
        "Input/disputes/d.csv:2:1: warning: date of 'final': 2026 in our record, 2026-03-31 in 'board'",
        "Input/disputes/d.csv:3:1: warning: value of 'users': 13 in our record, 11 in 'board'",
      ])
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
