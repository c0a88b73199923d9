import Testing

@testable import Charts

/// The labels of a picture lead where the chart says, in each form and layout that writes them.
@Suite struct ChartLinksTests {
  private static let point = ChartPoint(day: 19_000, value: 12, low: 10, high: 14, title: "p", link: "a.html#at-1")
  private static let last = ChartPoint(day: 19_030, value: 20, low: 18, high: 22, title: "q", link: "a.html#at-2")

  /// A chart of each form whose labels lead to `a.html#at-2`.
  private static let charts: [(String, any Chart)] = [
    (
      "lines",
      LineChart(
        title: "t", axisTitle: "Points", series: [ChartSeries(name: "United States", mark: .us, points: [point, last])])
    ),
    (
      "dots",
      DotChart(
        title: "t", axisTitle: "Points", series: [ChartSeries(name: "All", mark: .ink, points: [point, last])],
        above: .init(mark: .us, name: "US"), below: .init(mark: .china, name: "China"))
    ),
    (
      "panels",
      SmallMultiplesChart(
        title: "t", axisTitle: "Points", panels: [.init(name: "Maths", points: [point, last])],
        above: .init(mark: .us, name: "US"), below: .init(mark: .china, name: "China"))
    ),
    (
      "areas",
      AreaChart(
        title: "t", axisTitle: "Percent", days: [19_000, 19_030], labels: ["a", "b"],
        parts: [.init(name: "China", mark: .china, values: [10, 20])], link: "a.html#at-2")
    ),
    (
      "shares",
      ShareBar(
        title: "t",
        rows: [
          .init(
            label: "Tokens", parts: [.init(name: "China", mark: .china, percent: 20, link: "a.html#at-2")],
            link: "a.html#at-2")
        ])
    ),
    (
      "ranges",
      RangeBarChart(
        title: "t", axisTitle: "Points",
        rows: [
          .init(name: "B", mark: .us, low: 1, high: 3, value: 2, words: "2 (1–3)", title: "b", link: "a.html#at-2")
        ])
    ),
    (
      "pairs",
      RangeBarChart(
        title: "t", axisTitle: "Points",
        rows: [.init(name: "B", mark: .us, low: 1, high: 3, ends: .hollowToFilled, title: "b", link: "a.html#at-2")])
    ),
    (
      "places",
      RangeBarChart(
        title: "t", axisTitle: "Place",
        rows: [.init(name: "B", mark: .us, low: 1, high: 3, columnText: "46%", title: "b", link: "a.html#at-2")],
        columnTitle: "first in")
    ),
    (
      "columns",
      StackedColumnChart(
        title: "t", classes: [.init(name: "Releases", fill: .strong)],
        groups: [
          .init(
            heading: "China", mark: .china,
            columns: [.init(label: "H1", year: "2026", counts: [12], link: "a.html#at-2")])
        ])
    ),
    (
      "slope",
      SlopeChart(
        title: "t", axisTitle: "Points", beforeLabel: "a", afterLabel: "b",
        items: [.init(name: "B", mark: .us, before: 1, after: 2, title: "b", links: ("a.html#at-1", "a.html#at-2"))])
    ),
    (
      "proportions",
      ProportionChart(
        title: "t", axisTitle: "Answered",
        rows: [.init(name: "B", mark: .us, share: 0.5, low: 0.4, high: 0.6, title: "b", link: "a.html#at-2")])
    ),
    (
      "timeline",
      TimelineChart(
        title: "t", axisTitle: "Rules",
        rows: [
          .init(
            name: "B", mark: .us, spans: [.init(from: 19_000, to: nil, isInForce: true, title: "b")],
            link: "a.html#at-2")
        ], now: 19_100)
    ),
    (
      "scatter",
      ScatterChart(
        title: "t", axisTitle: "Rating", xTitle: "Price",
        items: [.init(x: 1, y: 2, mark: .us, label: "B", title: "b", link: "a.html#at-2")])
    ),
    (
      "releases",
      ReleaseFrontierChart(
        title: "t", axisTitle: "Rating",
        releases: [.init(day: 19_000, value: 2, mark: .us, name: "B", title: "b", label: "B", link: "a.html#at-2")],
        asOf: 19_100)
    ),
    (
      "steps",
      StepChart(
        title: "t", axisTitle: "Price", name: "B", mark: .us,
        steps: [
          .init(
            ChartPoint(day: 19_000, value: 2, title: "b", label: "$2", link: "a.html#at-2"), isDayKnown: true)
        ])
    ),
  ]

  @Test(arguments: ChartLinksTests.charts.map(\.0), [ChartLayout.wide, .narrow])
  func aLabelIsALinkInEachForm(_ name: String, _ layout: ChartLayout) throws {
    let chart = try #require(Self.charts.first { $0.0 == name }).1
    let picture = chart.svg(layout, id: "c")
    #expect(picture.contains("<a href=\"a.html#at-2\"><text"))
    // The links of an image could not be reached.
    #expect(picture.contains("role=\"document\""))
    _ = Drawing(picture)
  }

  @Test(arguments: ChartLinksTests.charts.map(\.0))
  func aFileOfItsOwnHasNoLinksAndIsElseTheSame(_ name: String) throws {
    let chart = try #require(Self.charts.first { $0.0 == name }).1
    let file = chart.file(id: "c", style: "")
    #expect(!file.contains("<a") && !file.contains("</a>"))
    #expect(file.contains("role=\"img\""))
    #expect(file.ranges(of: "<text").count == chart.svg(.wide, id: "c").ranges(of: "<text").count)
  }

  @Test func aPictureWithoutLinksIsAnImage() {
    let picture = Sample.shares.svg(.wide, id: "s")
    #expect(!picture.contains("<a"))
    #expect(picture.contains("role=\"img\""))
  }

  @Test func addressesAreEscaped() {
    var writer = SVGWriter(.wide)
    writer.linked(to: "a.html?b&c\"") { $0.text("12", .tick, x: 0, y: 0) }
    #expect(writer.content == "<a href=\"a.html?b&amp;c&quot;\"><text class=\"tick\" x=\"0\" y=\"0\">12</text></a>")
  }
}
