import Foundation
package import Testing

/// Compares text with the file `Expected/NAME` beside the calling test; prints the lines that differ.
///
/// Run with `RECORD=1` to rewrite the file, and read that diff as carefully as code.
package func expectGolden(
  _ text: String, _ name: String, file: String = #filePath, location: SourceLocation = #_sourceLocation
) {
  let folder = URL(fileURLWithPath: file).deletingLastPathComponent()
  let candidates = [folder, folder.deletingLastPathComponent()].map { $0.appendingPathComponent("Expected") }
  let expected = candidates.first { FileManager.default.fileExists(atPath: $0.path) } ?? candidates[0]
  expectGolden(text, at: expected.appendingPathComponent(name), as: "Expected/\(name)", location)
}

/// Compares text with a file of the repository, such as `Documentation/record-text.md`; `RECORD=1` rewrites it.
package func expectGolden(_ text: String, inRepository path: String, location: SourceLocation = #_sourceLocation) {
  expectGolden(text, at: URL(fileURLWithPath: "\(Shared.packageRoot)/\(path)"), as: path, location)
}

private func expectGolden(_ text: String, at url: URL, as name: String, _ location: SourceLocation) {
  if ProcessInfo.processInfo.environment["RECORD"] == "1" {
    do {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    } catch {
      Issue.record("\(name) can't be written: \(error)", sourceLocation: location)
    }
    return
  }
  guard let known = try? String(decoding: Data(contentsOf: url), as: UTF8.self) else {
    Issue.record("\(name) is missing; RECORD=1 writes it", sourceLocation: location)
    return
  }
  guard known != text else { return }
  let difference = lines(of: text).difference(from: lines(of: known))
  let changes =
    difference.removals.map { change in describe(change, "-") }.prefix(20)
    + difference.insertions.map { change in describe(change, "+") }.prefix(20)
  Issue.record("\(name) differs:\n\(changes.joined(separator: "\n"))", sourceLocation: location)
}

private func lines(of text: String) -> [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

private func describe(_ change: CollectionDifference<Substring>.Change, _ sign: String) -> String {
  switch change {
  case .insert(let offset, let line, _), .remove(let offset, let line, _): "\(sign) \(offset + 1): \(line)"
  }
}
