import Diagnostics
import Records
import TestSupport
import Testing

@Suite struct KindsTests {
  @Test func rivalAnswersKeepRangesDatesAndWordsApart() throws {
    let (read, findings) = corpus(with: [
      "Input/rivals/r.yaml": """
      id: lag
      question: How far behind?
      why: They count differently.
      answers:
        - {value: '7 [4, 14]', unit: months, as-of: 2026-01, source: board}
        - {value: 3..6, qualifier: about, unit: months, as-of: 2025-06, source: board}
        - {value-date: 2025-09, unit: month, as-of: 2025-09, source: board}
        - {words: more gates, unit: trend, as-of: 2026-09-01, source: board}
      """
    ])
    #expect(findings.map(line(of:)) == [])
    let answers = try #require(read.rivals.first).answers
    #expect(answers.map(\.value?.text) == ["7 [4, 14]", "3..6", nil, nil])
    #expect(answers.map(\.words) == [nil, nil, nil, "more gates"])
    #expect(answers[2].valueDate?.description == "2025-09")
    let field = try #require(read.record("rivals", "lag")?.fields.last)
    #expect(field.entries.count == 4)
    #expect(field.entries[3].first { $0.name == "words" }?.value == .text("more gates"))
  }

  @Test func answersThatAreNoListAreRefused() {
    #expect(
      complaints(with: ["Input/rivals/r.yaml": "id: r\nquestion: Q\nwhy: W\nanswers: 63 percent\n"]) == [
        """
        Input/rivals/r.yaml:4:10: error: 'answers' takes a list of mappings; \
        start each entry with '- ' on a line of its own; CSV can't hold them
        """
      ])
  }

  @Test func pricesBelowNothingAreRefused() {
    #expect(
      complaints(with: ["Input/prices/p.csv": "model,provider,input,output,source\nX,first-party,-1,2,board\n"]) == [
        "Input/prices/p.csv:2:15: error: -1 lies outside 0 to 100000"
      ])
  }

  @Test func countsBelowNothingAreRefused() {
    #expect(
      complaints(with: [
        "Input/usage/u.csv":
          "subject,subject-kind,platform,measure,value,as-of,source\nQ,family,Router,tokens,-5,2026,board\n"
      ]) == ["Input/usage/u.csv:2:24: error: -5 lies outside 0 to 1e+18"])
  }

  @Test(arguments: [
    ("EU", [String]()), ("CN", []),
    ("China", ["Input/rules/r.yaml:3:15: error: country 'China' isn't an ISO 3166-1 alpha-2 code; write CN"]),
  ])
  func jurisdictionIsACountryOrTheUnion(written: String, expected: [String]) {
    let text = "id: r\ntitle: R\njurisdiction: \(written)\nkind: policy\nsource: board\nconfidence: reported\n"
    #expect(complaints(with: ["Input/rules/r.yaml": text]) == expected)
  }

  @Test(
    arguments: [
      ("2025-05-01", false), ("2025-05-02", true), ("2026-01-31", true), ("2026-02-01", nil), ("2026-02-28", false),
    ] as [(String, Bool?)])
  func ruleBindsFromItsDayUntilItIsWithdrawn(day: String, binds: Bool?) throws {
    let read = corpus(with: [
      "Input/rules/r.yaml":
        "id: r\ntitle: R\njurisdiction: US\nkind: policy\nin-force: 2025-05-02\nwithdrawn: 2026-02\nsource: board\nconfidence: primary\n"
    ]).corpus
    #expect(try #require(read.rules.first).binds(on: try #require(PartialDate(day)).first) == binds)
  }

  @Test func subjectsResolveByTheirKind() {
    let read = corpus(with: [
      "Input/models/m.yaml": "id: r1\nname: R1\ndeveloper: deepseek\nweights: open\nsource: board\n",
      "Input/downloads/d.csv": """
      subject,subject-kind,platform,measure,value,as-of,source
      R1,model,Hub,downloads,5,2026,board
      DeepSeek,organisation,Hub,downloads,5,2026,board
      DeepSeek,family,Hub,downloads,5,2026,board
      """,
      "Input/families/f.yaml": "id: deepseek-v\nname: DeepSeek\ndevelopers: [deepseek]\n",
      "Input/chips/c.csv": "id,name,organisation,source,confidence\nx,X,Nobody,board,primary\n",
    ])
    #expect(read.corpus.downloads.map(\.model) == ["r1", nil, nil])
    #expect(read.corpus.downloads.map(\.organisation) == ["deepseek", "deepseek", nil])
    #expect(
      read.corpus.records(of: "downloads").map { read.corpus.meaning(of: $0)?.family } == [
        nil, nil, "deepseek-v",
      ])
    #expect(
      read.findings.map(line(of:)) == [
        """
        Input/chips/c.csv:2:1: note: 1 name of 'board' resolves to no organisation, 'Nobody' first; \
        add the organisation and a row in Input/aliases/; the Quality page lists all of them
        """
      ])
  }

  @Test func unconfirmedStaysMarked() {
    let read = corpus(with: [
      "Input/events/e.csv":
        "id,date,title,kind,actor,source,confidence\ne,2025-01-20,R1 released,model-release,DeepSeek,board,unconfirmed\n"
    ]).corpus
    #expect(read.events.map(\.confidence) == [.unconfirmed])
    #expect(read.records(of: "events").map(read.isUnconfirmed) == [true])
  }
}
