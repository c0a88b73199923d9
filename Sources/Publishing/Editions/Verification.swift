/// Compares a folder with the sums that it brings along: by anyone, on any machine, without the records.
package struct Verification: Sendable, Equatable {
  /// The editions that were proven, by id; the folder's own first.
  package private(set) var editions: [String] = []
  /// How many files have the bytes that their sum says.
  package private(set) var matching = 0
  /// What isn't as it was published, a sentence each.
  package private(set) var faults: [String] = []
  /// Files that no sum speaks of: nobody's proof, and no fault.
  package private(set) var unlisted: [String] = []

  package var isWhole: Bool { faults.isEmpty }

  /// - Parameter folder: a published folder, or the frozen pages of one edition.
  package static func of(_ folder: String, on disk: Disk = Disk()) throws(PublishingProblem) -> Verification {
    var verification = Verification()
    let archive = try Memory(of: folder, copy: nil, on: disk).archive()
    let real = disk.realPath(of: folder) ?? folder
    let name = archive.live ?? real.split(separator: "/").last.map(String.init).flatMap { Edition.isID($0) ? $0 : nil }
    try verification.verify(folder, as: name, prefix: "", isTop: true, on: disk)
    guard try disk.status(of: "\(folder)/\(Archive.folder)/\(Sums.name)") != nil else { return verification }
    try verification.verify(
      "\(folder)/\(Archive.folder)", as: nil, prefix: "\(Archive.folder)/", isTop: false, on: disk)
    for entry in archive.entries {
      let frozen = "\(Archive.folder)/\(entry.id)"
      guard try disk.status(of: "\(folder)/\(frozen)") != nil else { continue }
      try verification.verify("\(folder)/\(frozen)", as: entry.id, prefix: "\(frozen)/", isTop: false, on: disk)
    }
    return verification
  }

  private mutating func verify(
    _ folder: String, as id: String?, prefix: String, isTop: Bool, on disk: Disk
  ) throws(PublishingProblem) {
    let path = "\(folder)/\(Sums.name)"
    guard try disk.status(of: path) != nil else {
      faults.append("'\(prefix)\(Sums.name)' is missing")
      return
    }
    let bytes = try disk.bytes(of: path)
    guard let sums = Sums(String(decoding: bytes, as: UTF8.self)) else {
      faults.append("'\(prefix)\(Sums.name)' is no list of sums")
      return
    }
    if let id {
      if Edition.id(day: String(id.prefix(10)), sums: bytes) == id {
        if !editions.contains(id) { editions.append(id) }
      } else {
        faults.append("'\(prefix)\(Sums.name)' isn't that of edition \(id)")
      }
    }
    for (file, digest) in sums.digests.sorted(by: { $0.key < $1.key }) {
      guard let status = try disk.status(of: "\(folder)/\(file)"), status.kind == .file else {
        faults.append("'\(prefix)\(file)' is missing")
        continue
      }
      if Digest(of: try disk.bytes(of: "\(folder)/\(file)")) == digest {
        matching += 1
      } else {
        faults.append("'\(prefix)\(file)' was changed")
      }
    }
    if isTop { try noteUnlisted(folder, sums, on: disk) }
  }

  private mutating func noteUnlisted(_ folder: String, _ sums: Sums, on disk: Disk) throws(PublishingProblem) {
    let listing = try Listing(of: folder, ignoring: Archive.folder, on: disk)
    unlisted = listing.entries.filter { $0.value.kind != .folder && sums[$0.key] == nil && $0.key != Sums.name }
      .keys.sorted()
  }
}
