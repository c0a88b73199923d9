import Charts
package import Records

/// How numbers, intervals and dates read on the site. Without locale, clock or Foundation.
///
/// Minus is U+2212, a range is joined by U+2013, thousands have a comma from 1,000, and halves round away from zero
/// once, in decimal: the digits that Swift prints for a `Double` are rounded, so 0.285 at two places is 0.29.
package enum NumberFormat {
  static let minus = "\u{2212}"
  static let rangeDash = "\u{2013}"

  /// `1,534`, `−42.2`. A negative number that rounds to zero has no minus.
  ///
  /// - Parameter places: after the point; below zero as many digits before it are zeros.
  package static func number(_ value: Double, places: Int = 0, isSigned: Bool = false) -> String {
    guard value.isFinite else { return "not a number" }
    if places < 0 { return number(Rounding.coarse(value, places: places), isSigned: isSigned) }
    let sign = value < 0 ? minus : isSigned ? "+" : ""
    if let units = units(value, places: places) { return text(units, places: places, sign) }
    return text(rounded(value.magnitude, places: places), places: places, sign)
  }

  /// A coordinate: a point, no thousands, one place at most.
  static func plain(_ value: Double) -> String {
    let text = number(value, places: 1).replacing(",", with: "").replacing(minus, with: "-")
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// As many places as the number has, at most `limit`, none at the end that are zero: `49`, `861.6`.
  package static func exact(_ value: Double, upTo limit: Int = 2) -> String {
    guard value.isFinite, limit > 0 else { return number(value, places: limit) }
    var places = limit
    if var units = units(value, places: limit) {
      while places > 0, units % 10 == 0 {
        units /= 10
        places -= 1
      }
      return text(units, places: places, value < 0 ? minus : "")
    }
    var digits = rounded(value.magnitude, places: limit)
    while places > 0, digits.last == 0 {
      digits.removeLast()
      places -= 1
    }
    return text(digits, places: places, value < 0 ? minus : "")
  }

  /// A price: to the cent, and further where there is more: `0.50`, `0.003625`.
  static func cents(_ value: Double) -> String {
    let text = exact(value, upTo: 6)
    let places = text.firstIndex(of: ".").map { text.distance(from: $0, to: text.endIndex) - 1 } ?? 0
    return places < 2 ? number(value, places: 2) : text
  }

  /// `10²⁶`, `2.5 × 10²³`, of numbers that nobody reads in digits: from a quadrillion on; `nil` of smaller ones.
  static func power(_ value: Double) -> String? {
    guard value.isFinite, value.magnitude >= 1e15 else { return nil }
    let (digits, rest) = decimal(value.magnitude)
    let significant = Array(digits.drop { $0 == 0 })
    let exponent = significant.count - 1 + rest
    var places = Array(significant.dropFirst())
    while places.last == 0 { places.removeLast() }
    let sign = value < 0 ? minus : ""
    let first = text(significant.prefix(1 + places.count), places: places.count, "")
    let raised = String(exponent).map { String(Array("⁰¹²³⁴⁵⁶⁷⁸⁹")[$0.wholeNumberValue ?? 0]) }.joined()
    return first == "1" ? "\(sign)10\(raised)" : "\(sign)\(first) × 10\(raised)"
  }

  /// `29 to 55` in text, `29–55` in labels; with a negative bound always `−4 to 20`.
  package static func range(_ low: Double, _ high: Double, places: Int = 0, isLabel: Bool = false) -> String {
    let (first, last) = (number(low, places: places), number(high, places: places))
    let isNegative = first.utf8.first == minus.utf8.first || last.utf8.first == minus.utf8.first
    return isLabel && !isNegative ? first + rangeDash + last : "\(first) to \(last)"
  }

  /// `56 times in 100`, of a fraction.
  package static func timesInHundred(_ fraction: Double) -> String { "\(number(fraction * 100)) times in 100" }

  /// `56%`, of a fraction.
  package static func percent(_ fraction: Double, places: Int = 0) -> String {
    number(fraction * 100, places: places) + "%"
  }

  /// `one` through `ten` as words, then digits.
  package static func count(_ value: Int) -> String {
    let words = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    return words.indices.contains(value) ? words[value] : number(Double(value))
  }

  // MARK: Dates

  /// A date in words; short for tables.
  package static func date(_ date: PartialDate, isShort: Bool = false) -> String { date.words(isShort: isShort) }

  package static func date(_ day: Day, isShort: Bool = false) -> String { date(PartialDate(day), isShort: isShort) }

  /// `on 8 October 2026` or `in July 2026`.
  package static func when(_ date: PartialDate) -> String {
    switch date.precision {
    case .day: "on \(self.date(date))"
    case .quarter, .half: "in the \(self.date(date))"
    case .month, .year: "in \(self.date(date))"
    }
  }

  // MARK: Digits

  /// The size of a number in units of the last of so many places, rounded; `nil` where it has more than two decimals, or
  /// there are more places or units than 64 bits can count.
  private static func units(_ value: Double, places: Int) -> UInt64? {
    guard places < 19, let (whole, decimals) = Quantity.fewDecimals(value) else { return nil }
    if decimals > places {
      let unit: UInt64 = decimals - places == 1 ? 10 : 100
      return (whole + unit / 2) / unit
    }
    var units = whole
    for _ in decimals..<places {
      let (product, isTooMuch) = units.multipliedReportingOverflow(by: 10)
      guard !isTooMuch else { return nil }
      units = product
    }
    return units
  }

  /// The same text of a number of units of the last place.
  private static func text(_ units: UInt64, places: Int, _ sign: String) -> String {
    // Twenty digits, a point, six commas and a sign of three bytes, from the last digit on.
    var bytes = InlineArray<32, UInt8>(repeating: 0)
    var start = bytes.count
    var rest = units
    var count = 0
    func put(_ byte: UInt8) {
      start -= 1
      bytes[start] = byte
    }
    repeat {
      if count == places, places > 0 {
        put(UInt8(ascii: "."))
      } else if count > places, (count - places) % 3 == 0 {
        put(UInt8(ascii: ","))
      }
      put(UInt8(truncatingIfNeeded: rest % 10) + UInt8(ascii: "0"))
      rest /= 10
      count += 1
    } while rest > 0 || count <= places
    if units > 0 { for byte in sign.utf8.reversed() { put(byte) } }
    do {
      return String(copying: try UTF8Span(validating: bytes.span.extracting(start..<bytes.count)))
    } catch {
      preconditionFailure("digits are ASCII, and a sign is UTF-8")
    }
  }

  /// Digits with a comma between each three before the point, and the last `places` of them after it.
  ///
  /// - Parameter sign: what stands in front, unless all digits are zero.
  private static func text(_ digits: some RandomAccessCollection<UInt8>, places: Int, _ sign: String) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(digits.count * 4 / 3 + 5)
    if digits.contains(where: { $0 != 0 }) { text.append(contentsOf: sign.utf8) }
    var left = digits.count
    var isLeading = true
    for digit in digits {
      left -= 1
      if left == places - 1 { text.append(UInt8(ascii: ".")) }
      // Zeros in front count nothing, but one stands before the point.
      if isLeading, digit == 0, left > places { continue }
      isLeading = false
      text.append(digit + UInt8(ascii: "0"))
      if left > places, (left - places) % 3 == 0 { text.append(UInt8(ascii: ",")) }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Decimal digits, the last `places` of them after the point and at least one before it.
  private static func rounded(_ value: Double, places: Int) -> [UInt8] {
    var (digits, exponent) = decimal(value)
    // `digits` × 10^`exponent`; keep `digits.count + exponent + places` of them.
    var kept = digits.count + exponent + places
    if kept < 0 {
      digits = [0]
    } else if kept >= digits.count {
      for _ in digits.count..<kept { digits.append(0) }
    } else {
      // What a division leaves behind fifteen digits isn't the result's: 0.94 / 0.08 is 11.75, and not a little less.
      let settled = digits.prefix { $0 == 0 }.count + 15
      if kept < settled, settled < digits.count {
        digits = shortened(digits, to: settled)
        kept += digits.count - settled
      }
      digits = shortened(digits, to: kept)
    }
    while digits.count <= places { digits.insert(0, at: 0) }
    return digits
  }

  /// The first digits, rounded; one more where all of them were nines.
  private static func shortened(_ digits: [UInt8], to kept: Int) -> [UInt8] {
    var shortened = Array(digits[..<kept])
    guard digits[kept] >= 5 else { return shortened }
    var index = kept - 1
    while index >= 0, shortened[index] == 9 {
      shortened[index] = 0
      index -= 1
    }
    if index >= 0 { shortened[index] += 1 } else { shortened.insert(1, at: 0) }
    return shortened
  }

  /// The shortest digits that read back as `value`, and the power of ten that the last of them stands for.
  private static func decimal(_ value: Double) -> (digits: [UInt8], exponent: Int) {
    var digits: [UInt8] = []
    digits.reserveCapacity(24)
    if let (whole, places) = Quantity.fewDecimals(value) {
      var rest = whole
      while rest > 0 {
        digits.append(UInt8(truncatingIfNeeded: rest % 10))
        rest /= 10
      }
      if digits.isEmpty { digits.append(0) }
      digits.reverse()
      return (digits, -places)
    }
    var exponent = 0
    var power = 0
    var isFraction = false
    var isPower = false
    var isSmall = false
    for byte in value.description.utf8 {
      switch byte {
      case UInt8(ascii: "."): isFraction = true
      case UInt8(ascii: "e"): isPower = true
      case UInt8(ascii: "-"): isSmall = true
      case UInt8(ascii: "+"): break
      case let digit where isPower: power = power * 10 + Int(digit - UInt8(ascii: "0"))
      case let digit:
        digits.append(digit - UInt8(ascii: "0"))
        if isFraction { exponent -= 1 }
      }
    }
    return (digits, exponent + (isSmall ? -power : power))
  }
}
