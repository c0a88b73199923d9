import Reading

/// A number as it was published: exact, with an interval, or a range of which nobody knows the middle.
package struct Quantity: Sendable, Hashable {
  // What isn't there isn't a number here: three optional numbers would take twice the memory of all large tables.
  private let middle: Double
  private let lower: Double
  private let upper: Double

  package init(value: Double?, low: Double? = nil, high: Double? = nil) {
    middle = value ?? .nan
    lower = low ?? .nan
    upper = high ?? .nan
  }

  /// `nil` for a range such as `11..14`: a range has no middle.
  package var value: Double? { middle.isNaN ? nil : middle }
  package var low: Double? { lower.isNaN ? nil : lower }
  package var high: Double? { upper.isNaN ? nil : upper }

  package static func == (left: Quantity, right: Quantity) -> Bool {
    (left.value, left.low, left.high) == (right.value, right.low, right.high)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(value)
    hasher.combine(low)
    hasher.combine(high)
  }
}

extension Quantity {
  /// Reads `1432`, `1432 ± 6`, `1432 [1426, 1438]` or `11..14`; `nil` for anything else.
  package init?(_ text: String) {
    if let number = Quantity.number(text[...]) {
      self.init(value: number)
    } else if let (left, right) = Quantity.split(text, at: " ± ") {
      guard let value = Quantity.number(left), let spread = Quantity.number(right), spread >= 0,
        (value - spread).isFinite, (value + spread).isFinite
      else { return nil }
      self.init(value: value, low: value - spread, high: value + spread)
    } else if let (left, right) = Quantity.split(text, at: " [") {
      guard right.last == "]", let (low, high) = Quantity.split(String(right.dropLast()), at: ", "),
        let value = Quantity.number(left), let low = Quantity.number(low), let high = Quantity.number(high)
      else { return nil }
      self.init(value: value, low: low, high: high)
    } else if let (left, right) = Quantity.split(text, at: "..") {
      guard let low = Quantity.number(left), let high = Quantity.number(right) else { return nil }
      self.init(value: nil, low: low, high: high)
    } else {
      return nil
    }
  }

  /// The same of bytes, `1432` and `1432 [1426, 1438]` alone; `nil` for anything else.
  init?(_ range: Range<Int>, in bytes: Span<UInt8>) {
    if let number = decimalNumber(range, in: bytes) {
      self.init(value: number)
      return
    }
    // The shortest with bounds is `1 [1, 1]`.
    guard range.count >= 8, bytes[range.upperBound - 1] == UInt8(ascii: "]") else { return nil }
    var bracket = range.lowerBound + 1
    while bracket < range.upperBound, bytes[bracket] != UInt8(ascii: "[") { bracket += 1 }
    var comma = bracket
    while comma < range.upperBound, bytes[comma] != UInt8(ascii: ",") { comma += 1 }
    guard comma + 2 < range.upperBound, bytes[bracket - 1] == 0x20, bytes[comma + 1] == 0x20,
      let value = decimalNumber(range.lowerBound..<bracket - 1, in: bytes),
      let low = decimalNumber(bracket + 1..<comma, in: bytes),
      let high = decimalNumber(comma + 2..<range.upperBound - 1, in: bytes)
    else { return nil }
    self.init(value: value, low: low, high: high)
  }

  /// Whether its bounds enclose it.
  var isInOrder: Bool { !(lower > middle) && !(middle > upper) && !(lower > upper) }

  /// The first of its numbers that lies outside; `nil` when all are inside, or nothing is.
  func outside(_ bounds: ClosedRange<Double>?) -> Double? {
    guard let bounds else { return nil }
    func isOutside(_ number: Double) -> Bool { !number.isNaN && !bounds.contains(number) }
    return isOutside(lower) ? lower : isOutside(middle) ? middle : isOutside(upper) ? upper : nil
  }

  private static func split(_ text: String, at separator: String) -> (Substring, Substring)? {
    let pattern = Array(separator.utf8)
    let bytes = Array(text.utf8)
    guard bytes.count >= pattern.count else { return nil }
    for start in 0...(bytes.count - pattern.count) where bytes[start..<(start + pattern.count)].elementsEqual(pattern) {
      let left = text.utf8.index(text.startIndex, offsetBy: start)
      let right = text.utf8.index(left, offsetBy: pattern.count)
      return (text[..<left], text[right...])
    }
    return nil
  }

  /// A plain decimal number: no `inf`, no hexadecimal digits, no thousands marks.
  private static func number(_ text: Substring) -> Double? {
    let isPlain = text.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
        true
      default: false
      }
    }
    return isPlain ? decimalNumber(text) : nil
  }

  /// The shortest decimal text of a number, whole numbers without a point.
  package static func text(of number: Double) -> String {
    if number == number.rounded(), abs(number) < 1e15 { return String(Int(number)) }
    return number.description
  }

  /// The size of a number as a whole number of ones, tenths or hundredths, whichever first give it back; `nil` where none
  /// do. Most numbers have two decimals at most, and a text of so few digits is the shortest one.
  package static func fewDecimals(_ number: Double) -> (whole: UInt64, places: Int)? {
    guard abs(number) < 1e12 else { return nil }
    for (factor, places) in [(1.0, 0), (10.0, 1), (100.0, 2)] {
      let scaled = (number * factor).rounded()
      if scaled / factor == number { return (UInt64(abs(scaled)), places) }
    }
    return nil
  }

  /// Appends the same to bytes.
  package static func append(_ number: Double, to bytes: inout [UInt8]) {
    guard let (whole, places) = fewDecimals(number) else { return bytes.append(contentsOf: text(of: number).utf8) }
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    append(whole, places: places, to: &bytes)
  }

  /// Appends the digits of a whole number, so many of them behind a point.
  private static func append(_ whole: UInt64, places: Int, to bytes: inout [UInt8]) {
    var (length, bound) = (1, UInt64(10))
    while whole >= bound || length <= places {
      length += 1
      bound *= 10
    }
    let end = bytes.count + length + (places > 0 ? 1 : 0)
    bytes.append(contentsOf: repeatElement(UInt8(ascii: "."), count: end - bytes.count))
    var output = bytes.mutableSpan
    var rest = whole
    // From the last digit on; the point stays.
    for digit in 0..<length {
      output[end - 1 - digit - (places > 0 && digit >= places ? 1 : 0)] =
        UInt8(truncatingIfNeeded: rest % 10) + UInt8(ascii: "0")
      rest /= 10
    }
  }

  static func text(of bounds: ClosedRange<Double>) -> String {
    if bounds.upperBound == .infinity { return "\(text(of: bounds.lowerBound)) and above" }
    if bounds.lowerBound == -.infinity { return "\(text(of: bounds.upperBound)) and below" }
    return "\(text(of: bounds.lowerBound)) to \(text(of: bounds.upperBound))"
  }

  /// Appends the same as `text`.
  func append(to bytes: inout [UInt8]) {
    func append(_ number: Double?) {
      if let number { Quantity.append(number, to: &bytes) }
    }
    switch (value, low, high) {
    case (let value?, nil, nil): append(value)
    case (nil, _, _):
      append(low)
      bytes.append(contentsOf: "..".utf8)
      append(high)
    default:
      append(value)
      bytes.append(contentsOf: " [".utf8)
      append(low)
      bytes.append(contentsOf: ", ".utf8)
      append(high)
      bytes.append(UInt8(ascii: "]"))
    }
  }

  /// The number as it is written in records.
  package var text: String {
    func bound(_ number: Double?) -> String { number.map(Quantity.text(of:)) ?? "" }
    return switch (value, low, high) {
    case (let value?, nil, nil): Quantity.text(of: value)
    case (nil, _, _): "\(bound(low))..\(bound(high))"
    default: "\(bound(value)) [\(bound(low)), \(bound(high))]"
    }
  }
}
