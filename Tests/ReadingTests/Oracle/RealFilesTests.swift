import Diagnostics
import Reading
import TestSupport
import Testing

/// YAML that people wrote by hand, as published.
private let handWritten = [
  "data/osai-index", "data/model-openness-tool", "data/ecosystem-graphs", "data/genai-prices",
  "data/aider-leaderboards", "data/atom-tracked-models", "data/metr-release-dates",
]

@Suite struct RealFilesTests {
  /// Every file either reads as Yams reads it or is refused for a reason that the list names.
  @Test(.enabled(if: Shared.has("data"), "\(Shared.absence)"))
  func handWrittenFilesReadAsYamsReadsThem() throws {
    var list = ""
    for folder in handWritten {
      var accepted = 0
      var refused = ""
      for path in Shared.files(in: folder, endingIn: ".yaml", ".yml") {
        let bytes = try Shared.bytes(of: path)
        let (documents, findings) = RecordText.read(SourceFile(path: path, bytes: bytes))
        let theirs = YamsOracle.read(bytes)
        if findings.isEmpty {
          accepted += 1
          if theirs != .documents(documents.map(YamsOracle.line)) {
            Issue.record("\(path) reads differently from Yams: \(theirs)")
          }
        } else {
          let isReadable = if case .documents = theirs { true } else { false }
          refused += "  \(path), which Yams \(isReadable ? "accepts" : "refuses too"):\n"
          for finding in findings.sorted(by: Finding.isShownBefore).prefix(3) {
            refused += "    line \(finding.place?.line ?? 0): \(finding.headline) [\(finding.code)]\n"
          }
        }
      }
      list += "\(folder): \(accepted) files accepted\(refused.isEmpty ? "" : ", refused:")\n\(refused)"
    }
    print(list, terminator: "")
    expectGolden(list, "real-yaml.txt")
  }
}
