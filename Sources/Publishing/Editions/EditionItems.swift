import Diagnostics

/// Puts an edition and all that the live folder remembers of earlier ones into one list of files.
struct EditionItems {
  let archive: Archive
  /// How many editions have frozen pages.
  let count: Int
  /// The manifest of the live folder; `nil` without one.
  let manifest: Manifest?
  let memory: Memory
  let output: String
  let disk: Disk

  /// - Parameters:
  ///   - archive: what the folder will remember: the edition is its live one.
  ///   - about: files in the folder of editions that are about this one and its place among the others.
  func items(_ edition: Edition, about: [OutputFile]) throws(PublishingProblem) -> [Item] {
    var items = edition.items
    let kept = Set(archive.frozen(count))
    if kept.contains(edition.id) {
      items += frozenPages(edition, hasPage: about.contains { $0.path == Archive.page })
    }
    let sumsOfEdition = edition.items.count - 1
    var told = about.map { Item($0) }
    told.append(Item(OutputFile(path: Archive.index, bytes: Array(archive.json.utf8))))
    told.append(
      Item(
        path: "\(Archive.folder)/\(edition.id).sha256", content: .copy(of: sumsOfEdition),
        digest: edition.items[sumsOfEdition].digest))
    var sums = Sums()
    for item in told { sums[item.fileName] = item.digest }
    for entry in archive.entries {
      // What was said and the sums for ever, records as long as the pages.
      let names =
        ["\(entry.id).json", "\(entry.id).sha256"] + (kept.contains(entry.id) ? ["\(entry.id).records.json"] : [])
      for name in names where sums[name] == nil {
        guard let (item, digest) = try remembered(name) else { continue }
        items.append(item)
        sums[name] = digest
      }
    }
    let frozen = try frozen(with: edition.id).subtracting([edition.id])
    for path in (manifest?.files.keys).map({ $0.sorted() }) ?? [] {
      let parts = path.split(separator: "/", maxSplits: 2)
      if parts.count == 3, parts[0] == Archive.folder, frozen.contains(String(parts[1])) { items.append(.kept(path)) }
    }
    items += told
    items.append(Item(OutputFile(path: "\(Archive.folder)/\(Sums.name)", bytes: sums.bytes)))
    return items
  }

  /// The editions whose pages are there under their own names, once the one of this id is live.
  func frozen(with id: String) throws(PublishingProblem) -> Set<String> {
    var frozen: Set<String> = []
    for kept in archive.frozen(count) {
      let sums = try disk.status(of: "\(output)/\(Archive.folder)/\(kept)/\(Sums.name)")
      if kept == id || sums != nil { frozen.insert(kept) }
    }
    return frozen
  }

  /// A file of the folder of editions with its sum: as it is there, or from its copy when it is gone or was changed.
  private func remembered(_ name: String) throws(PublishingProblem) -> (item: Item, digest: Digest)? {
    let path = "\(Archive.folder)/\(name)"
    let entry = manifest?.files[path]
    if let status = try disk.status(of: "\(output)/\(path)"), status.kind == .file {
      if let entry, entry.describes(status) { return (.kept(path), entry.digest) }
      let digest = Digest(of: try disk.bytes(of: "\(output)/\(path)"))
      if entry == nil || entry?.digest == digest { return (.kept(path), digest) }
      guard try memory.copied(name) != nil else { return (.kept(path), digest) }
    }
    guard let bytes = try memory.copied(name) else { return nil }
    let item = Item(OutputFile(path: path, bytes: bytes))
    return (item, item.digest ?? Digest(of: bytes))
  }

  /// The edition once more under its own name, for citations. Second names, so that it takes no room.
  private func frozenPages(_ edition: Edition, hasPage: Bool) -> [Item] {
    let folder = "\(Archive.folder)/\(edition.id)"
    var items = edition.items.enumerated().map { index, item in
      Item(path: "\(folder)/\(item.path)", content: .copy(of: index), digest: item.digest)
    }
    // Pages link to the list of editions; from here it is two folders up.
    if hasPage { items += Signpost.files(in: folder).map { Item($0) } }
    return items
  }
}

extension Item {
  fileprivate var fileName: String { String(path.split(separator: "/").last ?? "") }
}

/// Stands where the list of editions would be in frozen pages, and leads to it.
enum Signpost {
  static func files(in folder: String) -> [OutputFile] {
    let page = """
      <!DOCTYPE html>
      <html lang="en-GB" xmlns="http://www.w3.org/1999/xhtml">
      <head><meta charset="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/>
      <title>All editions</title></head>
      <body><main><h1>All editions</h1>
      <p>These pages are kept as they were published. <a href="../../index.html">All editions</a> are listed outside of them.</p>
      </main></body>
      </html>

      """
    let text = """
      # All editions

      These pages are kept as they were published. [All editions](../../index.md) are listed outside of them.

      """
    return [
      OutputFile(path: "\(folder)/\(Archive.page)", bytes: Array(page.utf8)),
      OutputFile(path: "\(folder)/\(Archive.folder)/index.md", bytes: Array(text.utf8)),
    ]
  }
}
