/// Numbers from 0 on for the different values that a field has in all files of a kind: files mostly say the same one
/// after the other.
struct ValueNumbers {
  private var numbers: [Value: Int32] = [:]
  private var values: [Value] = []

  /// How many there are.
  var count: Int { values.count }

  /// Those of some values, in their order.
  mutating func numbers(of others: [Value]) -> [Int32] {
    var next = 0
    return others.map { value in
      if next == values.count || values[next] != value {
        if let known = numbers[value] {
          next = Int(known)
        } else {
          next = values.count
          numbers[value] = Int32(truncatingIfNeeded: next)
          values.append(value)
        }
      }
      next += 1
      return Int32(truncatingIfNeeded: next - 1)
    }
  }
}
