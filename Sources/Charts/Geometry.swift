/// An upright rectangle; y grows downwards.
struct Box: Equatable, Sendable {
  var left: Double
  var top: Double
  var right: Double
  var bottom: Double

  var width: Double { right - left }
  var height: Double { bottom - top }
  var middle: Double { (top + bottom) / 2 }
  var centre: Double { (left + right) / 2 }

  func grown(by margin: Double) -> Box {
    Box(left: left - margin, top: top - margin, right: right + margin, bottom: bottom + margin)
  }

  func meets(_ other: Box) -> Bool {
    left < other.right && other.left < right && top < other.bottom && other.top < bottom
  }

  func contains(_ other: Box) -> Bool {
    left <= other.left && other.right <= right && top <= other.top && other.bottom <= bottom
  }
}

/// A straight stroke between two points.
struct Stroke: Equatable, Sendable {
  var x1: Double
  var y1: Double
  var x2: Double
  var y2: Double

  /// True when the two strokes cross in their inner parts; strokes that only touch don't.
  func crosses(_ other: Stroke) -> Bool {
    func side(_ x: Double, _ y: Double, of stroke: Stroke) -> Double {
      (stroke.x2 - stroke.x1) * (y - stroke.y1) - (stroke.y2 - stroke.y1) * (x - stroke.x1)
    }
    return side(x1, y1, of: other) * side(x2, y2, of: other) < 0
      && side(other.x1, other.y1, of: self) * side(other.x2, other.y2, of: self) < 0
  }

  /// The length of the part inside `box`, or `nil` when they don't touch. (Liang and Barsky's clipping.)
  func length(inside box: Box) -> Double? {
    let (dx, dy) = (x2 - x1, y2 - y1)
    var (enter, leave) = (0.0, 1.0)
    for (p, q) in [(-dx, x1 - box.left), (dx, box.right - x1), (-dy, y1 - box.top), (dy, box.bottom - y1)] {
      if p == 0 {
        if q < 0 { return nil }
      } else if p < 0 {
        enter = max(enter, q / p)
      } else {
        leave = min(leave, q / p)
      }
    }
    guard enter <= leave else { return nil }
    return (leave - enter) * (dx * dx + dy * dy).squareRoot()
  }
}
