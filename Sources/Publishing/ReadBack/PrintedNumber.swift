import Glibc

/// A number as a reader sees it: `−42.2`, `$0.54`, `46%`, `$852.0 billion`, `56 times in 100`.
struct PrintedNumber: Sendable, Equatable {
  /// As written, without sign of percent and before any `billion`.
  var value: Double
  /// Digits after the point.
  var places: Int
  var isPercent = false
  /// What a word behind it multiplies it by.
  var scale = 1.0

  /// All numbers of a text in their order. Digits inside of names, such as `o3-mini`, `llama-3.3` and `70B`, are none.
  static func all(in text: String) -> [PrintedNumber] {
    var scanner = Scanner(Array(text.unicodeScalars))
    var found: [PrintedNumber] = []
    while let number = scanner.next() { found.append(number) }
    return found
  }

  /// The number that a word stands for, as `three`.
  static func counted(_ text: String) -> Int? {
    ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"].firstIndex(of: text)
  }

  private struct Scanner {
    private let text: [Unicode.Scalar]
    private var position = 0

    init(_ text: [Unicode.Scalar]) { self.text = text }

    mutating func next() -> PrintedNumber? {
      while position < text.count {
        guard isDigit(position) else {
          position += 1
          continue
        }
        let start = position
        let digits = readDigits()
        guard let (value, places) = digits, isFree(before: start), !isLetter(position) else { continue }
        var number = PrintedNumber(value: isNegative(before: start) ? -value : value, places: places)
        if position < text.count, text[position] == "%" {
          number.isPercent = true
          position += 1
        } else if take(" times in 100") {
          number.isPercent = true
        } else if take(" million") {
          number.scale = 1e6
        } else if take(" billion") {
          number.scale = 1e9
        } else if take(" trillion") {
          number.scale = 1e12
        }
        return number
      }
      return nil
    }

    private func isDigit(_ index: Int) -> Bool {
      text.indices.contains(index) && ("0"..."9").contains(text[index])
    }

    private func isLetter(_ index: Int) -> Bool {
      text.indices.contains(index) && text[index].properties.isAlphabetic
    }

    /// `1,534.5`: a comma or point counts with a digit behind it.
    private mutating func readDigits() -> (value: Double, places: Int)? {
      var digits = ""
      var places: Int?
      while position < text.count {
        if isDigit(position) {
          digits.unicodeScalars.append(text[position])
          places = places.map { $0 + 1 }
        } else if text[position] == ",", places == nil, isDigit(position + 1) {
        } else if text[position] == ".", places == nil, isDigit(position + 1) {
          digits += "."
          places = 0
        } else {
          break
        }
        position += 1
      }
      return Double(digits).map { ($0, places ?? 0) }
    }

    /// The sign or name right before the digits, the dollar left out.
    private func before(_ start: Int) -> Int {
      start > 0 && text[start - 1] == "$" ? start - 2 : start - 1
    }

    private func isFree(before start: Int) -> Bool {
      let index = before(start)
      guard index >= 0 else { return true }
      if text[index] == "-" { return !(isLetter(index - 1) || isDigit(index - 1)) }
      return !isLetter(index) && text[index] != "."
    }

    private func isNegative(before start: Int) -> Bool {
      let index = before(start)
      guard index >= 0 else { return false }
      if text[index] == "\u{2212}" || text[index] == "-" { return true }
      let word = Array("minus ".unicodeScalars)
      return index + 1 >= word.count && text[(index + 1 - word.count)...index].elementsEqual(word)
    }

    private mutating func take(_ words: String) -> Bool {
      let words = Array(words.unicodeScalars)
      guard text.count - position >= words.count, text[position..<(position + words.count)].elementsEqual(words),
        !isLetter(position + words.count)
      else { return false }
      position += words.count
      return true
    }
  }
}

extension PrintedNumber {
  /// `expected`, of a figure of that unit, in the unit in which this number is printed.
  private func shown(_ expected: Double, unit: String) -> Double {
    if isPercent { return unit == "percent" ? expected : expected * 100 }
    if unit.hasPrefix("billions of ") { return scale == 1 ? expected : expected * 1e9 / scale }
    guard unit.hasPrefix("millions of ") else { return expected / scale }
    // Billions go without saying in tables.
    return scale == 1 ? expected / 1000 : expected * 1e6 / scale
  }

  /// Whether this is `expected`, rounded as it is printed.
  ///
  /// - Parameter interval: bounds that may have taken digits even before the point: `19,700,000`.
  func agrees(with expected: Double, unit: String, interval: PublishedFigure.Reading) -> Bool {
    let wanted = shown(expected, unit: unit)
    var step = power(-places)
    if places == 0, let supported = supported(by: interval, unit: unit), supported < 0 {
      let coarse = power(-supported)
      if (value / coarse).rounded() * coarse == value { step = coarse }
    }
    return abs(value - wanted) <= step / 2 + max(abs(wanted), step) * 1e-9
  }

  /// How many places its interval supports: no decimal is worth less than a thirtieth of half its width, no digit before
  /// the point less than a hundredth.
  func supported(by interval: PublishedFigure.Reading, unit: String) -> Int? {
    guard let low = interval.low, let high = interval.high, low < high else { return nil }
    let half = (shown(high, unit: unit) - shown(low, unit: unit)) / 2
    func places(_ part: Double) -> Int { Int((log10(part / half) - 1e-9).rounded(.up)) - 1 }
    return places(30) > 0 ? places(30) : min(0, places(100))
  }

  /// Whether it has a digit beyond so many places; below zero, one before the point that should be zero.
  func isFiner(than supported: Int) -> Bool {
    guard supported < 0 else { return places > supported }
    let coarse = power(-supported)
    return places > 0 || (value / coarse).rounded() * coarse != value
  }

  private func power(_ exponent: Int) -> Double {
    let power = (0..<exponent.magnitude).reduce(1.0) { product, _ in product * 10 }
    return exponent < 0 ? 1 / power : power
  }
}
