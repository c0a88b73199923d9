import Diagnostics
import Records
import TestSupport
import Testing

@Suite struct DisputeIsAboutAFactTests {
  private func files(_ rows: String...) -> [String: String] {
    [
      "Input/sources/s.yaml": """
      - {id: board, title: A board, seen: full-text}
      - {id: list, title: A list, seen: excerpt}
      - {id: rumour, title: A rumour, seen: secondary-mention}
      """,
      "Input/models/m.yaml": """
      {id: v4, name: V4, developer: deepseek, weights: open, total-parameters: 1600, source: board}
      """,
      "Input/disputes/d.csv": "of,record,field,says,source,reason\n" + rows.joined(separator: "\n") + "\n",
    ]
  }

  @Test(
    arguments: [
      ("modles,v4,name,X,list,", "there is no kind 'modles'; did you mean 'models'?"),
      ("models,v4,nmae,X,list,", "models have no field 'nmae'; did you mean 'name'?"),
      (
        "models,v4,total-parameters,many,list,",
        "'total-parameters' can't be 'many'; it is number, billions; 'parallax schema KIND' tells the fields"
      ),
      (
        "organisations,deepseek,country,USA,list,",
        "'country' can't be 'USA'; it is country, ISO 3166-1 alpha-2; 'parallax schema KIND' tells the fields"
      ),
    ] as [(String, String)])
  func whatNoRecordCouldHoldIsRefused(row: String, expected: String) {
    #expect(complaints(with: files(row)).contains("Input/disputes/d.csv:2:1: error: " + expected))
  }

  @Test func recordThatIsNotThereIsPointedAt() {
    #expect(
      complaints(with: files("models,v5,name,X,list,")) == [
        "Input/disputes/d.csv:2:8: error: models has no record 'v5'; did you mean 'v4'?"
      ])
  }

  @Test func allAnswersStandBesideOurRecordsWhichComesFirst() throws {
    let (read, findings) = corpus(
      with: files(
        "models,v4,total-parameters,861.6,list,Counts packed tensors.", "models,v4,total-parameters,1000,rumour,",
        "models,v4,total-parameters,1600.0,rumour,"))
    let dispute = try #require(read.disagreements().first)
    #expect(dispute.about == Record.Key(kind: "models", id: "v4"))
    #expect(dispute.answers.map(\.text) == ["1600", "861.6", "1000"])
    #expect(dispute.answers.map(\.isOurRecords) == [true, false, false])
    #expect(dispute.answers[0].witnesses.map(\.source) == ["board", "rumour"])
    #expect(dispute.reason == .ourRecord)
    #expect(
      findings.filter { $0.code == "sources-disagree" }.map(line(of:)) == [
        """
        Input/disputes/d.csv:3:1: warning: total parameters of 'v4': 1600 in 'board' and 'rumour', 861.6 in 'list', \
        1000 in 'rumour'; our record counts; say in the dispute's 'reason' why
        """
      ])
  }

  @Test func aCountryThatASourceGivesWronglyIsToldOnce() {
    let found = complaints(with: files("organisations,deepseek,country,US,list,"))
    #expect(
      found == [
        """
        Input/disputes/d.csv:2:1: warning: 'list' puts 'deepseek' in United States, our record in China; \
        our record counts; say in its 'country-evidence' why
        """
      ])
  }

  @Test func aSourceThatAgreesIsNoDispute() {
    #expect(complaints(with: files("models,v4,total-parameters,1600,list,")) == [])
  }
}
