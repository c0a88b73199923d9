/// Finds room for labels beside their marks: no label meets another or leaves the frame.
///
/// Labels are placed one after the other, the most important first. Each tries places around its mark, near ones first,
/// and takes the one that hides least; a label that isn't essential is left out rather than set where it hides a mark, lies
/// on a line or stands in a field of which it doesn't speak.
struct LabelPlacement {
  /// What hiding a thing costs, in units of distance. From `limit` on a label that isn't essential is left out.
  enum Cost {
    /// A line of the grid: labels have paper around their letters.
    static let grid = 0.2
    /// A small pale mark.
    static let minor = 6.0
    /// What joins marks for the eye only.
    static let thread = 14.0
    /// The edge of a band, which lies around its line.
    static let edge = 8.0
    /// A trend or a change of scale, which goes through everything.
    static let trend = 30.0
    /// A field that says that nothing is known there: a label of something else inside would say that it is. One of which
    /// less than half lies inside, beside its mark, costs that part.
    static let field = 60.0
    /// A line of the data, a dotted line.
    static let line = 45.0
    /// A mark, an interval, a measured stretch, the line from another label to its mark; the zero line, whose sides mean
    /// something.
    static let mark = 70.0
  }

  /// What a label names: the middle of the mark and the room that mark and interval take.
  struct Target {
    var x: Double
    var y: Double
    var radius: Double
    var box: Box

    init(x: Double, y: Double, radius: Double, top: Double? = nil, bottom: Double? = nil) {
      self.x = x
      self.y = y
      self.radius = radius
      box = Box(
        left: x - radius, top: min(y - radius, top ?? y), right: x + radius, bottom: max(y + radius, bottom ?? y))
    }
  }

  enum Side {
    case above, below, right, left
  }

  /// Where a label ended up: its anchor point, and the line that leads to its mark when it stands apart.
  struct Place: Equatable {
    var x: Double
    var y: Double
    var anchor: TextAnchor
    var leader: Stroke?
  }

  /// The cost from which a label that isn't essential is left out.
  private static let limit = 58.0
  /// The cost from which an essential label looks for room everywhere.
  private static let muchToHide = 90.0

  /// Labels stay inside.
  let frame: Box
  private var texts: [Box] = []
  private var marks: [Box] = []
  private var strokes: [(stroke: Stroke, cost: Double)] = []
  private var fields: [Box] = []

  init(frame: Box) { self.frame = frame }

  /// Keeps `box` for a text that is already set.
  mutating func reserve(_ box: Box) { texts.append(box) }
  mutating func avoid(_ box: Box) { marks.append(box) }
  mutating func avoidField(_ box: Box) { fields.append(box) }
  /// - Parameter cost: what crossing the stroke is worth, in units of distance.
  mutating func avoid(_ stroke: Stroke, cost: Double) { strokes.append((stroke, cost)) }

  func isFree(_ box: Box) -> Bool {
    frame.contains(box) && !texts.contains { $0.grown(by: 1.5).meets(box) }
  }

  /// What a text in `box` would hide; `nil` where it can't stand.
  func cost(of box: Box) -> Double? {
    guard isFree(box) else { return nil }
    let hidden = Double(marks.count { $0.grown(by: 1).meets(box) }) * Cost.mark
    let inside = fields.filter { $0.meets(box) }.reduce(0) { sum, field in
      let part = (min(box.right, field.right) - max(box.left, field.left)) / min(box.width, field.width)
      return sum + (part > 0.5 ? 1 : part) * Cost.field
    }
    return strokes.reduce(hidden + inside) { sum, item in
      item.stroke.length(inside: box.grown(by: 1)).map { sum + item.cost + min($0, 40) * item.cost / 40 } ?? sum
    }
  }

  /// Takes the cheapest of `places`, which are tried in this order and cost what they hide plus their own price.
  mutating func take(
    _ block: TextBlock, among places: [(x: Double, y: Double, anchor: TextAnchor, price: Double)], limit: Double
  ) -> Place? {
    var best: (cost: Double, place: Place, box: Box)?
    for place in places {
      let box = block.box(x: place.x, y: place.y, anchor: place.anchor)
      guard place.price < min(best?.cost ?? .infinity, limit), let hidden = cost(of: box) else { continue }
      let cost = hidden + place.price
      if cost < min(best?.cost ?? .infinity, limit) {
        best = (cost, Place(x: place.x, y: place.y, anchor: place.anchor), box)
      }
    }
    guard let best else { return nil }
    texts.append(best.box)
    return best.place
  }

  /// Sets `block` beside `target`; an essential one is set as long as there is any room in the frame.
  mutating func place(
    _ block: TextBlock, at target: Target, prefer sides: [Side] = [.above, .right, .left, .below], isEssential: Bool
  ) -> Place? {
    var best: (cost: Double, place: Place, box: Box)?
    func consider(_ x: Double, _ y: Double, _ anchor: TextAnchor, _ price: Double) {
      guard price < best?.cost ?? (isEssential ? .infinity : Self.limit) else { return }
      let box = block.box(x: x, y: y, anchor: anchor)
      guard var cost = cost(of: box).map({ $0 + price }) else { return }
      let leader = leader(from: box, to: target)
      if let leader {
        guard !texts.contains(where: { leader.length(inside: $0) != nil }) else { return }
        cost += Double(marks.count { leader.length(inside: $0) != nil && !$0.meets(target.box) }) * Cost.mark
        cost += Double(fields.count { leader.length(inside: $0) != nil }) * Cost.trend
        cost += strokes.reduce(0) { $1.stroke.crosses(leader) ? $0 + $1.cost : $0 }
      }
      guard cost < best?.cost ?? (isEssential ? .infinity : Self.limit) else { return }
      best = (cost, Place(x: x, y: y, anchor: anchor, leader: leader), box)
    }
    // A name far from its mark says less than none; only an essential one may go further.
    for gap in [3.0, 7, 12, 18, 26, 36, 48, 62, 80, 100, 125, 150] where isEssential || gap <= 62 {
      for (index, side) in sides.enumerated() {
        // Beyond a few lines of distance a leader is harder to follow than a label is to read over something.
        let price = gap * 0.45 + max(0, gap - 36) * 0.8 + Double(index) * 2.5
        around(block, target, side, gap).forEach { consider($0.x, $0.y, $0.anchor, price + $0.price) }
      }
    }
    if isEssential, best?.cost ?? .infinity > Self.muchToHide {
      for y in stride(from: frame.top + block.ascent, to: frame.bottom, by: 5) {
        for x in stride(from: frame.left, to: frame.right, by: 7) {
          let distance = (x + block.width / 2 - target.x).magnitude + (y - target.y).magnitude
          consider(x, y, .start, 60 + distance * 0.5)
        }
      }
    }
    guard let best else { return nil }
    texts.append(best.box)
    if let leader = best.place.leader { strokes.append((leader, Cost.mark)) }
    return best.place
  }

  private func around(
    _ block: TextBlock, _ target: Target, _ side: Side, _ gap: Double
  ) -> [(x: Double, y: Double, anchor: TextAnchor, price: Double)] {
    switch side {
    case .above, .below:
      let y =
        side == .above
        ? target.box.top - gap - block.height + block.ascent : target.box.bottom + gap + block.ascent
      let half = block.width / 2
      return [
        (target.x, y, .middle, 0), (target.x - target.radius, y, .start, 2), (target.x + target.radius, y, .end, 2),
        (target.x - half / 2, y, .start, 2.5), (target.x + half / 2, y, .end, 2.5),
        (target.x + target.radius + 2, y, .start, 4), (target.x - target.radius - 2, y, .end, 4),
      ]
    case .right, .left:
      let x = side == .right ? target.box.right + gap : target.box.left - gap
      let level = target.y - block.height / 2 + block.ascent
      return [0.0, -7, 7, -14, 14, -22, 22, -32, 32].map {
        (x, level + $0, side == .right ? .start : .end, $0.magnitude * 0.35)
      }
    }
  }

  /// The line from a label that stands apart to what it names.
  private func leader(from box: Box, to target: Target) -> Stroke? {
    let x = min(max(target.x, box.left), box.right)
    let endX = min(max(x, target.box.left), target.box.right)
    let (start, end): (Double, Double)
    if box.bottom <= target.box.top {
      (start, end) = (box.bottom, target.box.top - 1)
    } else if box.top >= target.box.bottom {
      (start, end) = (box.top, target.box.bottom + 1)
    } else {
      (start, end) = (min(max(target.y, box.top), box.bottom), target.y)
    }
    let (dx, dy) = (endX - x, end - start)
    guard dx * dx + dy * dy > 11 * 11 else { return nil }
    return Stroke(x1: x, y1: start, x2: endX, y2: end)
  }

  /// Middles for blocks of the given heights in one column: as near to `wanted` as they can be without meeting.
  ///
  /// The blocks keep the order of their wanted middles. What doesn't fit into `range` is squeezed evenly.
  static func column(_ wanted: [Double], heights: [Double], within range: ClosedRange<Double>) -> [Double] {
    let order = wanted.indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
    let total = heights.reduce(0, +)
    let room = range.upperBound - range.lowerBound
    let squeeze = total > room ? room / total : 1
    // Neighbours that would meet form a cluster; it stands where its members are nearest to their wishes on average.
    var clusters: [(members: [Int], height: Double, sum: Double, top: Double)] = []
    for index in order {
      let height = heights[index] * squeeze
      var cluster = (members: [index], height: height, sum: wanted[index] - height / 2, top: 0.0)
      while true {
        let top = cluster.sum / Double(cluster.members.count)
        cluster.top = min(max(top, range.lowerBound), range.upperBound - cluster.height)
        guard let last = clusters.last, last.top + last.height > cluster.top else { break }
        let shifted = cluster.sum - Double(cluster.members.count) * last.height
        cluster = (last.members + cluster.members, last.height + cluster.height, last.sum + shifted, 0)
        clusters.removeLast()
      }
      clusters.append(cluster)
    }
    var middles = wanted
    for cluster in clusters {
      var top = cluster.top
      for index in cluster.members {
        middles[index] = top + heights[index] * squeeze / 2
        top += heights[index] * squeeze
      }
    }
    return middles
  }
}
