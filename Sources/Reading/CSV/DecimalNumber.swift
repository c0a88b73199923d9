/// The number that bytes such as `1432.5`, `-0.5` or `1e6` stand for, correctly rounded; `nil` for anything else.
///
/// Up to fifteen digits without exponent are one whole number and a division, which IEEE 754 rounds as it must; the
/// standard library reads the rest.
func decimalNumber(_ range: Range<Int>, in bytes: Span<UInt8>) -> Double? {
  var index = range.lowerBound
  let end = range.upperBound
  guard index < end, end - index <= 17 else { return slowDecimalNumber(range, in: bytes) }
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
  guard let number = Double(text(range, in: bytes)), number.isFinite else { return nil }
  return number
}

private let powersOfTen: [Double] = [
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
]
