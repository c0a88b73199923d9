import Diagnostics
import Importing
import Records
import TestSupport
import Testing

/// What holds for every format: Arena's smallest one stands for all.
@Suite struct ImportTests {
  private let header = "rank,model,arena_score,95_pct_ci,votes,organization,license"
  private let rows = [
    "1,GPT-4o,1287,+3/-4,42046,OpenAI,Proprietary", "2,DeepSeek-V3,1250,+5/-5,900,DeepSeek,MIT",
    "3,\"Yi, large\",1200,+9/-8,800,01 AI,unknown",
  ]
  private let path = "Input/scores/board/arena-text-2026-01-31.csv"

  private func export(_ rows: [String]) -> [String: String] {
    ["lmsys_2026-01-31.csv": ([header] + rows).joined(separator: "\n") + "\n"]
  }

  private func run(
    _ rows: [String], into records: [String: String] = [:], options: ImportOptions = ImportOptions()
  ) -> Import {
    importing(export(rows), as: "arena", into: boards("arena-text").merging(records) { $1 }, options: options)
  }

  private let written = """
    model,organisation,licence-label,benchmark,vintage,value,votes,run-by,source
    GPT-4o,OpenAI,Proprietary,arena-text,2026-01-31,"1287 [1283, 1290]",42046,independent,board
    DeepSeek-V3,DeepSeek,MIT,arena-text,2026-01-31,"1250 [1245, 1255]",900,independent,board
    "Yi, large",01 AI,unknown,arena-text,2026-01-31,"1200 [1192, 1209]",800,independent,board

    """

  @Test func exportBecomesRecordsUnderItsSource() {
    let result = run(rows)
    #expect(result.complaints == [])
    #expect(result.files == [path: written])
    #expect(result.changes.first?.before == nil && result.rows == 3)
  }

  @Test func secondRunChangesNothing() {
    let result = run(rows, into: [path: written])
    #expect(result.changes.isEmpty && !result.isRefused)
  }

  @Test func orderOfRowsAndFilesDoesNotMatter() {
    #expect(run(rows.reversed()).files == [path: written])
    let second = [header, "1,GPT-4o,1290,+3/-4,50000,OpenAI,Proprietary"].joined(separator: "\n") + "\n"
    let both = export(rows).merging(["a_2026-02-28.csv": second]) { $1 }.map {
      SourceFile(path: $0.key, text: $0.value)
    }
    let options = ImportOptions(allowsShorter: true)
    let one = importing(both, as: "arena", into: boards("arena-text"), options: options).files
    #expect(one.count == 2)
    #expect(one == importing(both.reversed(), as: "arena", into: boards("arena-text"), options: options).files)
  }

  @Test func tableOfOneNameWithOtherRowsIsRefused() {
    let others = ["1,A,1287,+3/-4,42046,OpenAI,MIT", "2,B,1250,+5/-5,900,DeepSeek,MIT", rows[2]]
    #expect(
      run(others, into: [path: written]).findings.map(\.headline) == [
        "'arena-text-2026-01-31' keeps 1 of the 3 rows that it had"
      ])
    #expect(run(others, into: [path: written], options: ImportOptions(allowsShorter: true)).changes.count == 1)
  }

  @Test func whatAnAnalystAddedStaysWithItsRow() {
    let own = written.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.isEmpty ? "" : line.hasPrefix("model,") ? line + ",scale" : line.hasPrefix("GPT") ? line + ",B" : line + ","
    }.joined(separator: "\n")
    let result = run(Array(rows.dropLast()) + ["3,\"Yi, large\",1201,+9/-8,800,01 AI,unknown"], into: [path: own])
    #expect(
      result.files[path]?.contains(
        "GPT-4o,OpenAI,Proprietary,arena-text,2026-01-31,\"1287 [1283, 1290]\",42046,independent,B,board\n") == true)
    #expect(result.files[path]?.contains("\"1201 [1193, 1210]\"") == true)
  }

  @Test func fieldsOfTheCallerStandOnEveryRow() {
    let text = run(rows, options: ImportOptions(fields: ["scale": "A"])).files[path] ?? ""
    #expect(text.split(separator: "\n").dropFirst().allSatisfy { $0.hasSuffix(",A,board") })
  }

  @Test func rowsThatUpstreamHasNoLongerGo() {
    let result = run(Array(rows.dropLast()), into: [path: written])
    #expect(result.files[path]?.contains("Yi, large") == false)
  }

  @Test func farShorterTableIsRefusedUnlessAllowed() {
    let earlier = "Input/scores/board/arena-text-2025-12-31.csv"
    let before = written.replacing("2026-01-31", with: "2025-12-31")
    let refused = run([rows[0]], into: [earlier: before])
    #expect(refused.changes.isEmpty)
    #expect(
      refused.complaints == [
        """
        error: 'arena-text-2026-01-31' has 1 rows where 'arena-text-2025-12-31' has 3; \
        fetch it again; if upstream really dropped so many, import it with --allow-shorter
        """
      ])
    #expect(run([rows[0]], into: [earlier: before], options: ImportOptions(allowsShorter: true)).files.count == 1)
    #expect(run(Array(rows.dropLast()), into: [earlier: before]).files.count == 1)
  }

  @Test func sameTableThatHasLostItsRowsIsRefused() {
    #expect(
      run([rows[0]], into: [path: written]).complaints == [
        """
        error: 'arena-text-2026-01-31' has 1 rows where the one before had 3; \
        fetch it again; if upstream really dropped so many, import it with --allow-shorter
        """
      ])
  }

  @Test func exportWithoutRowsIsRefused() {
    let result = run([])
    #expect(result.changes.isEmpty)
    #expect(
      result.complaints == [
        "lmsys_2026-01-31.csv:1:1: error: the export holds nothing to import; fetch it again; what was imported before stays"
      ])
    #expect(
      importing([], as: "arena").complaints == [
        "error: no file of this format; fetch it again; what was imported before stays"
      ])
  }

  @Test func fileCutOffInTheMiddleOfARowIsRefused() {
    let result = importing(
      ["lmsys_2026-01-31.csv": ([header] + rows).joined(separator: "\n").dropLast(12) + ""], as: "arena",
      into: boards("arena-text"))
    #expect(result.changes.isEmpty)
    #expect(
      result.complaints == [
        "lmsys_2026-01-31.csv:4:30: error: the file ends in the middle of a row; fetch it again"
      ])
  }

  @Test func fileOfAnotherFormatIsRefused() {
    let result = importing(["lmsys_2026-01-31.csv": "name,score\na,1\n"], as: "arena", into: boards("arena-text"))
    #expect(
      result.complaints == [
        """
        lmsys_2026-01-31.csv:1:1: error: the header lacks 'model'; name the format that the file has; \
        if upstream has changed it, the importer has to learn it
        """
      ])
  }

  @Test func unknownSourceIsRefused() {
    #expect(
      importing(export(rows), as: "arena", source: "bord").complaints == [
        "error: sources has no record 'bord'; did you mean 'board'?"
      ])
  }

  @Test func boardThatNobodyDescribedIsLeftOut() {
    let result = importing(export(rows), as: "arena")
    #expect(result.changes.isEmpty)
    #expect(result.findings.map(\.code) == ["unknown-board", "empty-export"])
  }

  @Test func recordsThatCouldNotBePublishedAreNotWritten() {
    let result = importing(
      [
        "deepseek.json":
          #"{"vendor": "deepseek", "models": [{"id": "x", "price_history": [{"input": -1, "output": 2}]}]}"#
      ],
      as: "llm-prices")
    #expect(result.changes.isEmpty)
    #expect(
      result.complaints == [
        "Input/prices/board/deepseek.csv:2:24: error: -1 lies outside 0 to 100000"
      ])
  }

  @Test func namesWithoutARecordAreListedOnce() {
    #expect(run(rows).unresolved.map(\.name) == ["GPT-4o", "DeepSeek-V3", "Yi, large"])
    let models = [
      "Input/models/m.yaml": "{id: gpt-4o, name: GPT-4o, developer: openai, weights: closed, source: board}\n"
    ]
    #expect(run(rows, into: models).unresolved.map(\.name) == ["DeepSeek-V3", "Yi, large"])
  }

  @Test func twoDifferentRowsForOneThingAreTold() {
    let result = run(rows + ["4,GPT-4o,1100,+1/-1,10,OpenAI,Proprietary"])
    #expect(result.files[path] == written)
    #expect(
      result.complaints == [
        """
        warning: the export speaks twice of 'GPT-4o, arena-text, 2026-01-31', differently, for arena-text-2026-01-31; \
        one of the two rows is kept; the same one every time
        """
      ])
  }

  @Test func everyFindingHasAPage() {
    for code in [
      "cut-export", "empty-export", "not-json", "not-toml", "repeated-row", "short-export", "undated-entry",
      "unfit-mapping", "unknown-board", "unlike-format",
    ] {
      #expect(hasPage(code), "\(code)")
    }
  }
}

/// Prices of one day, which join those of the days before.
@Suite struct PriceHistoryTests {
  private let path = "Input/prices/board/deepseek.csv"

  private func book(input: String) -> [String: String] {
    [
      "deepseek.yml":
        "id: deepseek\nname: DeepSeek\nmodels:\n  - {id: x, prices: {input_mtok: \(input), output_mtok: 2}}\n"
    ]
  }

  private func run(_ input: String, on day: String, into records: [String: String]) -> [String: String] {
    records.merging(importing(book(input: input), as: "genai-prices", asOf: day, into: records).files) { $1 }
  }

  private let expected = """
    model,organisation,provider,input,output,observed,source
    x,deepseek,first-party,1,2,2026-01-01,board
    x,deepseek,first-party,0.5,2,2026-03-01,board

    """

  @Test func changedPriceAddsARowAndAnUnchangedOneNone() {
    var records = run("1", on: "2026-01-01", into: [:])
    records = run("1", on: "2026-02-01", into: records)
    records = run("0.5", on: "2026-03-01", into: records)
    records = run("0.5", on: "2026-04-01", into: records)
    #expect(records[path] == expected)
  }

  @Test func orderOfExportsDoesNotMatter() {
    var records = run("0.5", on: "2026-04-01", into: [:])
    records = run("1", on: "2026-02-01", into: records)
    records = run("0.5", on: "2026-03-01", into: records)
    records = run("1", on: "2026-01-01", into: records)
    #expect(records[path] == expected)
  }

  @Test func priceThatComesBackIsAThirdRow() {
    var records: [String: String] = [:]
    for (price, day) in [("1", "2026-01-01"), ("0.5", "2026-03-01"), ("1", "2026-05-01")] {
      records = run(price, on: day, into: records)
    }
    #expect(records[path] == expected + "x,deepseek,first-party,1,2,2026-05-01,board\n")
  }
}
