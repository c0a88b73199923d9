import Testing

@testable import Charts

@Suite struct ScatterChartTests {
  @Test(arguments: ChartLayout.allCases) func looksAsExpected(_ layout: ChartLayout) {
    expectGolden(Sample.scatter.svg(layout, id: "scatter"), "scatter-\(layout.rawValue).svg")
    expectLaws(Sample.scatter, layout)
  }

  @Test(arguments: ChartLayout.allCases) func linearAxesLookAsExpected(_ layout: ChartLayout) {
    expectGolden(Sample.plane.svg(layout, id: "plane"), "plane-\(layout.rawValue).svg")
    expectLaws(Sample.plane, layout)
  }

  @Test(arguments: 0..<40) func labelsStayApartAndInside(_ seed: Int) {
    var random = RandomCharts(seed + 8000)
    let chart = random.scatter()
    for layout in ChartLayout.allCases { expectLaws(chart, layout, "seed \(seed), \(layout)") }
  }

  @Test func theFrontierLeavesOutWhatIsBeaten() {
    let points = [(x: 1.0, y: 5.0), (2, 4), (2, 7), (3, 7), (4, 9)]
    #expect(Frontier.positions(of: points) == [0, 2, 4])
  }

  @Test(arguments: 0..<50) func theFrontierIsWhatNothingBeats(_ seed: Int) {
    var random = SeededRandom(seed)
    let points = (0..<40).map { _ in
      (x: Double(Int.random(in: 0...20, using: &random)), y: Double(Int.random(in: 0...20, using: &random)))
    }
    // The slow twin asks for every point whether any other is at least as good and not the same.
    let unbeaten = points.filter { one in
      !points.contains { $0.x <= one.x && $0.y >= one.y && ($0.x < one.x || $0.y > one.y) }
    }
    let fast = Set(Frontier.positions(of: points).map { "\(points[$0].x) \(points[$0].y)" })
    #expect(fast == Set(unbeaten.map { "\($0.x) \($0.y)" }))
  }

  @Test(arguments: ChartLayout.allCases) func anUprightScaleMayBeLogarithmicToo(_ layout: ChartLayout) throws {
    let items = [200.0, 2000, 20_000].map { value in
      ScatterChart.Item(x: value, y: value, mark: .us, label: "\(Int(value))", title: "\(value)")
    }
    let chart = ScatterChart(
      title: "Chips", axisTitle: "Bandwidth, log scale", xTitle: "Performance", items: items, isUprightLogarithmic: true
    )
    expectLaws(chart, layout)
    let drawing = Drawing(chart.svg(layout, id: "c"))
    let places = drawing.all("circle").map { $0.number("cy") }
    #expect((places[1] - places[0] - (places[2] - places[1])).magnitude < 0.2)
    #expect(drawing.all("text").contains { $0.text == "1,000" && $0.classes.contains("e") })
  }

  @Test func saysWhatItsItemsAre() {
    var chart = Sample.scatter
    chart.noun = "models"
    #expect(chart.summary.hasPrefix("\(chart.items.count) models from "))
    chart.items = [chart.items[0]]
    #expect(chart.summary == chart.items[0].title + ".")
  }

  @Test func everyItemIsNamedWhereThereIsRoom() {
    let items = (0..<24).map { (index: Int) -> ScatterChart.Item in
      let (x, y) = (Double(index % 6 + 1), Double(index / 6 + 1))
      return ScatterChart.Item(x: x * 100, y: y * 100, mark: .us, label: "Chip \(index)", title: "Chip \(index)")
    }
    let chart = ScatterChart(
      title: "Chips", axisTitle: "Bandwidth", xTitle: "Performance", items: items, isLogarithmic: false, frontier: .none
    )
    let names = Drawing(chart.svg(.wide, id: "c")).all("text").map(\.text).filter { $0.hasPrefix("Chip") }
    #expect(names.count == items.count)
  }

  @Test func equalRatiosAreEqualDistances() {
    let scale = LogTicks(covering: 0.1, 20, width: 600)
    #expect((scale.part(1) - scale.part(0.1) - (scale.part(10) - scale.part(1))).magnitude < 1e-12)
    #expect(scale.values == [0.1, 0.2, 0.5, 1, 2, 5, 10, 20])
  }

  @Test func sumsUnderOneHaveTwoPlaces() {
    let format = NumberFormat(decimals: 2, prefix: "$")
    #expect([0.1, 0.25, 2, 20].map { ScatterChart.tickText($0, format) } == ["$0.10", "$0.25", "$2", "$20"])
  }
}
