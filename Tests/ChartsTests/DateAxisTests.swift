import Testing

@testable import Charts

@Suite struct DateAxisTests {
  private func labels(_ from: (Int, Int, Int), _ to: (Int, Int, Int), width: Double) -> [String] {
    DateAxis(from: Sample.day(from.0, from.1, from.2), to: Sample.day(to.0, to.1, to.2), width: width)
      .ticks.map(\.label).filter { !$0.isEmpty }
  }

  @Test func twoYearsShowYearsAndTheirMiddles() {
    #expect(labels((2024, 6, 10), (2026, 10, 20), width: 640) == ["Jul", "2025", "Jul", "2026", "Jul"])
  }

  @Test func aSummerNamesItsYearOnce() {
    #expect(labels((2026, 6, 20), (2026, 10, 20), width: 640) == ["Jul 2026", "Aug", "Sep", "Oct"])
  }

  @Test func aSpringOfTwoMonthsShowsDaysWithTheirYear() {
    #expect(
      labels((2026, 4, 10), (2026, 5, 24), width: 640) == [
        "15 Apr 2026", "22 Apr", "1 May", "8 May", "15 May", "22 May",
      ])
    #expect(labels((2026, 4, 10), (2026, 5, 24), width: 240) == ["15 Apr 2026", "1 May", "15 May"])
  }

  @Test func twoBeginningsOfMonthsAreNamedAsMonths() {
    #expect(labels((2026, 6, 25), (2026, 8, 19), width: 180) == ["Jul 2026", "Aug"])
  }

  @Test func aWeekShowsDays() {
    #expect(labels((2026, 10, 1), (2026, 10, 7), width: 640).count >= 2)
  }

  @Test(arguments: 0..<200) func labelsNeverMeet(_ seed: Int) {
    var random = SeededRandom(seed)
    let from = Int.random(in: 0...20_000, using: &random)
    let days = Int.random(in: 0...12_000, using: &random) / Int.random(in: 1...200, using: &random)
    let width = Double.random(in: 150...700, using: &random)
    let axis = DateAxis(from: from, to: from + days, width: width)
    let boxes = axis.ticks.filter { !$0.label.isEmpty }.map { tick in
      let x = width * Double(tick.day - from) / Double(max(1, days))
      return TextBlock(tick.label, tick.isYear ? .year : .tick).box(x: x, y: 0, anchor: .middle)
    }
    for (one, next) in zip(boxes, boxes.dropFirst()) { #expect(!one.meets(next)) }
    #expect(boxes.count <= 7)
  }
}
