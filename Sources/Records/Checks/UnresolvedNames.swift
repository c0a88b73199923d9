import Diagnostics

extension Check {
  /// Says for each source how many of its names no record answers to. The Quality page lists them all.
  package static let unresolvedNames = Check("unresolved-names") { corpus in
    var counts: [(names: Set<String>, first: UnresolvedName)] = []
    for name in corpus.unresolved {
      if let index = counts.firstIndex(where: { $0.first.source == name.source && $0.first.of == name.of }) {
        counts[index].names.insert(name.name)
      } else {
        counts.append(([name.name], name))
      }
    }
    return counts.map { .unresolvedNames($0.names.count, first: $0.first) }
  }
}

extension Finding {
  fileprivate static func unresolvedNames(_ count: Int, first: UnresolvedName) -> Finding {
    let names = count == 1 ? "1 name of '\(first.source)' resolves" : "\(count) names of '\(first.source)' resolve"
    return Finding(
      .note, "unresolved-names", "\(names) to no \(first.of.rawValue), '\(first.name)' first", at: first.place,
      hint: "add the \(first.of.rawValue) and a row in Input/aliases/; the Quality page lists all of them")
  }
}
