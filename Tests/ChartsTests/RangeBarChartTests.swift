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
    expectGolden(Sample.places.svg(.wide, id: "places"), "places-wide.svg")
    for layout in ChartLayout.allCases { expectLaws(Sample.places, layout) }
  }

  @Test(arguments: ChartLayout.allCases) func valuesStandBehindTheirBars(_ layout: ChartLayout) throws {
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
