import Foundation
import Testing

/// Compares `text` with the file `Expected/NAME`, one element to a line; `RECORD=1` rewrites the file.
func expectGolden(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) {
  let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Expected").appending(path: name)
  let lines = text.replacing("><", with: ">\n<") + "\n"
  if ProcessInfo.processInfo.environment["RECORD"] == "1" {
    do { try lines.write(to: file, atomically: true, encoding: .utf8) } catch {
      Issue.record("can't write \(name): \(error)", sourceLocation: sourceLocation)
    }
    return
  }
  guard let expected = try? String(contentsOf: file, encoding: .utf8) else {
    Issue.record("no Expected/\(name); run with RECORD=1 and read it", sourceLocation: sourceLocation)
    return
  }
  guard expected != lines else { return }
  let (old, new) = (expected.split(separator: "\n"), lines.split(separator: "\n"))
  let changes = new.difference(from: old).prefix(20).map { change in
    switch change {
    case .remove(let line, let element, _): "- \(line + 1): \(element)"
    case .insert(let line, let element, _): "+ \(line + 1): \(element)"
    }
  }
  Issue.record("differs from Expected/\(name)\n\(changes.joined(separator: "\n"))", sourceLocation: sourceLocation)
}
