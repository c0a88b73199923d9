import Testing

@testable import Charts

/// A picture read back from its bytes by a plain reader that knows only elements, attributes and text.
struct Drawing {
  struct Element {
    var name: String
    var attributes: [String: String]
    var text = ""
    var title: String?

    func number(_ attribute: String) -> Double { attributes[attribute].flatMap(Double.init) ?? .nan }
    var classes: [String] { (attributes["class"] ?? "").split(separator: " ").map(String.init) }
  }

  var elements: [Element] = []
  var width = 0.0
  var height = 0.0

  /// Records an issue when the text isn't well formed.
  init(_ svg: String, sourceLocation: SourceLocation = #_sourceLocation) {
    var open: [Int] = []
    var rest = Substring(svg)
    while let start = rest.firstIndex(of: "<") {
      let text = rest[..<start]
      if let last = open.last { elements[last].text += Self.unescaped(text) }
      guard let end = rest[start...].firstIndex(of: ">") else {
        Issue.record("an element isn't closed", sourceLocation: sourceLocation)
        return
      }
      let inside = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      if inside.hasPrefix("/") {
        guard let last = open.popLast(), elements[last].name == inside.dropFirst() else {
          Issue.record("</\(inside.dropFirst())> closes nothing", sourceLocation: sourceLocation)
          return
        }
        if elements[last].name == "title", let parent = open.last { elements[parent].title = elements[last].text }
      } else {
        elements.append(Self.element(inside, sourceLocation))
        if !inside.hasSuffix("/") { open.append(elements.count - 1) }
      }
    }
    #expect(open.isEmpty && rest.isEmpty, "every element is closed", sourceLocation: sourceLocation)
    let box = (elements.first?.attributes["viewBox"] ?? "").split(separator: " ").compactMap { Double($0) }
    if box.count == 4 { (width, height) = (box[2], box[3]) }
  }

  private static func element(_ inside: Substring, _ sourceLocation: SourceLocation) -> Element {
    var parts = inside.hasSuffix("/") ? inside.dropLast() : inside
    let name = parts.prefix { $0 != " " }
    parts = parts.dropFirst(name.count)
    var attributes: [String: String] = [:]
    while let equals = parts.firstIndex(of: "=") {
      let key = parts[..<equals].trimmingPrefix(" ")
      let value = parts[equals...].dropFirst(2).prefix { $0 != "\"" }
      #expect(attributes[String(key)] == nil, "an attribute stands once", sourceLocation: sourceLocation)
      #expect(!value.contains("<"), "no < in an attribute", sourceLocation: sourceLocation)
      attributes[String(key)] = unescaped(value)
      parts = parts[equals...].dropFirst(value.count + 3)
    }
    return Element(name: String(name), attributes: attributes)
  }

  private static func unescaped(_ text: Substring) -> String {
    String(text).replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
      .replacing("&amp;", with: "&")
  }

  func all(_ name: String, class wanted: String? = nil) -> [Element] {
    elements.filter { $0.name == name && (wanted.map($0.classes.contains) ?? true) }
  }

  /// The texts with the room that Arial gives them, `reserve` times as wide.
  func texts(reserve: Double = 1) -> [(text: String, box: Box)] {
    all("text").map { element in
      let isSmall = element.classes.contains("tick") || element.classes.contains("note")
      let isBold = element.classes.contains("b") || element.classes.contains("yr")
      let size = isSmall ? 12.0 : 13.0
      let width = Double(TextWidth.thousandths(of: element.text, isBold: isBold)) * size / 1000 * reserve
      let (x, y) = (element.number("x"), element.number("y"))
      let left =
        switch element.attributes["text-anchor"] {
        case "middle": x - width / 2
        case "end": x - width
        default: x
        }
      return (element.text, Box(left: left, top: y - size * 0.74, right: left + width, bottom: y + size * 0.2))
    }
  }

  /// Where lines, rectangles, circles and paths reach.
  func extents() -> [(name: String, box: Box)] {
    elements.compactMap { element in
      let box: Box
      switch element.name {
      case "line":
        let (x1, x2) = (element.number("x1"), element.number("x2"))
        let (y1, y2) = (element.number("y1"), element.number("y2"))
        box = Box(left: min(x1, x2), top: min(y1, y2), right: max(x1, x2), bottom: max(y1, y2))
      case "rect":
        let (x, y) = (element.number("x"), element.number("y"))
        box = Box(left: x, top: y, right: x + element.number("width"), bottom: y + element.number("height"))
      case "circle":
        let (x, y, r) = (element.number("cx"), element.number("cy"), element.number("r"))
        box = Box(left: x - r, top: y - r, right: x + r, bottom: y + r)
      case "path" where !element.classes.contains("hl"):
        let places = Self.places(element)
        guard !places.isEmpty else { return nil }
        box = Box(
          left: places.map(\.x).min() ?? 0, top: places.map(\.y).min() ?? 0, right: places.map(\.x).max() ?? 0,
          bottom: places.map(\.y).max() ?? 0)
      default: return nil
      }
      return (element.name + "." + element.classes.joined(separator: "."), box)
    }
  }

  /// The corners of a path of straight lines.
  static func places(_ element: Element) -> [(x: Double, y: Double)] {
    (element.attributes["d"] ?? "").split { "MLZ".contains($0) }.compactMap { part in
      let numbers = part.split(separator: " ").compactMap { Double($0) }
      return numbers.count == 2 ? (numbers[0], numbers[1]) : nil
    }
  }

  /// The middle of a point's mark, whatever its shape.
  static func middle(_ element: Element) -> (x: Double, y: Double)? {
    switch element.name {
    case "circle": return (element.number("cx"), element.number("cy"))
    case "rect":
      return (
        element.number("x") + element.number("width") / 2, element.number("y") + element.number("height") / 2
      )
    case "path":
      let places = places(element)
      guard places.count == 4 else { return nil }
      return ((places[1].x + places[3].x) / 2, (places[0].y + places[2].y) / 2)
    default: return nil
    }
  }
}
