import CLibXML2

/// An XPath expression that gives true or false, compiled once.
@safe struct XPathTest: ~Copyable {
  private let expression: xmlXPathCompExprPtr

  init(_ text: String) {
    guard let expression = unsafe xmlXPathCompile(text) else { preconditionFailure("'\(text)' is no XPath") }
    unsafe self.expression = expression
  }

  deinit { unsafe xmlXPathFreeCompExpr(expression) }

  borrowing func holds(for node: xmlNodePtr, in context: borrowing XPathContext) -> Bool {
    unsafe context.context.pointee.doc = node.pointee.doc
    unsafe context.context.pointee.node = node
    return unsafe xmlXPathCompiledEvalToBoolean(expression, context.context) == 1
  }
}

/// Where XPath expressions are evaluated. Each thread has its own.
@safe struct XPathContext: ~Copyable {
  fileprivate let context: xmlXPathContextPtr

  init() {
    guard let context = unsafe xmlXPathNewContext(nil) else { preconditionFailure("libxml2 got no memory") }
    unsafe self.context = context
  }

  deinit { unsafe xmlXPathFreeContext(context) }
}
