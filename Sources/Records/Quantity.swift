import Reading

/// A number as it was published: exact, with an interval, or a range of which nobody knows the middle.
package struct Quantity: Sendable, Hashable {
  /// `nil` for a range such as `11..14`: a range has no middle.
  package let value: Double?
  package let low: Double?
  package let high: Double?

  package init(value: Double?, low: Double? = nil, high: Double? = nil) {
    self.value = value
    self.low = low
    self.high = high
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

  static func text(of bounds: ClosedRange<Double>) -> String {
    if bounds.upperBound == .infinity { return "\(text(of: bounds.lowerBound)) and above" }
    if bounds.lowerBound == -.infinity { return "\(text(of: bounds.upperBound)) and below" }
    return "\(text(of: bounds.lowerBound)) to \(text(of: bounds.upperBound))"
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
