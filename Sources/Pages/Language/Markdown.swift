import CCMark
import Diagnostics
import Synchronization

/// CommonMark with tables and struck text, parsed by cmark-gfm to our own tree.
///
/// The C tree is copied and freed here; nothing of it leaves this file. Raw HTML and images have no place in a page:
/// templates are told so, and in a record they stay the text that they are.
struct Markdown {
  /// Something in the text that a page can't hold, and its 1-based line.
  struct Problem {
    enum Reason { case html, image, address(String), placeholderInAddress, tooDeep }

    var reason: Reason
    var line: Int
  }

  /// Who wrote the text decides where its links may lead.
  enum Trust {
    /// A page of ours: links may lead to pages of the site.
    case template
    /// A record, perhaps a stranger's: links lead to http and https addresses or nowhere.
    case record
  }

  private(set) var blocks: [Block] = []
  private(set) var problems: [Problem] = []
  /// The levels of the headings that stand in no other block, with their lines; 0 for a component between them.
  private(set) var outline: [(level: Int, line: Int)] = []
  /// Paths of the site that links lead to, with their lines.
  private(set) var links: [(path: String, line: Int)] = []
  private let trust: Trust
  /// What placeholders in code are shown as.
  private let originals: [String]
  /// How many placeholders the text has: marks for others are just private-use characters.
  private let placeholderCount: Int
  /// How many elements are open.
  private var depth = 0
  /// The most elements inside each other.
  private static let depthLimit = 100

  init(_ bytes: [UInt8], trust: Trust, placeholderCount: Int = 0, originals: [String] = []) {
    self.trust = trust
    self.placeholderCount = placeholderCount
    self.originals = originals
    Self.lock.withLock { _ in
      cmark_gfm_core_extensions_ensure_registered()
      guard let parser = unsafe cmark_parser_new(CMARK_OPT_VALIDATE_UTF8) else { preconditionFailure("out of memory") }
      defer { unsafe cmark_parser_free(parser) }
      for name in ["table", "strikethrough"] {
        guard let found = unsafe cmark_find_syntax_extension(name) else {
          preconditionFailure("cmark-gfm has its core extensions")
        }
        unsafe cmark_parser_attach_syntax_extension(parser, found)
      }
      unsafe bytes.withUnsafeBytes { buffer in
        guard let start = buffer.baseAddress else { return }
        unsafe cmark_parser_feed(parser, start.assumingMemoryBound(to: CChar.self), buffer.count)
      }
      guard let document = unsafe cmark_parser_finish(parser) else { preconditionFailure("out of memory") }
      defer { unsafe cmark_node_free(document) }
      blocks = unsafe blocks(of: document)
    }
  }

  /// The inline text of a record's prose; its paragraphs are joined by a space.
  static func inlines(ofProse text: String) -> [Inline] {
    let isPlain = text.utf8.allSatisfy { byte in
      switch byte {
      case 0x20, 0x22, 0x25, 0x27...0x29, 0x2C...0x3B, 0x3D, 0x3F, 0x41...0x5A, 0x61...0x7A, 0x80...: true
      default: false
      }
    }
    // Most prose has no mark-up at all. What begins like a list item would not be one paragraph.
    if isPlain, let first = text.utf8.first, (0x41...0x5A).contains(first) || first >= 0x80 {
      return [.text(Typography.curled(text))]
    }
    var result: [Inline] = []
    for case .paragraph(let content) in Markdown(Array(text.utf8), trust: .record).blocks {
      if !result.isEmpty { result.append(.text(" ")) }
      result += content
    }
    return result.isEmpty && !text.isEmpty ? [.text(text)] : result
  }

  /// Attaching an extension changes tables that all of cmark-gfm's parsers share, so one text is parsed at a time.
  private static let lock = Mutex(())

  // MARK: Blocks

  private mutating func blocks(of parent: OpaquePointer) -> [Block] {
    guard unsafe enter(parent) else { return [] }
    defer { depth -= 1 }
    var result: [Block] = []
    var next = unsafe cmark_node_first_child(parent)
    while let node = unsafe next {
      if let block = unsafe block(node) { result.append(block) }
      unsafe next = unsafe cmark_node_next(node)
    }
    return result
  }

  private mutating func block(_ node: OpaquePointer) -> Block? {
    switch unsafe cmark_node_get_type(node) {
    case CMARK_NODE_PARAGRAPH:
      let content = unsafe inlines(of: node)
      if content.count == 1, case .placeholder(let index) = content[0] {
        if depth == 1 { outline.append((0, unsafe line(of: node))) }
        return .placeholder(index)
      }
      return .paragraph(content)
    case CMARK_NODE_HEADING:
      let content = unsafe inlines(of: node)
      let level = unsafe Int(cmark_node_get_heading_level(node))
      if depth == 1 { outline.append((level, unsafe line(of: node))) }
      return .heading(Heading(level: level, id: Anchor.slug(content.plainText), content: content))
    case CMARK_NODE_BLOCK_QUOTE: return .quote(unsafe blocks(of: node))
    case CMARK_NODE_LIST:
      let isNumbered = unsafe cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
      var items: [[Block]] = []
      var next = unsafe cmark_node_first_child(node)
      while let item = unsafe next {
        items.append(unsafe blocks(of: item))
        unsafe next = unsafe cmark_node_next(item)
      }
      let start = unsafe isNumbered ? Int(cmark_node_get_list_start(node)) : nil
      return .list(List(start: start, items: items, isTight: unsafe cmark_node_get_list_tight(node) != 0))
    case CMARK_NODE_CODE_BLOCK: return .code(unsafe showingPlaceholders(literal(node)))
    case CMARK_NODE_THEMATIC_BREAK: return .rule
    case CMARK_NODE_HTML_BLOCK:
      unsafe note(.html, node)
      return .paragraph([.text(unsafe showingPlaceholders(literal(node)))])
    default: return unsafe name(node) == "table" ? .table(unsafe table(node)) : nil
    }
  }

  private mutating func table(_ node: OpaquePointer) -> Table {
    let count = unsafe Int(cmark_gfm_extensions_get_table_columns(node))
    let alignments = unsafe cmark_gfm_extensions_get_table_alignments(node)
    var rows: [[[Inline]]] = []
    var nextRow = unsafe cmark_node_first_child(node)
    while let row = unsafe nextRow {
      var cells: [[Inline]] = []
      var nextCell = unsafe cmark_node_first_child(row)
      while let cell = unsafe nextCell {
        cells.append(unsafe inlines(of: cell))
        unsafe nextCell = unsafe cmark_node_next(cell)
      }
      rows.append(cells)
      unsafe nextRow = unsafe cmark_node_next(row)
    }
    let columns = (0..<count).map { index in
      let isNumber = unsafe alignments.map { unsafe $0[index] == UInt8(ascii: "r") } ?? false
      return Table.Column(title: rows.first?[index] ?? [], isNumber: isNumber)
    }
    // Its caption is the heading above it, which whoever places the blocks knows.
    return Table(caption: "", columns: columns, rows: rows.dropFirst().map { Table.Row(cells: $0) })
  }

  // MARK: Inlines

  private mutating func inlines(of parent: OpaquePointer) -> [Inline] {
    guard unsafe enter(parent) else { return [] }
    defer { depth -= 1 }
    var result: [Inline] = []
    var text = ""
    var next = unsafe cmark_node_first_child(parent)
    while let node = unsafe next {
      switch unsafe cmark_node_get_type(node) {
      case CMARK_NODE_TEXT: text += unsafe trust == .record ? Typography.curled(literal(node)) : literal(node)
      case CMARK_NODE_SOFTBREAK: text += " "
      case CMARK_NODE_HTML_INLINE:
        unsafe note(.html, node)
        text += unsafe literal(node)
      default:
        append(text, to: &result)
        text = ""
        unsafe appendInline(node, to: &result)
      }
      unsafe next = unsafe cmark_node_next(node)
    }
    append(text, to: &result)
    return result
  }

  private mutating func appendInline(_ node: OpaquePointer, to result: inout [Inline]) {
    switch unsafe cmark_node_get_type(node) {
    case CMARK_NODE_LINEBREAK: result.append(.lineBreak)
    case CMARK_NODE_CODE: result.append(.code(unsafe showingPlaceholders(literal(node))))
    case CMARK_NODE_EMPH: result.append(.emphasis(unsafe inlines(of: node)))
    case CMARK_NODE_STRONG: result.append(.strong(unsafe inlines(of: node)))
    case CMARK_NODE_LINK:
      let content = unsafe inlines(of: node)
      let address = unsafe cmark_node_get_url(node).map { unsafe String(cString: $0) } ?? ""
      if let target = unsafe target(address, node) {
        result.append(.link(Link(target, content)))
      } else {
        result += content
      }
    case CMARK_NODE_IMAGE:
      unsafe note(.image, node)
      result += unsafe inlines(of: node)
    default:
      let content = unsafe inlines(of: node)
      if unsafe name(node) == "strikethrough" { result.append(.struck(content)) } else { result += content }
    }
  }

  private mutating func target(_ address: String, _ node: OpaquePointer) -> Link.Target? {
    if address.unicodeScalars.contains(PlaceholderText.opening) {
      unsafe note(.placeholderInAddress, node)
      return nil
    }
    if address.hasPrefix("https://") || address.hasPrefix("http://") { return .address(address) }
    let scheme = address.prefix { $0 != "/" && $0 != "#" && $0 != "?" }
    guard trust == .template, !scheme.contains(":"), !address.hasPrefix("/"), !address.isEmpty else {
      unsafe note(.address(address), node)
      return nil
    }
    let parts = address.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let fragment = parts.count == 2 ? String(parts[1]) : nil
    guard !parts[0].isEmpty else { return .here(fragment ?? "") }
    links.append((String(parts[0]), unsafe line(of: node)))
    return .file(String(parts[0]), fragment: fragment)
  }

  /// False where elements are nested deeper than anybody means, which is noted once; what is inside is left out.
  private mutating func enter(_ node: OpaquePointer) -> Bool {
    if depth < Self.depthLimit {
      depth += 1
      return true
    }
    let isKnown = problems.contains { if case .tooDeep = $0.reason { true } else { false } }
    if !isKnown { unsafe note(.tooDeep, node) }
    return false
  }

  /// Splits text at the marks of placeholders.
  private func append(_ text: String, to result: inout [Inline]) {
    guard placeholderCount > 0, text.unicodeScalars.contains(PlaceholderText.opening) else {
      if !text.isEmpty { result.append(.text(text)) }
      return
    }
    for (index, piece) in text.split(separator: Character(PlaceholderText.opening), omittingEmptySubsequences: false)
      .enumerated()
    {
      guard index > 0 else {
        if !piece.isEmpty { result.append(.text(String(piece))) }
        continue
      }
      let parts = piece.split(
        separator: Character(PlaceholderText.closing), maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, let number = Int(parts[0]), (0..<placeholderCount).contains(number) else { continue }
      result.append(.placeholder(number))
      if !parts[1].isEmpty { result.append(.text(String(parts[1]))) }
    }
  }

  private func showingPlaceholders(_ text: String) -> String {
    var inlines: [Inline] = []
    append(text, to: &inlines)
    var result = ""
    for inline in inlines {
      switch inline {
      case .text(let words): result += words
      case .placeholder(let index) where originals.indices.contains(index): result += originals[index]
      default: break
      }
    }
    return result
  }

  private mutating func note(_ reason: Problem.Reason, _ node: OpaquePointer) {
    problems.append(Problem(reason: reason, line: unsafe line(of: node)))
  }

  /// The 1-based line of a node, or of the nearest one around it that knows.
  private func line(of node: OpaquePointer) -> Int {
    var line = 0
    var current: OpaquePointer? = unsafe node
    while line == 0, let here = unsafe current {
      line = unsafe Int(cmark_node_get_start_line(here))
      unsafe current = unsafe cmark_node_parent(here)
    }
    return line
  }

  private func literal(_ node: OpaquePointer) -> String {
    unsafe cmark_node_get_literal(node).map { unsafe String(cString: $0) } ?? ""
  }

  private func name(_ node: OpaquePointer) -> String {
    unsafe cmark_node_get_type_string(node).map { unsafe String(cString: $0) } ?? ""
  }
}
