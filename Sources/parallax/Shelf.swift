import Metrics
import Publishing

/// The editions in a published folder, to be taken down and compared. Reads only, and needs no lock.
struct Shelf {
  struct Pages {
    var added: [String] = []
    var changed: [String] = []
    var removed: [String] = []
  }

  private let output: String
  private let memory: Memory
  private let archive: Archive

  init(_ output: String) throws(PublishingProblem) {
    self.output = output
    memory = Memory(of: output)
    archive = try memory.archive()
  }

  /// Both editions: those named, or the live one and the one before it.
  func pair(_ old: String?, _ new: String?) throws(PublishingProblem) -> (old: Archive.Entry, new: Archive.Entry) {
    let second = try entry(new ?? "live")
    guard let old else {
      guard let id = second.previous else { throw .noEarlierEdition(second.id) }
      return (try entry(id), second)
    }
    return (try entry(old), second)
  }

  /// The live edition and what it and those before it said; `nil` when nothing was published.
  func live() throws(PublishingProblem) -> (id: String, past: Past, sums: Sums)? {
    guard let id = archive.live else { return nil }
    let sums = "\(output)/\(Sums.name)"
    guard let sums = Sums(String(decoding: try Disk().bytes(of: sums), as: UTF8.self)) else {
      throw .brokenArchive(path: sums)
    }
    return (id, try Past(archive, in: memory), sums)
  }

  private func entry(_ name: String) throws(PublishingProblem) -> Archive.Entry {
    guard let entry = archive.named(name) else { throw .noEdition(name) }
    return entry
  }

  /// What moved, and whether causes had to be added up from the steps in between.
  func changes(
    from old: Archive.Entry, to new: Archive.Entry
  ) throws(PublishingProblem) -> (changes: EditionChanges, isByStep: Bool) {
    let (before, after) = (try edition(old.id), try edition(new.id))
    let isOtherDay = before.day != after.day
    if let first = try records(old.id), let second = try records(new.id) {
      return (
        Comparison.changes(from: before.facts, first, to: after.facts, second, isOtherDay: isOtherDay), false
      )
    }
    let steps = try steps(from: old, to: new)
    return (Comparison.changes(from: before.facts, to: after.facts, by: steps, isOtherDay: isOtherDay), true)
  }

  /// The changes of each edition after one and up to the other, in either direction; none without a way between them.
  private func steps(from old: Archive.Entry, to new: Archive.Entry) throws(PublishingProblem) -> [EditionChanges] {
    for (start, end) in [(new.id, old.id), (old.id, new.id)] {
      var steps: [EditionChanges] = []
      var next: String? = start
      var seen: Set<String> = []
      while let id = next, id != end, seen.insert(id).inserted {
        if let changes = try edition(id).changes { steps.append(changes) }
        next = archive[id]?.previous
      }
      if next == end { return steps }
    }
    return []
  }

  private func edition(_ id: String) throws(PublishingProblem) -> PastEdition {
    try memory.known("\(id).json") { EditionJSON.edition($0) }
  }

  private func records(_ id: String) throws(PublishingProblem) -> RecordIndex? {
    try memory.first("\(id).records.json") { RecordIndexJSON.index($0) }
  }

  /// The pages whose bytes differ; `nil` when the sums of one edition are gone.
  func pages(from old: Archive.Entry, to new: Archive.Entry) throws(PublishingProblem) -> Pages? {
    guard let before = try sums(old.id), let after = try sums(new.id) else { return nil }
    var pages = Pages()
    for (path, digest) in after.digests.sorted(by: { $0.key < $1.key }) where path.hasSuffix(".html") {
      guard let earlier = before[path] else {
        pages.added.append(path)
        continue
      }
      if earlier != digest { pages.changed.append(path) }
    }
    pages.removed = before.digests.keys.filter { $0.hasSuffix(".html") && after[$0] == nil }.sorted()
    return pages
  }

  private func sums(_ id: String) throws(PublishingProblem) -> Sums? {
    try memory.first("\(id).sha256") { Sums(String(decoding: $0, as: UTF8.self)) }
  }
}
