import Diagnostics
import Records

/// What is wrong with one row of a history.
struct RowProblem: Sendable {
  enum Kind: Sendable, Equatable {
    case cellCount(Int)
    case strayQuote
    case textBehindQuote
    case unclosedQuote
    case lineBreak
    case emptyCell(column: Int)
    case notCount(column: Int)
    case notDay(column: Int)
    case notText(column: Int)
    case header
    case tooLong
  }

  var kind: Kind
  /// Counted from the first line of the stretch that it was found in, from 0.
  var line: Int
  /// The row, or its beginning.
  var row: [UInt8]
  /// What the finding points at, within `row`.
  var range: Range<Int>

  /// - Parameters:
  ///   - path: The file as findings name it.
  ///   - firstLine: The line of the file at which the stretch begins, from 1.
  func finding(in path: String, firstLine: Int, _ spec: Rollup) -> Finding {
    let file = SourceFile(path: path, bytes: row, firstLine: firstLine + line)
    let place = Place(file, range)
    let text = String(decoding: row[range].prefix(60), as: UTF8.self)
    func name(_ column: Int) -> String { spec.columns[column].name }
    switch kind {
    case .cellCount(let count):
      let wanted = spec.columns.count
      let headline = "row of \(count) \(count == 1 ? "cell" : "cells") where the header has \(wanted)"
      if count < wanted {
        return Finding(.error, "missing-cell", headline, at: place, hint: "was the file cut off while it was copied?")
      }
      return Finding(
        .error, "extra-cell", headline, at: place, hint: "put a cell with a comma in it in quotes")
    case .strayQuote:
      return Finding(
        .error, "stray-quote", "quote inside a cell that doesn't begin with one", at: place,
        hint: "put the whole cell in quotes and double the one inside: \"5\"\" disk\"")
    case .textBehindQuote:
      return Finding(
        .error, "stray-quote", "text behind the closing quote of a cell", at: place,
        hint: "double a quote inside quotes; end the cell with a comma")
    case .unclosedQuote:
      return Finding(
        .error, "unclosed-quote", "quote that isn't closed before the file ends", at: place,
        hint: "close it; double a quote that belongs to the text")
    case .lineBreak:
      return Finding(
        .error, "line-break-in-cell", "line break inside quotes", at: place,
        hint: "say 'line-breaks: yes' in the spec, if the history means it")
    case .emptyCell(let column):
      return Finding(
        .error, "empty-cell", "'\(name(column))' is empty", at: place,
        hint: "say 'may-be-empty: yes' of the column, if the count is one that nobody knows")
    case .notCount(let column):
      return Finding(
        .error, "not-a-count", "'\(text)' in '\(name(column))' isn't a count", at: place,
        hint: "a count has digits only, eighteen at most")
    case .notDay(let column):
      return Finding(
        .error, "bad-date", "'\(text)' in '\(name(column))' isn't a day", at: place, hint: "write it as 2026-07-21")
    case .notText(let column):
      return Finding(
        .error, "not-utf8", "text in '\(name(column))' that isn't UTF-8, or has control characters", at: place,
        hint: "save the file as UTF-8")
    case .header:
      return Finding(
        .error, "unlike-header", "the header isn't \(spec.columns.map(\.name).joined(separator: ","))", at: place,
        hint: "the columns of the spec stand in the order of the files",
        related: [.init("declared here", at: spec.columns.first?.place ?? spec.place)])
    case .tooLong:
      return Finding(
        .error, "too-large", "row of more than \(RowCounter.rowLimit >> 20) MiB", at: place,
        hint: "is there a line break where one belongs?")
    }
  }
}
