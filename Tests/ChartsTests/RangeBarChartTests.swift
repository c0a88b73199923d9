import Testing

@testable import Charts

@Suite struct RangeBarChartTests {
  @Test(arguments: ChartLayout.allCases) func looksAsExpected(_ layout: ChartLayout) {
    expectGolden(Sample.chips.svg(layout, id: "chips"), "chips-\(layout.rawValue).svg")
    expectLaws(Sample.chips, layout)
  }

  @Test(arguments: 0..<40) func labelsStayApartAndInside(_ seed: Int) {
    var random = RandomCharts(seed + 4000)
    let chart = random.ranges()
    for layout in ChartLayout.allCases { expectLaws(chart, layout, "seed \(seed), \(layout)") }
  }

  @Test func conflictingSourcesHaveHollowEndsAndNoMiddle() {
    let drawing = Drawing(Sample.chips.svg(.wide, id: "c"))
    let own = drawing.elements.filter { $0.title == "Ascend 950PR: 6,240–8,000, sources conflict" }
    #expect(own.map(\.classes) == [["iv2", "iv-cn"], ["ho-cn"], ["ho-cn"]])
  }

  @Test func placesHaveAColumnAtTheEdge() {
    for layout in ChartLayout.allCases {
      expectGolden(Sample.places.svg(layout, id: "places"), "places-\(layout.rawValue).svg")
      expectLaws(Sample.places, layout)
    }
  }

  @Test(arguments: [2.0, 8, 11, 64, 187]) func placesAreCountedFromTheFirst(_ last: Double) {
    var chart = Sample.places
    chart.rows[1].high = last
    for layout in ChartLayout.allCases {
      let ticks = Drawing(chart.svg(layout, id: "c")).all("text").map(\.text).compactMap(Int.init)
      #expect(ticks.first == 1, "\(layout)")
      #expect(ticks.allSatisfy { $0 >= 1 } && ticks == ticks.sorted() && ticks.count <= 9)
    }
  }

  @Test func manyRowsOfASmallPictureHaveALineEach() {
    let rows = (0..<10).map { index in
      let value = 1500 - Double(index) * 7
      return RangeBarChart.Row(
        name: "Maker \(index)", mark: .us, low: value - 8, high: value + 8, value: value,
        words: "\(value) (with bounds)",
        title: "Maker \(index): \(value)")
    }
    let chart = RangeBarChart(title: "Makers", axisTitle: "Rating", rows: rows, startsAtZero: false)
    expectLaws(chart, .mini)
    let drawing = Drawing(chart.svg(.mini, id: "c"))
    #expect(drawing.height < 240)
    #expect(drawing.all("text").map(\.text).contains("1,437"))
    // The mark alone says what the bar would say again.
    #expect(drawing.all("path", class: "iv2").allSatisfy { $0.title == nil })
    #expect(drawing.all("circle").compactMap(\.title).count == 10)
  }

  @Test func rowsWithoutNumbersAreNamesAloneInASmallPicture() {
    let rows = (0..<10).map { RangeBarChart.Row(name: "Row \($0)", mark: .us, low: 1, high: 2, title: "Row \($0)") }
    expectLaws(RangeBarChart(title: "Rows", axisTitle: "", rows: rows), .mini)
  }

  @Test func twoPricesKeepAllOfTheirDigits() {
    let row = RangeBarChart.Row(
      name: "Host", mark: .other, low: 1.69, high: 3.38, ends: .hollowToFilled, title: "Host: $1.69 and $3.38")
    let chart = RangeBarChart(
      title: "Prices", axisTitle: "", rows: [row], format: NumberFormat(decimals: 2, prefix: "$"))
    #expect(chart.summary == "Host: $1.69 to $3.38.")
  }

  @Test func theLineOfALimitStrikesNoNameWhereAnOrderAvoidsIt() {
    var chart = Sample.chips
    chart.isLogarithmic = true
    chart.limits = [.init(value: 9000, text: "first limit, of 2022"), .init(value: 55_000, text: "ceiling of 2026")]
    let drawing = Drawing(chart.svg(.narrow, id: "c"))
    for (text, box) in drawing.texts() where chart.limits.contains(where: { $0.text == text }) {
      #expect(drawing.strokes(class: "brk").allSatisfy { $0.length(inside: box) == nil }, "\(text)")
    }
  }

  @Test func theRowOfThePageIsBoldAndTinted() throws {
    var chart = Sample.chips
    chart.rows[0].isOwn = true
    let tint = try #require(Drawing(chart.svg(.narrow, id: "c")).all("rect", class: "hole").first)
    let mark = try #require(Drawing(chart.svg(.narrow, id: "c")).all("circle").first)
    #expect((tint.number("y")...tint.number("y") + tint.number("height")).contains(mark.number("cy")))
  }

  @Test func onAPhoneNumbersThatLimitsWouldScatterStandInAColumn() {
    let values = [20_919.0, 16_384, 15_832, 8000, 5864, 4992, 2896]
    let rows = values.map { value in
      RangeBarChart.Row(name: "Chip", mark: .us, low: value, high: value, words: "\(Int(value))", title: "\(value)")
    }
    let chart = RangeBarChart(
      title: "Chips", axisTitle: "", rows: rows,
      limits: [.init(value: 4800, text: "first limit"), .init(value: 21_000, text: "ceiling")], isLogarithmic: true)
    expectLaws(chart, .narrow)
    let numbers = Drawing(chart.svg(.narrow, id: "c")).all("text").filter { text in
      values.contains { "\(Int($0))" == text.text }
    }
    #expect(numbers.count == values.count)
    #expect(numbers.allSatisfy { $0.number("x") == ChartLayout.narrow.width && $0.classes.contains("t-us") })
  }

  @Test(arguments: [ChartLayout.wide, .narrow]) func valuesStandBehindTheirBars(_ layout: ChartLayout) throws {
    let rows = [(1534.0, "1,534 (1,525–1,543)"), (1476.0, "1,476 (1,471–1,480)")].map { value, words in
      RangeBarChart.Row(
        name: "Lab", mark: .us, low: value - 9, high: value + 9, value: value, words: words, title: words)
    }
    let chart = RangeBarChart(title: "Best", axisTitle: "Rating", rows: rows, startsAtZero: false)
    let drawing = Drawing(chart.svg(layout, id: "c"))
    for row in rows {
      let mark = try #require(drawing.all("circle", class: "pt-us").first { $0.title == row.title })
      let words = try #require(drawing.all("text").last { $0.text == row.words })
      #expect(words.number("x") > mark.number("cx"), "\(row.words)")
    }
  }

  @Test(arguments: ChartLayout.allCases) func nothingIsMarkedBelowTheLeastThatThereIs(_ layout: ChartLayout) {
    let rows = [(1.0, 24.0), (3, 18)].map { low, high in
      RangeBarChart.Row(name: "Model", mark: .us, low: low, high: high, title: "A range")
    }
    let chart = RangeBarChart(title: "Places", axisTitle: "Place", rows: rows, startsAtZero: false, isOfRanks: true)
    expectLaws(chart, layout)
    let ticks = Drawing(chart.svg(layout, id: "c")).all("text").compactMap { Double($0.text) }
    #expect(ticks.first == 1 && ticks.count > 2, "\(ticks)")
  }

  @Test func valuesThatLeaveNoRoomForBarsStandUnderTheNames() throws {
    let rows = [1534.0, 1476].map { value in
      RangeBarChart.Row(
        name: "A maker of models", mark: .us, low: value - 9, high: value + 9, value: value,
        words: "\(Int(value)) (\(Int(value) - 9)–\(Int(value) + 9))", title: "\(value)")
    }
    let chart = RangeBarChart(title: "Best", axisTitle: "Rating", rows: rows, startsAtZero: false)
    expectLaws(chart, .mini)
    let drawing = Drawing(chart.svg(.mini, id: "c"))
    let names = drawing.all("text").filter { $0.text == "A maker of models" }
    for (row, name) in zip(rows, names) {
      let number = try #require(drawing.all("text").first { $0.text == row.words })
      #expect(number.number("x") == name.number("x"))
      #expect(number.number("y") == name.number("y") + TextBlock.lineHeight)
      #expect(number.classes.contains("t-us"))
    }
  }

  @Test(arguments: ChartLayout.allCases) func noValueIsStruckByALimitOrByZero(_ layout: ChartLayout) {
    let rows = [-9000.0, -400, 500, 2368, 8000, 12_800, 15_832, 16_384, 20_919, 32_000, 56_000].map { value in
      RangeBarChart.Row(
        name: "Chip", mark: .china, low: value, high: value, words: "\(Int(value))", title: "\(value)")
    }
    let chart = RangeBarChart(
      title: "Chips", axisTitle: "", rows: rows,
      limits: [.init(value: 4800, text: "first limit"), .init(value: 21_000, text: "ceiling")])
    let drawing = Drawing(chart.svg(layout, id: "c"))
    let lines = drawing.strokes(class: "brk") + drawing.strokes(class: "axis")
    #expect(lines.count == 3)
    for (text, box) in drawing.texts() where rows.contains(where: { $0.words == text }) {
      for line in lines where line.length(inside: box) != nil { Issue.record("\(text) is struck at \(line.x1)") }
    }
  }

  @Test(arguments: ChartLayout.allCases) func limitsAreNamedOverTheRows(_ layout: ChartLayout) throws {
    let drawing = Drawing(Sample.chips.svg(layout, id: "c"))
    let name = try #require(drawing.all("text").first { $0.text == "Ceiling for export, 21,000" })
    let first = try #require(drawing.all("text").first { $0.text == "B300" })
    #expect(name.number("y") < first.number("y"))
    #expect(drawing.strokes(class: "brk").map(\.y1).allSatisfy { $0 < name.number("y") })
  }

  @Test func overDecadesEqualRatiosAreEqualDistances() {
    let rows = [100.0, 1000, 10_000].map { (value: Double) in
      RangeBarChart.Row(name: "Chip", mark: .us, low: value, high: value, words: "", title: "a chip")
    }
    var chart = RangeBarChart(title: "Chips", axisTitle: "", rows: rows, isLogarithmic: true)
    let places = Drawing(chart.svg(.wide, id: "c")).all("circle").map { $0.number("cx") }
    #expect((places[2] - places[1] - (places[1] - places[0])).magnitude < 0.2)
    // Zero has no place on such a scale, which then is linear.
    (chart.rows[0].low, chart.rows[0].high) = (0, 0)
    let linear = Drawing(chart.svg(.wide, id: "c")).all("circle").map { $0.number("cx") }
    #expect(linear[2] - linear[1] > 5 * (linear[1] - linear[0]))
  }

  @Test(arguments: ChartLayout.allCases) func aTieIsAGreyHollowCircle(_ layout: ChartLayout) {
    let tie = RangeBarChart.Row(
      name: "Code", mark: .china, low: -4, high: 20, value: 8, isTie: true, words: "8 (−4 to 20)", title: "tie")
    let drawing = Drawing(RangeBarChart(title: "Gap", axisTitle: "", rows: [tie]).svg(layout, id: "c"))
    let own = drawing.elements.filter { $0.title == "tie" }
    // In a small picture the mark alone says it.
    #expect(own.map(\.name) == (layout == .mini ? ["circle"] : ["path", "circle"]))
    #expect(drawing.all("path", class: "iv2").map(\.classes) == [["iv2", "iv-xx"]])
    #expect(own.last?.classes == ["ho-xx"])
  }

  @Test(arguments: ChartLayout.allCases) func manyRowsHaveTheScaleAtBothEnds(_ layout: ChartLayout) {
    func labels(_ count: Int) -> Int {
      let rows = (1...count).map { value in
        RangeBarChart.Row(
          name: "Row", mark: .us, low: Double(value), high: Double(value), words: "", title: "\(value)")
      }
      let chart = RangeBarChart(title: "Many", axisTitle: "", rows: rows)
      return Drawing(chart.svg(layout, id: "c")).all("text").count { $0.text == "0" }
    }
    #expect(labels(12) == 1)
    #expect(labels(13) == 2)
  }

  @Test(arguments: ChartLayout.allCases) func everyLimitHasItsName(_ layout: ChartLayout) {
    var chart = Sample.chips
    chart.limits = [.init(value: 4800, text: "first limit, of 2022"), .init(value: 5200, text: "ceiling of 2026")]
    let texts = Drawing(chart.svg(layout, id: "c")).all("text").map(\.text)
    #expect(texts.contains("first limit, of 2022"))
    #expect(texts.contains("ceiling of 2026"))
    expectLaws(chart, layout)
  }

  @Test func aSingleValueIsSaidOnce() {
    let row = RangeBarChart.Row(
      name: "B300", mark: .us, low: 56_000, high: 56_000, value: 56_000, words: "56,000", title: "B300: 56,000")
    let chart = RangeBarChart(title: "Chips", axisTitle: "", rows: [row])
    #expect(chart.summary == "B300: 56,000.")
  }

  /// Bounds that no digit shown tells apart.
  @Test func aRangeThatReadsAsOneNumberIsSaidOnce() {
    let row = RangeBarChart.Row(
      name: "R1", mark: .china, low: 39.9, high: 40.2, value: 40, words: "40", title: "R1: 40")
    let chart = RangeBarChart(title: "Rates", axisTitle: "", rows: [row], format: NumberFormat(decimals: 0))
    #expect(chart.summary == "R1: 40.")
  }

  @Test func aRangeNobodyDisclosedIsWords() {
    #expect(Sample.chips.summary.contains("Ascend 960: not disclosed."))
    let texts = Drawing(Sample.chips.svg(.wide, id: "c")).all("text").map(\.text)
    #expect(texts.contains("not disclosed"))
  }
}
