import Testing

@testable import Charts

@Suite struct ProportionChartTests {
  @Test(arguments: ChartLayout.allCases) func looksAsExpected(_ layout: ChartLayout) {
    expectGolden(Sample.attacks.svg(layout, id: "attacks"), "attacks-\(layout.rawValue).svg")
    expectLaws(Sample.attacks, layout)
  }

  @Test(arguments: 0..<40) func labelsStayApartAndInside(_ seed: Int) {
    var random = RandomCharts(seed + 5000)
    let chart = random.proportions()
    for layout in ChartLayout.allCases { expectLaws(chart, layout, "seed \(seed), \(layout)") }
  }

  @Test func aShareStandsBetweenItsBounds() throws {
    let drawing = Drawing(Sample.attacks.svg(.wide, id: "c"))
    let bar = try #require(drawing.all("path", class: "iv2").first { $0.title == "o1-preview: 13 of 50" })
    let dot = try #require(drawing.all("circle", class: "ho-us").first)
    let ends = Drawing.places(bar).map(\.x)
    let perUnit = (ends[1] - ends[0]) / 0.24
    #expect((dot.number("cx") - ends[0] - 0.1 * perUnit).magnitude < 0.2)
  }

  @Test func whereOneHasNoRoomAllStandUnderTheNames() throws {
    let rows = [0.5, 0.64].map { share in
      ProportionChart.Row(
        name: "Model", mark: .us, share: share, low: share - 0.45, high: share + 0.35, count: "32 of 50",
        title: "\(share)")
    }
    let chart = ProportionChart(title: "Attacks", axisTitle: "Answered", rows: rows)
    expectLaws(chart, .narrow)
    let texts = Drawing(chart.svg(.narrow, id: "c")).all("text")
    let name = try #require(texts.first { $0.text == "Model" })
    for row in rows {
      let words = try #require(texts.first { $0.text == row.words })
      #expect(words.number("x") == name.number("x"))
    }
  }

  @Test func aRowSaysItsOwnCount() {
    #expect(Sample.attacks.rows[2].words == "17 of 23: 74% (54–87)")
  }
}
