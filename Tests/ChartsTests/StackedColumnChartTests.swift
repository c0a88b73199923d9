import Testing

@testable import Charts

@Suite struct StackedColumnChartTests {
  @Test(arguments: ChartLayout.allCases) func looksAsExpected(_ layout: ChartLayout) {
    expectGolden(Sample.licences.svg(layout, id: "licences"), "columns-\(layout.rawValue).svg")
    expectLaws(Sample.licences, layout)
  }

  @Test(arguments: 0..<60) func labelsStayApartAndInside(_ seed: Int) {
    var random = RandomCharts(seed + 2000)
    let chart = random.columns()
    for layout in ChartLayout.allCases { expectLaws(chart, layout, "seed \(seed), \(layout)") }
  }

  @Test func columnsStandOnTheAxisAndMeasureTheirCounts() throws {
    let drawing = Drawing(Sample.licences.svg(.wide, id: "c"))
    let baseline = try #require(drawing.strokes(class: "axis").first).y1
    let strong = drawing.all("rect", class: "f-cn").filter { $0.classes == ["f-cn"] }
    #expect(strong.count == 3)
    let perUnit = strong[2].number("height") / 15
    for (rect, count) in zip(strong, [4.0, 14, 15]) {
      #expect((rect.number("y") + rect.number("height") - baseline).magnitude < 0.11)
      #expect((rect.number("height") - count * perUnit).magnitude < 0.21)
    }
  }

  @Test func theUnknownIsHatchedAndOnTop() throws {
    let drawing = Drawing(Sample.licences.svg(.wide, id: "c"))
    let hatched = try #require(drawing.all("rect", class: "hx").first)
    #expect(drawing.all("rect", class: "hx").count == 1)
    let column = drawing.all("rect").filter { $0.number("x") == hatched.number("x") }
    #expect(column.map { $0.number("y") }.min() == hatched.number("y"))
    #expect(hatched.attributes["fill"] == "url(#c-w-h)")
  }

  @Test func groupsShareOneScale() {
    let drawing = Drawing(Sample.licences.svg(.wide, id: "c"))
    let white = drawing.all("rect", class: "f-none")
    let fifteen = white.filter { $0.title?.hasSuffix("No weights 15 of 21") ?? false }.first?.number("height") ?? 0
    let eight = white.filter { $0.title?.hasSuffix("No weights 8 of 31") ?? false }.first?.number("height") ?? 0
    #expect((fifteen / eight - 15.0 / 8).magnitude < 0.02)
  }

  @Test func aPeriodNobodyCountedIsNotZero() {
    let drawing = Drawing(Sample.licences.svg(.wide, id: "c"))
    #expect(drawing.all("rect", class: "hole").map(\.title) == ["2025-H2: not counted"])
    #expect(!drawing.all("text", class: "tick").contains { $0.text == "0" })
  }

  @Test func totalsStandOverColumns() {
    let texts = Drawing(Sample.licences.svg(.wide, id: "c")).all("text", class: "tick").map(\.text)
    for total in ["10", "19", "31", "14", "17", "21"] { #expect(texts.contains(total)) }
  }

  @Test func describesTotalsAndTheLastColumn() {
    #expect(
      Sample.licences.summary
        == "China, releases by half-year: 10 in the second half of 2024, 31 in the first half of 2026. In the "
        + "first half of 2026: Permissive 15, Naming duty 4, Restricted 2, No weights 8, "
        + "Not known 2. United States, releases by half-year: 14 in the second half of 2024, 21 in the first half of "
        + "2026. In the first half of 2026: Permissive 2, Restricted 4, No weights "
        + "15.")
  }
}
