import CLibXML2
package import Diagnostics

/// A curated local XML or HTML file, of which XPath expressions ask for texts, rows and tables.
///
/// Owns the tree and gives away plain values alone, each with its place. Entities aren't substituted, no document type
/// definition is read and nothing is loaded; a document with an internal subset is refused before it is parsed.
/// Time and memory are linear in the file's size.
package struct Markup: ~Copyable {
  /// The most bytes that a file may have.
  package static let sizeLimit = 64 << 20

  private let file: SourceFile
  private let tree: XMLTree
  private let lines: MarkupLines

  /// Reads XML, which must be well-formed.
  package init(xml file: SourceFile) throws(MarkupProblem) { try self.init(file, .xml) }

  /// Reads HTML as browsers do, whatever its end tags are like.
  package init(html file: SourceFile) throws(MarkupProblem) { try self.init(file, .html) }

  private init(_ file: SourceFile, _ notation: XMLParser.Notation) throws(MarkupProblem) {
    guard file.bytes.count <= Self.sizeLimit else { throw MarkupProblem(.tooLarge(file, limit: Self.sizeLimit)) }
    let check = TextCheck.findings(in: file, lineSeparatorsUntil: 0)
    if !check.isReadable, let finding = check.findings.last { throw MarkupProblem(finding) }
    let lines = MarkupLines(of: file)
    do throws(XMLProblem) {
      tree = try XMLParser(of: notation).tree(of: file.bytes)
    } catch {
      throw MarkupProblem(.markup(error, at: lines.place(line: error.line, column: error.column)))
    }
    self.file = file
    self.lines = lines
  }
}

/// What keeps markup from being read, as the finding to show.
package struct MarkupProblem: Error {
  package let finding: Finding

  init(_ finding: Finding) { self.finding = finding }
}

/// A text of a document: of an element with all in it, an attribute, or what an expression makes.
package struct MarkupText: Sendable, Equatable {
  /// As the document says it, character references resolved.
  package let text: String
  /// The line on which its element's start tag ends.
  package let place: Place

  package init(_ text: String, at place: Place) {
    self.text = text
    self.place = place
  }

  /// The text with every run of blanks and line breaks as one space, none at the ends: as a browser shows it.
  package var words: String { text.collapsed }
}

/// One node of several alike, with what was asked about each.
package struct MarkupRow: Sendable {
  package let place: Place
  /// For each expression, in their order, all it gave for this node.
  package let columns: [[MarkupText]]

  /// The first text of a column, or `nil` when its expression gave none.
  package subscript(column: Int) -> MarkupText? { columns[column].first }
}

extension Markup {
  /// The text of each node that an expression finds, in the document's order; one text for a string, number or truth
  /// value.
  package borrowing func texts(at path: XPath) throws(MarkupProblem) -> [MarkupText] {
    unsafe try tree.withDocument { document throws(MarkupProblem) in
      let context = unsafe XPathContext(document)
      return try unsafe texts(at: path, from: nil, in: context)
    }
  }

  /// A row for each node that `path` finds, in the document's order; `columns` are expressions seen from it, such as
  /// `atom:title` or `atom:link/@href`.
  package borrowing func rows(at path: XPath, columns: [XPath]) throws(MarkupProblem) -> [MarkupRow] {
    unsafe try tree.withDocument { document throws(MarkupProblem) in
      let context = unsafe XPathContext(document)
      var rows: [MarkupRow] = []
      unsafe try context.result(of: path, at: nil).forEachNode { node throws(MarkupProblem) in
        var found: [[MarkupText]] = []
        for column in columns { unsafe found.append(try texts(at: column, from: node, in: context)) }
        unsafe rows.append(MarkupRow(place: lines.place(line: XMLTree.line(of: node)), columns: found))
      }
      return rows
    }
  }

  /// The tables among the nodes that an expression finds: `//table` for all, `//table[@id='scores']` for one.
  package borrowing func tables(at path: XPath) throws(MarkupProblem) -> [MarkupTable] {
    unsafe try tree.withDocument { document throws(MarkupProblem) in
      var tables: [MarkupTable] = []
      unsafe try XPathContext(document).result(of: path, at: nil).forEachNode { node throws(MarkupProblem) in
        guard unsafe MarkupElement.name(of: node) == "table" else { return }
        var reader = MarkupTableReader(lines: lines)
        unsafe tables.append(try reader.table(of: node))
      }
      return tables
    }
  }

  private borrowing func texts(
    at path: XPath, from node: xmlNodePtr?, in context: borrowing XPathContext
  ) throws(MarkupProblem) -> [MarkupText] {
    let result = try unsafe context.result(of: path, at: node)
    if let text = result.text {
      return unsafe [MarkupText(text, at: lines.place(line: node.map { unsafe XMLTree.line(of: $0) } ?? 1))]
    }
    var texts: [MarkupText] = []
    unsafe result.forEachNode { node in
      unsafe texts.append(MarkupText(MarkupElement.text(of: node), at: lines.place(line: XMLTree.line(of: node))))
    }
    return texts
  }
}

extension String {
  /// Runs of blanks and line breaks as one space, none at the ends. A no-break space stays.
  var collapsed: String {
    unicodeScalars.split { [" ", "\t", "\n", "\r", "\u{C}"].contains($0) }.map { String($0) }.joined(separator: " ")
  }
}

/// Where the lines of a file are, as libxml2 counts them.
struct MarkupLines: Sendable {
  private let file: SourceFile
  private let starts: [Int]

  init(of file: SourceFile) {
    self.file = file
    starts = [0] + file.bytes.indices.filter { file.bytes[$0] == .lineFeed }.map { $0 + 1 }
  }

  /// The text of a line, without the blanks around it.
  func place(line: Int) -> Place {
    let index = min(max(line, 1), starts.count) - 1
    var start = starts[index]
    var end = index + 1 < starts.count ? starts[index + 1] : file.bytes.count
    while start < end, file.bytes[start].isBlank || file.bytes[start].isBreak { start += 1 }
    while end > start, file.bytes[end - 1].isBlank || file.bytes[end - 1].isBreak { end -= 1 }
    return Place(file, start..<end)
  }

  /// The byte at a line and column, both 1-based, the column in bytes.
  func place(line: Int, column: Int) -> Place {
    let whole = place(line: line)
    let start = min(starts[min(max(line, 1), starts.count) - 1] + column - 1, whole.end)
    return Place(file, start..<min(start + 1, max(whole.end, start)))
  }
}

extension Finding {
  fileprivate static func markup(_ problem: XMLProblem, at place: Place) -> Finding {
    switch problem.cause {
    case .notWellFormed:
      Finding(
        .error, "not-well-formed", "not well-formed: \(problem.reason)", at: place,
        hint: "mend the file, or read it as HTML")
    case .internalSubset:
      Finding(
        .error, "internal-subset", problem.reason, at: place,
        hint: "delete what stands between '[' and ']': it can make a reader load other files, and none of it is read")
    case .tooMuch:
      Finding(
        .error, "too-large", "more than the reader takes: \(problem.reason)", at: place,
        hint: "cut the part that matters out of the file")
    }
  }
}
