import Diagnostics
import Records
import TestSupport
import Testing

@Suite struct OneRecordForOneThingTests {
  private func models(_ second: String) -> [String: String] {
    [
      "Input/models/m.yaml": """
      - {id: v4-pro, name: DeepSeek-V4-Pro, developer: deepseek, weights: open, source: board}
      - \(second)
      """
    ]
  }

  @Test func anotherSpellingDoesNotHideADouble() {
    #expect(
      complaints(
        with: models("{id: w, name: deepseek v4 pro, developer: deepseek, weights: open, source: board}")) == [
          """
          Input/models/m.yaml:2:4: warning: 'w' and 'v4-pro' of models are both called 'deepseek v4 pro'; \
          if they are one thing, delete one record and make its name an alias; if not, give them names that differ
          """
        ])
  }

  @Test(arguments: [
    "{id: w, name: DeepSeek-V4-Pro, developer: openai, weights: open, source: board}",
    "{id: w, name: DeepSeek-V4, developer: deepseek, weights: open, source: board}",
    "{id: w, name: DeepSeek-V4-Pro+, developer: deepseek, weights: open, source: board}",
  ])
  func otherMakersAndOtherVariantsPass(second: String) {
    #expect(complaints(with: models(second)) == [])
  }

  @Test func oneHubOfTwoOrganisationsIsTold() {
    let organisations = """
      - {id: openai, name: OpenAI, country: US}
      - {id: deepseek, name: DeepSeek, country: CN}
      - {id: z-ai, name: Z.ai, country: CN, hubs: [THUDM]}
      - {id: tsinghua, name: Tsinghua, country: CN, hubs: [THUDM]}
      """
    #expect(
      complaints(with: ["Input/organisations/o.yaml": organisations]) == [
        """
        Input/organisations/o.yaml:3:4: warning: 'z-ai' and 'tsinghua' of organisations are both called 'THUDM'; \
        if they are one thing, delete one record and make its name an alias; if not, give them names that differ
        """
      ])
  }

  @Test func twoSourcesAtOneAddressAreTold() {
    func found(_ url: String) -> [String] {
      complaints(with: [
        "Input/sources/more.yaml": """
        - {id: a, title: A, url: "https://www.Example.org/Tables/", seen: excerpt}
        - {id: b, title: B, url: "\(url)", seen: excerpt}
        """
      ])
    }
    #expect(
      found("http://example.org/Tables") == [
        """
        Input/sources/more.yaml:2:4: warning: 'b' and 'a' of sources are both at http://example.org/Tables; \
        if they are one publication, delete one record; if not, give each the address of its own file or page
        """
      ])
    #expect(found("https://example.org/tables") == [])
    #expect(found("https://example.org/Tables/b.csv") == [])
  }

  @Test func anAliasThatIsAnotherRecordsNameIsToldUnlessItIsDated() {
    func found(_ row: String) -> [String] {
      complaints(
        with: models("{id: v4, name: V4, developer: deepseek, weights: open, source: board}").merging([
          "Input/aliases/a.csv": "name,of,record,source,from\n\(row)\n"
        ]) { $1 })
    }
    #expect(
      found("V4,model,v4-pro,,") == [
        """
        Input/aliases/a.csv:2:1: warning: the name 'V4' is an alias of 'v4-pro', but 'v4' calls itself so; \
        say in 'source' who means 'v4-pro' by it, or delete the row
        """
      ])
    #expect(found("V4,model,v4-pro,board,") == [])
    #expect(found("V4,model,v4-pro,,2026-06") == [])
  }
}
