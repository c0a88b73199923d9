import Importing
import Testing

@Suite struct LiveBenchTests {
  private let boards = ImportingTests.boards("livebench", "livebench-coding", "livebench-maths")
  private let categories = #"{"Coding": ["gen", "comp"], "Mathematics": ["olympiad"]}"#
  private let table = "model,gen,olympiad,comp\na-high,10,50.5,20\nb,1,,2\n"

  @Test func categoryIsTheMeanOfItsTasksAndTheWholeOfItsCategories() {
    let files = importing(
      ["table_2026_01_08.csv": table, "categories_2026_01_08.json": categories], as: "livebench", into: boards
    ).files
    #expect(
      files.mapValues { $0.split(separator: "\n").dropFirst().map(String.init) } == [
        "Input/scores/board/livebench-2026-01-08.csv": [
          "a-high,livebench,2026-11-23,32.75,independent,2026-01-08,board"
        ],
        "Input/scores/board/livebench-coding-2026-01-08.csv": [
          "a-high,livebench-coding,2026-11-23,15,independent,2026-01-08,board",
          "b,livebench-coding,2026-11-23,1.5,independent,2026-01-08,board",
        ],
        "Input/scores/board/livebench-maths-2026-01-08.csv": [
          "a-high,livebench-maths,2026-11-23,50.5,independent,2026-01-08,board"
        ],
      ])
  }

  @Test func tableIsDatedByTheDayBeforeTheNextRelease() {
    let two = [
      "table_2025_12_23.csv": table, "categories_2025_12_23.json": categories, "table_2026_01_08.csv": table,
      "categories_2026_01_08.json": categories,
    ]
    let files = importing(two, as: "livebench", into: boards).files
    #expect(files["Input/scores/board/livebench-2025-12-23.csv"]?.contains(",2026-01-07,32.75,") == true)
    #expect(files["Input/scores/board/livebench-2026-01-08.csv"]?.contains(",2026-11-23,32.75,") == true)
  }

  @Test func newestTableKeepsItsDayUntilARowIsNew() {
    func run(_ table: String, on day: String, into records: [String: String]) -> Import {
      let files = ["table_2026_01_08.csv": table, "categories_2026_01_08.json": categories]
      return importing(files, as: "livebench", asOf: day, into: records.merging(boards) { $1 })
    }
    let first = run(table, on: "2026-02-01", into: [:]).files
    #expect(run(table, on: "2026-03-01", into: first).changes.isEmpty)
    let later = run(table + "c,3,3,3\n", on: "2026-03-01", into: first).files
    let rows = later["Input/scores/board/livebench-2026-01-08.csv"]?.split(separator: "\n").dropFirst() ?? []
    #expect(rows.count == 2 && rows.allSatisfy { $0.contains(",2026-03-01,") })
  }

  @Test func rowWithTooFewCellsIsLeftOutAndTold() {
    let result = importing(
      [
        "table_2026_01_08.csv": "model,gen,olympiad,comp\nbroken,1,2\na,10,50.5,20\n",
        "categories_2026_01_08.json": categories,
      ],
      as: "livebench", into: boards)
    #expect(result.files.count == 3)
    #expect(
      result.complaints == [
        "table_2026_01_08.csv:2:10: warning: row of 3 cells where the header has 4; the row is left out"
      ])
  }

  @Test func tableWithoutItsCategoriesIsRefused() {
    let result = importing(["table_2026_01_08.csv": table], as: "livebench", into: boards)
    #expect(result.isRefused && result.complaints.first?.contains("no categories file of the same release") == true)
  }
}

@Suite struct AiderTests {
  private let yaml = """
    - dirname: x
      test_cases: 225
      model: gpt-5 (high)
      pass_rate_1: 50.0
      pass_rate_2: 88.0
      date: 2025-08-23
      total_cost: 29.0829

    - test_cases: 225
      model: DeepSeek-V3.2-Exp (Chat)
      pass_rate_2: 70.2
      date: 2025-10-03
      total_cost: 0.0

    """

  @Test func sharesAndCostsAreBoardsOfTheNewestRunsDay() {
    let boards = ImportingTests.boards("aider-polyglot", "aider-polyglot-cost")
    let files = importing(["polyglot_leaderboard.yml": yaml, "quant.yml": "- {model: x}\n"], as: "aider", into: boards)
      .files
    #expect(
      files == [
        "Input/scores/board/aider-polyglot-2025-10-03.csv": """
        model,benchmark,vintage,value,votes,run-by,run-on,source
        gpt-5 (high),aider-polyglot,2025-10-03,88,225,independent,2025-08-23,board
        DeepSeek-V3.2-Exp (Chat),aider-polyglot,2025-10-03,70.2,225,independent,2025-10-03,board

        """,
        "Input/scores/board/aider-polyglot-cost-2025-10-03.csv": """
        model,benchmark,vintage,value,votes,run-by,run-on,source
        gpt-5 (high),aider-polyglot-cost,2025-10-03,29.08,225,independent,2025-08-23,board

        """,
      ])
  }

  @Test func runWithoutADateIsRefused() {
    let result = importing(["edit_leaderboard.yml": "- {model: x, pass_rate_2: 1}\n"], as: "aider")
    #expect(result.isRefused && result.complaints.first?.contains("a run lacks its 'date'") == true)
  }
}

@Suite struct EpochRunsTests {
  private let header = "\u{FEFF}id,task,model,Best score (across scorers),Scores,started_at,Status,task version\r\n"

  private func rows(_ lines: String...) -> [String]? {
    let text = header + lines.map { $0 + "\r\n" }.joined()
    let boards = ImportingTests.boards("epoch-gpqa-diamond")
    let files = importing(["benchmarks_runs.csv": text], as: "epoch-runs", into: boards).files
    return files["Input/scores/board/epoch-gpqa-diamond-2025-11-17.csv"]?.split(separator: "\n").dropFirst().map(
      String.init)
  }

  @Test func newestRunOfAModelCountsWithItsInterval() {
    #expect(
      rows(
        "1,GPQA diamond,m_medium,0.850,choice:0.85±0.02,17 November 2025 4:28pm,Success,1.0.1",
        "2,GPQA diamond,m_medium,0.700,choice:0.7±0.02,16 November 2025 8:17pm,Success,1.0.1",
        "3,GPQA diamond,n,0.990,\"a:0.5±0.3,b:0.99±0.01\",1 January 2025 1:00am,Success,1.0.0",
        "4,GPQA diamond,failed,0.1,choice:0.1±0.02,17 November 2025 4:28pm,Error,1.0.1",
        "5,FrontierMath-2025-02-28-Public,n,0.5,c:0.5±0.2,18 November 2025 1:00am,Success,1.0.0")
        == [
          "n,epoch-gpqa-diamond,2025-11-17,\"99 [97.04, 100]\",independent,2025-01-01,board",
          "m_medium,epoch-gpqa-diamond,2025-11-17,\"85 [81.08, 88.92]\",independent,2025-11-17,board",
        ])
  }

  @Test func runByHandWithoutADayCountsAfterADatedOne() {
    #expect(
      rows(
        "1,GPQA diamond,m,0.5,choice:0.5±0,17 November 2025 4:28pm,Success,1.0.1",
        "2,GPQA diamond,m,0.9,choice:0.9±0.1,,Success,1.0.1", "3,GPQA diamond,n,0.25,choice:0.25±0,,Success,1.0.1")
        == [
          "m,epoch-gpqa-diamond,2025-11-17,50,independent,2025-11-17,board",
          "n,epoch-gpqa-diamond,2025-11-17,25,independent,,board",
        ])
  }

  @Test func errorOfZeroGivesNoInterval() {
    #expect(
      rows("1,GPQA diamond,m,0.5,choice:0.5±0,17 November 2025 4:28pm,Success,1.0.1") == [
        "m,epoch-gpqa-diamond,2025-11-17,50,independent,2025-11-17,board"
      ])
  }
}
