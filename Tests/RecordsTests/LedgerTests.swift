import Diagnostics
import Records
import TestSupport
import Testing

@Suite struct LedgerTests {
  private static let files = [
    "Input/organisations/o.yaml": """
    - {id: openai, name: OpenAI, country: US}
    - {id: anthropic, name: Anthropic, country: US, hubs: [anthropic-hub]}
    - {id: ant-group, name: Ant Group, country: CN, hubs: [inclusionAI]}
    - {id: z-ai, name: Z.ai, country: CN, hubs: [zai-org, THUDM]}
    - {id: deepseek, name: DeepSeek, country: CN, hubs: [deepseek-ai]}
    - {id: facebook, name: Facebook, country: US, parent: meta}
    - {id: meta, name: Meta, country: US}
    """,
    "Input/families/f.yaml": """
    - {id: claude, name: Claude, developers: [anthropic]}
    - {id: deepseek-v, name: DeepSeek, developers: [deepseek]}
    """,
    "Input/models/m.yaml": """
    - {id: claude-opus-4, name: Claude Opus 4, family: claude, developer: anthropic, weights: closed, source: board}
    - {id: command-r, name: Command R, developer: openai, weights: open, source: board}
    - {id: command-r-plus, name: Command R+, developer: openai, weights: open, source: board}
    - {id: v4-pro, name: DeepSeek-V4-Pro, family: deepseek-v, developer: deepseek, weights: open, source: board}
    - {id: glm-5, name: GLM-5, developer: z-ai, weights: open, source: board}
    - {id: opt, name: OPT, developer: meta, weights: open, source: board}
    - {id: small-a, name: Small, developer: openai, weights: open, source: board}
    - {id: small-b, name: Small, developer: deepseek, weights: open, source: board}
    """,
    "Input/aliases/a.csv": """
    name,of,record,source,from,to
    Chat,model,small-a,,,2025-06
    Chat,model,glm-5,,2025-07,
    """,
  ]
  private let ledger = Ledger(corpus(with: LedgerTests.files).corpus)

  private func model(_ name: String, by maker: String? = nil) -> String? {
    ledger.model(named: name, by: maker, in: "board")
  }

  @Test(
    arguments: [
      ("DeepSeek-V4-Pro", nil, "v4-pro"),
      ("deepseek v4 pro", "deepseek", "v4-pro"),
      ("V4 Pro", "deepseek", "v4-pro"),  // The family may be left out where the maker is known.
      ("deepseek v4 pro", nil, nil),  // Without a maker only the exact spelling counts.
      ("deepseek v4 pro", "anthropic", nil),
      ("deepseek v4", "deepseek", nil),
      ("deepseek v4 pro max", "deepseek", nil),
      ("command r+", "openai", "command-r-plus"),
      ("command r", "openai", "command-r"),
      ("deepseek-ai/DeepSeek-V4-Pro", nil, "v4-pro"),
      ("somebody/DeepSeek-V4-Pro", nil, nil),
      ("zai-org/GLM-5", nil, "glm-5"), ("THUDM/GLM-5", nil, "glm-5"),  // A hub that was renamed.
      ("OPT", "facebook", "opt"), ("opt", "facebook", "opt"),
    ] as [(String, String?, String?)])
  func modelsMatchByMakerThenFamilyThenVariant(name: String, maker: String?, expected: String?) {
    #expect(model(name, by: maker) == expected)
  }

  @Test func aNameThatTwoModelsHaveNeedsTheirMaker() {
    #expect(model("Small") == nil)
    #expect(model("Small", by: "openai") == "small-a")
    #expect(model("Small", by: "deepseek") == "small-b")
  }

  @Test func aPartOfANameIsNoName() {
    func maker(_ name: String) -> String? { ledger.record(.organisation, named: name, in: "board") }
    #expect(maker("ant") == nil)
    #expect(maker("Ant") == nil)
    #expect(maker("Ant Group") == "ant-group")
    #expect(maker("Anthropic") == "anthropic")
    #expect(model("Opus", by: "anthropic") == nil)
    #expect(model("ant/Claude Opus 4") == nil)
  }

  @Test func aliasesHoldInTheirTime() {
    func meant(_ date: String?) -> String? {
      ledger.model(named: "Chat", in: "board", on: date.flatMap { PartialDate($0) })
    }
    #expect(meant("2025-06-30") == "small-a")
    #expect(meant("2025-07-01") == "glm-5")
    #expect(meant("2025") == nil)
    #expect(meant(nil) == nil)
  }

  @Test func aliasesThatFollowEachOtherAreNotAmbiguous() {
    #expect(corpus(with: Self.files).findings.filter { $0.code == "ambiguous-alias" } == [])
    var files = Self.files
    files["Input/aliases/a.csv"] = files["Input/aliases/a.csv"]!.split(separator: ",2025-06\n").joined(
      separator: ",2025-08\n")
    #expect(corpus(with: files).findings.map(\.code).contains("ambiguous-alias"))
  }
}
