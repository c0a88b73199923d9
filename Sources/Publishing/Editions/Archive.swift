import Diagnostics
import Reading

/// The editions that were published, as `editions/index.json` of the live folder lists them.
package struct Archive: Sendable, Equatable {
  package struct Entry: Sendable, Equatable {
    package let id: String
    /// The day that the edition speaks of.
    package let day: String
    /// The edition that was live before it; `nil` for the first.
    package let previous: String?
    /// Whether it was rolled back.
    package var isWithdrawn = false
  }

  /// Where everything about editions lies in the live folder.
  package static let folder = "editions"
  static let indexName = "index.json"
  static let index = "\(folder)/\(indexName)"
  /// The page that lists them, where the site has one.
  static let page = "\(folder)/index.html"
  /// The same with its Markdown twin.
  package static let pages = [page, "\(folder)/index.md"]

  /// In the order of publication.
  package private(set) var entries: [Entry] = []
  package private(set) var live: String?

  package init() {}

  package subscript(id: String) -> Entry? { entries.first { $0.id == id } }

  /// The live edition and those before it, newest first. What was rolled back isn't among them.
  package var chain: [Entry] {
    var chain: [Entry] = []
    var next = live
    while let id = next, let entry = self[id], !chain.contains(entry) {
      chain.append(entry)
      next = entry.previous
    }
    return chain
  }

  /// The editions whose pages stay: the live one before all others, then the latest of them; none for a count of 0.
  package func frozen(_ count: Int) -> [String] {
    guard count > 0 else { return [] }
    let others = entries.reversed().map(\.id).filter { $0 != live }
    return (live.map { [$0] } ?? []) + others.prefix(max(0, count - 1))
  }

  /// The archive once the edition is live. One that was live before keeps its entry.
  package func adding(_ edition: Edition) -> Archive {
    var archive = self
    if let known = archive.entries.firstIndex(where: { $0.id == edition.id }) {
      archive.entries[known].isWithdrawn = false
    } else {
      archive.entries.append(Entry(id: edition.id, day: edition.day, previous: live))
    }
    archive.live = edition.id
    return archive
  }

  /// Whether the edition was rolled back, and nothing was published since.
  package func holdsBack(_ id: String) -> Bool {
    guard let own = entries.firstIndex(where: { $0.id == id }), entries[own].isWithdrawn else { return false }
    return entries.firstIndex { $0.id == live }.map { $0 < own } ?? false
  }

  /// The archive once the edition is live again: those before it stand as they stood then, what came after it is
  /// withdrawn.
  func rollingBack(to id: String) -> Archive {
    var archive = self
    archive.live = id
    let before = Set(archive.chain.map(\.id))
    let position = entries.firstIndex { $0.id == id } ?? entries.endIndex
    for index in entries.indices {
      if before.contains(entries[index].id) {
        archive.entries[index].isWithdrawn = false
      } else if index > position {
        archive.entries[index].isWithdrawn = true
      }
    }
    return archive
  }

  /// The one edition whose id begins with the name, the latest of a day, or `live`.
  package func named(_ name: String) -> Entry? {
    guard let wanted = name == "live" ? live : name, !wanted.isEmpty else { return nil }
    return entries.last { $0.id.hasPrefix(wanted) }
  }
}

// MARK: - As text

extension Archive {
  /// An edition a line.
  var json: String {
    let lines = entries.map { entry in
      let previous = entry.previous.map(jsonText) ?? "null"
      return """
        {"id": \(jsonText(entry.id)), "day": \(jsonText(entry.day)), "previous": \(previous), \
        "withdrawn": \(entry.isWithdrawn)}
        """
    }
    let list = lines.isEmpty ? "[]" : "[\n    \(lines.joined(separator: ",\n    "))\n  ]"
    return "{\n  \"live\": \(live.map(jsonText) ?? "null"),\n  \"editions\": \(list)\n}\n"
  }

  /// `nil` when the bytes aren't a whole list of editions, or name one that couldn't be a folder's name.
  init?(_ bytes: [UInt8]) {
    guard let tree = JSONTree(bytes), let items = tree["editions"]?.list else { return nil }
    for item in items {
      guard let id = item["id"]?.text, let day = item["day"]?.text, Edition.isID(id), id.hasPrefix(day) else {
        return nil
      }
      let previous = item["previous"]?.text
      guard previous.map({ Edition.isID($0) }) ?? true else { return nil }
      entries.append(
        Entry(id: id, day: day, previous: previous, isWithdrawn: item["withdrawn"]?.truth ?? false))
    }
    live = tree["live"]?.text
    if let live, self[live] == nil { return nil }
  }
}
