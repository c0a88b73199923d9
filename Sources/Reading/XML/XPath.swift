import CLibXML2
import Diagnostics

/// An XPath 1.0 expression that is known to be one.
///
/// Names in a namespace carry one of the prefixes in `prefixes`, whatever the document itself calls them:
/// `//atom:entry/atom:title`. HTML has no namespaces.
package struct XPath: Sendable, Equatable, CustomStringConvertible {
  /// The expression as it was written.
  package let description: String

  /// - Throws: a finding `bad-xpath` without a place, for a person who wrote the expression on a command line.
  package init(_ text: String) throws(MarkupProblem) {
    description = text
    let context = unsafe XPathContext(nil)
    guard context.compiles(text) else { throw MarkupProblem(.notXPath(text, context.message)) }
  }

  /// The namespaces of the documents that we read, from their specifications.
  package static let prefixes: [(prefix: String, address: String)] = [
    ("atom", "http://www.w3.org/2005/Atom"),
    ("content", "http://purl.org/rss/1.0/modules/content/"),
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("media", "http://search.yahoo.com/mrss/"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rss", "http://purl.org/rss/1.0/"),
    ("svg", "http://www.w3.org/2000/svg"),
    ("xhtml", "http://www.w3.org/1999/xhtml"),
  ]
}

extension XPath: ExpressibleByStringLiteral {
  /// An expression of ours: one that isn't XPath is a bug.
  package init(stringLiteral text: String) {
    do throws(MarkupProblem) { try self.init(text) } catch { preconditionFailure(error.finding.headline) }
  }
}

/// Where expressions are evaluated, over one document.
@safe struct XPathContext: ~Copyable {
  /// Enough for a million rows of a table; an expression that takes more would hold up a run.
  private static let stepLimit: UInt = 10_000_000
  private static let messageLength = 200

  private let context: xmlXPathContextPtr
  private let words: UnsafeMutablePointer<CChar>

  init(_ document: xmlDocPtr?) {
    _ = XMLParser.libraryIsReady
    guard let context = unsafe xmlXPathNewContext(document) else { preconditionFailure("libxml2 got no memory") }
    unsafe self.context = context
    // Numbers the elements; without that, sorting what is found takes time with the square of its count.
    if let document = unsafe document { _ = unsafe xmlXPathOrderDocElems(document) }
    unsafe words = UnsafeMutablePointer.allocate(capacity: Self.messageLength)
    unsafe words.initialize(repeating: 0, count: Self.messageLength)
    unsafe shim_keep_xpath_message(context, words, Self.stepLimit)
    for (prefix, address) in XPath.prefixes { unsafe xmlXPathRegisterNs(context, prefix, address) }
  }

  deinit {
    unsafe xmlXPathFreeContext(context)
    unsafe words.deallocate()
  }

  /// What libxml2 last complained of.
  var message: String { unsafe firstLine(of: String(cString: words)) }

  borrowing func compiles(_ text: String) -> Bool {
    guard let expression = unsafe xmlXPathCtxtCompile(context, text) else { return false }
    unsafe xmlXPathFreeCompExpr(expression)
    return true
  }

  /// What an expression gives, seen from a node or from the document.
  borrowing func result(of path: XPath, at node: xmlNodePtr?) throws(MarkupProblem) -> XPathResult {
    unsafe context.pointee.node =
      unsafe node
      ?? UnsafeMutableRawPointer(context.pointee.doc)?.assumingMemoryBound(
        to: xmlNode.self)
    unsafe context.pointee.opCount = 0
    guard let object = unsafe xmlXPathEvalExpression(path.description, context) else {
      throw MarkupProblem(.notXPath(path.description, message))
    }
    return unsafe XPathResult(object)
  }
}

/// Owns what an expression gave and frees it exactly once; the nodes belong to the document.
@safe struct XPathResult: ~Copyable {
  private let object: xmlXPathObjectPtr

  fileprivate init(_ object: xmlXPathObjectPtr) {
    unsafe self.object = object
    if let nodes = unsafe object.pointee.nodesetval { unsafe xmlXPathNodeSetSort(nodes) }
  }

  deinit { unsafe xmlXPathFreeObject(object) }

  /// The text of a string, number or truth value; `nil` for nodes.
  var text: String? {
    guard unsafe object.pointee.type != XPATH_NODESET, let text = unsafe xmlXPathCastToString(object) else {
      return nil
    }
    defer { unsafe shim_xmlFree(text) }
    return unsafe String(cString: text)
  }

  /// Calls the closure with each node in the document's order.
  borrowing func forEachNode<Problem: Error>(_ body: (xmlNodePtr) throws(Problem) -> Void) throws(Problem) {
    guard unsafe object.pointee.type == XPATH_NODESET, let nodes = unsafe object.pointee.nodesetval else { return }
    for index in unsafe 0..<Int(nodes.pointee.nodeNr) {
      // What a namespace axis gives isn't a node of the tree.
      guard let node = unsafe nodes.pointee.nodeTab[index], unsafe node.pointee.type != XML_NAMESPACE_DECL else {
        continue
      }
      unsafe try body(node)
    }
  }
}

extension Finding {
  fileprivate static func notXPath(_ text: String, _ reason: String) -> Finding {
    Finding(
      .error, "bad-xpath", "'\(text)' isn't an XPath expression\(reason.isEmpty ? "" : ": \(reason)")", at: nil,
      hint:
        "such as //table[2] or //atom:entry/atom:title; prefixes: \(XPath.prefixes.map(\.prefix).joined(separator: ", "))"
    )
  }
}
