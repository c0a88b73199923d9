package import CLibXML2

/// Why a document can't be read, in libxml2's words and with its place.
package struct XMLProblem: Error {
  package enum Cause: Sendable {
    /// XML breaks a rule of XML, or holds nothing.
    case notWellFormed
    /// `<!DOCTYPE … [` with declarations of the document's own.
    case internalSubset
    /// Larger, deeper or with longer text than libxml2 takes.
    case tooMuch
  }

  package let cause: Cause
  /// 1-based.
  package let line: Int
  /// 1-based, in bytes.
  package let column: Int
  package let reason: String
}

/// Parses one document after the other. Each thread has its own.
///
/// All documents of a parser share one table of names, so that an element's or attribute's name is told by its address.
/// Nothing is ever loaded: no network, no document type definition, no entity; what declares any is refused unread.
@safe package struct XMLParser: ~Copyable {
  package enum Notation: Sendable {
    case xml
    /// As people write it: missing end tags and the like are mended, never refused.
    case html
  }

  private let context: xmlParserCtxtPtr
  private let firstError: UnsafeMutablePointer<shim_first_error>
  private let notation: Notation

  /// libxml2 asks to be set up once before any thread parses.
  static let libraryIsReady: Void = xmlInitParser()

  package init(of notation: Notation = .xml) {
    _ = Self.libraryIsReady
    self.notation = notation
    let made = unsafe notation == .html ? htmlNewParserCtxt() : xmlNewParserCtxt()
    guard let made = unsafe made else { preconditionFailure("libxml2 got no memory") }
    unsafe context = made
    unsafe firstError = UnsafeMutablePointer.allocate(capacity: 1)
    unsafe firstError.initialize(to: shim_first_error())
    unsafe shim_keep_first_error(made, firstError)
    unsafe shim_keep_lines(made, notation == .html ? 1 : 0)
  }

  deinit {
    unsafe xmlFreeParserCtxt(context)
    unsafe firstError.deallocate()
  }

  /// Never `XML_PARSE_NOENT`, `XML_PARSE_DTDLOAD` or `XML_PARSE_HUGE`: a file can't make us read others, nor grow.
  private static let xmlOptions: Int32 = {
    let flags = [XML_PARSE_NONET, XML_PARSE_NOERROR, XML_PARSE_NOWARNING, XML_PARSE_COMPACT]
    return flags.reduce(0) { $0 | Int32(bitPattern: $1.rawValue) }
  }()

  private static let htmlOptions: Int32 = {
    let flags = [
      HTML_PARSE_RECOVER, HTML_PARSE_NONET, HTML_PARSE_NOERROR, HTML_PARSE_NOWARNING, HTML_PARSE_COMPACT,
      HTML_PARSE_IGNORE_ENC,
    ]
    return flags.reduce(0) { $0 | Int32(bitPattern: $1.rawValue) }
  }()

  /// The tree of a document in UTF-8, a byte order mark in front or not.
  package borrowing func tree(of bytes: [UInt8]) throws(XMLProblem) -> XMLTree {
    let start = TextCheck.hasByteOrderMark(bytes.span) ? 3 : 0
    guard let length = Int32(exactly: bytes.count - start) else {
      throw XMLProblem(cause: .tooMuch, line: 1, column: 1, reason: "larger than 2 GB")
    }
    if let offset = XMLProlog.internalSubset(in: bytes.span, from: start) {
      let (line, column) = XMLProlog.position(of: offset, in: bytes.span)
      throw XMLProblem(
        cause: .internalSubset, line: line, column: column, reason: "document type with declarations of its own")
    }
    unsafe firstError.pointee = shim_first_error()
    let document = unsafe bytes.withUnsafeBytes { bytes in
      let text = unsafe bytes.baseAddress?.advanced(by: start).assumingMemoryBound(to: CChar.self)
      return switch notation {
      case .xml: unsafe xmlCtxtReadMemory(context, text, length, nil, "UTF-8", Self.xmlOptions)
      case .html: unsafe htmlCtxtReadMemory(context, text, length, nil, "UTF-8", Self.htmlOptions)
      }
    }
    guard let document = unsafe document else { throw problem() }
    let tree = unsafe XMLTree(document)
    // HTML is mended as it is read, so giving up leaves the first part of a tree and says nothing.
    if notation == .html, unsafe shim_gave_up(context) != 0 {
      let line = unsafe xmlCtxtGetLastError(context).map { unsafe Int($0.pointee.line) } ?? 1
      throw unsafe XMLProblem(
        cause: .tooMuch, line: max(line, 1), column: 1,
        reason: firstLine(of: String(cString: shim_last_message(context))))
    }
    return tree
  }

  private borrowing func problem() -> XMLProblem {
    let error = unsafe firstError.pointee
    guard error.line > 0 else { return XMLProblem(cause: .notWellFormed, line: 1, column: 1, reason: "empty") }
    let words = unsafe withUnsafeBytes(of: error.message) {
      unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
    }
    return XMLProblem(
      cause: .notWellFormed, line: Int(error.line), column: Int(error.column), reason: firstLine(of: words))
  }
}

/// libxml2 ends its messages with a line break.
func firstLine(of words: String) -> String {
  String(words.split(separator: "\n").first ?? "")
}

/// Owns a document and frees it exactly once.
@safe package struct XMLTree: ~Copyable {
  private let document: xmlDocPtr

  fileprivate init(_ document: xmlDocPtr) {
    unsafe self.document = document
  }

  deinit { unsafe xmlFreeDoc(document) }

  /// Lends the document for one call; no pointer into it may leave the closure.
  package borrowing func withDocument<Answer, Problem: Error>(
    _ body: (xmlDocPtr) throws(Problem) -> Answer
  ) throws(Problem) -> Answer {
    unsafe try body(document)
  }

  /// The 1-based line on which a node's start tag ends; of text and attributes, that of their element.
  package static func line(of node: xmlNodePtr) -> Int {
    unsafe shim_line(node)
  }
}
