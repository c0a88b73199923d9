import Testing

@testable import Charts

@Suite struct SlopeChartTests {
  @Test(arguments: ChartLayout.allCases) func looksAsExpected(_ layout: ChartLayout) {
    expectGolden(Sample.slope.svg(layout, id: "slope"), "slope-\(layout.rawValue).svg")
    expectLaws(Sample.slope, layout)
  }

  @Test(arguments: 0..<40) func labelsStayApartAndInside(_ seed: Int) {
    var random = RandomCharts(seed + 7000)
    let chart = random.slopes()
    for layout in ChartLayout.allCases { expectLaws(chart, layout, "seed \(seed), \(layout)") }
  }

  @Test(arguments: ChartLayout.allCases) func bothSidesNameWhatTheyShow(_ layout: ChartLayout) {
    let texts = Drawing(Sample.slope.svg(layout, id: "c")).all("text").map(\.text).joined(separator: " ")
    for label in ["Claude Opus 5.5 43%", "60% Claude Opus 5.5", "Gemini 4 Argon 44%", "61% Gemini 4 Argon"] {
      #expect(texts.contains(label))
    }
  }

  @Test func whatIsKnownOnceHasAMarkAndNoLine() {
    let drawing = Drawing(Sample.slope.svg(.wide, id: "c"))
    #expect(drawing.all("path", class: "ln-cn").isEmpty)
    #expect(drawing.all("path", class: "pt-cn").count == 1)
  }
}
