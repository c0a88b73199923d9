import Diagnostics
import Records
import TestSupport
import Testing

@Suite struct MakerOfModelTests {
  private func found(_ maker: String) -> [String] {
    complaints(with: [
      "Input/organisations/o.yaml": """
      - {id: openai, name: OpenAI, country: US}
      - {id: deepseek, name: DeepSeek, country: CN, parent: high-flyer}
      - {id: high-flyer, name: High-Flyer, country: CN}
      """,
      "Input/models/m.yaml": "{id: r1, name: R1, developer: deepseek, weights: open, source: board}\n",
      "Input/scores/s.csv":
        "model,organisation,benchmark,vintage,value,source\nR1,\(maker),arena,2025-01-29,1358,board\n",
    ])
  }

  @Test func anotherMakerIsTold() {
    #expect(
      found("OpenAI") == [
        """
        Input/scores/s.csv:2:1: warning: 'board' gives 'r1' to 'openai', our record to 'deepseek'; \
        if two models share the name, say in Input/aliases/ which is meant; else our record counts
        """
      ])
  }

  @Test(arguments: ["DeepSeek", "High-Flyer", "Nobody", ""])
  func theMakerItsOwnerAndUnknownNamesPass(maker: String) {
    #expect(found(maker) == [])
  }
}
