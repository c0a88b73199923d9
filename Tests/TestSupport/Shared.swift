import Foundation

/// The files that lie beside the repository, `../shared`: third-party data and conformance suites.
package enum Shared {
  /// The folder of the package, found from this file's place in it.
  package static let packageRoot = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  package static let path = URL(fileURLWithPath: packageRoot).deletingLastPathComponent().path + "/shared"

  /// Why a test that needs a file of `../shared` was skipped, for its trait.
  package static let absence = "needs ../shared beside the repository"

  package static func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: "\(path)/\(name)") }

  package static func bytes(of name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")))
  }

  /// The paths below a folder of `../shared` whose names end in one of `endings`, sorted.
  package static func files(in folder: String, endingIn endings: String...) -> [String] {
    let found = FileManager.default.enumerator(atPath: "\(path)/\(folder)")?.allObjects as? [String] ?? []
    return found.filter { name in endings.contains { name.hasSuffix($0) } }.sorted().map { "\(folder)/\($0)" }
  }
}
