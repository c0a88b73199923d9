/// Writes SVG elements, with coordinates rounded to a tenth so that the bytes are the same everywhere.
///
/// Lines of one class that follow each other become one path: pages carry every picture twice, so each byte counts.
struct SVGWriter {
  private var written = ""
  /// The same without titles, where there is a limit to what they may weigh.
  private var untitled = ""
  /// How many bytes the titles of marks take.
  private var titleBytes = 0
  /// A narrow picture repeats what the wide one beside it says, and few phones have a pointer that would show titles:
  /// where they would weigh more than this, it goes without.
  private static let mostTitleBytes = 2000
  private let isLimited: Bool
  /// Whether any label leads somewhere.
  private var hasLinks = false
  /// The lines that aren't written yet, for more of their class may follow.
  private var lines = (classes: "", shape: "", end: "")

  init(_ layout: ChartLayout) { isLimited = layout == .narrow }

  var content: String {
    let shown = isLimited && titleBytes > Self.mostTitleBytes ? untitled : written
    return lines.shape.isEmpty ? shown : shown + Self.path(of: lines)
  }

  private static func path(of lines: (classes: String, shape: String, end: String)) -> String {
    "<path class=\"\(lines.classes)\" d=\"\(lines.shape)\"/>"
  }

  /// Writes the lines that are held back, as something else follows.
  private mutating func finishLines() {
    guard !lines.shape.isEmpty else { return }
    let path = Self.path(of: lines)
    written += path
    if isLimited { untitled += path }
    lines = ("", "", "")
  }

  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      // Control characters can't stand in XML at all.
      case "\u{0}"..."\u{8}", "\u{B}", "\u{C}", "\u{E}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  static func rounded(_ value: Double) -> Double { (value * 10).rounded(.toNearestOrAwayFromZero) / 10 }

  /// "12", "12.3", "-0.4"; never an exponent, never "-0".
  static func number(_ value: Double) -> String {
    precondition(value.isFinite && value.magnitude < 1e6, "a coordinate inside any picture")
    let tenths = Int((value * 10).rounded(.toNearestOrAwayFromZero))
    let sign = tenths < 0 ? "-" : ""
    let (whole, rest) = tenths.magnitude.quotientAndRemainder(dividingBy: 10)
    return rest == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(rest)"
  }

  /// The whole picture around what was written.
  ///
  /// - Parameter scale: what positions mean, for those who read the picture back.
  func picture(
    of chart: some Chart, _ layout: ChartLayout, id: String, height: Double, scale: ChartScale? = nil
  ) -> String {
    let name = "\(id)-\(layout.letter)"
    let box = "0 0 \(Self.number(layout.width)) \(Self.number(height))"
    // What stands inside of an image can't be reached, so a picture whose labels lead somewhere is a document.
    let role = hasLinks ? "document" : "img"
    let attributes = "class=\"chart \(layout.rawValue)\"\(scale?.attribute ?? "") viewBox=\"\(box)\" role=\"\(role)\""
    // A narrow picture stands beside the wide one and has its words.
    if layout == .narrow {
      let words = "\(id)-\(ChartLayout.wide.letter)"
      return "<svg \(attributes) aria-labelledby=\"\(words)-t \(words)-d\">\(content)</svg>"
    }
    return """
      <svg \(attributes) aria-labelledby="\(name)-t \(name)-d">\
      <title id="\(name)-t">\(Self.escaped(chart.title))</title>\
      <desc id="\(name)-d">\(Self.escaped(chart.summary))</desc>\(content)</svg>
      """
  }

  mutating func line(_ classes: String, _ stroke: Stroke) {
    let n = Self.number
    let (x1, y1, x2, y2) = (n(stroke.x1), n(stroke.y1), n(stroke.x2), n(stroke.y2))
    if classes != lines.classes { finishLines() }
    lines.classes = classes
    if lines.end != "\(x1) \(y1)" { lines.shape += "M\(x1) \(y1)" }
    lines.shape += y1 == y2 ? "H\(x2)" : x1 == x2 ? "V\(y2)" : "L\(x2) \(y2)"
    lines.end = "\(x2) \(y2)"
  }

  /// Lines of several classes that may be written class by class, as they never cover each other.
  mutating func lines(_ strokes: [(classes: String, stroke: Stroke)]) {
    var classes: [String] = []
    for line in strokes where !classes.contains(line.classes) { classes.append(line.classes) }
    for one in classes {
      for line in strokes where line.classes == one { self.line(one, line.stroke) }
    }
  }

  /// A rectangle whose far edges are rounded themselves, so that stacked ones meet exactly.
  mutating func rect(_ classes: String, _ box: Box, fill: String? = nil, title: String? = nil) {
    let n = Self.number
    let width = Self.rounded(box.right) - Self.rounded(box.left)
    let height = Self.rounded(box.bottom) - Self.rounded(box.top)
    let paint = fill.map { " fill=\"\($0)\"" } ?? ""
    element(
      "rect",
      "\(paint) class=\"\(classes)\" x=\"\(n(box.left))\" y=\"\(n(box.top))\" width=\"\(n(width))\""
        + " height=\"\(n(height))\"", title: title)
  }

  mutating func path(_ classes: String, _ shape: String, title: String? = nil) {
    element("path", " class=\"\(classes)\" d=\"\(shape)\"", title: title)
  }

  /// A shape filled with a pattern.
  mutating func hatch(_ shape: String, fill: String, title: String) {
    element("path", " fill=\"\(fill)\" class=\"hx\" d=\"\(shape)\"", title: title)
  }

  /// "M1 2L3 4", closed with Z on request.
  static func polyline(_ points: [(x: Double, y: Double)], isClosed: Bool = false) -> String {
    var shape = ""
    for (index, point) in points.enumerated() {
      shape += (index == 0 ? "M" : "L") + number(point.x) + " " + number(point.y)
    }
    return shape + (isClosed ? "Z" : "")
  }

  /// The shape that belongs to `mark`, of about the same area for each.
  mutating func mark(
    _ mark: Mark, x: Double, y: Double, radius: Double, isHollow: Bool = false, classes: String = "", title: String?
  ) {
    let all = (isHollow ? "ho-" : "pt-") + mark.suffix + classes
    let n = Self.number
    switch mark {
    case .us, .ink:
      element("circle", " class=\"\(all)\" cx=\"\(n(x))\" cy=\"\(n(y))\" r=\"\(n(radius))\"", title: title)
    case .china:
      // Steps from corner to corner: a page has hundreds, and they take a quarter less than places.
      let half = n(radius * 1.28)
      path(
        all, "M\(n(x)) \(n(y - Self.rounded(radius * 1.28)))l\(half) \(half)-\(half) \(half)-\(half)-\(half)Z",
        title: title)
    case .other:
      let half = radius * 0.88
      rect(all, Box(left: x - half, top: y - half, right: x + half, bottom: y + half), title: title)
    }
  }

  mutating func text(_ text: String, _ style: TextStyle, x: Double, y: Double, anchor: TextAnchor = .start) {
    let classes = [style.classes, anchor.classes].filter { !$0.isEmpty }.joined(separator: " ")
    write("<text")
    if !classes.isEmpty { write(" class=\"\(classes)\"") }
    write(" x=\"\(Self.number(x))\" y=\"\(Self.number(y))\">\(Self.escaped(text))</text>")
  }

  /// What `write` writes, as a link to `address`; without one it leads nowhere.
  mutating func linked(to address: String?, _ write: (inout SVGWriter) -> Void) {
    guard let address else { return write(&self) }
    raw("<a href=\"\(Self.escaped(address))\">")
    write(&self)
    raw("</a>")
    hasLinks = true
  }

  /// Diagonal hatching under the given id, to fill with `url(#ID)`.
  mutating func hatching(id: String) {
    write("<defs><pattern id=\"\(id)\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\"")
    write(" patternTransform=\"rotate(45)\"><path class=\"hl\" d=\"M0 0V5\"/></pattern></defs>")
  }

  mutating func element(_ name: String, _ attributes: String, title: String?) {
    guard let title else { return write("<\(name)\(attributes)/>") }
    finishLines()
    let words = "><title>\(Self.escaped(title))</title></\(name)>"
    written += "<\(name)\(attributes)\(words)"
    guard isLimited else { return }
    untitled += "<\(name)\(attributes)/>"
    titleBytes += words.utf8.count
  }

  private mutating func write(_ element: String) {
    finishLines()
    written += element
    if isLimited { untitled += element }
  }

  /// Adds an element as it is written.
  mutating func raw(_ element: String) { write(element) }
}

extension SVGWriter {
  /// Adds everything that `other` wrote.
  mutating func append(_ other: SVGWriter) {
    var other = other
    other.finishLines()
    finishLines()
    written += other.written
    untitled += other.untitled
    titleBytes += other.titleBytes
    hasLinks = hasLinks || other.hasLinks
  }
}

extension SVGWriter {
  /// A picture whose labels lead nowhere, for a place from which their addresses aren't seen.
  static func withoutLinks(_ picture: String) -> String {
    let opening = "<a href=\""
    let pieces = picture.split(separator: opening, omittingEmptySubsequences: false)
    guard pieces.count > 1 else { return picture }
    let unlinked = pieces.dropFirst().map { $0.drop { $0 != ">" }.dropFirst().replacing("</a>", with: "") }
    return (String(pieces[0]) + unlinked.joined()).replacing(
      "role=\"document\"", with: "role=\"img\"", maxReplacements: 1)
  }
}
