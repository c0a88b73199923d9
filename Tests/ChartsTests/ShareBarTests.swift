import Testing

@testable import Charts

@Suite struct ShareBarTests {
  @Test(arguments: ChartLayout.allCases) func looksAsExpected(_ layout: ChartLayout) {
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

  @Test(arguments: ChartLayout.allCases) func everyPartHasItsName(_ layout: ChartLayout) {
    let row = ShareBar.Row(
      label: "Downloads",
      parts: [
        .init(name: "United States", mark: .us, percent: 15.8), .init(name: "China", mark: .china, percent: 17.1),
        .init(name: "France", mark: .other, percent: 4),
      ], restName: "others and unknown")
    let chart = ShareBar(title: "Shares", rows: [row, row])
    expectLaws(chart, layout)
    let texts = Drawing(chart.svg(layout, id: "c")).all("text").map(\.text)
    for label in ["United States 15.8%", "China 17.1%", "France 4%", "others and unknown 63.1%"] {
      #expect(texts.count { $0 == label } == 2, "\(label)")
    }
  }

  @Test func aLongLabelIsNeverCut() {
    let label = "Chinese share of downloads of models listed on Hugging Face, 22 August 2026"
    let row = ShareBar.Row(label: label, parts: [.init(name: "China", mark: .china, percent: 60)])
    let chart = ShareBar(title: "Shares", rows: [row, row])
    expectLaws(chart, .narrow)
    let texts = Drawing(chart.svg(.narrow, id: "c")).all("text").map(\.text)
    #expect(texts.joined(separator: " ").contains(label))
  }

  @Test func smallGreyPartsShareALabel() {
    let parts = ["Canada", "Korea", "France"].map { ShareBar.Part(name: $0, mark: .other, percent: 0.5) }
    let row = ShareBar.Row(label: "Downloads", parts: [.init(name: "China", mark: .china, percent: 60)] + parts)
    let drawing = Drawing(ShareBar(title: "Shares", rows: [row]).svg(.wide, id: "c"))
    #expect(drawing.all("rect", class: "pt-xx").count == 3)
    #expect(drawing.all("text").map(\.text) == ["Downloads", "China 60%", "3 more 1.5%", "rest 38.5%"])
  }

  @Test func theRestHasANumber() {
    let texts = Drawing(Sample.shares.svg(.wide, id: "c")).all("text").map(\.text)
    #expect(texts.contains("rest 18%"))
    #expect(texts.contains("other and unknown 67.1%"))
  }
}
