@testable import Charts

extension Sample {
  static let chips = RangeBarChart(
    title: "Chips on the measure of the export rule", axisTitle: "Total processing performance",
    rows: [
      .init(name: "B300", mark: .us, low: 56_000, high: 56_000, words: "56,000", title: "B300: 56,000"),
      .init(name: "H200", mark: .us, low: 15_832, high: 15_832, words: "15,832", title: "H200: 15,832"),
      .init(
        name: "Ascend 950PR", mark: .china, low: 6240, high: 8000, ends: .hollow, words: "6,240–8,000",
        title: "Ascend 950PR: 6,240–8,000, sources conflict"),
      .init(name: "Ascend 960", mark: .china, low: nil, high: nil, words: "not disclosed", title: "Ascend 960"),
    ], limits: [.init(value: 21_000, text: "Ceiling for export, 21,000")])

  static let places = RangeBarChart(
    title: "Places over all weightings", axisTitle: "Place among 18",
    rows: [
      .init(
        name: "MiMo-V2.6-Pro", mark: .china, low: 1, high: 2, value: 1, median: 1, isBold: true, columnText: "53%",
        title: "MiMo-V2.6-Pro: 1 (1–2)"),
      .init(
        name: "Gemini 3.8 Flash", mark: .us, low: 2, high: 11, value: 9, median: 3, columnText: "5%",
        title: "Gemini 3.8 Flash: 9 (2–11)"),
    ], columnTitle: "first in", startsAtZero: false, isOfRanks: true)

  static let results = TestRowsChart(
    title: "Results by test", axisTitle: "Tasks solved, percent",
    rows: [
      .init(
        name: "SWE-bench Verified",
        marks: [
          .init(value: 74, mark: .china, isOwn: true, label: "by CAISI", title: "by CAISI: 74%", link: "#a"),
          .init(
            value: 80.6, mark: .china, isHollow: true, isOwn: true, label: "by its maker", words: "80.6%",
            title: "by its maker: 80.6%"),
        ]),
      .init(
        name: "CTF-Archive-Diamond",
        marks: [
          .init(value: 48, mark: .us, label: "GPT-5.5", title: "GPT-5.5: 48%"),
          .init(
            value: 32, low: 25, high: 40, mark: .china, isOwn: true, label: "DeepSeek-V4-Pro",
            title: "DeepSeek-V4-Pro: 32% (25–40)"),
          .init(value: 46, mark: .us, label: "Claude Opus 4.6", title: "Claude Opus 4.6: 46%"),
        ]),
      .init(name: "PortBench", marks: []),
    ], format: NumberFormat(suffix: "%"))

  static let attacks = ProportionChart(
    title: "Attack success rates", axisTitle: "Prompts answered under attack, of 50",
    rows: [
      .init(name: "DeepSeek R1", mark: .china, share: 1, low: 0.93, high: 1, title: "DeepSeek R1: 50 of 50"),
      .init(
        name: "o1-preview", mark: .us, share: 0.26, low: 0.16, high: 0.4, isHollow: true, title: "o1-preview: 13 of 50"),
      .init(
        name: "Cyber range", mark: .us, share: 17.0 / 23, low: 0.54, high: 0.87, count: "17 of 23",
        title: "Cyber range: 17 of 23"),
    ])

  static let rules = TimelineChart(
    title: "Rules as spans of time", axisTitle: "Rules and orders, January 2025 to now",
    rows: [
      .init(
        name: "AI Diffusion rule", mark: .us,
        spans: [.init(from: day(2025, 1, 13), to: day(2025, 5, 13), isInForce: false, title: "issued, withdrawn")]),
      .init(
        name: "H20 licence duty", mark: .us,
        spans: [.init(from: day(2025, 4, 14), to: nil, isInForce: true, title: "in force")]),
      .init(name: "Draft rule", mark: .china, spans: [], words: "no date"),
    ], now: day(2026, 10, 10))

  static let slope = SlopeChart(
    title: "Tasks solved", axisTitle: "Tasks solved, percent", beforeLabel: "June 2026", afterLabel: "October 2026",
    items: [
      .init(name: "Gemini 4 Argon", mark: .us, before: 44, after: 61, isBold: true, title: "Gemini 4 Argon: 44, 61"),
      .init(name: "Claude Opus 5.5", mark: .us, before: 43, after: 60.4, title: "Claude Opus 5.5: 43, 60"),
      .init(name: "MiMo-V2.6-Pro", mark: .china, before: nil, after: 58, title: "MiMo-V2.6-Pro: 58"),
    ], format: NumberFormat(suffix: "%"))

  static let scatter = ScatterChart(
    title: "Rating against price", axisTitle: "Rating", xTitle: "US dollars per million tokens, log scale",
    items: [
      .init(
        x: 0.2375, y: 1471, low: 1466, high: 1476, mark: .china, isBold: true, label: "GLM-5.3 Flash",
        title: "GLM-5.3 Flash: 1,471 at $0.24"),
      .init(
        x: 0.5437, y: 1491.7, low: 1482, high: 1501, mark: .china, isBold: true, label: "MiMo-V2.6-Pro",
        title: "MiMo-V2.6-Pro: 1,492 at $0.54"),
      .init(x: 1.5, y: 1485, mark: .us, label: "Beaten", title: "Beaten: 1,485 at $1.50"),
      .init(
        x: 1.5, y: 1499, low: 1494, high: 1504, mark: .us, label: "Gemini 3.8 Flash",
        title: "Gemini 3.8 Flash: 1,499 at $1.50"),
      .init(x: 12, y: 1440, mark: .us, isMinor: true, title: "Outside: 1,440 at $12"),
    ], xFormat: NumberFormat(decimals: 2, prefix: "$"), frontierText: "best rating at each price",
    markNames: [(.us, "United States"), (.china, "China")], limits: .init(x: 3, y: 1450))

  /// Both axes linear, a frontier for each country.
  static let plane = ScatterChart(
    title: "Memory and its speed", axisTitle: "Gigabytes a second", xTitle: "Gigabytes",
    items: [
      .init(x: 80, y: 3350, mark: .us, label: "H100", title: "H100: 3,350 at 80"),
      .init(x: 141, y: 4800, mark: .us, label: "H200", title: "H200: 4,800 at 141"),
      .init(
        x: 288, y: 8000, low: 7700, high: 8000, mark: .us, isBold: true, label: "B300", title: "B300: 8,000 at 288"),
      .init(x: 96, y: 4000, mark: .us, label: "H20", title: "H20: 4,000 at 96"),
      .init(x: 128, y: 3200, mark: .china, label: "Ascend 910C", title: "Ascend 910C: 3,200 at 128"),
      .init(
        x: 144, y: 4000, mark: .china, isHollow: true, label: "Ascend 950PR", title: "Ascend 950PR: 4,000 at 144"),
    ], isLogarithmic: false, frontier: .perMark, markNames: [(.us, "United States"), (.china, "China")])

  static let releases = ReleaseFrontierChart(
    title: "Rating against release", axisTitle: "Rating on the board of 8 October 2026",
    releases: [
      release("Gemini 2.5 Pro", .us, day(2025, 6, 17), 1458), release("Gemini 3 Flash", .us, day(2025, 12, 17), 1466),
      release("Claude Opus 4.6", .us, day(2026, 2, 4), 1503), release("Small", .us, day(2026, 3, 4), 1440),
      release("Claude Opus 5.5", .us, day(2026, 9, 22), 1515), release("GLM-4.6", .china, day(2025, 9, 30), 1440),
      release("GLM-5", .china, day(2026, 2, 11), 1446), release("MiMo-V2.6-Pro", .china, day(2026, 9, 21), 1492),
      release("Gemini 4 Argon", .us, nil, 1534), release("Old, no day", .china, nil, 1430),
    ], lag: .init(from: day(2026, 2, 4), to: day(2026, 9, 21), value: 1492, text: "7.5 months"),
    asOf: day(2026, 10, 8))

  static func release(_ name: String, _ mark: Mark, _ day: Int?, _ value: Double) -> ReleaseFrontierChart.Release {
    .init(
      day: day, value: value, low: value - 8, high: value + 8, mark: mark, name: name, title: "\(name): \(value)",
      label: name)
  }

  static let price = StepChart(
    title: "Price", axisTitle: "US dollars per million tokens", name: "DeepSeek", mark: .china,
    steps: [
      .init(priced((2026, 4, 24), 2.175, "Launch: $2.18"), isDayKnown: true),
      .init(priced((2026, 6, 2), 0.544, "Maker’s list: $0.54"), isDayKnown: false),
      .init(priced((2026, 7, 2), 0.544, nil), isDayKnown: false),
      .init(priced((2026, 9, 2), 0.9, "Raised"), isDayKnown: true),
    ],
    others: [ChartSeries(name: "Hosts", mark: .other, points: [priced((2026, 10, 10), 1.19, "Cheapest host: $1.19")])],
    unknownText: "Cut between these two days", format: NumberFormat(decimals: 2, prefix: "$"))

  static func priced(_ date: (Int, Int, Int), _ value: Double, _ label: String?) -> ChartPoint {
    ChartPoint(day: day(date.0, date.1, date.2), value: value, title: "\(date.0)-\(date.1)-\(date.2)", label: label)
  }

  static let tasks = SmallMultiplesChart(
    title: "Gap by kind of task", axisTitle: "Points by which the best US model leads",
    panels: [
      .init(
        name: "Mathematics",
        points: [point((2026, 6, 25), 26, -16, 68), point((2026, 7, 27), 50, 5, 95), point((2026, 8, 19), 46, 8, 84)]),
      .init(
        name: "Coding",
        points: [point((2026, 6, 25), 37, 11, 63), point((2026, 7, 27), 22, 1, 43), point((2026, 8, 19), 8, -4, 20)]),
      .init(name: "Vision", points: []),
    ], above: DotChart.Side(mark: .us, name: "US"), below: DotChart.Side(mark: .china, name: "China"))
}

extension RandomCharts {
  mutating func ranges() -> RangeBarChart {
    let hasColumn = int(0...1) == 0
    return RangeBarChart(
      title: "Random", axisTitle: "Values of something that has a long name, in units",
      rows: (0..<int(1...14)).map { index in
        let low = Double(int(0...900))
        let high = low + Double(int(0...400))
        let ends: [RangeBarChart.Ends] = [.plain, .hollow, .hollowToFilled]
        return .init(
          name: name(), mark: [.us, .china, .other, .ink][int(0...3)], low: low, high: high,
          value: int(0...1) == 0 ? (low + high) / 2 : nil, ends: ends[int(0...2)],
          words: int(0...2) == 0 ? "" : "\(Int(low))–\(Int(high)) of something",
          columnText: hasColumn ? "\(index)%" : "",
          title: "row \(index)")
      }, limits: int(0...1) == 0 ? [.init(value: Double(int(0...1200)), text: "Ceiling for export")] : [],
      columnTitle: hasColumn ? "first in" : "", startsAtZero: int(0...1) == 0)
  }

  mutating func proportions() -> ProportionChart {
    ProportionChart(
      title: "Random", axisTitle: "Prompts answered under attack",
      rows: (0..<int(1...9)).map { index in
        let share = Double(int(0...100)) / 100
        return .init(
          name: name(), mark: [.us, .china][int(0...1)], share: share, low: max(0, share - 0.15),
          high: min(1, share + 0.1), count: int(0...1) == 0 ? "17 of 23" : "", title: "row \(index)")
      })
  }

  mutating func timeline() -> TimelineChart {
    TimelineChart(
      title: "Random", axisTitle: "Rules and orders",
      rows: (0..<int(1...9)).map { index in
        let from = 20_000 + int(0...700)
        let span = TimelineChart.Span(
          from: from, to: int(0...1) == 0 ? nil : from + int(0...300), isInForce: int(0...1) == 0,
          title: "span \(index)")
        return .init(
          name: name(), mark: [.us, .china, .other][int(0...2)], spans: int(0...5) == 0 ? [] : [span], words: "no date")
      }, now: 20_900)
  }

  mutating func slopes() -> SlopeChart {
    SlopeChart(
      title: "Random", axisTitle: "Tasks solved, percent", beforeLabel: "June 2026", afterLabel: "October 2026",
      items: (0..<int(1...12)).map { index in
        .init(
          name: name(), mark: [.us, .china][int(0...1)], before: int(0...5) == 0 ? nil : Double(int(0...100)),
          after: int(0...5) == 0 ? nil : Double(int(0...100)), isBold: int(0...3) == 0, title: "item \(index)")
      })
  }

  mutating func scatter() -> ScatterChart {
    let range = range(aroundZero: false)
    return ScatterChart(
      title: "Random", axisTitle: "Rating", xTitle: "Blended price per million tokens (3 in : 1 out), log scale",
      items: (0..<int(1...70)).map { index in
        let y = range.lowerBound + Double(int(0...1000)) / 1000 * (range.upperBound - range.lowerBound)
        let isMinor = int(0...1) == 0
        return .init(
          x: Double(int(1...4000)) / 100, y: y, low: isMinor ? nil : y * 0.99, high: isMinor ? nil : y * 1.01,
          mark: [.us, .china, .other][int(0...2)], isMinor: isMinor, isBold: !isMinor && int(0...9) == 0,
          label: isMinor ? nil : name(), title: "item \(index)")
      }, isLogarithmic: int(0...3) > 0, xFormat: NumberFormat(decimals: 2, prefix: "$"),
      frontier: [.none, .whole, .perMark][int(0...2)], frontierText: "best rating at each price",
      markNames: [(.us, "United States"), (.china, "China")], limits: int(0...1) == 0 ? .init(x: 3, y: nil) : nil)
  }

  mutating func releases() -> ReleaseFrontierChart {
    let first = 20_000
    return ReleaseFrontierChart(
      title: "Random", axisTitle: "Rating on the board of 8 October 2026",
      releases: (0..<int(1...60)).map { index in
        let value = 1400 + Double(int(0...140))
        return .init(
          day: int(0...7) == 0 ? nil : first + int(0...600), value: value, low: value - 9, high: value + 9,
          mark: [.us, .china, .other][int(0...2)], name: name(), title: "release \(index)", label: name())
      }, lag: int(0...1) == 0 ? .init(from: first + 100, to: first + 300, value: 1470, text: "7.5 months") : nil,
      asOf: first + 620)
  }

  mutating func steps() -> StepChart {
    StepChart(
      title: "Random", axisTitle: "US dollars per million tokens", name: "DeepSeek", mark: .china,
      steps: points(int(1...6), 0...3).map { .init($0, isDayKnown: int(0...1) == 0) }, unknownText: "Changed here",
      format: NumberFormat(decimals: 2, prefix: "$"))
  }

  mutating func multiples() -> SmallMultiplesChart {
    let range = range(aroundZero: true)
    return SmallMultiplesChart(
      title: "Random", axisTitle: "Points by which the best US model leads, five boards",
      panels: (0..<int(1...9)).map { _ in .init(name: name(), points: points(int(0...9), range)) },
      above: DotChart.Side(mark: .us, name: "US"), below: DotChart.Side(mark: .china, name: "China"),
      format: NumberFormat(decimals: range.upperBound < 10 ? 2 : 0))
  }
}
