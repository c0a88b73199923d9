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

  @Test func aRangeNobodyDisclosedIsWords() {
    #expect(Sample.chips.summary.contains("Ascend 960: not disclosed."))
    let texts = Drawing(Sample.chips.svg(.wide, id: "c")).all("text").map(\.text)
    #expect(texts.contains("not disclosed"))
  }
}
