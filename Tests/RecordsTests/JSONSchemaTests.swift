import Diagnostics
import Reading
import Records
import TestSupport
import Testing

/// The JSON Schema of each kind accepts every file of record text that is committed, as an editor would read it.
@Suite struct JSONSchemaTests {
  private static let files = Committed.input
    .filter { $0.path.hasSuffix(".yaml") }

  @Test func acceptsEveryCommittedFile() throws {
    var count = 0
    for kind in Corpus.kinds {
      let schema = try #require(try JSON.all(in: SchemaText.jsonSchema(of: kind)).first)
      let own = Self.files.filter {
        $0.path.hasPrefix("Input/\(kind.name)/") || kind.name == "report" && $0.path == "Input/report.yaml"
      }
      for file in own {
        count += 1
        let documents = RecordText.read(file).documents
        for document in documents {
          let wrong = Validator(schema: schema).complaints(about: document)
          #expect(wrong == [], "\(file.path)")
        }
      }
    }
    #expect(count == Self.files.count)
  }

  @Test(arguments: [
    ("{id: x, name: X, developer: d, weights: ajar, source: s}", "weights: none of the forms holds"),
    ("{id: x, name: X, developer: d, weights: open}", ": lacks 'source'"),
    ("{id: x, name: X, developer: d, weights: open, source: s, colour: red}", ": has no 'colour'"),
    ("{id: X Y, name: X, developer: d, weights: open, source: s}", "id: doesn't match"),
    ("{id: x, name: X, developer: d, weights: open, source: s, context: -5}", "context: none of the forms holds"),
    ("{id: x, name: X, developer: d, weights: open, source: s, released: soon}", "released: none of the forms holds"),
  ])
  func refusesWhatARecordCanNotBe(text: String, expected: String) throws {
    let kind = try #require(Corpus.kinds.first { $0.name == "models" })
    let schema = try #require(try JSON.all(in: SchemaText.jsonSchema(of: kind)).first)
    let node = try #require(RecordText.read(SourceFile(path: "m.yaml", text: text + "\n")).documents.first)
    let record = Validator(schema: schema, at: "models").complaints(about: node)
    #expect(record.contains { $0.hasPrefix(expected) }, "\(record)")
  }
}

/// As much of JSON Schema as the schemas use: plainly right, and slow.
private struct Validator {
  let root: JSON
  let start: JSON

  /// - Parameter definition: one of the schema's own definitions to start from, in place of the whole.
  init(schema: JSON, at definition: String? = nil) {
    root = schema
    start = definition.flatMap { schema.member("$defs")?.member($0) } ?? schema
  }

  func complaints(about node: Node) -> [String] { complaints(node, start, "") }

  private func complaints(_ node: Node, _ schema: JSON, _ path: String) -> [String] {
    var found: [String] = []
    if case .text(let reference)? = schema.member("$ref") {
      let name = String(reference.split(separator: "/").last!)
      found += complaints(node, root.member("$defs")!.member(name)!, path)
    }
    if case .list(let forms)? = schema.member("anyOf") {
      let all = forms.map { complaints(node, $0, path) }
      // One form alone, or the longest match, tells what is wrong better than that none holds.
      if !all.contains([]) { found.append("\(path): none of the forms holds (\(all.flatMap(\.self).prefix(2)))") }
    }
    if let types = schema.member("type") {
      let allowed = types.items.map { $0.isEmpty ? [types] : $0 } ?? [types]
      if !allowed.contains(where: { $0 == .text(node.jsonType) }) { return found + ["\(path): isn't \(allowed)"] }
    }
    if case .list(let values)? = schema.member("enum"), !values.contains(where: { $0 == node.json }) {
      found.append("\(path): isn't one of \(values.count)")
    }
    if case .text(let pattern)? = schema.member("pattern"), node.jsonType == "string", let text = node.text,
      (try? Regex(pattern).firstMatch(in: text)) == nil
    {
      found.append("\(path): doesn't match \(pattern)")
    }
    if node.jsonType == "number", let number = node.text.flatMap({ Double($0) }) {
      if case .number(let least)? = schema.member("minimum"), number < Double(least)! {
        found.append("\(path): too low")
      }
      if case .number(let most)? = schema.member("maximum"), number > Double(most)! {
        found.append("\(path): too high")
      }
    }
    if let items = schema.member("items") {
      for (index, item) in (node.items ?? []).enumerated() { found += complaints(item, items, "\(path)[\(index)]") }
    }
    if let entries = node.entries, let properties = schema.member("properties") {
      for entry in entries {
        guard let name = entry.key.text else { continue }
        if let property = properties.member(name) {
          found += complaints(entry.value, property, path.isEmpty ? name : "\(path).\(name)")
        } else if schema.member("additionalProperties") == .bool(false) {
          found.append("\(path): has no '\(name)'")
        }
      }
      if case .list(let required)? = schema.member("required") {
        for case .text(let name) in required where !entries.contains(where: { $0.key.text == name }) {
          found.append("\(path): lacks '\(name)'")
        }
      }
    }
    return found
  }
}

extension JSON {
  fileprivate func member(_ name: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  fileprivate var items: [JSON]? {
    if case .list(let items) = self { items } else { nil }
  }
}

extension Node {
  /// The type that YAML's core schema gives to what is written.
  fileprivate var jsonType: String {
    switch content {
    case .mapping: "object"
    case .sequence: "array"
    case .scalar(let text):
      if !isPlain {
        "string"
      } else if text == "true" || text == "false" {
        "boolean"
      } else if text.isEmpty || text == "null" {
        "null"
      } else if text.wholeMatch(of: /[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?/) != nil {
        "number"
      } else {
        "string"
      }
    }
  }

  fileprivate var json: JSON {
    switch jsonType {
    case "boolean": .bool(text == "true")
    case "number": .number(text ?? "")
    default: .text(text ?? "")
    }
  }
}
