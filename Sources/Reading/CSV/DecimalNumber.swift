/// The number that bytes such as `1432.5`, `-0.5` or `1e6` stand for, correctly rounded; `nil` for anything else.
///
/// Up to fifteen digits without exponent are one whole number and a division, which IEEE 754 rounds as it must; the
/// standard library reads the rest.
package func decimalNumber(_ range: Range<Int>, in bytes: Span<UInt8>) -> Double? {
  guard range.count <= 8 else { return longDecimalNumber(range, in: bytes) }
  guard !range.isEmpty else { return nil }
  return shortDecimalNumber(range, in: bytes) ?? slowDecimalNumber(range, in: bytes)
}

/// A number of up to eight bytes, all of them looked at together.
@inline(__always)
private func shortDecimalNumber(_ range: Range<Int>, in bytes: Span<UInt8>) -> Double? {
  var text = word(at: range.lowerBound, range.count, in: bytes)
  var count = range.count
  let isNegative = text & 0xFF == UInt64(UInt8.dash)
  if isNegative {
    text &>>= 8
    count &-= 1
  }
  // The point is taken out: what stands above it moves down by a byte.
  let differing = text ^ 0x2E2E_2E2E_2E2E_2E2E
  let points = ~(((differing & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7F7F_7F7F_7F7F_7F7F) | differing) & 0x8080_8080_8080_8080
  var decimals = 0
  if points != 0 {
    let wholeBits = UInt64(truncatingIfNeeded: points.trailingZeroBitCount & ~7)
    decimals = count &- Int(truncatingIfNeeded: wholeBits &>> 3) &- 1
    guard decimals > 0, wholeBits > 0 else { return nil }
    let whole = (1 &<< wholeBits) &- 1
    text = (text & whole) | ((text &>> 8) & ~whole)
    count &-= 1
  }
  guard count > 0 else { return nil }
  // The last digit comes to the top, with zeros in front of the first.
  let padding = UInt64(truncatingIfNeeded: 64 &- 8 &* count)
  let digits = (text &<< padding) &- (0x3030_3030_3030_3030 &<< padding)
  // A byte above nine, or one that has borrowed, isn't a digit.
  guard (digits | (digits &+ 0x7676_7676_7676_7676)) & 0x8080_8080_8080_8080 == 0 else { return nil }
  let whole = Double(wholeNumber(ofDigits: digits))
  let value = decimals > 0 ? whole / powersOfTen[decimals] : whole
  return isNegative ? -value : value
}

/// The whole number of eight digits, one in each byte: the last in the highest, zeros in front of the first.
@inlinable @inline(__always)
package func wholeNumber(ofDigits digits: UInt64) -> Int {
  // Pairs, then fours, then all eight, the lowest byte counting most.
  let pairs = digits &* 10 &+ (digits &>> 8)
  let first = (pairs & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064
  let second = ((pairs &>> 16) & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001
  return Int(truncatingIfNeeded: (first &+ second) &>> 32 & 0xFFFF_FFFF)
}

/// Digit by digit.
private func longDecimalNumber(_ range: Range<Int>, in bytes: Span<UInt8>) -> Double? {
  var index = range.lowerBound
  let end = range.upperBound
  guard end - index <= 17 else { return slowDecimalNumber(range, in: bytes) }
  let isNegative = bytes[index] == .dash
  if isNegative { index += 1 }
  var digits: UInt64 = 0
  var count = 0
  var decimals = -1
  while index < end {
    let digit = bytes[index] &- 0x30
    if digit < 10 {
      digits = digits &* 10 &+ UInt64(digit)
      count += 1
      if decimals >= 0 { decimals += 1 }
    } else if bytes[index] == UInt8(ascii: "."), decimals < 0, count > 0 {
      decimals = 0
    } else {
      return slowDecimalNumber(range, in: bytes)
    }
    index += 1
  }
  guard count > 0, count <= 15, decimals != 0 else { return slowDecimalNumber(range, in: bytes) }
  let whole = Double(digits)
  let value = decimals > 0 ? whole / powersOfTen[decimals] : whole
  return isNegative ? -value : value
}

/// Any decimal number: no `inf`, no hexadecimal digits, no thousands marks.
private func slowDecimalNumber(_ range: Range<Int>, in bytes: Span<UInt8>) -> Double? {
  for index in range {
    switch bytes[index] {
    case 0x30...0x39, .dash, UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"): continue
    default: return nil
    }
  }
  return decimalNumber(text(range, in: bytes))
}

/// The number that a text of digits, signs, points and exponents stands for; `nil` where it would be infinite, or zero
/// though it has another digit.
package func decimalNumber(_ text: some StringProtocol) -> Double? {
  guard let number = Double(text), number.isFinite else { return nil }
  let digits = text.utf8.prefix { $0 != UInt8(ascii: "e") && $0 != UInt8(ascii: "E") }
  return number == 0 && digits.contains { (0x31...0x39).contains($0) } ? nil : number
}

private let powersOfTen: [Double] = [
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
]
