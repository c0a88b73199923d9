import Diagnostics

/// Links between files, once all of them have been looked at.
struct AnchorRule {
  let files: [OutputFile]
  let inspections: [Inspection]
  let positions: [String: Int]

  /// Links of one file that lead to no file, or to no place in the file they lead to.
  func findings(ofFile index: Int) -> [Finding] {
    let file = files[index]
    let inspection = inspections[index]
    let dead = inspection.dead.map { Finding.deadLink($0.reference, to: $0.path, known: positions, file) }
    let missing = inspection.anchors.compactMap { anchor -> Finding? in
      let target = files[anchor.target].path
      guard target.hasSuffix(".html"), !inspections[anchor.target].ids.contains(anchor.id) else { return nil }
      return .missingAnchor(
        anchor.id, in: target, anchor.address, anchor.line, known: inspections[anchor.target].ids, file)
    }
    return dead + missing
  }
}

/// Paths stay inside the site, can be made on every file system, and differ in more than case.
enum PathRule {
  /// - Parameter reserved: paths that may not lie in a folder of ours.
  static func findings(in files: [OutputFile], reserved: Set<String>) -> [Finding] {
    var findings: [Finding] = []
    var first: [String: String] = [:]
    for file in files {
      if let reason = reason(against: file.path, isEdition: reserved.contains(file.path)) {
        findings.append(.unsafePath(file, reason))
      }
      let folded = file.path.lowercased()
      if let other = first[folded] {
        findings.append(.clashingPaths(file, other))
      } else {
        first[folded] = file.path
      }
    }
    return findings
  }

  /// Whether each can be made inside the site, and no two are the same.
  static func areSafe(_ paths: [String]) -> Bool {
    Set(paths).count == paths.count && paths.allSatisfy { reason(against: $0, isEdition: false) == nil }
  }

  private static func reason(against path: String, isEdition: Bool) -> String? {
    if path.isEmpty || path.utf8.first == UInt8(ascii: "/") { return "isn't relative to the site" }
    if path.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "\\") }) {
      return "holds a control character or '\\'"
    }
    // Parts are counted, not taken out: there is one or two to each of thousands of paths.
    var (count, dots) = (0, 0)
    for byte in path.utf8 {
      if byte == UInt8(ascii: "/") {
        if count == 0 || count == dots && count < 3 { return "has a part that is empty, '.' or '..'" }
        (count, dots) = (0, 0)
      } else {
        count += 1
        if byte == UInt8(ascii: ".") { dots += 1 }
        if count > 255 { return "has a part of more than 255 bytes" }
      }
    }
    if count == 0 || count == dots && count < 3 { return "has a part that is empty, '.' or '..'" }
    let first = path.utf8.prefix { $0 != UInt8(ascii: "/") }
    let isReserved =
      first.elementsEqual(Places.insideName.utf8)
      || isEdition && (first.elementsEqual(Archive.folder.utf8) || path == Sums.name)
    return isReserved ? "is reserved" : nil
  }
}
