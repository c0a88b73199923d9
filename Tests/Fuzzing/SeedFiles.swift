import Foundation

/// The files that mutations start from: what is committed, and conformance suites where there are any.
struct SeedFiles: Sendable {
  /// The most bytes of one seed: mistakes hide in what stands beside what, not in how much there is.
  private static let sizeLimit = 2048
  /// The most seeds of one notation.
  private static let countLimit = 400

  private let texts: [(name: String, bytes: [UInt8])]

  init(in folders: [String]) {
    var texts: [(name: String, bytes: [UInt8])] = []
    for folder in folders {
      let names = (FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []).sorted()
      for name in names
      where [".yaml", ".yml", ".csv", ".json", ".md", ".html", ".xml"].contains(where: name.hasSuffix) {
        guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)") else { continue }
        texts.append(("\(folder)/\(name)", Self.part(of: [UInt8](data))))
      }
    }
    self.texts = texts
  }

  /// The seeds of a notation, evenly chosen when there are very many.
  func ending(in endings: String..., inside folder: String = "") -> [[UInt8]] {
    let found = texts.filter { text in
      endings.contains(where: text.name.hasSuffix) && (folder.isEmpty || text.name.contains(folder))
    }
    guard found.count > Self.countLimit else { return found.map(\.bytes) }
    return (0..<Self.countLimit).map { found[$0 * found.count / Self.countLimit].bytes }
  }

  /// Whole lines from the start of a long file.
  private static func part(of bytes: [UInt8]) -> [UInt8] {
    guard bytes.count > sizeLimit else { return bytes }
    let cut = bytes[..<sizeLimit].lastIndex(of: UInt8(ascii: "\n")) ?? sizeLimit - 1
    return [UInt8](bytes[...cut])
  }
}
