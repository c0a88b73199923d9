/// Those of many sums that occur more than once.
///
/// A table with an entry for each of them would take more memory than what they are sums of. So each first marks one of
/// sixteen times as many bits as there are sums, and only those that meet a mark, or whose mark was met, are sorted.
package func repeatedSums(_ sums: [UInt64]) -> Set<UInt64> {
  guard sums.count > 1 else { return [] }
  let bits = Int.bitWidth - (sums.count * 16 - 1).leadingZeroBitCount
  let mask = UInt64(1) << UInt64(bits) - 1
  // A word of marks, and beside it, in the same line of the memory, one that says which of them were met.
  var marks = [UInt64](repeating: 0, count: ((1 << bits) / 64 + 1) * 2)
  for sum in sums {
    let (word, bit) = (Int((sum & mask) >> 6) * 2, UInt64(1) << (sum & 63))
    let marked = marks[word]
    if marked & bit != 0 { marks[word + 1] |= bit }
    marks[word] = marked | bit
  }
  let suspects = sums.filter { marks[Int(($0 & mask) >> 6) * 2 + 1] & (UInt64(1) << ($0 & 63)) != 0 }.sorted()
  var repeated: Set<UInt64> = []
  for (sum, next) in zip(suspects, suspects.dropFirst()) where sum == next { repeated.insert(sum) }
  return repeated
}
