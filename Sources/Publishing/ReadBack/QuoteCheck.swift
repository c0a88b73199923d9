import Diagnostics

/// Compares numbers in text with the figures that they are said to be.
struct QuoteCheck {
  let figures: [String: PublishedFigure]

  /// What stands where another number should.
  struct Mismatch {
    var printed: String
    var expected: String
    var isTooFine = false
  }

  /// `nil` when all is as it should be.
  func mismatch(of quote: NumberQuote) -> Mismatch? {
    let whole = quote.text + (quote.interval.map { " \($0)" } ?? "")
    guard let figure = figures[quote.figure] else { return Mismatch(printed: whole, expected: "no figure of ours") }
    let same = observations(of: quote, figure)
    guard same.count > 1 else { return mismatch(of: quote, figure) }
    // Several of one part on one day, as a list of prices has them: it is one of these.
    let mismatches = same.map { point in
      var one = figure
      one.series = [point]
      return mismatch(of: quote, one)
    }
    return mismatches.contains { $0 == nil } ? nil : mismatches.last ?? nil
  }

  /// The observations that a page says it quotes; none for the figure's headline.
  private func observations(of quote: NumberQuote, _ figure: PublishedFigure) -> [PublishedFigure.Observation] {
    guard quote.at != nil || quote.part != nil else { return [] }
    let last = quote.at ?? figure.series.last { $0.part == quote.part }?.at
    return figure.series.filter { point in
      point.at == last && (quote.part ?? figure.part).map { $0 == point.part } ?? true
    }
  }

  private func mismatch(of quote: NumberQuote, _ figure: PublishedFigure) -> Mismatch? {
    let whole = quote.text + (quote.interval.map { " \($0)" } ?? "")
    guard let expected = expected(quote, figure) else {
      return Mismatch(printed: whole, expected: "no number '\(quote.number)'\(quote.at.map { " at \($0)" } ?? "")")
    }
    let unit = observed(quote, figure)?.unit ?? figure.unit
    switch expected {
    case .dates(let after, let by):
      let words = after.map { "between \($0) and \(by)" } ?? "by \(by)"
      let printed = PrintedDate.all(in: quote.text)
      return printed == [after, by].compactMap(\.self) ? nil : Mismatch(printed: whole, expected: words)
    case .numbers(let numbers, let reading):
      var printed = PrintedNumber.all(in: quote.text)
      if printed.isEmpty, let count = PrintedNumber.counted(quote.text) {
        printed = [PrintedNumber(value: Double(count), places: 0)]
      }
      let isSame =
        printed.count >= numbers.count
        && zip(printed.suffix(numbers.count), numbers).allSatisfy {
          $0.agrees(with: $1, unit: unit, interval: reading)
        }
      let words = numbers.map { PublishedFigure.Reading.text($0) }.joined(separator: " and ")
      return isSame ? nil : Mismatch(printed: whole, expected: words)
    case .reading(let reading):
      return mismatch(text: quote.text, interval: quote.interval, reading, unit: unit)
    }
  }

  /// A number and what stands behind it, beside a reading.
  func mismatch(text: String, interval: String?, _ reading: PublishedFigure.Reading, unit: String) -> Mismatch? {
    let failure = Mismatch(printed: text + (interval.map { " \($0)" } ?? ""), expected: reading.words)
    var numbers = PrintedNumber.all(in: text)
    var ends = interval.map { PrintedNumber.all(in: $0) } ?? []
    if let open = text.lastIndex(of: "("), interval == nil, text.hasSuffix(")") || text.hasSuffix(").") {
      // `42 points (29 to 55)` in one piece.
      let inside = PrintedNumber.all(in: String(text[open...]))
      if !inside.isEmpty {
        ends = inside
        numbers = PrintedNumber.all(in: String(text[..<open]))
      }
    }
    guard let value = reading.value else {
      // Only bounds are known: they stand in its place.
      return bounds(numbers + ends, text + (interval ?? ""), reading, unit) ? nil : failure
    }
    guard let number = numbers.last, number.agrees(with: value, unit: unit, interval: reading) else { return failure }
    if number.isPercent { for index in ends.indices { ends[index].isPercent = true } }
    if number.scale != 1 { for index in ends.indices where ends[index].scale == 1 { ends[index].scale = number.scale } }
    if !ends.isEmpty {
      guard bounds(ends, interval ?? text, reading, unit) else { return failure }
    }
    if let places = number.supported(by: reading, unit: unit), number.isFiner(than: places) {
      return Mismatch(printed: failure.printed, expected: reading.words, isTooFine: true)
    }
    return nil
  }

  private func bounds(
    _ ends: [PrintedNumber], _ words: String, _ reading: PublishedFigure.Reading, _ unit: String
  ) -> Bool {
    func agrees(_ number: PrintedNumber, _ bound: Double?) -> Bool {
      bound.map { number.agrees(with: $0, unit: unit, interval: reading) } ?? false
    }
    if ends.count >= 2 {
      return agrees(ends[ends.count - 2], reading.low) && agrees(ends[ends.count - 1], reading.high)
    }
    guard let only = ends.last else { return false }
    return agrees(only, words.contains("at most") ? reading.high : reading.low)
  }

  // MARK: What should stand there

  private enum Expected {
    case reading(PublishedFigure.Reading)
    /// In this order; the reading is what they belong to.
    case numbers([Double], of: PublishedFigure.Reading)
    case dates(after: String?, by: String)
  }

  /// The observation that is quoted; `nil` where the figure's own answer is, or there is none such.
  private func observed(_ quote: NumberQuote, _ figure: PublishedFigure) -> PublishedFigure.Observation? {
    guard quote.at != nil || quote.part != nil else { return nil }
    return figure.series.last { point in
      (quote.at.map { $0 == point.at } ?? true) && (quote.part ?? figure.part).map { $0 == point.part } ?? true
    }
  }

  private func expected(_ quote: NumberQuote, _ figure: PublishedFigure) -> Expected? {
    var reading = figure.reading
    var extras = figure.extras
    var n: Int? = figure.n
    if quote.at != nil || quote.part != nil {
      guard let found = observed(quote, figure) else { return nil }
      (reading, extras, n) = (found.reading, found.extras, found.n)
    }
    func numbers(_ number: Double?, of whole: PublishedFigure.Reading? = nil) -> Expected? {
      number.map { .numbers([$0], of: whole ?? PublishedFigure.Reading(value: nil)) }
    }
    func both(_ reading: PublishedFigure.Reading) -> Expected? {
      reading.low.flatMap { low in reading.high.map { .numbers([low, $0], of: reading) } }
    }
    let isBehind = figure.isDifference && (reading.value ?? 0) < 0
    switch quote.number {
    case "value": return .reading(reading)
    case "between": return figure.by.map { .dates(after: figure.after, by: $0) }
    case "lead": return .reading(isBehind ? reading.turned : reading)
    case "lead-interval": return both(isBehind ? reading.turned : reading)
    case "fall": return .reading(reading.turned)
    case "low": return numbers(reading.low, of: reading)
    case "high": return numbers(reading.high, of: reading)
    case "interval": return both(reading)
    case "margin": return numbers(reading.low.flatMap { low in reading.high.map { ($0 - low) / 2 } }, of: reading)
    case "n": return numbers(n.map(Double.init))
    case "level": return numbers(figure.level)
    case "version": return numbers(Double(figure.version))
    case "observations": return numbers(Double(Set(figure.series.map(\.at)).count))
    case "ties": return numbers(Double(ties(of: figure, quote.part ?? figure.part)))
    case "leaders-win-rate": return numbers(extras["win-rate"].map { isBehind ? 1 - $0 : $0 })
    case let name where name.hasPrefix("choice-"):
      let words = name.split(separator: "-")
      guard words.count > 1, let index = Int(words[1]), figure.choices.indices.contains(index) else { return nil }
      let choice = figure.choices[index].reading
      guard words.last == "interval" else { return .reading(choice) }
      return both(choice) ?? numbers(choice.low ?? choice.high)
    case let name:
      guard let value = extras[name] else { return nil }
      return .reading(.init(value: value, low: extras["\(name)-low"], high: extras["\(name)-high"]))
    }
  }

  private func ties(of figure: PublishedFigure, _ part: String?) -> Int {
    figure.series.count { point in
      guard point.part == part, point.reading.value != nil, let low = point.reading.low, let high = point.reading.high
      else { return false }
      return low <= 0 && high >= 0
    }
  }
}
