import Diagnostics

extension Check {
  /// No name means two records at one time.
  package static let aliasNamesOneRecord = Check("ambiguous-alias") { corpus in
    var findings: [Finding] = []
    var earlier: [[String]: [Alias]] = [:]
    for alias in corpus.aliases {
      let key = [alias.of.rawValue, alias.source ?? "", alias.name]
      if let first = earlier[key]?.first(where: alias.overlaps) {
        findings.append(.ambiguousAlias(alias, first: first))
      }
      earlier[key, default: []].append(alias)
    }
    return findings
  }
}

extension Finding {
  fileprivate static func ambiguousAlias(_ alias: Alias, first: Alias) -> Finding {
    let same = alias.record == first.record
    return Finding(
      .error, "ambiguous-alias",
      same
        ? "the name '\(alias.name)' is given twice to '\(alias.record)'"
        : "the name '\(alias.name)' means '\(first.record)' and '\(alias.record)'",
      at: alias.place,
      hint: same
        ? "delete one of the two rows"
        : "say in 'source' which source means which, or in 'from' and 'to' which held when",
      related: [.init("the first is here", at: first.place)])
  }
}
