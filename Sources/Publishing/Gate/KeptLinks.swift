import Diagnostics
import Reading

/// Links from and to the files that nobody made again.
///
/// All of them led somewhere in the edition that is live. So do those of files that stay, as long as no file is gone and no
/// page lost a place; those of new files are followed into the files that stay.
struct KeptLinks {
  private let kept: KeptFiles
  private let files: [OutputFile]
  private let inspections: [Inspection]
  private let positions: [String: Int]

  init(_ kept: KeptFiles, _ files: [OutputFile], _ inspections: [Inspection], _ positions: [String: Int]) {
    self.kept = kept
    self.files = files
    self.inspections = inspections
    self.positions = positions
  }

  /// Whether all links of kept files lead where they led, and all links to them into what is there. Where not, something
  /// may be wrong: what, and whether anything is, tells whoever reads all files.
  var areSound: Bool {
    if kept.livePaths.contains(where: { positions[$0] == nil && !kept.contains($0) }) { return false }
    var walk = PageWalk()
    for (file, inspection) in zip(files, inspections) where file.path.hasSuffix(".html") {
      guard kept.isLive(file.path) else { continue }
      guard let old = kept.bytes(of: file.path), let ids = Self.ids(in: old, &walk), ids.isSubset(of: inspection.ids)
      else {
        return false
      }
    }
    var known: [String: Set<String>] = [:]
    for inspection in inspections {
      for (path, _, id) in inspection.anchorsBeside where kept.contains(path) && path.hasSuffix(".html") {
        let ids = known[path] ?? kept.bytes(of: path).flatMap { Self.ids(in: $0, &walk) } ?? []
        known[path] = ids
        if !ids.contains(id) { return false }
      }
    }
    return true
  }

  private static func ids(in bytes: [UInt8], _ walk: inout PageWalk) -> Set<String>? {
    try? walk.facts(of: bytes, isPage: true).ids
  }
}
