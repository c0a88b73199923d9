import Diagnostics

/// Puts an edition and all that the live folder remembers of earlier ones into one list of files.
struct EditionItems {
  let archive: Archive
  /// How many editions have frozen pages.
  let count: Int
  /// The manifest of the live folder; `nil` without one.
  let manifest: Manifest?
  let output: String
  let disk: Disk

  /// - Parameters:
  ///   - archive: what the folder will remember: the edition is its live one.
  ///   - about: files in the folder of editions that are about this one and its place among the others.
  func items(_ edition: Edition, about: [OutputFile]) throws(PublishingProblem) -> [Item] {
    var items = edition.items
    let frozen = Set(archive.frozen(count))
    if frozen.contains(edition.id) {
      items += frozenPages(edition, hasPage: about.contains { $0.path == Archive.page })
    }
    var ours = about.map { Item($0) }
    ours.append(Item(OutputFile(path: Archive.index, bytes: Array(archive.json.utf8))))
    let known = Set(items.map(\.path) + ours.map(\.path))
    var sums = Sums()
    for item in ours { sums[item.fileName] = item.digest }
    for path in (manifest?.files.keys).map({ $0.sorted() }) ?? []
    where path.hasPrefix(Archive.folder + "/") && !known.contains(path) {
      let parts = path.split(separator: "/")
      switch parts.count {
      case 2:
        // `ID.json` for ever, `ID.records.json` as long as the pages.
        guard let id = parts[1].split(separator: ".").first, Edition.isID(id) else { continue }
        guard parts[1].hasSuffix(".records.json") ? frozen.contains(String(id)) : true else { continue }
        guard let digest = try digest(path) else { continue }
        items.append(.kept(path))
        sums[String(parts[1])] = digest
      default:
        if frozen.contains(String(parts[1])) && parts[1] != edition.id { items.append(.kept(path)) }
      }
    }
    items += ours
    items.append(Item(OutputFile(path: "\(Archive.folder)/\(Sums.name)", bytes: Array(sums.text.utf8))))
    return items
  }

  /// The sum of a live file; `nil` when there is none.
  private func digest(_ path: String) throws(PublishingProblem) -> Digest? {
    guard let status = try disk.status(of: "\(output)/\(path)"), status.kind == .file else { return nil }
    if let entry = manifest?.files[path], entry.describes(status) { return entry.digest }
    return Digest(of: try disk.bytes(of: "\(output)/\(path)"))
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
