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

  @Test(arguments: ChartLayout.allCases) func halvesStandOverTheirNamesAndYears(_ layout: ChartLayout) throws {
    let periods = [(2024, 1), (2024, 7), (2025, 1), (2025, 7)].map { year, month in
      ChartPeriod(
        from: Sample.day(year, month, 1), to: Sample.day(month == 1 ? year : year + 1, month == 1 ? 7 : 1, 1) - 1,
        label: month == 1 ? "H1" : "H2", year: String(year))
    }
    let chart = AreaChart(
      title: "Share", axisTitle: "Percent", days: periods.map { ($0.from + $0.to) / 2 }, periods: periods,
      labels: periods.map { "\($0.year) \($0.label)" },
      parts: [.init(name: "Open", mark: .china, values: [10, 20, 30, 40])])
    expectLaws(chart, layout)
    let drawing = Drawing(chart.svg(layout, id: "a"))
    let halves = drawing.all("text").filter { $0.text.hasPrefix("H") }
    let marks = drawing.all("path", class: "pt-cn").compactMap(Drawing.middle)
    #expect(halves.map(\.text) == ["H1", "H2", "H1", "H2"])
    for (half, mark) in zip(halves, marks) { #expect((half.number("x") - mark.x).magnitude < 8) }
    #expect(drawing.all("text", class: "yr").map(\.text) == ["2024", "2025"])
    // A year in the middle of its halves is no tick on its first day.
    #expect(drawing.all("text", class: "yr").allSatisfy { $0.classes.first == "per" })
  }

  @Test func theLowestPartHasItsBounds() {
    var chart = Sample.weights
    chart = AreaChart(
      title: chart.title, axisTitle: chart.axisTitle, days: chart.days, labels: chart.labels,
      parts: chart.parts.map { part in
        AreaChart.Part(
          name: part.name, mark: part.mark, values: part.values,
          bounds: part.values.map { max(0, ($0 ?? 0) - 5)...($0 ?? 0) + 3 })
      })
    let drawing = Drawing(chart.svg(.wide, id: "a"))
    #expect(drawing.strokes(class: "iv-ink").count == chart.days.count)
    let perUnit = (drawing.strokes(class: "iv-ink").map { ($0.y1 - $0.y2).magnitude }.max() ?? 0) / 8
    let scale = (drawing.strokes(class: "grid") + drawing.strokes(class: "zero")).map(\.y1).sorted()
    #expect((scale[scale.count - 1] - scale[0] - perUnit * 100).magnitude < 3)
  }

  @Test(arguments: ChartLayout.allCases) func whatNobodyToldIsNeitherDrawnNorNamed(_ layout: ChartLayout) {
    let chart = AreaChart(
      title: "Tokens by author", axisTitle: "Share of tokens",
      days: [Sample.day(2023, 7, 1), Sample.day(2024, 1, 1), Sample.day(2024, 7, 1), Sample.day(2025, 1, 1)],
      labels: ["2023 H2", "2024 H1", "2024 H2", "2025 H1"],
      parts: [
        AreaChart.Part(name: "Anthropic", mark: .us, values: [30, 40, 40, 50]),
        AreaChart.Part(name: "Xiaomi", mark: .china, values: [30, 20, nil, nil]),
      ], format: NumberFormat(suffix: "%"))
    expectLaws(chart, layout)
    let drawing = Drawing(chart.svg(layout, id: "a"))
    #expect(drawing.all("path", class: "pt-cn").count == 2)
    #expect(!drawing.all("text").contains { $0.text.hasPrefix("Xiaomi") })
    #expect(chart.summary == "Anthropic: 30% in 2023 H2, 50% in 2025 H1. Xiaomi: 30% in 2023 H2.")
  }

  @Test func describesEachPartFromFirstToLast() {
    #expect(
      Sample.weights.summary
        == "Open weights: 50% in 2023 H2, 80% in 2026 H2. No weights: 40% in 2023 H2, 10% in 2026 H2. "
        + "Not known: 10% in 2023 H2, 10% in 2026 H2.")
  }
}
