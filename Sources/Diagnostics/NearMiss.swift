/// The known name that a misspelled one most likely meant, or `nil` when none or several are as near.
///
/// Optimal string alignment distance, at most a third of the name's length and never more than three.
package func nearMiss(of name: String, among known: some Sequence<String>) -> String? {
  let wanted = Array(name.lowercased().unicodeScalars)
  let limit = min(3, max(1, wanted.count / 3))
  var best: (distance: Int, name: String)?
  var isTied = false
  for candidate in known where candidate != name {
    let letters = Array(candidate.lowercased().unicodeScalars)
    guard abs(letters.count - wanted.count) <= limit else { continue }
    let distance = editDistance(wanted, letters)
    guard distance <= limit else { continue }
    if let current = best, distance >= current.distance {
      if distance == current.distance { isTied = true }
    } else {
      best = (distance, candidate)
      isTied = false
    }
  }
  return isTied ? nil : best?.name
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
