import Diagnostics

/// A value of JSON that the program wrote itself, by type: what isn't of the type asked for is `nil`.
package struct JSONTree: Sendable {
  private let node: Node

  /// What the program writes grows with the rows that it is given: as long as the longest of their files.
  private static let sizeLimit = CSVTable.sizeLimit

  private init(_ node: Node) { self.node = node }

  /// `nil` when the bytes aren't one whole JSON value.
  package init?(_ bytes: [UInt8]) {
    guard let node = JSONText.read(SourceFile(path: "", bytes: bytes), limit: Self.sizeLimit).value else { return nil }
    self.node = node
  }

  /// The member of an object.
  package subscript(name: String) -> JSONTree? {
    members.first { $0.name == name }?.value
  }

  package var isNull: Bool { plain == "null" }

  package var text: String? { node.isPlain ? nil : node.text }

  package var number: Double? { isNull || truth != nil ? nil : plain.flatMap { Double($0) } }

  package var whole: Int? { plain.flatMap { Int($0) } }

  package var truth: Bool? {
    switch plain {
    case "true": true
    case "false": false
    default: nil
    }
  }

  /// The items of a list; `nil` when it is none.
  package var list: [JSONTree]? { node.items.map { $0.map { JSONTree($0) } } }

  /// The items of a list; none when it is something else.
  package var items: [JSONTree] { list ?? [] }

  /// The members of an object; none when it is something else.
  package var members: [(name: String, value: JSONTree)] {
    (node.entries ?? []).map { ($0.key.text ?? "", JSONTree($0.value)) }
  }

  private var plain: String? { node.isPlain ? node.text : nil }
}
