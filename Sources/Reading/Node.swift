package import Diagnostics

/// One value of a record text document, with its place: a scalar, a sequence or a mapping.
///
/// Scalars are text, whatever they look like: the type of a field reads them later. Mappings keep their order.
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

  package var content: Content
  package var place: Place
  /// True for a scalar without quotes and block marks, which alone may stand for something missing.
  package var isPlain: Bool

  package init(_ content: Content, at place: Place, isPlain: Bool = false) {
    self.content = content
    self.place = place
    self.isPlain = isPlain
  }
}

extension Node {
  package var text: String? {
    if case .scalar(let text) = content { text } else { nil }
  }

  package var items: [Node]? {
    if case .sequence(let items) = content { items } else { nil }
  }

  package var entries: [Entry]? {
    if case .mapping(let entries) = content { entries } else { nil }
  }
}
