import Diagnostics
import Reading

extension Intake {
  /// The value of a JSON file; `nil` with a finding when it isn't JSON, or cut off.
  mutating func json(_ file: SourceFile) -> Node? {
    let (value, wrong) = JSONText.read(file)
    findings += wrong
    return value
  }

  /// The documents of a YAML file, those that could be read.
  mutating func yaml(_ file: SourceFile) -> [Node] {
    let (documents, wrong) = RecordText.read(file)
    findings += wrong
    return documents.filter { !$0.isUnreadable }
  }

  /// The list under a name, or the value itself where it is a list; `nil` with a finding when there is none.
  mutating func list(_ name: String?, in node: Node) -> [Node]? {
    let value = name == nil ? node : node[name!]
    if let items = value?.items { return items }
    findings.append(.unlikeFormat("there is no list '\(name ?? "of rows")'", at: (value ?? node).place))
    return nil
  }

  /// Text that a row must have; `nil` with a finding when it hasn't.
  mutating func text(_ name: String, in row: Node) -> String? {
    if let text = row[name]?.written { return text }
    findings.append(.unlikeFormat("a row lacks '\(name)'", at: row.place))
    return nil
  }

  /// A number that a row must have; `nil` with a finding when it hasn't.
  mutating func number(_ name: String, in row: Node) -> Double? {
    guard let text = text(name, in: row) else { return nil }
    if let number = Double(text), number.isFinite { return number }
    findings.append(.unlikeFormat("'\(text)' in '\(name)' isn't a number", at: row[name]?.place ?? row.place))
    return nil
  }

  /// Refuses a list that holds fewer entries than the file itself says.
  mutating func check(_ items: [Node], against count: Node?, in file: SourceFile) {
    guard let count, let stated = count.written.flatMap({ Int($0) }), stated != items.count else { return }
    findings.append(
      Finding(
        .error, "cut-export", "the file says that it holds \(stated) entries, and holds \(items.count)",
        at: count.place,
        hint: "fetch it again"))
  }
}

extension Node {
  /// The value under a key.
  subscript(key: String) -> Node? { entries?.first { $0.key.text == key }?.value }

  /// The text of a scalar that says something; `nil` for others, for `null` and for nothing.
  var written: String? {
    guard let text, !text.isEmpty else { return nil }
    return isPlain && ["null", "~", "Null", "NULL"].contains(text) ? nil : text
  }

  /// A number, or `nil` for anything else.
  var number: Double? { written.flatMap { Double($0) }.flatMap { $0.isFinite ? $0 : nil } }
}

extension Finding {
  /// The file isn't of the format that was named, or the format has changed.
  static func unlikeFormat(_ headline: String, at place: Place) -> Finding {
    Finding(
      .error, "unlike-format", headline, at: place,
      hint: "name the format that the file has; if upstream has changed it, the importer has to learn it")
  }
}
