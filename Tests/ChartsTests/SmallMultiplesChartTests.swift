import Testing

@testable import Charts

@Suite struct SmallMultiplesChartTests {
  @Test(arguments: ChartLayout.allCases) func looksAsExpected(_ layout: ChartLayout) {
    expectGolden(Sample.tasks.svg(layout, id: "tasks"), "tasks-\(layout.rawValue).svg")
    expectLaws(Sample.tasks, layout)
  }

  @Test(arguments: 0..<40) func labelsStayApartAndInside(_ seed: Int) {
    var random = RandomCharts(seed + 11000)
    let chart = random.multiples()
    for layout in ChartLayout.allCases { expectLaws(chart, layout, "seed \(seed), \(layout)") }
  }

  @Test func panelsAreSortedByTheirLatestValue() {
    #expect(Sample.tasks.panels.map(\.name) == ["Coding", "Mathematics", "Vision"])
  }

  @Test func panelsShareOneScale() {
    let drawing = Drawing(Sample.tasks.svg(.wide, id: "c"))
    #expect(Set(drawing.strokes(class: "zero").map(\.y1)).count == 1)
  }

  @Test func aPanelWithoutObservationsSaysSo() {
    #expect(Drawing(Sample.tasks.svg(.wide, id: "c")).all("text").contains { $0.text == "no observations" })
  }
}
