import Diagnostics
import Importing
import TestSupport
import Testing

@Suite struct HubDownloadsTests {
  @Test func topListIsDatedAndItsPublisherNamed() {
    let json = """
      {"date": "2026-08-22", "models": [{"id": "deepseek-ai/R1", "downloads": 50, "likes": 1},
       {"id": "deepseek/V3", "downloads": 70}, {"id": "none/x", "downloads": null}]}
      """
    #expect(
      importing(["2026-08-22.json": json], as: "hub-downloads").files == [
        "Input/downloads/board/top-2026-08-22.csv": """
        subject,subject-kind,organisation,platform,measure,value,unit,as-of,window,population,source
        deepseek/V3,model,deepseek,Hugging Face,downloads by repository,70,downloads,2026-08-22,trailing-30-days,the 300 most downloaded repositories of the list,board
        deepseek-ai/R1,model,deepseek-ai,Hugging Face,downloads by repository,50,downloads,2026-08-22,trailing-30-days,the 300 most downloaded repositories of the list,board

        """
      ])
  }

  @Test func bareListIsNamedForItsDayAndCutAfterThreeHundred() {
    let list = (1...310).map { "{\"name\": \"a/m\($0)\", \"hf_downloads\": \($0)}" }.joined(separator: ",")
    let result = importing(["hf_models_2026-05-12.json": "[\(list)]"], as: "hub-downloads")
    let text = result.files["Input/downloads/board/top-2026-05-12.csv"] ?? ""
    #expect(result.rows == 300 && text.contains("a/m310,") && !text.contains("a/m10,"))
  }

  /// Half of a list of 500 would still fill more than two thirds of the 300 places.
  @Test func listThatNoLongerFillsThePlacesIsRefused() {
    func run(_ count: Int, on day: String, into records: [String: String] = [:]) -> Import {
      let list = (1...count).map { "{\"name\": \"a/m\($0)\", \"hf_downloads\": \($0)}" }.joined(separator: ",")
      return importing(["hf_models_\(day).json": "[\(list)]"], as: "hub-downloads", into: records)
    }
    let whole = run(500, on: "2026-05-12").files
    #expect(run(300, on: "2026-05-13", into: whole).changes.count == 1)
    #expect(
      run(250, on: "2026-05-13", into: whole).findings.map(\.headline) == [
        "'top-2026-05-13' has 250 rows where 'top-2026-05-12' has 300"
      ])
  }
}

@Suite struct OpenRouterTests {
  private func file(_ authors: String, _ models: String, counts: Int) -> String {
    """
    {"meta": {"fetched_at": "2026-05-16T07:58:20+00:00", "counts": {"models": \(counts), "market_share": \(counts)}},
     "models": [\(models)], "market_share": [\(authors)], "benchmarks": [{"name": "index", "score": 1}]}
    """
  }

  @Test func sharesOfAuthorsHaveTheirRestAndModelsTheirTokens() {
    let json = file(
      #"{"author": "openai", "tokens": 3, "share_pct": 16.5}"#,
      #"{"model_id": "deepseek/v4-20260423", "author": "deepseek", "tokens": 1405197331204, "share_pct": 6.6}"#,
      counts: 1)
    let text = importing(["rankings.json": json], as: "openrouter-rankings").files[
      "Input/usage/board/rankings-2026-05-16.csv"]
    let rows = text?.split(separator: "\n").dropFirst().map {
      $0.split(separator: ",").prefix(6).joined(separator: ",")
    }
    #expect(
      rows == [
        "deepseek/v4-20260423,model,OpenRouter,tokens by model,1405197331204,tokens",
        "others,group,OpenRouter,share of tokens by author,83.5,percent",
        "openai,organisation,OpenRouter,share of tokens by author,16.5,percent",
      ])
  }

  @Test func wellFormedEmptyDayIsRefused() {
    let result = importing(["rankings.json": file("", "", counts: 0)], as: "openrouter-rankings")
    #expect(result.changes.isEmpty)
    #expect(
      result.complaints.first
        == "rankings.json:1:1: error: the rankings are empty, though the file is well formed; fetch it again; what was imported before stays"
    )
  }
}

@Suite struct OpennessTests {
  @Test func classesOfTheIndexBecomeJudgements() {
    let yaml = """
      # - National origin: China
      system:
          name: DeepSeek-Coder
      org:
          name: DeepSeek
      trainingcode:
          class: closed
          link:
      weights_endmodel:
          class: open
          link: https://example.org/weights

      """
    #expect(
      importing(["a.yaml": yaml], as: "osai-index", asOf: "2026-06-12").files == [
        "Input/openness/board/judgements.csv": """
        model,organisation,scale,criterion,judgement,evidence,as-of,source
        DeepSeek-Coder,DeepSeek,osai-index,trainingcode,closed,,2026-06-12,board
        DeepSeek-Coder,DeepSeek,osai-index,weights_endmodel,open,https://example.org/weights,2026-06-12,board

        """
      ])
  }

  @Test func oneCutFileOfAFolderIsRefused() {
    func system(_ name: String, _ criteria: Int) -> String {
      "system: {name: \(name)}\norg: {name: DeepSeek}\n"
        + (1...criteria).map { "c\($0): {class: open}\n" }.joined()
    }
    let result = importing(["a.yaml": system("A", 3), "b.yaml": system("B", 2)], as: "osai-index")
    #expect(
      result.findings.map(line(of:)) == [
        "b.yaml:1:1: error: the file judges 2 criteria where others judge 3; fetch it again"
      ])
    #expect(result.changes.isEmpty)
  }

  @Test func entryThatLostMostOfItsComponentsIsRefused() {
    func entry(_ name: String, _ components: Int) -> String {
      let list = (1...components).map { "    - {name: c\($0), license: MIT}\n" }.joined()
      return "framework: {version: '1.0'}\nrelease:\n  name: \(name)\n  components:\n\(list)"
    }
    func run(_ components: Int, into records: [String: String] = [:]) -> Import {
      importing(
        ["a.yml": entry("A", components), "b.yml": entry("B", 16)], as: "model-openness", into: records)
    }
    let whole = run(8).files
    #expect(run(6, into: whole).changes.count == 1)
    #expect(run(4, into: whole).findings.map(\.headline) == ["'A' has 4 rows where the one before had 8"])
  }

  @Test func licencesDecideHowOpenAComponentIs() {
    let yaml = """
      framework: {name: Model Openness Framework, version: '1.0'}
      release:
        name: DeepSeek-Coder-33B
        producer: DeepSeek
        license: {code: {name: MIT}}
        components:
          - {name: 'Inference code'}
          - {name: 'Model parameters (Final)', license: 'DeepSeek License Agreement'}
          - {name: 'Model card', license: unlicensed}
          - {name: 'Datasets', license: Undisclosed}
          - {name: 'Evaluation results', license: 'Component not included'}
          - {name: 'Technical report'}

      """
    let rows = importing(["a.yml": yaml], as: "model-openness", asOf: "2026-05-11").files.values.first?.split(
      separator: "\n")
    #expect(
      rows?.dropFirst().map(String.init) == [
        "DeepSeek-Coder-33B,DeepSeek,mof-1.0,Datasets,unknown,Undisclosed,2026-05-11,board",
        "DeepSeek-Coder-33B,DeepSeek,mof-1.0,Evaluation results,closed,Component not included,2026-05-11,board",
        "DeepSeek-Coder-33B,DeepSeek,mof-1.0,Inference code,open,MIT,2026-05-11,board",
        "DeepSeek-Coder-33B,DeepSeek,mof-1.0,Model card,partial,unlicensed,2026-05-11,board",
        "DeepSeek-Coder-33B,DeepSeek,mof-1.0,Model parameters (Final),partial,DeepSeek License Agreement,2026-05-11,board",
        "DeepSeek-Coder-33B,DeepSeek,mof-1.0,Technical report,unknown,no licence named,2026-05-11,board",
      ])
  }
}

@Suite struct EpochComputeTests {
  @Test func ownersStocksHaveTheirIntervals() {
    let csv = """
      Name,Chip manufacturer,Owner,Start date,End date,Compute estimate in H100e (median),H100e (5th percentile),H100e (95th percentile),Number of Units,Number of Units (5th percentile),Number of Units (95th percentile),Power in MW (median),Power in MW (5th percentile),Power in MW (95th percentile),Incomplete
      x,Nvidia,China,1/1/2022,3/31/2022,100,80,130,200,150,270,1.5,1,2,Incomplete
      y,Nvidia,Other,1/1/2022,3/31/2022,10,8,13,20,15,27,,,,

      """
    #expect(
      importing(
        ["nvidia_owners_cumulative_totals.csv": csv, "nvidia_owners_quarters.csv": "a\n1\n"], as: "epoch-chip-counts"
      ).files == [
        "Input/compute/board/nvidia-owners-cumulative-totals.csv": """
        measure,country,chip,from,as-of,cumulative,units,h100-equivalents,power,incomplete,source,note
        owned,,"Nvidia, all models",2022-01-01,2022-03-31,yes,"20 [15, 27]","10 [8, 13]",,,board,All other owners together.
        owned,CN,"Nvidia, all models",2022-01-01,2022-03-31,yes,"200 [150, 270]","100 [80, 130]","1.5 [1, 2]",yes,board,

        """
      ])
  }
}
