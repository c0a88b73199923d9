import Diagnostics

extension Check {
  /// Says for each file of scores how many of its models no record answers to. The Data page lists them all.
  package static let unresolvedNames = Check("unresolved-names") { corpus in
    var counts: [(source: String, names: Int, first: UnresolvedName)] = []
    for name in corpus.unresolved {
      if let index = counts.firstIndex(where: { $0.source == name.source }) {
        counts[index].names += 1
      } else {
        counts.append((name.source, 1, name))
      }
    }
    return counts.map { .unresolvedNames($0.names, of: $0.source, first: $0.first) }
  }
}

extension Finding {
  fileprivate static func unresolvedNames(_ count: Int, of source: String, first: UnresolvedName) -> Finding {
    Finding(
      .note, "unresolved-names",
      "\(count) \(count == 1 ? "name" : "names") of '\(source)' \(count == 1 ? "resolves" : "resolve") to no model, '\(first.name)' first",
      at: first.place, hint: "add the model and a row in Input/aliases/; the Data page lists all of them")
  }
}
