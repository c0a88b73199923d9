import Testing

@testable import Charts

@Suite struct AreaChartTests {
  @Test(arguments: ChartLayout.allCases) func looksAsExpected(_ layout: ChartLayout) {
    expectGolden(Sample.weights.svg(layout, id: "weights"), "areas-\(layout.rawValue).svg")
    expectLaws(Sample.weights, layout)
  }

  @Test func theUnknownIsHatchedAndOnTop() {
    #expect(Sample.weights.parts.map(\.name) == ["Open weights", "No weights", "Not known"])
    let drawing = Drawing(Sample.weights.svg(.wide, id: "a"))
    // One field of hatching for each run of days that belong together.
    #expect(drawing.all("path", class: "hx").count == 2)
  }

  @Test func aLongGapIsLeftAsAGap() {
    let whole = Drawing(Sample.weights.svg(.wide, id: "a")).all("path", class: "f-cn").count
    var joined = Sample.weights
    joined.joinsWithin = 1000
    #expect(whole == 2)
    #expect(Drawing(joined.svg(.wide, id: "a")).all("path", class: "f-cn").count == 1)
  }

  @Test func describesEachPartFromFirstToLast() {
    #expect(
      Sample.weights.summary
        == "Open weights: 50% in 2023 H2, 80% in 2026 H2. No weights: 40% in 2023 H2, 10% in 2026 H2. "
        + "Not known: 10% in 2023 H2, 10% in 2026 H2.")
  }
}
