package import Diagnostics

/// A state of the site that can be published, and that keeps its name for ever.
package struct Edition: Sendable {
  /// Day and content: `2026-11-23-1a2b3c4d5e6f`. Other bytes in any file give another id.
  package let id: String
  /// The day that the edition speaks of, as `2026-11-23`.
  package let day: String
  /// The pages and data of the edition, and last their sums.
  let items: [Item]

  /// - Parameters:
  ///   - files: the whole site but for the folder of editions, each path once.
  ///   - kept: those of its files that stay as they are live.
  package init(of files: [OutputFile], kept: KeptFiles? = nil, day: String) async {
    let items = await Item.all(files)
    self.init(of: items + (kept?.unmade ?? [:]).map { Item.kept($0, as: $1) }, day: day)
  }

  init(of items: [Item], day: String) {
    var sums = Sums()
    for item in items { sums[item.path] = item.digest }
    let text = sums.bytes
    self.day = day
    id = Edition.id(day: day, sums: text)
    self.items = items + [Item(OutputFile(path: Sums.name, bytes: text))]
  }

  /// The id of the edition that has these sums.
  static func id(day: String, sums: [UInt8]) -> String {
    "\(day)-\(Digest(of: sums).description.prefix(12))"
  }

  /// Whether the text has the form of an id: a day and twelve hexadecimal digits, nothing that could leave a folder.
  package static func isID(_ text: some StringProtocol) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2, 12] else { return false }
    return parts.allSatisfy { part in
      part.allSatisfy { (0x30...0x39).contains($0) || part.count == 12 && (0x61...0x66).contains($0) }
    }
  }
}
