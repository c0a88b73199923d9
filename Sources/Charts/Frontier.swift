/// The points that nothing beats: no other has a smaller x and at least as large a y.
enum Frontier {
  /// Positions of the frontier's points, x ascending, so y ascending too.
  static func positions(of points: [(x: Double, y: Double)]) -> [Int] {
    let order = points.indices.sorted {
      (points[$0].x, -points[$0].y, $0) < (points[$1].x, -points[$1].y, $1)
    }
    var best = -Double.infinity
    return order.filter { index in
      guard points[index].y > best else { return false }
      best = points[index].y
      return true
    }
  }

  /// The corners of a line that stays level until the next point and then rises to it.
  static func steps(_ points: [(x: Double, y: Double)], to end: Double? = nil) -> [(x: Double, y: Double)] {
    var corners: [(x: Double, y: Double)] = []
    for point in points {
      if let last = corners.last { corners.append((point.x, last.y)) }
      corners.append(point)
    }
    if let end, let last = corners.last, end > last.x { corners.append((end, last.y)) }
    return corners
  }
}
