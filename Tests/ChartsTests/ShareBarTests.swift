import Testing

@testable import Charts

@Suite struct ShareBarTests {
  @Test(arguments: [ChartLayout.wide, .mini]) func looksAsExpected(_ layout: ChartLayout) {
    expectGolden(Sample.shares.svg(layout, id: "shares"), "shares-\(layout.rawValue).svg")
    expectLaws(Sample.shares, layout)
  }

  @Test(arguments: 0..<60) func labelsStayApartAndInside(_ seed: Int) {
    var random = RandomCharts(seed + 3000)
    let chart = random.shares()
    for layout in ChartLayout.allCases { expectLaws(chart, layout, "seed \(seed), \(layout)") }
  }

  @Test func partsMeasureTheirShareOfTheWholeBar() throws {
    let drawing = Drawing(Sample.shares.svg(.mini, id: "c"))
    let china = try #require(drawing.all("rect", class: "f-cn").first)
    let rest = try #require(drawing.all("rect", class: "f-none").first)
    let whole = rest.number("x") + rest.number("width")
    #expect((china.number("width") / whole - 0.46).magnitude < 0.001)
    #expect(china.number("x") == 0)
  }

  @Test func theRestHasANumber() {
    let texts = Drawing(Sample.shares.svg(.wide, id: "c")).all("text").map(\.text)
    #expect(texts.contains("rest 18%"))
    #expect(texts.contains("other and unknown 67.1%"))
  }
}
