import Foundation
import TestSupport

/// Whether `Documentation/findings/` explains a finding.
func hasPage(_ code: String) -> Bool {
  let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Documentation/findings/\(code).md")
  return FileManager.default.fileExists(atPath: url.path)
}
