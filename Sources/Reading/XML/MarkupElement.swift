import CLibXML2

/// What is read off a node.
enum MarkupElement {
  /// The local name of an element; empty for other nodes.
  static func name(of node: xmlNodePtr) -> String {
    guard unsafe node.pointee.type == XML_ELEMENT_NODE, let name = unsafe node.pointee.name else { return "" }
    return unsafe String(cString: name)
  }

  /// The text of a node and all in it, as it stands.
  static func text(of node: xmlNodePtr) -> String {
    guard let text = unsafe xmlNodeGetContent(node) else { return "" }
    defer { unsafe shim_xmlFree(text) }
    return unsafe String(cString: text)
  }

  /// The value of an attribute that is a whole number.
  static func number(_ attribute: String, of node: xmlNodePtr) -> Int? {
    guard let text = unsafe xmlGetProp(node, attribute) else { return nil }
    defer { unsafe shim_xmlFree(text) }
    return unsafe Int(String(cString: text).collapsed)
  }

  /// The text that a browser shows: scripts left out, each run of blanks one space, and a space where a new line begins.
  static func words(of root: xmlNodePtr) -> String {
    var text = ""
    var node: xmlNodePtr? = unsafe root.pointee.children
    while let current = unsafe node {
      let name = unsafe name(of: current)
      if unsafe current.pointee.type == XML_TEXT_NODE || current.pointee.type == XML_CDATA_SECTION_NODE {
        if let content = unsafe current.pointee.content { unsafe text += String(cString: content) }
      } else if !runsInLine.contains(name) {
        text += " "
      }
      let isShown = !["script", "style", "template"].contains(name)
      unsafe node = next(after: current, within: root, goingInto: isShown, &text)
    }
    return text.collapsed
  }

  /// The next node in document order; leaving an element that has lines of its own adds a space.
  private static func next(
    after node: xmlNodePtr, within root: xmlNodePtr, goingInto: Bool, _ text: inout String
  ) -> xmlNodePtr? {
    if goingInto, unsafe node.pointee.type == XML_ELEMENT_NODE, let child = unsafe node.pointee.children {
      return unsafe child
    }
    var current = unsafe node
    while unsafe current != root {
      if unsafe !runsInLine.contains(name(of: current)) { text += " " }
      if let sibling = unsafe current.pointee.next { return unsafe sibling }
      guard let parent = unsafe current.pointee.parent else { return nil }
      unsafe current = parent
    }
    return nil
  }

  /// Elements whose text goes on in the same line; text nodes have no name.
  private static let runsInLine: Set<String> = [
    "", "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd",
    "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
  ]
}
