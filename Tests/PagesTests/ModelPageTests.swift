import Diagnostics
import Metrics
@testable import Pages
import Records
import TestSupport
import Testing

/// The committed page of a model of which nearly everything is disputed.
@Suite struct ModelPageTests {
  private static let corpus = Committed.corpus

  private static let pages = Task { () -> [String: String] in
    let wanted = ["Templates/site.html", "Templates/pages/model.md", "Templates/pages/source.md"]
    let site = await Site.make(
      figures: Committed.figures, corpus: corpus, verdicts: [],
      templates: Committed.templates.filter { wanted.contains($0.path) }, findings: [], asOf: corpus.asOf)
    return Dictionary(
      site.files.filter { ["models/deepseek-v4-pro.md", "sources/ecosystem-graphs.md"].contains($0.path) }
        .map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) }
    ) { first, _ in first }
  }

  private func page(_ path: String = "models/deepseek-v4-pro.md") async throws -> String {
    try #require(await Self.pages.value[path])
  }

  @Test(arguments: ["1,600 billion", "861.6 billion", "1,000 billion"])
  func holdsEverySizeThatIsPublished(size: String) async throws {
    #expect(try await page().contains(size))
  }

  @Test(arguments: [("0.435", "0.87"), ("1.74", "3.48")])
  func holdsEveryPriceThatIsPublished(input: String, output: String) async throws {
    let rows = try await page().split(separator: "\n")
    #expect(rows.contains { $0.contains("| $\(input) | $\(output) |") })
  }

  @Test func holdsEveryPriceOfOurRecordsWithItsSource() async throws {
    let rows = try await page().split(separator: "\n")
    let prices = Self.corpus.prices.filter { $0.model == "deepseek-v4-pro" }
    #expect(prices.count >= 3)
    for price in prices {
      let (input, output) = (try #require(price.input.value), try #require(price.output.value))
      let numbers = "| $\(NumberFormat.cents(input)) | $\(NumberFormat.cents(output)) |"
      #expect(rows.contains { $0.contains(numbers) && $0.contains("sources/\(price.source).md") }, "\(numbers)")
    }
  }

  @Test(arguments: [
    "## Where sources disagree", "## Ratings", "## Price", "## Safety and evaluation", "## What its licence allows",
    "## Claims that name it", "## Events", "## What we do not know of it", "## Names in sources",
    "## Sources of this page",
  ])
  func holdsAllThatIsKnown(section: String) async throws {
    #expect(try await page().contains(section + "\n"))
  }

  @Test func saysWhoGivesEachAnswerAndWhatIsNotKnown() async throws {
    let text = try await page()
    #expect(text.contains("Our record counts. · 861.6 billion: A count of tensors in the released files"))
    #expect(text.contains("Trained on: not recorded"))
    #expect(text.contains("DeepSeek V4 Pro solved 44% of PortBench in CAISI’s run."))
  }

  @Test func holdsWhatOthersSayOfItsLagBesideOurs() async throws {
    let rows = try await page().split(separator: "\n")
    let row = try #require(rows.first { $0.contains("| How many months is the best Chinese model behind") })
    for answer in ["**5.2 months", "about 8 months CAISI", "3–6 months DeepSeek"] {
      #expect(row.contains(answer), "\(row)")
    }
  }

  @Test func factsHaveWhatBelongsToThemUnderThem() async throws {
    let text = try await page()
    #expect(text.contains("Board of 8 October 2026"), "\(text.prefix(3000))")
    #expect(text.contains("[49](#at-active-parameters) (At work on each token. Disputed)"), "\(text.prefix(3000))")
  }

  @Test func aSourceThatGivesCountriesWronglyShowsItOnItsPage() async throws {
    let text = try await page("sources/ecosystem-graphs.md")
    #expect(text.contains("DeepSeek: country | **China**"))
    #expect(text.contains("Its seat is in Hangzhou."))
    #expect(text.contains("01.AI: country | **China**"))
    #expect(text.contains("Mistral AI: country | **France**"))
  }
}
