import Testing

@testable import Charts

@Suite struct DotChartTests {
  @Test(arguments: ChartLayout.allCases) func looksAsExpected(_ layout: ChartLayout) {
    expectGolden(Sample.gap.svg(layout, id: "gap"), "dots-\(layout.rawValue).svg")
    expectLaws(Sample.gap, layout)
  }

  @Test(arguments: 0..<60) func labelsStayApartAndInside(_ seed: Int) {
    var random = RandomCharts(seed + 1000)
    let chart = random.dots()
    for layout in ChartLayout.allCases { expectLaws(chart, layout, "seed \(seed), \(layout)") }
  }

  @Test func anIntervalAroundZeroIsGreyAndHollow() {
    let ties = Drawing(Sample.gap.svg(.wide, id: "c")).all("circle", class: "ho-xx")
    #expect(ties.map(\.title) == ["2024-11-23: 8.0"])
  }

  @Test func theSideOfZeroDecidesShapeAndColour() {
    let drawing = Drawing(Sample.gap.svg(.wide, id: "c"))
    #expect(drawing.all("circle", class: "pt-us").count == 6)
    #expect(drawing.all("circle", class: "ho-us").count == 1)
    #expect(drawing.all("path", class: "ho-cn").count == 3)
  }

  @Test(arguments: [ChartLayout.wide, .narrow]) func bothSidesAreWritten(_ layout: ChartLayout) {
    let texts = Drawing(Sample.gap.svg(layout, id: "c")).all("text").map(\.text)
    #expect(texts.contains("US ahead"))
    #expect(texts.contains("China ahead"))
  }

  @Test func bothSidesAreWrittenInOnePlace() throws {
    let chart = DotChart(
      title: "Gap", axisTitle: "Points",
      series: [
        ChartSeries(
          name: "All", mark: .ink,
          points: [ChartPoint(day: 20_000, value: 40, title: "a"), ChartPoint(day: 20_100, value: -40, title: "b")])
      ], above: DotChart.Side(mark: .us, name: "US"), below: DotChart.Side(mark: .china, name: "China"))
    let texts = Drawing(chart.svg(.wide, id: "c")).all("text")
    let above = try #require(texts.first { $0.text == "US ahead" })
    let below = try #require(texts.first { $0.text == "China ahead" })
    #expect(above.number("x") == below.number("x"))
    #expect(above.number("y") < below.number("y"))
  }

  @Test(arguments: ChartLayout.allCases) func marksMapBackToTheirValues(_ layout: ChartLayout) throws {
    let drawing = Drawing(Sample.gap.svg(layout, id: "c"))
    let value = try drawing.valueScale()
    for (mark, point) in zip(drawing.all("circle", class: "pt-us"), Sample.gap.series[0].points) {
      let place = try #require(Drawing.middle(mark))
      #expect((value(place.y) - point.value).magnitude <= value(0) - value(0.15))
    }
  }

  @Test func secondScaleStandsAtTheCallersValues() throws {
    let drawing = Drawing(Sample.gap.svg(.wide, id: "c"))
    let value = try drawing.valueScale()
    let tick = try #require(drawing.all("text", class: "tick").first { $0.text == "60%" })
    #expect((value(tick.number("y") - 4) - 70.4).magnitude < 0.1)
  }

  @Test func aChineseLeadIsTurnedRoundInWords() {
    let texts = Drawing(Sample.gap.svg(.wide, id: "c")).all("text").map(\.text)
    #expect(texts.contains("US ahead by 42 (29–55)"))
    #expect(texts.contains("China ahead by 38 (29–48)"))
  }

  @Test func describesWhoLeadsHowOften() {
    var chart = Sample.gap
    chart.series = [Sample.gap.series[1]]
    chart.trend = nil
    #expect(
      chart.summary
        == "Open weights only, 5 observations: US ahead at 1, China ahead at 3, a tie at 1. It is 21 in June 2024 "
        + "and minus 38 in August 2026. Highest 21 on 19 June 2024, lowest minus 81 on 29 January 2025. Latest: minus 38, "
        + "interval minus 48 to minus 29, on 19 August 2026. Crossed between 23 Nov and 31 Dec 2024. From July 2025 to "
        + "February 2026: No board with intervals held.")
  }
}
