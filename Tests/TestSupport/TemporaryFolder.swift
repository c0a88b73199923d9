package import Foundation

/// A folder for one test, removed with everything in it when the test is over.
package final class TemporaryFolder: Sendable {
  package let path: String

  package init() throws {
    path = FileManager.default.temporaryDirectory.path + "/parallax-test-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file, and the folders above it.
  package func write(_ text: String, to name: String) throws {
    try write(Data(text.utf8), to: name)
  }

  package func write(_ bytes: Data, to name: String) throws {
    let url = URL(fileURLWithPath: "\(path)/\(name)")
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try bytes.write(to: url)
  }

  package func text(of name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")), as: UTF8.self)
  }

  package func has(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(path)/\(name)")
  }

  package func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: "\(path)/\(name)")
  }

  /// The paths of all files below a folder, sorted; links are named, not followed.
  package func files(in folder: String) -> [String] {
    let found = FileManager.default.enumerator(atPath: "\(path)/\(folder)")?.allObjects as? [String] ?? []
    return found.filter { name in
      let kind = try? FileManager.default.attributesOfItem(atPath: "\(path)/\(folder)/\(name)")[.type]
      return kind as? FileAttributeType != .typeDirectory
    }.sorted()
  }

  /// Every file below a folder with its text: what a reader of that folder could get.
  package func contents(of folder: String) throws -> [String: String] {
    try Dictionary(uniqueKeysWithValues: files(in: folder).map { ($0, try text(of: "\(folder)/\($0)")) })
  }
}
