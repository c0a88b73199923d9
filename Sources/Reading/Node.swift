package import Diagnostics

/// One value of a record text document, with its place: a scalar, a sequence or a mapping.
///
/// Scalars are text, whatever they look like: the type of a field reads them later. Mappings keep their order.
/// A view into what the file says: copying one is cheap, and text is decoded each time it is asked for.
package struct Node: Sendable {
  package enum Content: Sendable {
    case scalar(String)
    case sequence([Node])
    case mapping([Entry])
  }

  package struct Entry: Sendable {
    package var key: Node
    package var value: Node

    package init(key: Node, value: Node) {
      self.key = key
      self.value = value
    }
  }

  let tape: RecordTape
  let index: Int

  var item: TapeItem { tape.items[index] }
}

extension Node {
  package var content: Content {
    switch item.kind {
    case .sequence: .sequence(items ?? [])
    case .mapping: .mapping(entries ?? [])
    default: .scalar(text ?? "")
    }
  }

  /// From the first character, quote or mark through the last; for a value that isn't there, where it would begin.
  package var place: Place { Place(tape.file, item.bytes) }

  /// True for a scalar without quotes and block marks, which alone may stand for something missing.
  package var isPlain: Bool { item.kind == .plain }

  /// True where the text broke the rules: a finding says so, and nothing else needs to.
  package var isUnreadable: Bool { item.kind == .unreadable }

  /// True for a collection with lines that broke the rules and may have belonged to it: what it lacks, those may hold.
  package var isCutShort: Bool { item.isCutShort }

  /// The text of a scalar, `nil` for the others.
  package var text: String? {
    let item = item
    guard !item.isContainer else { return nil }
    let bytes = tape.file.bytes
    return scalarText(of: item, in: bytes.span)
  }

  package var items: [Node]? {
    guard item.kind == .sequence else { return nil }
    var items: [Node] = []
    var child = index + 1
    let end = Int(item.next)
    while child < end {
      items.append(Node(tape: tape, index: child))
      child = Int(tape.items[child].next)
    }
    return items
  }

  package var entries: [Entry]? {
    guard item.kind == .mapping else { return nil }
    var entries: [Entry] = []
    var child = index + 1
    let end = Int(item.next)
    while child < end {
      let value = Int(tape.items[child].next)
      entries.append(Entry(key: Node(tape: tape, index: child), value: Node(tape: tape, index: value)))
      child = Int(tape.items[value].next)
    }
    return entries
  }
}
