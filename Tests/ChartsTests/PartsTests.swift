import Testing

@testable import Charts

@Suite struct NumberFormatTests {
  @Test(arguments: [
    (0.0, "0"), (-0.4, "0"), (0.5, "1"), (-0.5, "\u{2212}1"), (2.5, "3"), (999.5, "1,000"), (1_234_567, "1,234,567"),
    (-1534.2, "\u{2212}1,534"), (100, "100"),
  ])
  func wholeNumbers(_ value: Double, _ text: String) { #expect(NumberFormat().text(value) == text) }

  @Test func signsUnitsAndDecimals() {
    #expect(NumberFormat(isSigned: true).text(50) == "+50")
    #expect(NumberFormat(isSigned: true).text(0.2) == "0")
    #expect(NumberFormat(decimals: 2, prefix: "$").text(-1234.5) == "\u{2212}$1,234.50")
    #expect(NumberFormat(decimals: 1, suffix: "%").text(36.55) == "36.6%")
    #expect(NumberFormat(decimals: 2).text(0.05) == "0.05")
    #expect(NumberFormat(decimals: 2, prefix: "$").text(2.175) == "$2.18")
    #expect(NumberFormat(decimals: 2, prefix: "$").text(2.1749) == "$2.17")
  }

  @Test func aNegativeBoundTakesTheWordTo() {
    #expect(NumberFormat().interval(29, 55) == "29–55")
    #expect(NumberFormat().interval(-3.5, 19.7) == "\u{2212}4 to 20")
    #expect(NumberFormat().interval(-0.2, 20) == "0–20")
  }

  @Test(arguments: [(50.0, 0), (2.5, 1), (0.25, 2), (1, 0), (0.1, 1), (2500, 0)])
  func ticksTakeTheDecimalsTheyNeed(_ step: Double, _ decimals: Int) {
    #expect(NumberFormat().forTicks(every: step).decimals == decimals)
  }
}

@Suite struct CalendarDayTests {
  @Test func everyDayThereAndBack() {
    // The slow twin counts days one by one, with the rule for leap years.
    var (year, month, day) = (1969, 12, 25)
    for number in -7..<40_000 {
      let date = CalendarDay(number)
      #expect(date == CalendarDay(year: year, month: month, day: day))
      #expect(date.number == number)
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
      (day, month, year) = day < days ? (day + 1, month, year) : month < 12 ? (1, month + 1, year) : (1, 1, year + 1)
    }
  }

  @Test func words() {
    let day = CalendarDay(year: 2026, month: 10, day: 8)
    #expect(day.text == "8 October 2026")
    #expect(day.monthText == "October 2026")
    #expect(day.shortMonth == "Oct")
  }
}

@Suite struct TicksTests {
  @Test(arguments: 0..<400) func fourToSevenRoundTicksThatCoverTheBounds(_ seed: Int) {
    var random = SeededRandom(seed)
    let sizes: [Double] = [1e-3, 0.07, 1, 33, 1e4, 7e8]
    let size = sizes.randomElement(using: &random) ?? 1
    let low = Double.random(in: -size...size, using: &random)
    let high = low + Double.random(in: 0.001...3, using: &random) * size
    for snaps in [true, false] {
      let ticks = Ticks.covering(low, high, snaps: snaps)
      #expect((4...7).contains(ticks.values.count))
      #expect(ticks.low <= low && ticks.high >= high)
      #expect(ticks.values.allSatisfy { $0 >= ticks.low && $0 <= ticks.high })
      var mantissa = ticks.step
      while mantissa < 0.999 { mantissa *= 10 }
      while mantissa >= 9.99 { mantissa /= 10 }
      #expect([1, 2, 2.5, 5].contains { ($0 - mantissa).magnitude < 1e-6 })
      for (one, next) in zip(ticks.values, ticks.values.dropFirst()) {
        #expect((next - one - ticks.step).magnitude < ticks.step * 1e-6)
      }
      if snaps { #expect(ticks.low == ticks.values.first && ticks.high == ticks.values.last) }
    }
  }

  @Test func ratingsGetFifties() {
    #expect(Ticks.covering(1230, 1545, snaps: false).values == [1250, 1300, 1350, 1400, 1450, 1500])
  }

  @Test func oneValueGetsAScaleAroundIt() {
    let ticks = Ticks.covering(40, 40, snaps: false)
    #expect(ticks.low < 40 && ticks.high > 40)
  }
}

@Suite struct DateAxisTests {
  private func labels(_ from: (Int, Int, Int), _ to: (Int, Int, Int), width: Double) -> [String] {
    DateAxis(from: Sample.day(from.0, from.1, from.2), to: Sample.day(to.0, to.1, to.2), width: width)
      .ticks.map(\.label).filter { !$0.isEmpty }
  }

  @Test func twoYearsShowYearsAndTheirMiddles() {
    #expect(labels((2024, 6, 10), (2026, 10, 20), width: 640) == ["Jul", "2025", "Jul", "2026", "Jul"])
  }

  @Test func aSummerNamesItsYearOnce() {
    #expect(labels((2026, 6, 20), (2026, 10, 20), width: 640) == ["Jul 2026", "Aug", "Sep", "Oct"])
  }

  @Test func aWeekShowsDays() {
    #expect(labels((2026, 10, 1), (2026, 10, 7), width: 640).count >= 2)
  }

  @Test(arguments: 0..<200) func labelsNeverMeet(_ seed: Int) {
    var random = SeededRandom(seed)
    let from = Int.random(in: 0...20_000, using: &random)
    let days = Int.random(in: 0...12_000, using: &random) / Int.random(in: 1...200, using: &random)
    let width = Double.random(in: 150...700, using: &random)
    let axis = DateAxis(from: from, to: from + days, width: width)
    let boxes = axis.ticks.filter { !$0.label.isEmpty }.map { tick in
      let x = width * Double(tick.day - from) / Double(max(1, days))
      return TextBlock(tick.label, tick.isYear ? .year : .tick).box(x: x, y: 0, anchor: .middle)
    }
    for (one, next) in zip(boxes, boxes.dropFirst()) { #expect(!one.meets(next)) }
    #expect(boxes.count <= 7)
  }
}

@Suite struct LabelPlacementTests {
  @Test(arguments: 0..<200) func aColumnKeepsOrderAndNeverMeets(_ seed: Int) {
    var random = SeededRandom(seed)
    let count = Int.random(in: 1...9, using: &random)
    let wanted = (0..<count).map { _ in Double.random(in: 0...200, using: &random) }
    let heights = (0..<count).map { _ in Double.random(in: 10...22, using: &random) }
    let middles = LabelPlacement.column(wanted, heights: heights, within: 0...200)
    let order = wanted.indices.sorted { wanted[$0] < wanted[$1] }
    for (one, next) in zip(order, order.dropFirst()) {
      #expect(middles[one] + heights[one] / 2 <= middles[next] - heights[next] / 2 + 1e-6)
    }
    for index in order {
      #expect(middles[index] - heights[index] / 2 >= -1e-6 && middles[index] + heights[index] / 2 <= 200 + 1e-6)
    }
  }

  @Test func aBlockWithRoomStaysWhereItWants() {
    #expect(LabelPlacement.column([20, 80], heights: [15, 15], within: 0...100) == [20, 80])
    #expect(LabelPlacement.column([50, 50], heights: [10, 10], within: 0...100) == [45, 55])
  }

  @Test func aLabelStandsAboveItsMarkWhenNothingIsThere() {
    var placement = LabelPlacement(frame: Box(left: 0, top: 0, right: 200, bottom: 100))
    let place = placement.place(
      TextBlock("Name", .label(.us)), at: .init(x: 100, y: 50, radius: 4), isEssential: false)
    #expect(place?.anchor == .middle)
    #expect(place?.x == 100)
    #expect(place?.leader == nil)
  }

  @Test func withoutRoomANameIsLeftOut() {
    var placement = LabelPlacement(frame: Box(left: 0, top: 0, right: 30, bottom: 30))
    #expect(
      placement.place(
        TextBlock("A long name", .label(.us)), at: .init(x: 15, y: 15, radius: 4), isEssential: false) == nil)
  }
}

@Suite struct SVGWriterTests {
  @Test(arguments: [(0.0, "0"), (-0.04, "0"), (12, "12"), (12.25, "12.3"), (-0.35, "-0.4"), (735.96, "736")])
  func coordinatesAreTenths(_ value: Double, _ text: String) { #expect(SVGWriter.number(value) == text) }

  @Test func textIsEscaped() { #expect(SVGWriter.escaped("a<b & \"c\"\u{1}") == "a&lt;b &amp; &quot;c&quot;\u{FFFD}") }

  @Test func aFileStandsAlone() {
    let file = Sample.shares.file(.mini, id: "s", style: ".a > b { fill: red }")
    #expect(file.hasPrefix("<svg class=\"chart mini\""))
    #expect(file.contains("xmlns=\"http://www.w3.org/2000/svg\"><style>.a &gt; b { fill: red }</style>"))
    _ = Drawing(file.replacing("\n", with: ""))
  }
}

@Suite struct TextWidthTests {
  @Test func widthsAreArials() {
    #expect(TextWidth.thousandths(of: "United States", isBold: false) == 6003)
    #expect(TextWidth.thousandths(of: "1,534 (1,525–1,543)", isBold: false) == 9006)
    #expect(TextWidth.room(for: "0", size: 10) == 5.56 * TextWidth.reserve)
  }

  @Test func longTextsAreCutWithAnEllipsis() {
    let style = TextStyle.tick
    let text = style.fitted("A very long name of a model", to: 60)
    #expect(text.hasSuffix("…") && style.room(for: text) <= 60)
    #expect(style.fitted("Short", to: 60) == "Short")
  }

  @Test func linesAreOfAboutOneLength() {
    #expect(TextStyle.note.wrapped("No board with intervals held", to: 120) == ["No board with", "intervals held"])
  }
}
