import CLibXML2
import Reading

/// What a page shows of figures: numbers in text, and pictures with their scales.
extension PageWalk {
  /// The text of an element, each run of blanks one space.
  func words(of node: xmlNodePtr) -> String {
    guard let content = unsafe xmlNodeGetContent(node) else { return "" }
    defer { unsafe shim_xmlFree(content) }
    return unsafe String(cString: content).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// `(29 to 55)`, of `42 points <span class="i">(29 to 55)</span>`: inside of the element, or right behind it.
  func interval(behind node: xmlNodePtr) -> String? {
    var sibling = unsafe node.pointee.next
    while let current = unsafe sibling {
      if unsafe current.pointee.type == XML_TEXT_NODE {
        guard unsafe words(of: current).isEmpty else { return nil }
      } else {
        return unsafe value(of: "class", at: current) == "i" ? words(of: current) : nil
      }
      unsafe sibling = current.pointee.next
    }
    return nil
  }

  /// The words of the first cell of the row that a node stands in.
  func rowHead(of node: xmlNodePtr) -> String? {
    var current = unsafe node.pointee.parent
    while let parent = unsafe current, unsafe parent.pointee.type == XML_ELEMENT_NODE {
      if unsafe String(cString: parent.pointee.name) == "tr" {
        return unsafe xmlFirstElementChild(parent).map { unsafe words(of: $0) }
      }
      unsafe current = parent.pointee.parent
    }
    return nil
  }

  private func value(of name: String, at node: xmlNodePtr) -> String? {
    guard unsafe node.pointee.type == XML_ELEMENT_NODE, let text = unsafe xmlGetProp(node, name) else { return nil }
    defer { unsafe shim_xmlFree(text) }
    return unsafe String(cString: text)
  }

  // MARK: Pictures

  func chart(_ root: xmlNodePtr, of figures: [String]) -> DrawnChart {
    var chart = unsafe DrawnChart(figures: figures, shapes: [], description: "", line: XMLTree.line(of: root))
    let whole = unsafe value(of: "data-scale", at: root).flatMap { StatedScale($0) }
    var node: xmlNodePtr? = unsafe next(after: root, within: root)
    while let current = unsafe node {
      if unsafe current.pointee.type == XML_ELEMENT_NODE {
        if unsafe String(cString: current.pointee.name) == "desc" {
          chart.description = unsafe words(of: current)
        } else if var shape = unsafe shape(current) {
          shape.scale = unsafe scale(around: current, within: root) ?? whole
          shape.observation = unsafe value(of: "href", around: current, within: root).flatMap {
            observation(at: $0, on: figures.first)
          }
          chart.shapes.append(shape)
        }
      }
      unsafe node = next(after: current, within: root)
    }
    return chart
  }

  /// The scale of the panel that a shape stands in.
  private func scale(around node: xmlNodePtr, within root: xmlNodePtr) -> StatedScale? {
    unsafe value(of: "data-scale", around: node, within: root).flatMap { StatedScale($0) }
  }

  /// An attribute of the nearest element around a node that has it.
  private func value(of name: String, around node: xmlNodePtr, within root: xmlNodePtr) -> String? {
    var current = unsafe node.pointee.parent
    while let parent = unsafe current, unsafe parent != root {
      if let value = unsafe value(of: name, at: parent) { return value }
      unsafe current = parent.pointee.parent
    }
    return nil
  }

  /// The observation, or the other choice, that the label of a picture leads to; on the page of its figure the address is an anchor alone.
  private func observation(at address: String, on figure: String?) -> DrawnChart.Observation? {
    if let figure, address.hasPrefix("#at-") {
      return DrawnChart.Observation(figure: figure, at: String(address.dropFirst("#at-".count)))
    }
    if let choice = address.ranges(of: "#choice-").first {
      let id = String(address[choice.lowerBound...].dropFirst())
      guard choice.lowerBound > address.startIndex else {
        return figure.map { DrawnChart.Observation(figure: $0, at: id) }
      }
      return NumberQuote.target(of: String(address[..<choice.lowerBound])).map {
        DrawnChart.Observation(figure: $0.figure, at: id)
      }
    }
    return NumberQuote.target(of: address).flatMap { target in
      target.at.map { DrawnChart.Observation(figure: target.figure, at: $0) }
    }
  }

  private func shape(_ node: xmlNodePtr) -> DrawnChart.Shape? {
    func number(_ name: String) -> Double? { unsafe value(of: name, at: node).flatMap { Double($0) } }
    let form: DrawnChart.Shape.Form?
    switch unsafe String(cString: node.pointee.name) {
    case "circle":
      form = number("cx").flatMap { x in number("cy").map { .dot(DrawnChart.Spot(x: x, y: $0)) } }
    case "path": form = unsafe value(of: "d", at: node).flatMap { DrawnChart.corners(of: $0) }.map { .path($0) }
    case "rect":
      guard let x = number("x"), let y = number("y"), let width = number("width"), let height = number("height") else {
        return nil
      }
      form = .box(x: x, y: y, width: width, height: height)
    case "text":
      form = number("x").flatMap { x in
        number("y").map { unsafe .words(words(of: node), DrawnChart.Spot(x: x, y: $0)) }
      }
    default: return nil
    }
    guard let form else { return nil }
    let title = unsafe xmlFirstElementChild(node).flatMap { child in
      unsafe String(cString: child.pointee.name) == "title" ? words(of: child) : nil
    }
    return unsafe DrawnChart.Shape(
      form: form, classes: (value(of: "class", at: node) ?? "").split(separator: " ").map(String.init), title: title,
      line: XMLTree.line(of: node))
  }
}
