/// The known name that a misspelled one most likely meant, or `nil` when none or several are as near.
///
/// Optimal string alignment distance, at most a third of the name's length and never more than three. Where no name is so
/// near, hyphens and points don't count, and one letter may differ: `apache2` means `apache-2.0`.
package func nearMiss(of name: String, among known: some Sequence<String>) -> String? {
  let known = known.filter { $0 != name }
  func nearest(within most: Int, _ letters: (String) -> [Unicode.Scalar]) -> (name: String, isTied: Bool)? {
    let wanted = letters(name)
    let limit = min(most, max(1, wanted.count / 3))
    var best: (distance: Int, name: String)?
    var isTied = false
    for candidate in known {
      let own = letters(candidate)
      guard abs(own.count - wanted.count) <= limit else { continue }
      let distance = editDistance(wanted, own)
      guard distance <= limit else { continue }
      if let current = best, distance >= current.distance {
        if distance == current.distance { isTied = true }
      } else {
        best = (distance, candidate)
        isTied = false
      }
    }
    return best.map { ($0.name, isTied) }
  }
  let found =
    nearest(within: 3) { Array($0.lowercased().unicodeScalars) }
    ?? nearest(within: 1) { $0.lowercased().unicodeScalars.filter { !"-._ ".unicodeScalars.contains($0) } }
  return found.flatMap { $0.isTied ? nil : $0.name }
}

/// Insertions, deletions, replacements and swaps of neighbours that turn one word into the other.
private func editDistance(_ first: [Unicode.Scalar], _ second: [Unicode.Scalar]) -> Int {
  var beforeLast = [Int](repeating: 0, count: second.count + 1)
  var last = Array(0...second.count)
  for row in 0..<first.count {
    var current = [row + 1]
    for column in 0..<second.count {
      let replaced = last[column] + (first[row] == second[column] ? 0 : 1)
      var cost = min(replaced, last[column + 1] + 1, current[column] + 1)
      if row > 0, column > 0, first[row] == second[column - 1], first[row - 1] == second[column] {
        cost = min(cost, beforeLast[column - 1] + 1)
      }
      current.append(cost)
    }
    (beforeLast, last) = (last, current)
  }
  return last[second.count]
}
