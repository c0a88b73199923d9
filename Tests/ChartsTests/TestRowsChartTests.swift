import Testing

@testable import Charts

@Suite struct TestRowsChartTests {
  @Test(arguments: ChartLayout.allCases) func looksAsExpected(_ layout: ChartLayout) {
    expectGolden(Sample.results.svg(layout, id: "results"), "results-\(layout.rawValue).svg")
    expectLaws(Sample.results, layout)
  }

  @Test func aRowHasEveryResultAtItsValue() throws {
    let drawing = Drawing(Sample.results.svg(.wide, id: "c"))
    let origin = try #require(drawing.strokes(class: "axis").first).x1
    let marks = drawing.all("circle", class: "pt-us") + drawing.all("path").filter { $0.classes == ["pt-cn"] }
    let places = marks.compactMap { Drawing.middle($0)?.x }.sorted()
    let values = [32.0, 46, 48, 74]
    let perUnit = (places[3] - origin) / 74
    for (place, value) in zip(places, values) { #expect((place - origin - value * perUnit).magnitude < 0.2) }
  }

  @Test(arguments: 0..<40) func labelsStayApartAndInside(_ seed: Int) {
    var random = SeededRandom(seed + 9000)
    let names = [
      "GPT-5.5", "Claude Opus 4.6", "by its maker", "DeepSeek-V4-Pro", "Kimi K2.6 Thinking", "Gemini 4 Argon",
    ]
    let rows = (0..<4).map { row in
      TestRowsChart.Row(
        name: "Test number \(row)",
        marks: (0..<Int.random(in: 1...7, using: &random)).map { index in
          TestRowsChart.Mark(
            value: Double(Int.random(in: 0...100, using: &random)), mark: index % 2 == 0 ? .us : .china,
            label: names[(index + row) % names.count], title: "\(row) \(index)")
        })
    }
    let chart = TestRowsChart(title: "Tests", axisTitle: "Percent", rows: rows, format: NumberFormat(suffix: "%"))
    for layout in ChartLayout.allCases { expectLaws(chart, layout, "seed \(seed), \(layout)") }
  }

  @Test func describesEachTest() {
    #expect(
      Sample.results.summary
        == "SWE-bench Verified: by CAISI 74%, by its maker 80.6%. CTF-Archive-Diamond: GPT-5.5 48%, DeepSeek-V4-Pro 32% "
        + "(25–40), Claude Opus 4.6 46%. PortBench: no result.")
  }
}
