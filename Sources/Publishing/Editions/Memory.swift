import Glibc

/// What is remembered of the editions that were published: the live folder's folder of editions, and a copy of it in the
/// state folder, without pages. Either can be lost.
package struct Memory: Sendable {
  /// The live folder.
  private let output: String
  private let copy: Copy?
  private let disk: Disk

  /// The folder of the copy, with the sums that its files must have: a copy that was changed is none.
  struct Copy: Sendable {
    let folder: String
    let digests: [String: Digest]
  }

  /// - Parameter copy: `nil` where only a published folder is at hand.
  init(of output: String, copy: Copy?, on disk: Disk) {
    self.output = output
    self.copy = copy
    self.disk = disk
  }

  /// The memory of a published folder alone.
  package init(of output: String) {
    self.init(of: output, copy: nil, on: Disk())
  }

  /// The editions that were published; an empty list where there were none.
  package func archive() throws(PublishingProblem) -> Archive {
    try first(Archive.indexName) { Archive($0) } ?? Archive()
  }

  /// What the file of that name in the folder of editions says, or else its copy.
  ///
  /// - Parameter read: gives `nil` for bytes that it can't make out.
  /// - Returns: `nil` when there is neither.
  /// - Throws: When there is one that can't be made out, and no other: going on would forget it.
  package func first<Content>(_ name: String, _ read: ([UInt8]) -> Content?) throws(PublishingProblem) -> Content? {
    let path = "\(output)/\(Archive.folder)/\(name)"
    let isThere = try disk.status(of: path)?.kind == .file
    if isThere, let content = read(try disk.bytes(of: path)) { return content }
    if let content = try copied(name).flatMap(read) { return content }
    if isThere { throw .brokenArchive(path: path) }
    if let copy, copy.digests["\(Archive.folder)/\(name)"] != nil {
      let path = "\(copy.folder)/\(name)"
      if try disk.status(of: path) != nil { throw .brokenArchive(path: path) }
    }
    return nil
  }

  /// The same of a file that has to be there.
  package func known<Content>(_ name: String, _ read: ([UInt8]) -> Content?) throws(PublishingProblem) -> Content {
    guard let content = try first(name, read) else {
      throw .readingFailed(path: "\(output)/\(Archive.folder)/\(name)", cause: SystemCause(code: ENOENT))
    }
    return content
  }

  /// The copy of a file of the folder of editions, as it was published; `nil` when there is none.
  func copied(_ name: String) throws(PublishingProblem) -> [UInt8]? {
    guard let copy, let digest = copy.digests["\(Archive.folder)/\(name)"] else { return nil }
    let path = "\(copy.folder)/\(name)"
    guard try disk.status(of: path)?.kind == .file else { return nil }
    let bytes = try disk.bytes(of: path)
    return Digest(of: bytes) == digest ? bytes : nil
  }
}

/// The copy of the folder of editions in the state folder.
struct MemoryCopy {
  let places: Places
  let disk: Disk
  /// What was published just now.
  private let items: [Item]

  init(places: Places, disk: Disk, items: [Item] = []) {
    self.places = places
    self.disk = disk
    self.items = items
  }

  /// Makes the copy what the live folder has, where it isn't.
  ///
  /// The sums come last, so that they tell whether the rest was finished.
  ///
  /// - Parameter manifest: that of the live edition.
  func bringUpToDate(with manifest: Manifest) throws(PublishingProblem) {
    guard let entry = manifest.files["\(Archive.folder)/\(Sums.name)"], try digest(of: Sums.name) != entry.digest,
      let sums = try published(Sums.name, manifest),
      let live = try published(Archive.indexName, manifest).flatMap({ Archive($0)?.live })
    else { return }
    try disk.makeFolders(places.memory)
    var wanted: Set<String> = [Sums.name]
    for path in manifest.files.keys.sorted() where parent(of: path) == Archive.folder {
      let name = String(path.dropFirst(Archive.folder.count + 1))
      let id = name.prefix { $0 != "." }
      guard Edition.isID(id) || name == Archive.indexName else { continue }
      wanted.insert(name)
      // Of the others, only the list and what is said of the live edition can have changed.
      if Edition.isID(id), id != live, try disk.status(of: "\(places.memory)/\(name)") != nil { continue }
      if let bytes = try published(name, manifest) { try write(bytes, as: name) }
    }
    for (name, page) in Self.pages(of: live) {
      if let bytes = try published(page, manifest) { try write(bytes, as: name) }
    }
    for name in try disk.names(in: places.memory).compactMap({ $0 }) where !wanted.contains(name) {
      let id = String(name.prefix { $0 != "." })
      // The page that lists editions is kept as long as the edition can be rolled back to.
      let isPage = Self.pages(of: id).contains { $0.name == name }
      if !isPage || !wanted.contains("\(id).records.json") { try disk.removeTree("\(places.memory)/\(name)") }
    }
    try disk.syncFileSystem(of: places.memory)
    try disk.replace("\(places.memory)/\(Sums.name)", with: sums)
  }

  /// The pages that list editions, as the edition printed them; `nil` for those that aren't there.
  func page(_ path: String, of id: String) throws(PublishingProblem) -> [UInt8]? {
    guard let name = Self.pages(of: id).first(where: { "\(Archive.folder)/\($0.page)" == path })?.name,
      try disk.status(of: "\(places.memory)/\(name)")?.kind == .file
    else { return nil }
    return try disk.bytes(of: "\(places.memory)/\(name)")
  }

  /// Names in the copy, with those in the live folder.
  private static func pages(of id: String) -> [(name: String, page: String)] {
    Archive.pages.map { path in
      let page = String(path.dropFirst(Archive.folder.count + 1))
      return ("\(id)\(page.drop { $0 != "." })", page)
    }
  }

  private func digest(of name: String) throws(PublishingProblem) -> Digest? {
    let path = "\(places.memory)/\(name)"
    guard try disk.status(of: path)?.kind == .file else { return nil }
    return Digest(of: try disk.bytes(of: path))
  }

  /// The file's bytes as they were published; `nil` when somebody changed or removed it.
  private func published(_ name: String, _ manifest: Manifest) throws(PublishingProblem) -> [UInt8]? {
    let path = "\(Archive.folder)/\(name)"
    guard let entry = manifest.files[path], try disk.status(of: "\(places.output)/\(path)")?.kind == .file else {
      return nil
    }
    let known = items.first { $0.path == path && $0.digest == entry.digest }
    if case .bytes(let bytes)? = known?.content { return bytes }
    let bytes = try disk.bytes(of: "\(places.output)/\(path)")
    return Digest(of: bytes) == entry.digest ? bytes : nil
  }

  private func write(_ bytes: [UInt8], as name: String) throws(PublishingProblem) {
    let path = "\(places.memory)/\(name)"
    if try disk.status(of: path) != nil, try disk.bytes(of: path) == bytes { return }
    let temporary = path + ".tmp"
    if try disk.status(of: temporary) != nil { try disk.removeFile(temporary) }
    try disk.write(bytes, to: temporary)
    try disk.rename(temporary, to: path)
  }
}
