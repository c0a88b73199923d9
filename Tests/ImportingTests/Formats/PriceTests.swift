import Diagnostics
import Importing
import Testing

@Suite struct LLMPricesTests {
  private let json = """
    {"vendor": "deepseek", "models": [
      {"id": "deepseek-chat", "name": "DeepSeek Chat", "price_history": [
        {"input": 0.27, "output": 1.1, "from_date": "2025-02-08", "to_date": null, "input_cached": 0.07},
        {"input": 0.14, "output": 0.28, "from_date": null, "to_date": "2025-02-08", "input_cached": null}]},
      {"id": "big-272k", "name": "Big >272k", "price_history": [
        {"input": 5, "output": 22.5, "from_date": null, "to_date": null, "input_cached": null}]}]}
    """

  @Test func historyBecomesDatedRows() {
    #expect(
      importing(["deepseek.json": json], as: "llm-prices", asOf: "2026-08-05").files == [
        "Input/prices/board/deepseek.csv": """
        model,organisation,provider,input,output,cached-input,valid-from,valid-to,observed,tier,source
        Big,deepseek,first-party,5,22.5,,,,2026-08-05,above 272k,board
        DeepSeek Chat,deepseek,first-party,0.14,0.28,,,2025-02-08,,,board
        DeepSeek Chat,deepseek,first-party,0.27,1.1,0.07,2025-02-08,,2026-08-05,,board

        """
      ])
  }

  @Test func laterExportOfTheSamePricesChangesNothing() {
    let first = importing(["deepseek.json": json], as: "llm-prices", asOf: "2026-08-05").files
    #expect(importing(["deepseek.json": json], as: "llm-prices", asOf: "2026-09-05", into: first).changes.isEmpty)
  }

  @Test func missingPriceIsRefused() {
    let broken = json.replacing("\"output\": 22.5", with: "\"output\": \"?\"")
    let result = importing(["deepseek.json": broken], as: "llm-prices")
    #expect(result.changes.isEmpty && result.complaints.count == 1)
    #expect(result.complaints.first?.contains("error: '?' in 'output' isn't a number") == true)
    #expect(result.findings.first?.place?.lineAndColumn.line == 6)
  }
}

@Suite struct GenaiPricesTests {
  private func rows(_ models: String, provider: String = "deepseek") -> [String] {
    let yaml = "id: \(provider)\nname: \(provider)\nmodels:\n" + models
    let files = importing(["\(provider).yml": yaml], as: "genai-prices", asOf: "2026-08-21").files
    return files.values.flatMap { $0.split(separator: "\n").map(String.init) }
  }

  @Test func numberIsAPriceAndItsCheckTheDay() {
    #expect(
      rows(
        "  - {id: a, name: A, prices_checked: 2026-06-02, prices: {input_mtok: 0.435, output_mtok: 0.87, cache_read_mtok: 0.003625}}\n"
      )
        == [
          "model,organisation,provider,input,output,cached-input,observed,source",
          "A,deepseek,first-party,0.435,0.87,0.003625,2026-06-02,board",
        ])
  }

  @Test(arguments: [
    (
      "Imported from OpenRouter pricing; verify against DeepSeek pricing when native API pricing is published.",
      "openrouter"
    ),
    ("Can't find pricing on this model, so just trusting open router", "openrouter"),
    ("Standard pricing shown", "first-party"),
  ])
  func priceTakenFromTheRouterIsTheRouters(comment: String, provider: String) {
    #expect(
      rows("  - {id: a, name: A, price_comments: \"\(comment)\", prices: {input_mtok: 1, output_mtok: 2}}\n") == [
        "model,organisation,provider,input,output,observed,source", "A,deepseek,\(provider),1,2,2026-08-21,board",
      ])
  }

  @Test func tiersBecomeRowsBelowAndAboveEachStep() {
    let tiers = "{base: 5, tiers: [{start: 200000, price: 10}]}"
    #expect(
      rows("  - {id: a, prices: {input_mtok: \(tiers), output_mtok: 25}}\n") == [
        "model,organisation,provider,input,output,observed,tier,source",
        "a,deepseek,first-party,10,25,2026-08-21,above 200k,board",
        "a,deepseek,first-party,5,25,2026-08-21,up to 200k,board",
      ])
  }

  @Test func datedListEndsWhereTheNextBegins() {
    let yaml = """
        - id: a
          prices:
            - prices: {input_mtok: 1, output_mtok: 2}
            - constraint: {start_date: 2026-03-13}
              prices: {input_mtok: 3, output_mtok: 4}

      """
    #expect(
      rows(yaml) == [
        "model,organisation,provider,input,output,valid-from,valid-to,observed,source",
        "a,deepseek,first-party,1,2,,2026-03-13,,board",
        "a,deepseek,first-party,3,4,2026-03-13,,2026-08-21,board",
      ])
  }

  @Test func hoursOfTheDayAreTiers() {
    let yaml = """
        - id: a
          prices:
            - prices: {input_mtok: 1, output_mtok: 2}
            - constraint: {start_time: 00:30:00Z, end_time: 16:30:00Z}
              prices: {input_mtok: 3, output_mtok: 4}

      """
    #expect(
      rows(yaml) == [
        "model,organisation,provider,input,output,observed,tier,source",
        "a,deepseek,first-party,3,4,2026-08-21,00:30 UTC to 16:30 UTC,board",
        "a,deepseek,first-party,1,2,2026-08-21,outside 00:30 UTC to 16:30 UTC,board",
      ])
  }

  @Test func hostKeepsItsNameAndFreeOffersTheirTier() {
    #expect(
      rows(
        "  - {id: a, prices: {input_mtok: 0, output_mtok: 0}}\n  - {id: sound, prices: {input_audio_mtok: 1}}\n",
        provider: "groq")
        == ["model,provider,input,output,observed,tier,source", "a,groq,0,0,2026-08-21,free,board"])
  }
}

@Suite struct ModelsDevTests {
  private let models = [
    "Input/models/m.yaml": """
    - {id: deepseek-v4, name: DeepSeek V4, developer: deepseek, weights: open, source: board}
    - {id: gpt-5, name: GPT-5, developer: openai, weights: closed, source: board}

    """
  ]

  private func run(_ files: [String: String]) -> Import {
    importing(files, as: "models-dev", asOf: "2026-07-02", into: models)
  }

  @Test func makerSellsFirstPartyAndAHostUnderItsName() {
    let cost = "[cost]\ninput = 0.435\noutput = 0.87\ncache_read = 0.003625\n"
    let files = run([
      "models/deepseek/deepseek-v4.toml": "name = \"DeepSeek V4\"\nopen_weights = true\n",
      "providers/deepseek/provider.toml": "name = \"DeepSeek\"\n",
      "providers/deepseek/models/deepseek-v4.toml": "name = \"DeepSeek V4\"\n" + cost,
      "providers/openrouter/models/deepseek/deepseek-v4.toml": "base_model = \"deepseek/deepseek-v4\"\n" + cost,
    ]).files
    #expect(
      files == [
        "Input/prices/board/deepseek.csv": """
        model,organisation,provider,input,output,cached-input,observed,source
        deepseek-v4,deepseek,first-party,0.435,0.87,0.003625,2026-07-02,board

        """,
        "Input/prices/board/openrouter.csv": """
        model,provider,input,output,cached-input,observed,source
        deepseek/deepseek-v4,openrouter,0.435,0.87,0.003625,2026-07-02,board

        """,
      ])
  }

  @Test func offersOfOneModelForTwoRegionsKeepTheirNames() {
    func offer(_ price: Int) -> String { "base_model = \"openai/gpt-5\"\n[cost]\ninput = \(price)\noutput = 10\n" }
    let text = run([
      "providers/bedrock/models/eu.gpt-5.toml": offer(3), "providers/bedrock/models/us.gpt-5.toml": offer(2),
    ]).files.values.first
    #expect(
      text == """
        model,provider,input,output,observed,source
        eu.gpt-5,bedrock,3,10,2026-07-02,board
        us.gpt-5,bedrock,2,10,2026-07-02,board

        """)
  }

  @Test func tiersAndFreeOffersAreTold() {
    let tiers = """
      name = "GPT-5"
      [cost]
      input = 2.5
      output = 15
      [[cost.tiers]]
      input = 5
      output = 22.50
      tier = { type = "context", size = 272_000 }

      """
    let text = run([
      "providers/openai/models/gpt-5.toml": tiers,
      "providers/openai/models/gpt-free.toml": "name = \"Free\"\n[cost]\ninput = 0\noutput = 0\n",
    ]).files.values.first
    #expect(
      text == """
        model,organisation,provider,input,output,observed,tier,source
        gpt-5,openai,first-party,5,22.5,2026-07-02,above 272k,board
        gpt-5,openai,first-party,2.5,15,2026-07-02,up to 272k,board
        gpt-free,openai,first-party,0,0,2026-07-02,free,board

        """)
  }

  @Test func fileThatIsCutOffIsRefused() {
    let result = run(["providers/openai/models/gpt-5.toml": "name = \"GPT-5\"\n[cost]\ninput = \n"])
    #expect(
      result.complaints == [
        """
        providers/openai/models/gpt-5.toml:1:1: error: the file isn't TOML from line 3 on; \
        fetch it again; if it was cut off, so may others be
        """
      ])
  }
}
