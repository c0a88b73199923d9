import Testing

@testable import Charts

@Suite struct StepChartTests {
  @Test(arguments: ChartLayout.allCases) func looksAsExpected(_ layout: ChartLayout) {
    expectGolden(Sample.price.svg(layout, id: "price"), "price-\(layout.rawValue).svg")
    expectLaws(Sample.price, layout)
  }

  @Test(arguments: 0..<40) func labelsStayApartAndInside(_ seed: Int) {
    var random = RandomCharts(seed + 10000)
    let chart = random.steps()
    for layout in ChartLayout.allCases { expectLaws(chart, layout, "seed \(seed), \(layout)") }
  }

  @Test func anUnknownDayIsATintedSpanAndAKnownOneAnUprightLine() {
    let drawing = Drawing(Sample.price.svg(.wide, id: "c"))
    #expect(drawing.all("rect", class: "hole").map(\.title) == ["Cut between these two days"])
    #expect(drawing.all("path", class: "ln").map { Drawing.places($0).count } == [2, 3])
  }
}
