import Testing

@testable import Charts

@Suite struct LabelPlacementTests {
  @Test(arguments: 0..<200) func aColumnKeepsOrderAndNeverMeets(_ seed: Int) {
    var random = SeededRandom(seed)
    let count = Int.random(in: 1...9, using: &random)
    let wanted = (0..<count).map { _ in Double.random(in: 0...200, using: &random) }
    let heights = (0..<count).map { _ in Double.random(in: 10...22, using: &random) }
    let middles = LabelPlacement.column(wanted, heights: heights, within: 0...200)
    let order = wanted.indices.sorted { wanted[$0] < wanted[$1] }
    for (one, next) in zip(order, order.dropFirst()) {
      #expect(middles[one] + heights[one] / 2 <= middles[next] - heights[next] / 2 + 1e-6)
    }
    for index in order {
      #expect(middles[index] - heights[index] / 2 >= -1e-6 && middles[index] + heights[index] / 2 <= 200 + 1e-6)
    }
  }

  @Test func aBlockWithRoomStaysWhereItWants() {
    #expect(LabelPlacement.column([20, 80], heights: [15, 15], within: 0...100) == [20, 80])
    #expect(LabelPlacement.column([50, 50], heights: [10, 10], within: 0...100) == [45, 55])
  }

  @Test func aLabelStandsAboveItsMarkWhenNothingIsThere() {
    var placement = LabelPlacement(frame: Box(left: 0, top: 0, right: 200, bottom: 100))
    let place = placement.place(
      TextBlock("Name", .label(.us)), at: .init(x: 100, y: 50, radius: 4), isEssential: false)
    #expect(place?.anchor == .middle)
    #expect(place?.x == 100)
    #expect(place?.leader == nil)
  }

  /// Whether a name is set at a mark that has something on all sides.
  private func isNamed(_ isEssential: Bool, _ avoid: (inout LabelPlacement) -> Void) -> LabelPlacement.Place? {
    var placement = LabelPlacement(frame: Box(left: 0, top: 0, right: 200, bottom: 100))
    avoid(&placement)
    return placement.place(
      TextBlock("Name", .label(.us)), at: .init(x: 100, y: 50, radius: 4), isEssential: isEssential)
  }

  @Test func aNameNeverLiesOnALineOfTheData() {
    let lines = stride(from: 4.0, through: 100, by: 8).map { Stroke(x1: 0, y1: $0, x2: 200, y2: $0) }
    #expect(isNamed(false) { labels in lines.forEach { labels.avoid($0, cost: LabelPlacement.Cost.line) } } == nil)
    #expect(isNamed(false) { labels in lines.forEach { labels.avoid($0, cost: LabelPlacement.Cost.grid) } } != nil)
    #expect(isNamed(true) { labels in lines.forEach { labels.avoid($0, cost: LabelPlacement.Cost.line) } } != nil)
  }

  @Test func aNameLeavesAFieldOfWhichItDoesNotSpeak() throws {
    let field = Box(left: 85, top: 0, right: 200, bottom: 100)
    let place = try #require(isNamed(true) { $0.avoidField(field) })
    // It may touch the edge.
    let box = TextBlock("Name", .label(.us)).box(x: place.x, y: place.y, anchor: place.anchor)
    #expect(box.right - field.left < box.width / 4)
  }

  @Test func withoutRoomANameIsLeftOut() {
    var placement = LabelPlacement(frame: Box(left: 0, top: 0, right: 30, bottom: 30))
    #expect(
      placement.place(
        TextBlock("A long name", .label(.us)), at: .init(x: 15, y: 15, radius: 4), isEssential: false) == nil)
  }
}
