import Diagnostics
import Foundation
import Importing
import Reading
import TestSupport
import Testing

/// Every importer on the exports that lie beside the repository, and on damaged copies of them.
@Suite(.enabled(if: Shared.has("data"), Comment(rawValue: Shared.absence)))
struct SharedDataTests {
  struct Export: Sendable, CustomTestStringConvertible {
    var format: String
    var folder: String
    /// The boards that its tables belong to.
    var boards: [String] = []
    /// The number of rows that come of it.
    var rows: Int
    /// The part of the folder that is read; all of it when empty.
    var part = ""
    /// How the names of the files end that it reads among others.
    var only = ""

    var testDescription: String { "\(format) on \(folder)/\(part)" }

    var files: [SourceFile] {
      get throws {
        let endings = importer(format).endings
        let names = Shared.files(in: "data/\(folder)/\(part)", endingIn: "").filter { name in
          endings.contains { name.hasSuffix(".\($0)") } && !name.hasSuffix("PROVENANCE.yaml")
            && (only.isEmpty || name.hasSuffix(only))
        }
        return try names.map { SourceFile(path: $0, bytes: try Shared.bytes(of: $0)) }
      }
    }

    func run(_ files: [SourceFile], into records: [String: String] = [:]) -> Import {
      let ids = boards.map { "- {id: \($0), name: \($0), unit: points, better: higher, vintages-comparable: no}\n" }
      let input = ["Input/benchmarks/boards.yaml": ids.joined()].merging(records) { $1 }
      return importing(files, as: format, asOf: "2026-08-22", into: input, options: ImportOptions())
    }
  }

  static let exports = [
    Export(format: "arena", folder: "lmarena-csv-history", boards: ["arena-text"], rows: 2378),
    Export(format: "arena", folder: "lmarena-snapshot-2026-02", boards: ["arena-text"], rows: 305),
    Export(
      format: "arena", folder: "lmarena-full-2026-summer", boards: ["arena-webdev"], rows: 117, part: "2026-08-22"),
    Export(format: "arena", folder: "lmarena-daily-2026-spring", boards: ["arena-text"], rows: 50, part: "2026-04-19"),
    Export(format: "arena", folder: "llm-leaderboard-daily-2026-10", boards: ["arena-text"], rows: 137),
    Export(format: "livebench", folder: "livebench", boards: ["livebench"], rows: 715),
    Export(format: "aider", folder: "aider-leaderboards", boards: ["aider-polyglot", "aider-edit"], rows: 167),
    Export(format: "epoch-runs", folder: "epoch-benchmark-stitching", boards: ["epoch-gpqa-diamond"], rows: 134),
    Export(format: "models-dev", folder: "models-dev", rows: 1282),
    Export(format: "genai-prices", folder: "genai-prices", rows: 1312),
    Export(format: "llm-prices", folder: "simonw-llm-prices", rows: 148),
    Export(format: "hub-downloads", folder: "hf-daily-top-models", rows: 4800),
    Export(format: "hub-downloads", folder: "hf-models-llmfit", rows: 1500),
    Export(format: "openrouter-rankings", folder: "openrouter-rankings", rows: 19, part: "2026-05-16"),
    Export(format: "osai-index", folder: "osai-index", rows: 2316),
    Export(format: "model-openness", folder: "model-openness-tool", rows: 1834),
    Export(format: "epoch-chip-counts", folder: "epoch-ai-chip-counts", rows: 231, only: "_cumulative_totals.csv"),
    Export(
      format: "epoch-hardware", folder: "epoch-hardware-and-frontier-2026-04", rows: 61, only: "ml_hardware.csv"),
    Export(
      format: "epoch-clusters", folder: "epoch-clusters-and-companies-2025-12", rows: 511, only: "gpu_clusters.csv"),
    Export(format: "epoch-training", folder: "epoch-china-ai-trends", rows: 149, only: "full view.csv"),
  ]

  @Test(arguments: exports)
  func exportIsReadWholeAndASecondRunChangesNothing(_ export: Export) throws {
    let files = try export.files
    #expect(!files.isEmpty)
    let first = export.run(files)
    #expect(first.findings.filter { $0.severity == .error }.map(line(of:)) == [])
    #expect(first.rows == export.rows)
    #expect(!first.changes.isEmpty)
    let second = export.run(files.reversed(), into: first.files)
    #expect(second.changes.isEmpty && !second.isRefused)
  }

  /// An export whose records are committed: format, folder, source, day.
  static let committed = [
    ("models-dev", "models-dev", "models-dev-2026", "2026-07-02"),
    ("llm-prices", "simonw-llm-prices", "llm-prices-2026", "2026-08-05"),
    ("osai-index", "osai-index", "osai-index", "2026-06-12"),
    ("model-openness", "model-openness-tool", "model-openness-tool", "2026-05-11"),
    ("epoch-hardware", "epoch-hardware-and-frontier-2026-04", "epoch-ml-hardware-2026", "2026-04-27"),
    ("epoch-training", "epoch-china-ai-trends", "epoch-china-ai-trends", "2024-11-25"),
    ("hub-downloads", "hf-models-llmfit", "hf-models-llmfit", "2026-05-12"),
  ]

  private static let input = InputFolder.read(root: Shared.packageRoot + "/Input", as: "Input").files

  /// The ledger has grown since they were imported first, and analysts have written into them.
  @Test(arguments: committed)
  func importOverTheCommittedRecordsChangesNothing(format: String, folder: String, source: String, day: String) throws {
    let files = try Export(format: format, folder: folder, rows: 0).files
    let result = Import(
      files, as: importer(format), source: source, asOf: ImportingTests.day(day), into: Self.input)
    #expect(!result.isRefused)
    #expect(result.changes.map(\.path) == [])
  }

  /// Cut in the middle, emptied, or with another first line: nothing is written, and the reason is told.
  @Test(arguments: exports)
  func damagedCopyIsRefused(_ export: Export) throws {
    let files = try export.files
    let whole = export.run(files).files
    let largest = try #require(files.indices.max { files[$0].bytes.count < files[$1].bytes.count })
    let bytes = files[largest].bytes
    let start = bytes.firstIndex(of: 0x0A) ?? 0
    let damages: [(String, [UInt8])] = [
      ("cut", Array(bytes.prefix(bytes.count / 3))), ("empty", []),
      ("first line", Array("<html>\n".utf8) + bytes[start...]),
    ]
    for (damage, damaged) in damages {
      var copies = files
      copies[largest] = SourceFile(path: files[largest].path, bytes: damaged)
      // A folder of many small files is cut by losing most of them: half a TOML file may be TOML.
      if damage == "cut", files.count > 1000 { copies.removeLast(copies.count * 2 / 3) }
      let result = export.run(copies, into: whole)
      #expect(result.isRefused && result.changes.isEmpty, "\(damage): \(files[largest].path)")
      #expect(result.findings.contains { $0.severity == .error }, "\(damage)")
    }
  }

  @Test func dailyListsThatLoseTheirModelsAreRefused() throws {
    let all = Shared.files(in: "data/lmarena-daily-2026-spring", endingIn: "/text.json")
    #expect(all.count > 25)
    let files = try all.map { SourceFile(path: $0, bytes: try Shared.bytes(of: $0)) }
    let result = importing(files, as: "arena", into: boards("arena-text"))
    #expect(result.changes.isEmpty)
    #expect(
      result.findings.map(\.headline) == [
        "'arena-text-2026-03-28' has 30 rows where 'arena-text-2026-03-27' has 50",
        "'arena-text-2026-04-01' has 30 rows where 'arena-text-2026-03-31' has 71",
      ])
  }
}
