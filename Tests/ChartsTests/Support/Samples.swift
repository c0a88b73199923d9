@testable import Charts

/// Charts with real numbers of the Arena boards, and random ones.
enum Sample {
  static func day(_ year: Int, _ month: Int, _ day: Int) -> Int {
    CalendarDay(year: year, month: month, day: day).number
  }

  static let hole = ChartSpan(
    from: day(2025, 7, 25), to: day(2026, 2, 4), text: "No board with intervals held",
    shortText: "No board with intervals")

  static func point(
    _ date: (Int, Int, Int), _ value: Double, _ low: Double, _ high: Double, scale: String = "A", label: String? = nil
  ) -> ChartPoint {
    ChartPoint(
      day: day(date.0, date.1, date.2), value: value, low: low, high: high,
      title: "\(date.0)-\(date.1)-\(date.2): \(value)", scale: scale, label: label)
  }

  static let american = ChartSeries(
    name: "United States", mark: .us,
    points: [
      point((2024, 6, 19), 1287, 1284, 1290, label: "GPT-4o"), point((2024, 7, 31), 1286, 1282, 1289),
      point((2024, 8, 30), 1316, 1312, 1320), point((2024, 9, 28), 1339, 1332, 1345, label: "o1-preview"),
      point((2025, 3, 28), 1443, 1435, 1454, label: "Gemini 2.5 Pro"), point((2025, 4, 24), 1439, 1434, 1445),
      point((2026, 2, 11), 1504, 1494, 1514, scale: "C"), point((2026, 10, 8), 1534, 1525, 1543, scale: "F"),
    ], note: "Gemini 4 Argon")

  static let chinese = ChartSeries(
    name: "China", mark: .china,
    points: [
      point((2024, 6, 19), 1240, 1237, 1243, label: "Yi-Large"), point((2024, 7, 31), 1240, 1237, 1244),
      point((2024, 8, 30), 1240, 1237, 1243), point((2024, 9, 28), 1257, 1250, 1265),
      point((2025, 3, 28), 1360, 1354, 1366, label: "DeepSeek R1"), point((2025, 4, 24), 1373, 1368, 1379),
      point((2026, 2, 11), 1452, 1446, 1458, scale: "C"), point((2026, 10, 8), 1492, 1482, 1501, scale: "F"),
    ], note: "MiMo-V2.6-Pro")

  static let frontier = LineChart(
    title: "Arena rating of the best model", axisTitle: "Arena rating of the best model",
    series: [american, chinese], holes: [hole],
    breaks: [ChartBreak(day: day(2025, 6, 8), text: "Scale moved, June 2025")])

  static let gap = DotChart(
    title: "Gap between the best models", axisTitle: "Rating points, US minus China",
    series: [
      ChartSeries(
        name: "All models", mark: .ink,
        points: [
          point((2024, 6, 19), 47, 42.8, 51.2), point((2024, 7, 31), 46, 41.1, 50.9),
          point((2025, 3, 28), 83, 72.6, 93.4, label: "Mar 2025: 83"), point((2025, 4, 24), 66, 58, 74),
          point((2026, 8, 10), 15.2, 5.2, 25.2, scale: "E"), point((2026, 10, 8), 42.2, 29.3, 55.1, scale: "F"),
        ]),
      ChartSeries(
        name: "Open weights only", mark: .ink,
        points: [
          point((2024, 6, 19), 21, 13.8, 28.2), point((2024, 11, 23), 8, -1.8, 13.8),
          point((2024, 12, 31), -38, -51.2, -24.8), point((2025, 1, 29), -81, -90.6, -71.4, label: "DeepSeek R1"),
          point((2026, 8, 19), -38.3, -47.9, -28.7, scale: "E"),
        ].map { point in
          var hollow = point
          hollow.isHollow = true
          return hollow
        }),
    ], above: DotChart.Side(mark: .us, name: "US"), below: DotChart.Side(mark: .china, name: "China"),
    rightAxis: RightAxis(
      title: "US answer preferred",
      ticks: [(-107.5, "35%"), (-70.4, "40%"), (-34.9, "45%"), (0, "50%"), (34.9, "55%"), (70.4, "60%")].map {
        ChartTick(value: $0.0, label: $0.1)
      }),
    trend: DotChart.Trend(
      from: (day(2024, 6, 19), 71.5), to: (day(2026, 10, 8), 28), note: "Trend: 19 points fewer a year (7–29)",
      shortNote: "Trend: −19 a year"), holes: [hole],
    crossings: [
      ChartSpan(
        from: day(2024, 11, 23), to: day(2024, 12, 31), text: "Crossed between 23 Nov and 31 Dec 2024",
        shortText: "Crossed in Nov–Dec 2024")
    ])

  static let classes = [
    StackedColumnChart.Class(name: "Permissive", fill: .strong),
    StackedColumnChart.Class(name: "Not known", fill: .unknown),
    StackedColumnChart.Class(name: "Naming duty", fill: .middle),
    StackedColumnChart.Class(name: "Restricted", fill: .light),
    StackedColumnChart.Class(name: "No weights", fill: .white),
  ]

  static let licences = StackedColumnChart(
    title: "Releases by licence class", classes: classes,
    groups: [
      StackedColumnChart.Group(
        heading: "China, releases by half-year", mark: .china,
        columns: [
          .init(label: "H2", year: "2024", counts: [4, 0, 0, 6, 0]),
          .init(label: "H1", year: "2025", counts: [14, 0, 0, 4, 1]),
          .init(label: "H2", year: "2025", counts: nil), .init(label: "H1", year: "2026", counts: [15, 2, 4, 2, 8]),
        ]),
      StackedColumnChart.Group(
        heading: "United States, releases by half-year", mark: .us,
        columns: [
          .init(label: "H2", year: "2024", counts: [4, 0, 0, 6, 4]),
          .init(label: "H1", year: "2025", counts: [1, 0, 0, 4, 9]),
          .init(label: "H2", year: "2025", counts: [5, 0, 0, 2, 10]),
          .init(label: "H1", year: "2026", counts: [2, 0, 0, 4, 15]),
        ]),
    ])

  static let shares = ShareBar(
    title: "Three counts of use",
    rows: [
      .init(
        label: "OpenRouter tokens, mid-2026",
        parts: [
          .init(name: "China", mark: .china, percent: 46), .init(name: "US", mark: .us, percent: 36),
        ]),
      .init(
        label: "Hub downloads, Aug 2024 to Aug 2025",
        parts: [
          .init(name: "China", mark: .china, percent: 17.1), .init(name: "US", mark: .us, percent: 15.8),
        ], restName: "other and unknown"),
    ])
}

/// Random charts of plausible sizes, the same for the same seed.
struct RandomCharts {
  private var random: SeededRandom

  init(_ seed: Int) { random = SeededRandom(seed) }

  private static let names = [
    "GPT-4o", "DeepSeek R1", "Gemini 2.0 Flash Thinking", "Yi-Large", "Llama 3.1 405B", "WWWW MMMM WWW", "illi lil",
    "Claude Opus 4.7 (thinking)", "Kimi K3 <preview> & \"more\"", "智谱清言 GLM",
  ]

  mutating func points(_ count: Int, _ values: ClosedRange<Double>, labelled: Double = 0.3) -> [ChartPoint] {
    var day = Int.random(in: 16_000...20_500, using: &random)
    let step = Int.random(in: 1...90, using: &random)
    var scale = 0
    return (0..<count).map { _ in
      day += Int.random(in: 1...(step + 1), using: &random)
      if Double.random(in: 0...1, using: &random) < 0.1 { scale += 1 }
      let value = Double.random(in: values, using: &random)
      let half = Double.random(in: 0...(values.upperBound - values.lowerBound) * 0.15, using: &random)
      let hasInterval = Double.random(in: 0...1, using: &random) < 0.85
      let hasLabel = Double.random(in: 0...1, using: &random) < labelled
      return ChartPoint(
        day: day, value: value, low: hasInterval ? value - half : nil, high: hasInterval ? value + half : nil,
        isHollow: Bool.random(using: &random), title: "day \(day): \(value)", scale: "\(scale)",
        label: hasLabel ? Self.names.randomElement(using: &random) : nil)
    }
  }

  mutating func range(aroundZero: Bool) -> ClosedRange<Double> {
    let sizes: [Double] = [0.01, 1, 40, 900, 250_000]
    let size = sizes.randomElement(using: &random) ?? 1
    let low =
      aroundZero ? -size * Double.random(in: 0...1, using: &random) : size * Double.random(in: 0...9, using: &random)
    return low...(low + size * Double.random(in: 0.1...2, using: &random))
  }

  mutating func name() -> String { Self.names.randomElement(using: &random) ?? "" }

  mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

  mutating func spans(in points: [ChartPoint]) -> [ChartSpan] {
    guard points.count > 3 else { return [] }
    let index = int(1...(points.count - 2))
    let (from, to) = (points[index - 1].day, points[index].day)
    return to - from > 20 ? [ChartSpan(from: from + 4, to: to - 4, text: "No board with intervals held")] : []
  }

  mutating func line() -> LineChart {
    let range = range(aroundZero: false)
    let marks: [Mark] = [.us, .china, .other, .ink]
    let series = (0..<int(1...4)).map { index in
      ChartSeries(name: name(), mark: marks[index], points: points(int(1...25), range), note: name())
    }
    let first = series[0].points
    return LineChart(
      title: "Random", axisTitle: "Values of something that has a long name, in units", series: series,
      holes: spans(in: first), breaks: [ChartBreak(day: first[first.count / 2].day, text: "Scale moved, June 2025")],
      format: NumberFormat(decimals: range.upperBound < 10 ? 2 : 0), startsAtZero: Bool.random(using: &random))
  }

  mutating func dots() -> DotChart {
    let range = range(aroundZero: true)
    let series = (0..<int(1...3)).map { _ in
      ChartSeries(name: name(), mark: .ink, points: points(int(1...25), range))
    }
    let first = series[0].points
    let ends = (first.first?.day ?? 0, first.last?.day ?? 1)
    return DotChart(
      title: "Random", axisTitle: "Rating points, US minus China", series: series,
      above: DotChart.Side(mark: .us, name: "US"), below: DotChart.Side(mark: .china, name: "China"),
      rightAxis: Bool.random(using: &random)
        ? RightAxis(
          title: "US answer preferred",
          ticks: (-20...20).map { ChartTick(value: Double($0) * range.upperBound / 7, label: "\(50 + $0)%") }) : nil,
      trend: Bool.random(using: &random)
        ? DotChart.Trend(
          from: (ends.0, range.upperBound), to: (ends.1, range.lowerBound), note: "Trend: 19 points fewer a year")
        : nil,
      holes: spans(in: first), format: NumberFormat(decimals: range.upperBound < 10 ? 2 : 0))
  }

  mutating func columns() -> StackedColumnChart {
    let size = [3, 40, 900, 250_000].randomElement(using: &random) ?? 1
    let periods = int(1...14)
    let groups = (0..<int(1...3)).map { index in
      StackedColumnChart.Group(
        heading: ["China, releases by half-year", "United States, releases", "Others"][index],
        mark: [.china, .us, .other][index],
        columns: (0..<periods).map { period in
          let counts = (0..<5).map { _ in Double(int(0...size)) }
          return .init(
            label: "H\(period % 2 + 1)", year: "\(2020 + period / 2)", counts: int(0...9) == 0 ? nil : counts)
        })
    }
    return StackedColumnChart(title: "Random", classes: Sample.classes, groups: groups)
  }

  mutating func shares() -> ShareBar {
    ShareBar(
      title: "Random",
      rows: (0..<int(1...4)).map { _ in
        let first = Double(int(0...1000)) / 10
        let second = Double(int(0...Int((100 - first) * 10))) / 10
        return .init(
          label: name(),
          parts: [
            .init(name: "China", mark: .china, percent: first), .init(name: "US", mark: .us, percent: second),
          ], restName: "other and unknown")
      })
  }
}

extension Sample {
  /// Parts of a whole, with a year nobody counted.
  static let weights = AreaChart(
    title: "Chinese releases by weights", axisTitle: "Share of releases",
    days: [day(2023, 7, 1), day(2024, 1, 1), day(2024, 7, 1), day(2026, 1, 1), day(2026, 7, 1)],
    labels: ["2023 H2", "2024 H1", "2024 H2", "2026 H1", "2026 H2"],
    parts: [
      AreaChart.Part(name: "Not known", mark: .other, isUnattributed: true, values: [10, 5, 0, 5, 10]),
      AreaChart.Part(name: "Open weights", mark: .china, values: [50, 60, 70, 65, 80]),
      AreaChart.Part(name: "No weights", mark: .other, values: [40, 35, 30, 30, 10]),
      AreaChart.Part(name: "Nobody's", mark: .us, values: [0, 0, 0, 0, 0]),
    ], format: NumberFormat(suffix: "%"))
}
