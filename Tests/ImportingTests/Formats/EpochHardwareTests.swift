import Diagnostics
import Importing
import Testing

@Suite struct EpochHardwareTests {
  private let header =
    "Hardware name,Manufacturer,Release date,Tensor-FP16/BF16 performance (FLOP/s),FP8 performance (FLOP/s),"
    + "FP4 performance (FLOP/s),Memory (bytes),Memory bandwidth (byte/s),Intranode bandwidth (byte/s),TDP (W),"
    + "FP16 (half precision) performance (FLOP/s),INT8 performance (OP/s),Die Size (mm^2)\n"
  private let rows = """
    NVIDIA H100 SXM5 80GB,NVIDIA,2023-09-20,989400000000000.0,,,80000000000.0,3350000000000.0,900000000000.0,750.0,,,814.0
    Huawei Ascend 920,Huawei,2025-10-01,900000000000000.0,,,,4000000000000.0,,,,,
    NVIDIA GeForce RTX 4080,NVIDIA,2022-09-20,,,,16000000000.0,,,320.0,,390000000000000.0,379.0
    NVIDIA Tesla T4,NVIDIA,2018-09-13,,,,16000000000.0,,,70.0,,130000000000000.0,545.0
    Cambricon Siyuan 690,Cambricon,,,,,,,,,,,

    """
  private let ours = [
    "Input/chips/c.csv": """
    id,name,organisation,released,fp16,fp8,memory,power,source,confidence
    h100-sxm,H100 SXM,NVIDIA,2022,989.5,1979,80..94,700,board,primary

    """,
    "Input/aliases/c.csv": "name,of,record,evidence\nNVIDIA H100 SXM5 80GB,chip,h100-sxm,the form in the name\n",
  ]
  private let chips = "Input/chips/board/ml-hardware.csv"
  private let disputes = "Input/disputes/board/ml-hardware.csv"

  private func run(_ text: String, into records: [String: String] = [:]) -> Import {
    importing(["ml_hardware.csv": text], as: "epoch-hardware", into: ours.merging(records) { $1 })
  }

  @Test func newChipsBecomeRecordsAndKnownOnesDisputes() {
    #expect(
      run(header + rows).files == [
        chips: """
        id,name,organisation,released,fp16,memory-bandwidth,source,confidence
        huawei-ascend-920,Huawei Ascend 920,Huawei,2025-10-01,900,4000,board,secondary

        """,
        disputes: """
        of,record,field,says,source
        chips,h100-sxm,power,750,board
        chips,h100-sxm,released,2023-09-20,board

        """,
      ])
  }

  @Test func secondRunChangesNothingAndReasonsStay() {
    var files = run(header + rows).files
    #expect(run(header + rows, into: files).changes.isEmpty)
    files[disputes] = """
      of,record,field,says,source,reason
      chips,h100-sxm,power,750,board,A slip.
      chips,h100-sxm,released,2023-09-20,board,

      """
    #expect(run(header + rows, into: files).changes.isEmpty)
  }

  @Test func cutTableIsRefused() {
    let result = run(header + rows.prefix(300))
    #expect(result.isRefused && result.changes.isEmpty)
  }
}

@Suite struct EpochTrainingTests {
  private let csv = """
    Model,Organization,Publication date,Training compute (FLOP),Training compute lower bound,Training compute upper bound,Country (from Organization),Confidence,Exclude
    GLM-4,"Unheard Of,DeepSeek",2024-01-17,1.2e+25,,,"Multinational,China",Likely,
    Small,DeepSeek,2024-01-17,9.9e+22,,,China,Confident,0
    Both,OpenAI,2024-02-01,2.5e+24,2e+24,4e+24,"China,France",,0
    Left out,OpenAI,2024-02-01,2.5e+24,,,China,Confident,1
    Undated,OpenAI,,2.5e+24,,,China,Confident,0

    """

  @Test func largeRunsHaveTheirCountryTheirIntervalAndWhoMadeThem() {
    let result = importing(["All ML Systems - full view.csv": csv], as: "epoch-training")
    #expect(
      result.files == [
        "Input/compute/board/training-runs.csv": """
        measure,organisation,country,model,as-of,cumulative,operations,source,confidence
        trained,DeepSeek,CN,GLM-4,2024-01-17,no,12,board,reported
        trained,OpenAI,,Both,2024-02-01,no,"2.5 [2, 4]",board,unconfirmed

        """
      ])
    #expect(importing([SourceFile(path: "x.csv", text: csv)], as: "epoch-training", into: result.files).changes.isEmpty)
  }

  @Test func controlCharactersInACellAreReadAsSpaces() {
    let text = csv.replacing("Left out", with: "Left\u{1C}out")
    #expect(importing(["x.csv": text], as: "epoch-training").findings.isEmpty)
  }

  @Test func countryThatNobodyKnowsIsRefused() {
    #expect(importing(["x.csv": csv.replacing("France", with: "Utopia")], as: "epoch-training").isRefused)
  }
}

@Suite struct EpochClustersTests {
  private let csv = """
    Name,Status,Certainty,H100 equivalents,Chip type (primary),Chip quantity (primary),Country,Owner,First Operational Date,Power Capacity (MW),Possible Duplicate,Chip type (secondary),Total number of AI chips
    Colossus,Existing,Confirmed,200000,H100,150000,United States of America,xAI,2/18/2025,280.28,,H200,200000
    Anonymized Chinese System,Existing,Likely,1000.456,,,China,,12/15/2024,,,,
    Anonymized Chinese System,Existing,Likely,30000,,,China,,12/15/2024,,,,
    Campus,Planned,Likely,5,,,China,,,,,,
    Rumour,Existing,Unlikely,5,,,China,,,,,,
    Twin,Existing,Likely,5,,,China,,,,TRUE,,

    """

  private func run(_ text: String, on day: String, into records: [String: String] = [:]) -> Import {
    importing(["gpu_clusters.csv": text], as: "epoch-clusters", asOf: day, into: records)
  }

  @Test func sitesThatExistHaveTheirCountryAndTheirSize() {
    let files = run(csv, on: "2025-12-14").files
    #expect(
      files == [
        "Input/compute/board/clusters.csv": """
        measure,organisation,country,site,chip,from,as-of,cumulative,units,h100-equivalents,power,source,confidence
        site,,CN,Anonymized Chinese System 1,,2024-12-15,2025-12-14,yes,,30000,,board,reported
        site,,CN,Anonymized Chinese System 2,,2024-12-15,2025-12-14,yes,,1000.46,,board,reported
        site,xAI,US,Colossus,"H100, H200",2025-02-18,2025-12-14,yes,200000,200000,280.28,board,secondary

        """
      ])
    #expect(run(csv, on: "2026-01-01", into: files).changes.isEmpty)
  }

  @Test func countryThatNobodyKnowsIsRefused() {
    #expect(run(csv.replacing("United States of America", with: "Utopia"), on: "2025-12-14").isRefused)
  }
}
