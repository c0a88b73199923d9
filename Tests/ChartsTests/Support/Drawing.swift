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
        element.classes.contains("m") ? x - width / 2 : element.classes.contains("e") ? x - width : x
      return (element.text, Box(left: left, top: y - size * 0.74, right: left + width, bottom: y + size * 0.2))
    }
  }

  /// Where lines, rectangles, circles and paths reach.
  func extents() -> [(name: String, box: Box)] {
    elements.compactMap { element in
      let box: Box
      switch element.name {
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
    steps(element).map { ($0.x, $0.y) }
  }

  /// Where a path goes, and whether it gets there by a line.
  private static func steps(_ element: Element) -> [(isLine: Bool, x: Double, y: Double)] {
    let shape = element.attributes["d"] ?? ""
    var steps: [(isLine: Bool, x: Double, y: Double)] = []
    var position = shape.startIndex
    while position < shape.endIndex {
      let command = shape[position]
      let rest = shape[shape.index(after: position)...]
      let end = rest.firstIndex { "MLHVZl".contains($0) } ?? shape.endIndex
      let numbers = rest[..<end].replacing("-", with: " -").split(separator: " ").compactMap { Double($0) }
      let last = steps.last.map { ($0.x, $0.y) } ?? (0, 0)
      switch (command, numbers.count) {
      case ("M", 2), ("L", 2): steps.append((command == "L", numbers[0], numbers[1]))
      case ("H", 1): steps.append((true, numbers[0], last.1))
      case ("V", 1): steps.append((true, last.0, numbers[0]))
      case ("l", _):
        var (x, y) = last
        for pair in stride(from: 0, to: numbers.count - 1, by: 2) {
          (x, y) = (x + numbers[pair], y + numbers[pair + 1])
          steps.append((true, x, y))
        }
      default: break
      }
      position = end
    }
    return steps
  }

  /// The straight lines of a class, which one path may hold many of.
  func strokes(class wanted: String) -> [Stroke] {
    all("path", class: wanted).flatMap { element in
      let steps = Self.steps(element)
      return zip(steps, steps.dropFirst()).filter(\.1.isLine).map {
        Stroke(x1: $0.x, y1: $0.y, x2: $1.x, y2: $1.y)
      }
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
