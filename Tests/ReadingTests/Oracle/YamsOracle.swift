import Diagnostics
import Reading
import TestSupport
import Yams

/// What libyaml, through Yams, makes of a text.
enum YamsOracle {
  enum Answer: Equatable {
    case documents([String])
    case error(String)
  }

  /// Every document written out as one line, scalars by their text alone.
  static func read(_ bytes: [UInt8]) -> Answer {
    do {
      // `compose_all` would keep the error to itself.
      let parser = try Yams.Parser(yaml: String(decoding: bytes, as: UTF8.self))
      var documents: [String] = []
      while let node = try parser.nextRoot() { documents.append(line(node)) }
      return .documents(documents)
    } catch {
      return .error("\(error)")
    }
  }

  private static func line(_ node: Yams.Node) -> String {
    switch node {
    case .scalar(let scalar): quoted(scalar.string)
    case .sequence(let sequence): "[" + sequence.map(line).joined(separator: ", ") + "]"
    case .mapping(let mapping):
      "{" + mapping.map { "\(line($0.key)): \(line($0.value))" }.joined(separator: ", ") + "}"
    case .alias(let alias): "*\(alias.anchor)"
    }
  }

  /// The same line for what we read.
  static func line(_ node: Reading.Node) -> String {
    if let items = node.items { return "[" + items.map(line).joined(separator: ", ") + "]" }
    if let entries = node.entries {
      return "{" + entries.map { "\(line($0.key)): \(line($0.value))" }.joined(separator: ", ") + "}"
    }
    return quoted(node.text ?? "")
  }

  private static func quoted(_ text: String) -> String { "'\(text.replacing("'", with: "''"))'" }
}
