import CLibXML2
import Reading

/// Walks pages, one after the other, and collects their facts. Each thread has its own.
@safe struct PageWalk: ~Copyable {
  private enum Element {
    case plain
    case heading(Int)
    case link
  }

  private enum Attribute {
    case plain, id, style, handler
    case href, request, requests, idList
    case className
    case quote(QuoteAttribute)
    case scale
  }

  /// What an element's attributes say of a number in it.
  private struct Marking {
    var isNumber = false
    var address: String?
    var quote: [QuoteAttribute: String] = [:]
    /// Whether it states what positions mean.
    var hasScale = false
  }

  private let parser = XMLParser()
  private let context = XPathContext()
  private let tests: [Test]
  /// What each name means, by its address in the parser's table; filled as names turn up.
  private var elements: [UInt: (kind: Element, tests: [Int])] = [:]
  private var attributes: [UInt: Attribute] = [:]

  /// Holds an expression that can't be copied, so that an array can.
  private final class Test {
    let expression: XPathTest
    init(_ text: String) { expression = XPathTest(text) }
  }

  init() {
    tests = PageAssertion.all.map { Test($0.expression) }
  }

  /// - Parameter isPage: false for a picture or a feed: then only its being well-formed and what it loads count.
  mutating func facts(of bytes: [UInt8], isPage: Bool) throws(XMLProblem) -> PageFacts {
    let tree = try parser.tree(of: bytes)
    return unsafe tree.withDocument { document in
      var facts = PageFacts()
      guard let root = unsafe xmlDocGetRootElement(document) else { return facts }
      unsafe facts.hasPlainDoctype = hasPlainDoctype(document)
      unsafe removeNamespaces(root)
      var node: xmlNodePtr? = unsafe root
      while let current = unsafe node {
        if unsafe current.pointee.type == XML_ELEMENT_NODE { unsafe visit(current, isPage: isPage, &facts) }
        unsafe node = next(after: current, within: root)
      }
      return facts
    }
  }

  /// The next node in document order.
  func next(after node: xmlNodePtr, within root: xmlNodePtr) -> xmlNodePtr? {
    if unsafe node.pointee.type == XML_ELEMENT_NODE, let child = unsafe node.pointee.children { return unsafe child }
    var current = unsafe node
    while unsafe current != root {
      if let sibling = unsafe current.pointee.next { return unsafe sibling }
      guard let parent = unsafe current.pointee.parent else { return nil }
      unsafe current = parent
    }
    return nil
  }

  /// Takes the namespaces off all elements, so that expressions needn't care whether a page declares them.
  private func removeNamespaces(_ root: xmlNodePtr) {
    var node: xmlNodePtr? = unsafe root
    while let current = unsafe node {
      if unsafe current.pointee.type == XML_ELEMENT_NODE { unsafe current.pointee.ns = nil }
      unsafe node = next(after: current, within: root)
    }
  }

  private func hasPlainDoctype(_ document: xmlDocPtr) -> Bool {
    guard let subset = unsafe document.pointee.intSubset else { return false }
    let isBare = unsafe subset.pointee.ExternalID == nil && subset.pointee.SystemID == nil
    return unsafe isBare && subset.pointee.children == nil && String(cString: subset.pointee.name) == "html"
  }

  private mutating func visit(_ node: xmlNodePtr, isPage: Bool, _ facts: inout PageFacts) {
    guard let name = unsafe node.pointee.name else { return }
    let (kind, asserted) = unsafe meaning(ofElement: name)
    if isPage {
      for index in asserted where unsafe !tests[index].expression.holds(for: node, in: context) {
        unsafe facts.broken.append((index, XMLTree.line(of: node)))
      }
      if case .heading(let level) = kind { unsafe facts.headings.append((level, XMLTree.line(of: node))) }
    }
    var marking = Marking()
    var attribute = unsafe node.pointee.properties
    while let current = unsafe attribute {
      unsafe visit(current, of: node, kind, isPage: isPage, &facts, &marking)
      unsafe attribute = current.pointee.next
    }
    if marking.isNumber || marking.hasScale || !marking.quote.isEmpty { unsafe take(marking, of: node, &facts) }
  }

  /// Keeps a number or a picture of a figure, to be compared with it.
  private func take(_ marking: Marking, of node: xmlNodePtr, _ facts: inout PageFacts) {
    if unsafe String(cString: node.pointee.name) == "svg" {
      let ids = (marking.quote[.figure] ?? "").split(separator: " ").map(String.init)
      unsafe facts.charts.append(chart(node, of: ids))
      return
    }
    let quote = unsafe NumberQuote(
      marking.quote, address: marking.address, text: words(of: node), interval: interval(behind: node),
      line: XMLTree.line(of: node), rowHead: rowHead(of: node))
    if let quote { facts.quotes.append(quote) }
  }

  private mutating func visit(
    _ attribute: xmlAttrPtr, of node: xmlNodePtr, _ element: Element, isPage: Bool, _ facts: inout PageFacts,
    _ marking: inout Marking
  ) {
    guard let name = unsafe attribute.pointee.name else { return }
    let kind = unsafe meaning(ofAttribute: name)
    if case .plain = kind { return }
    if case .className = kind, case .plain = element { return }
    let value = unsafe text(of: attribute)
    let line = unsafe XMLTree.line(of: node)
    switch kind {
    case .plain: break
    case .id:
      if !facts.ids.insert(value).inserted { facts.repeatedIDs.append(PageFacts.Spot(line: line, text: value)) }
    case .style, .handler:
      if isPage { unsafe facts.inlineAttributes.append(PageFacts.Spot(line: line, text: String(cString: name))) }
    case .className: marking.isNumber = value == "n"
    case .quote(let name): marking.quote[name] = value
    case .scale: marking.hasScale = true
    case .href:
      marking.address = value
      let purpose = unsafe purposeOfAddress(in: node, element)
      facts.references.append(PageFacts.Reference(purpose: purpose, address: value, line: line))
    case .request:
      facts.references.append(PageFacts.Reference(purpose: .request, address: value, line: line))
    case .requests:
      for candidate in value.split(separator: ",") {
        guard let address = candidate.split(whereSeparator: \.isWhitespace).first else { continue }
        facts.references.append(PageFacts.Reference(purpose: .request, address: String(address), line: line))
      }
    case .idList:
      for id in value.split(whereSeparator: \.isWhitespace) {
        facts.idReferences.append(PageFacts.Spot(line: line, text: String(id)))
      }
    }
  }

  /// `a` and `area` are followed, a `link` depends on its `rel`, everything else (SVG's `use`, `image`) is loaded.
  private func purposeOfAddress(in node: xmlNodePtr, _ element: Element) -> PageFacts.Reference.Purpose {
    if case .link = element { return .link }
    guard unsafe String(cString: node.pointee.name) == "link" else { return .request }
    guard let relation = unsafe xmlGetProp(node, "rel") else { return .request }
    defer { unsafe shim_xmlFree(relation) }
    let words = unsafe String(cString: relation).split(separator: " ")
    let statements = ["canonical", "alternate", "license", "author", "next", "prev", "help", "search"]
    return words.allSatisfy { statements.contains(String($0)) } ? .statement : .request
  }

  func text(of attribute: xmlAttrPtr) -> String {
    guard let child = unsafe attribute.pointee.children else { return "" }
    if unsafe child.pointee.next == nil, let content = unsafe child.pointee.content {
      return unsafe String(cString: content)
    }
    guard let joined = unsafe xmlNodeListGetString(attribute.pointee.doc, child, 1) else { return "" }
    defer { unsafe shim_xmlFree(joined) }
    return unsafe String(cString: joined)
  }
}

// MARK: - What names mean

extension PageWalk {
  private mutating func meaning(ofElement name: UnsafePointer<xmlChar>) -> (kind: Element, tests: [Int]) {
    let address = UInt(bitPattern: name)
    if let known = elements[address] { return known }
    let text = unsafe String(cString: name)
    let kind: Element =
      switch text {
      case "h1", "h2", "h3", "h4", "h5", "h6": .heading(Int(text.dropFirst()) ?? 1)
      case "a", "area": .link
      default: .plain
      }
    let asserted = PageAssertion.all.indices.filter { PageAssertion.all[$0].element == text }
    elements[address] = (kind, asserted)
    return (kind, asserted)
  }

  private mutating func meaning(ofAttribute name: UnsafePointer<xmlChar>) -> Attribute {
    let address = UInt(bitPattern: name)
    if let known = attributes[address] { return known }
    let text = unsafe String(cString: name)
    let meaning: Attribute =
      switch text {
      case "id": .id
      case "style": .style
      case "href": .href
      case "src", "poster", "data", "action", "formaction", "background", "ping", "manifest": .request
      case "srcset", "imagesrcset": .requests
      case "for", "headers", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details":
        .idList
      case "class": .className
      case "data-scale": .scale
      case let name where QuoteAttribute(rawValue: name) != nil: .quote(QuoteAttribute(rawValue: name)!)
      default: text.hasPrefix("on") ? .handler : .plain
      }
    attributes[address] = meaning
    return meaning
  }
}
