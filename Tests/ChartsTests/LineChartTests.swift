import Testing

@testable import Charts

@Suite struct LineChartTests {
  @Test(arguments: ChartLayout.allCases) func boundsWithoutAMiddleAreABarWithoutAMark(_ layout: ChartLayout) {
    var series = Sample.chinese
    let marks = series.points.count
    let day = (series.points.last?.day ?? 0) + 30
    series.boundsAlone = [ChartBounds(day: day, low: 1400, high: 1500, words: "1,400 to 1,500 in June 2026")]
    let chart = LineChart(title: "Ratings", axisTitle: "Rating", series: [series], intervals: .bars)
    expectLaws(chart, layout)
    let drawing = Drawing(chart.svg(layout, id: "a"))
    #expect(drawing.all("path", class: "pt-cn").count == marks)
    let bars = drawing.strokes(class: "iv-cn")
    let last = bars.map(\.x1).max()
    #expect(bars.count { $0.x1 == last } == 1)
    #expect(chart.summary.hasSuffix("bounds alone: 1,400 to 1,500 in June 2026."))
  }

  @Test(arguments: ChartLayout.allCases) func looksAsExpected(_ layout: ChartLayout) {
    expectGolden(Sample.frontier.svg(layout, id: "frontier"), "line-\(layout.rawValue).svg")
    expectLaws(Sample.frontier, layout)
  }

  @Test(arguments: 0..<60) func labelsStayApartAndInside(_ seed: Int) {
    var random = RandomCharts(seed)
    let chart = random.line()
    for layout in ChartLayout.allCases { expectLaws(chart, layout, "seed \(seed), \(layout)") }
  }

  @Test func joinsOnlyNeighboursOfOneScale() {
    let drawing = Drawing(Sample.frontier.svg(.wide, id: "c"))
    let lines = drawing.all("path", class: "ln-us").map { Drawing.places($0).count }
    // June to September 2024, then March and April 2025; the rest stand alone.
    #expect(lines == [4, 2])
  }

  @Test func everyObservationIsAMarkWithItsTitle() {
    let drawing = Drawing(Sample.frontier.svg(.wide, id: "c"))
    #expect(drawing.all("circle", class: "pt-us").map(\.title) == Sample.american.points.map(\.title))
    #expect(drawing.all("path", class: "pt-cn").map(\.title) == Sample.chinese.points.map(\.title))
  }

  @Test func aPhonesPictureHasTitlesWhereTheyAreLight() {
    let drawing = Drawing(Sample.frontier.svg(.narrow, id: "c"))
    #expect(drawing.all("circle", class: "pt-us").map(\.title) == Sample.american.points.map(\.title))
  }

  @Test func aPhonesPictureGoesWithoutTitlesWhereTheyAreHeavy() {
    var chart = Sample.frontier
    for index in chart.series[0].points.indices {
      chart.series[0].points[index].title = String(repeating: "word ", count: 100)
    }
    let (light, heavy) = (Drawing(Sample.frontier.svg(.narrow, id: "c")), Drawing(chart.svg(.narrow, id: "c")))
    #expect(heavy.all("circle", class: "pt-us").count == Sample.american.points.count)
    #expect(heavy.all("circle", class: "pt-us").allSatisfy { $0.title == nil })
    #expect(heavy.all("text").map(\.text) == light.all("text").map(\.text))
    #expect(Drawing(chart.svg(.wide, id: "c")).all("circle", class: "pt-us").allSatisfy { $0.title != nil })
  }

  @Test(arguments: ChartLayout.allCases) func marksMapBackToTheirValues(_ layout: ChartLayout) throws {
    let drawing = Drawing(Sample.frontier.svg(layout, id: "c"))
    let value = try drawing.valueScale()
    for (mark, point) in zip(drawing.all("circle", class: "pt-us"), Sample.american.points) {
      let place = try #require(Drawing.middle(mark))
      #expect((value(place.y) - point.value).magnitude <= value(0) - value(0.15))
    }
  }

  @Test func aScaleFromZeroBeginsAtTheAxis() throws {
    var chart = Sample.frontier
    chart.startsAtZero = true
    let drawing = Drawing(chart.svg(.wide, id: "c"))
    let zero = try #require(drawing.strokes(class: "zero").first)
    #expect(drawing.strokes(class: "axis").contains { $0.y1 == zero.y1 })
  }

  @Test func nothingObservedSaysSo() {
    let chart = LineChart(title: "Empty", axisTitle: "Nothing", series: [])
    expectLaws(chart, .wide)
    #expect(Drawing(chart.svg(.wide, id: "c")).all("text").map(\.text) == ["No observations"])
  }

  @Test func describesTrendExtremesAndLatest() {
    var chart = Sample.frontier
    chart.series = [ChartSeries(name: "China", mark: .china, points: Array(Sample.chinese.points.prefix(4)))]
    #expect(
      chart.summary
        == "China rises from 1,240 in June 2024 to 1,257 in September 2024. Highest 1,257 on 28 September 2024, lowest "
        + "1,240 on 19 June 2024. Latest: 1,257, interval 1,250 to 1,265, on 28 September 2024. From July 2025 to "
        + "February 2026: No board with intervals held. 8 June 2025: Scale moved, June 2025.")
  }

  @Test func whatOneMonthHoldsIsToldByItsDays() {
    let days = [("1", Sample.day(2026, 8, 10), 1456.0), ("2", Sample.day(2026, 8, 19), 1460)]
    let series = ChartSeries(
      name: "Model", mark: .china, points: days.map { ChartPoint(day: $1, value: $2, title: $0) })
    let chart = LineChart(title: "Ratings", axisTitle: "Rating", series: [series])
    #expect(
      chart.summary
        == "Model rises from 1,456 on 10 August 2026 to 1,460 on 19 August 2026. Latest: 1,460, on 19 August 2026.")
  }

  @Test func theLastOfManyScalesHasItsSubject() {
    let points = (0..<5).map { index in
      ChartPoint(day: 20_000 + index * 40, value: Double(index), title: "\(index)", scale: "\(index)")
    }
    let chart = LineChart(
      title: "Ratings", axisTitle: "Rating", series: [ChartSeries(name: "China", mark: .china, points: points)])
    #expect(
      chart.summary.hasPrefix("China is 0 in October 2024; on the last of 5 scales it is 4 in March 2025."),
      "\(chart.summary)")
  }

  /// Six lines that end close to each other.
  private static let crowd = LineChart(
    title: "Compute", axisTitle: "H100 equivalents",
    series: [("Google", 5000.0), ("Microsoft", 3420), ("Amazon", 2450), ("Meta", 2300), ("Oracle", 1140), ("xAI", 832)]
      .map { name, value in
        ChartSeries(
          name: name, mark: .us,
          points: [
            ChartPoint(day: 20_000, value: value / 2, title: "\(name) before"),
            ChartPoint(day: 20_040, value: value, title: "\(name) after"),
          ])
      })

  @Test(arguments: [ChartLayout.wide, .narrow]) func manyEndLabelsStandInTheOrderOfTheirLines(_ layout: ChartLayout) {
    expectLaws(Self.crowd, layout)
    let drawing = Drawing(Self.crowd.svg(layout, id: "c"))
    let labels = drawing.all("text").filter { text in Self.crowd.series.contains { text.text.hasPrefix($0.name) } }
    #expect(labels.map(\.text) == labels.sorted { $0.number("y") < $1.number("y") }.map(\.text))
    let right = drawing.all("circle").map { $0.number("cx") }.max() ?? .infinity
    for label in labels { #expect(label.number("x") > right, "\(label.text)") }
  }

  @Test func ofManyLinesOfOneColourOnlyTheLatestHasItsInterval() {
    var chart = Self.crowd
    for index in chart.series.indices {
      chart.series[index].points = chart.series[index].points.map { point in
        var point = point
        (point.low, point.high) = (point.value * 0.8, point.value * 1.2)
        return point
      }
    }
    #expect(Drawing(chart.svg(.wide, id: "c")).strokes(class: "iv-us").count == chart.series.count)
    #expect(Drawing(chart.svg(.wide, id: "c")).all("path", class: "band-us").isEmpty)
    chart.series.removeLast(chart.series.count - 2)
    #expect(Drawing(chart.svg(.wide, id: "c")).all("path", class: "band-us").count == 2)
  }

  @Test(arguments: [ChartLayout.wide, .narrow]) func aMovedLabelIsLedToItsMark(_ layout: ChartLayout) throws {
    let drawing = Drawing(Self.crowd.svg(layout, id: "c"))
    let ends = drawing.strokes(class: "lead").map { (x: $0.x2, y: $0.y2) }
    for (text, box) in drawing.texts() {
      guard let one = Self.crowd.series.first(where: { text.hasPrefix($0.name) }) else { continue }
      let mark = try #require(drawing.all("circle").first { $0.title == "\(one.name) after" })
      guard (box.middle - mark.number("cy")).magnitude > 12 else { continue }
      #expect(ends.contains { ($0.y - mark.number("cy")).magnitude < 0.2 }, "\(text)")
    }
  }

  @Test func whatIsCountedOverAPeriodIsToldWithThePeriod() {
    let points = [("2024 H2", 1.0, 20_000), ("2025 H1", 3, 20_180)].map { name, value, day in
      ChartPoint(day: day, value: value, title: name, period: name)
    }
    let chart = LineChart(
      title: "Releases", axisTitle: "Releases", series: [ChartSeries(name: "China", mark: .china, points: points)])
    #expect(chart.summary == "China rises from 1 in 2024 H2 to 3 in 2025 H1. Latest: 3, in 2025 H1.")
  }
}

extension Drawing {
  /// The value at a height, read off the tick labels on the left.
  func valueScale() throws -> (Double) -> Double {
    let ticks = all("text", class: "tick").filter { $0.classes.contains("e") }.compactMap { element in
      Double(
        element.text.replacing("\u{2212}", with: "-").replacing("+", with: "").replacing(",", with: "")
          .replacing("$", with: "").replacing("%", with: "")
      ).map { (value: $0, y: element.number("y") - 4) }
    }
    let first = try #require(ticks.first)
    let last = try #require(ticks.last)
    let perUnit = (last.value - first.value) / (last.y - first.y)
    return { first.value + ($0 - first.y) * perUnit }
  }
}
