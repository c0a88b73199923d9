import CLibXML2
package import Diagnostics

/// A table of an HTML document, its spans written out: what covers several rows or columns stands in each.
package struct MarkupTable: Sendable {
  package struct Cell: Sendable, Equatable {
    /// As a browser shows it: one space for each run of blanks, elements of their own line apart by a space.
    package let text: String
    package let place: Place
    /// True for `th`.
    package let isHead: Bool
  }

  /// The most cells that a table may have, spans written out.
  package static let cellLimit = 1_000_000

  package let place: Place
  package let caption: String?
  /// From top to bottom, the foot last; rows are as long as the document makes them.
  package let rows: [[Cell]]
  /// How many rows at the top name the columns: those of `thead`, or else those of nothing but `th`.
  package let headRowCount: Int

  /// The columns' names; those of several rows joined by a space, a name that spans them said once.
  package var columnNames: [String] {
    let heads = rows.prefix(headRowCount)
    return (0..<(heads.map(\.count).max() ?? 0)).map { column in
      let parts = heads.compactMap { $0.indices.contains(column) ? $0[column] : nil }
      var names: [String] = []
      for (row, part) in parts.enumerated() where !part.text.isEmpty && (row == 0 || parts[row - 1] != part) {
        names.append(part.text)
      }
      return names.joined(separator: " ")
    }
  }

  /// The rows below the head.
  package var body: ArraySlice<[Cell]> { rows.dropFirst(headRowCount) }
}

/// Forms a table's grid as the HTML standard does ("forming a table"), where two cells would overlap the first staying.
struct MarkupTableReader {
  /// A cell that reaches into rows below.
  private struct Hanging {
    var cell: MarkupTable.Cell
    /// How many more rows it covers; `nil` for all to the end of its group.
    var rowsLeft: Int?
  }

  /// What the HTML standard allows.
  private static let columnSpanLimit = 1000
  private static let rowSpanLimit = 65_534

  private let lines: MarkupLines
  private var rows: [[MarkupTable.Cell]] = []
  private var hanging: [Int: Hanging] = [:]
  private var cellCount = 0

  init(lines: MarkupLines) { self.lines = lines }

  mutating func table(of table: xmlNodePtr) throws(MarkupProblem) -> MarkupTable {
    let place = unsafe lines.place(line: XMLTree.line(of: table))
    var caption: String?
    var headRowCount = 0
    var child = unsafe table.pointee.children
    while let node = unsafe child {
      unsafe child = node.pointee.next
      switch unsafe MarkupElement.name(of: node) {
      case "caption": unsafe caption = caption ?? MarkupElement.words(of: node)
      case "thead":
        let isFirst = rows.count == headRowCount
        try unsafe readGroup(node, of: place)
        if isFirst { headRowCount = rows.count }
      case "tbody": try unsafe readGroup(node, of: place)
      case "tr": try unsafe readRow(node, of: place)
      default: break
      }
    }
    hanging = [:]
    unsafe child = table.pointee.children
    while let node = unsafe child {
      unsafe child = node.pointee.next
      if unsafe MarkupElement.name(of: node) == "tfoot" { try unsafe readGroup(node, of: place) }
    }
    if headRowCount == 0 { headRowCount = rows.prefix { !$0.isEmpty && $0.allSatisfy(\.isHead) }.count }
    return MarkupTable(place: place, caption: caption, rows: rows, headRowCount: headRowCount)
  }

  private mutating func readGroup(_ group: xmlNodePtr, of table: Place) throws(MarkupProblem) {
    hanging = [:]
    var child = unsafe group.pointee.children
    while let node = unsafe child {
      unsafe child = node.pointee.next
      if unsafe MarkupElement.name(of: node) == "tr" { try unsafe readRow(node, of: table) }
    }
    hanging = [:]
  }

  private mutating func readRow(_ row: xmlNodePtr, of table: Place) throws(MarkupProblem) {
    var cells: [MarkupTable.Cell] = []
    var below: [Int: Hanging] = [:]
    /// Puts what hangs down from above into the columns that come next.
    func takeHanging() {
      while let above = hanging[cells.count] {
        if above.rowsLeft != 1 {
          below[cells.count] = Hanging(cell: above.cell, rowsLeft: above.rowsLeft.map { $0 - 1 })
        }
        cells.append(above.cell)
      }
    }
    var child = unsafe row.pointee.children
    while let node = unsafe child {
      unsafe child = node.pointee.next
      let name = unsafe MarkupElement.name(of: node)
      guard name == "td" || name == "th" else { continue }
      takeHanging()
      let cell = unsafe MarkupTable.Cell(
        text: MarkupElement.words(of: node), place: lines.place(line: XMLTree.line(of: node)), isHead: name == "th")
      let width = unsafe min(max(MarkupElement.number("colspan", of: node) ?? 1, 1), Self.columnSpanLimit)
      let height = unsafe min(max(MarkupElement.number("rowspan", of: node) ?? 1, 0), Self.rowSpanLimit)
      for _ in 0..<width where hanging[cells.count] == nil {
        if height != 1 { below[cells.count] = Hanging(cell: cell, rowsLeft: height == 0 ? nil : height - 1) }
        cells.append(cell)
      }
      guard cellCount + cells.count <= MarkupTable.cellLimit else { throw MarkupProblem(.tooManyCells(at: table)) }
    }
    takeHanging()
    // What covers a column further right stays in its column, though the row has nothing in between.
    let width = hanging.keys.max().map { $0 + 1 } ?? 0
    while cells.count < width {
      cells.append(unsafe MarkupTable.Cell(text: "", place: lines.place(line: XMLTree.line(of: row)), isHead: false))
      takeHanging()
    }
    cellCount += cells.count
    guard cellCount <= MarkupTable.cellLimit else { throw MarkupProblem(.tooManyCells(at: table)) }
    hanging = below
    rows.append(cells)
  }
}

extension Finding {
  fileprivate static func tooManyCells(at place: Place) -> Finding {
    Finding(
      .error, "too-large", "table of more than \(MarkupTable.cellLimit) cells, spans written out", at: place,
      hint: "cut the part that matters out of the file")
  }
}
