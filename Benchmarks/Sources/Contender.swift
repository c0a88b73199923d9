import ArgumentParser
import CYaml
import Diagnostics
import Reading
import Yams

/// A reader that is timed. What each gives is counted, so that nothing of it can be left out.
enum Contender: String, CaseIterable, ExpressibleByArgument {
  case recordText = "record-text"
  case yamsCompose = "yams-compose"
  case libyamlEvents = "libyaml-events"
  case csvTable = "csv-table"
  /// What the program reads records of: each different text of a column kept once.
  case csvSheet = "csv-sheet"

  struct Refused: Error, CustomStringConvertible {
    var description: String
  }

  /// How many values, events or rows there are.
  func read(_ bytes: [UInt8]) throws -> Int {
    switch self {
    case .recordText:
      let (documents, findings) = RecordText.read(SourceFile(path: "Input/models/bench.yaml", bytes: bytes))
      guard findings.isEmpty else { throw Refused(description: render(findings, as: .text, limit: 5)) }
      return documents.count
    case .yamsCompose:
      let parser = try Yams.Parser(yaml: String(decoding: bytes, as: UTF8.self))
      var count = 0
      while try parser.nextRoot() != nil { count += 1 }
      return count
    case .libyamlEvents: return try Self.countOfEvents(in: bytes)
    case .csvTable:
      let (table, findings) = CSVTable.read(SourceFile(path: "Input/scores/bench.csv", bytes: bytes))
      guard let table, findings.isEmpty else { throw Refused(description: render(findings, as: .text, limit: 5)) }
      return table.rowCount
    case .csvSheet:
      let (sheet, findings) = CSVSheet.read(SourceFile(path: "Input/scores/bench.csv", bytes: bytes))
      guard let sheet, findings.isEmpty else { throw Refused(description: render(findings, as: .text, limit: 5)) }
      return sheet.rowCount
    }
  }

  /// libyaml without anything around it: events are made and thrown away.
  private static func countOfEvents(in bytes: [UInt8]) throws -> Int {
    var parser = unsafe yaml_parser_t()
    guard unsafe yaml_parser_initialize(&parser) == 1 else { throw Refused(description: "libyaml has no memory") }
    defer { unsafe yaml_parser_delete(&parser) }
    return try unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
      var count = 0
      while true {
        var event = unsafe yaml_event_t()
        guard unsafe yaml_parser_parse(&parser, &event) == 1 else { throw Refused(description: "libyaml refuses it") }
        let isLast = unsafe event.type == YAML_STREAM_END_EVENT
        unsafe yaml_event_delete(&event)
        count += 1
        if isLast { return count }
      }
    }
  }
}
