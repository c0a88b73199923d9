import CLibXML2

/// Why a document isn't well-formed XML: libxml2's words and place.
struct XMLProblem: Error {
  /// 1-based.
  let line: Int
  /// 1-based, in bytes.
  let column: Int
  let reason: String
}

/// Parses one document after the other. Each thread has its own.
///
/// All documents of a parser share one table of names, so that an element's or attribute's name is told by its address.
@safe struct XMLParser: ~Copyable {
  private let context: xmlParserCtxtPtr
  private let firstError: UnsafeMutablePointer<shim_first_error>

  /// libxml2 asks to be set up once before any thread parses.
  private static let libraryIsReady: Void = xmlInitParser()

  init() {
    _ = Self.libraryIsReady
    guard let context = unsafe xmlNewParserCtxt() else { preconditionFailure("libxml2 got no memory") }
    unsafe self.context = context
    unsafe firstError = UnsafeMutablePointer.allocate(capacity: 1)
    unsafe firstError.initialize(to: shim_first_error())
    unsafe shim_keep_first_error(context, firstError)
  }

  deinit {
    unsafe xmlFreeParserCtxt(context)
    unsafe firstError.deallocate()
  }

  /// No network, no document type definition, and never `XML_PARSE_NOENT`: a page can't make us read other files.
  private static let options: Int32 = {
    let flags = [
      XML_PARSE_NONET, XML_PARSE_NOERROR, XML_PARSE_NOWARNING, XML_PARSE_BIG_LINES, XML_PARSE_COMPACT,
    ]
    return flags.reduce(0) { $0 | Int32(bitPattern: $1.rawValue) }
  }()

  borrowing func tree(of bytes: [UInt8]) throws(XMLProblem) -> XMLTree {
    guard let length = Int32(exactly: bytes.count) else {
      throw XMLProblem(line: 1, column: 1, reason: "larger than 2 GB")
    }
    unsafe firstError.pointee = shim_first_error()
    let document = unsafe bytes.withUnsafeBytes { bytes in
      let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
      return unsafe xmlCtxtReadMemory(context, start, length, nil, "UTF-8", Self.options)
    }
    guard let document = unsafe document else { throw problem() }
    return unsafe XMLTree(document)
  }

  private borrowing func problem() -> XMLProblem {
    let error = unsafe firstError.pointee
    guard error.line > 0 else { return XMLProblem(line: 1, column: 1, reason: "empty") }
    let words = unsafe withUnsafeBytes(of: error.message) {
      unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
    }
    return XMLProblem(
      line: Int(error.line), column: Int(error.column), reason: String(words.split(separator: "\n").first ?? ""))
  }
}

/// Owns a document and frees it exactly once.
@safe struct XMLTree: ~Copyable {
  let document: xmlDocPtr

  fileprivate init(_ document: xmlDocPtr) {
    unsafe self.document = document
  }

  deinit { unsafe xmlFreeDoc(document) }
}

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
