import Diagnostics
import Reading
import TestSupport

/// One case of the official suite.
struct YAMLCase {
  /// `229Q`, or `DK95/01` where a file holds several.
  var id: String
  var text: String
  var mustFail: Bool
  /// What the suite's JSON says, one value a document; `nil` where it gives none.
  var json: [JSON]?
  /// The events of a reader, without the marks for brackets and document starts; `nil` where it gives none.
  var events: [String]?

  /// All cases, sorted by id; the suite's own files are record text.
  static func all() throws -> [YAMLCase] {
    var cases: [YAMLCase] = []
    for path in Shared.files(in: "conformance/yaml-test-suite/src", endingIn: ".yaml") {
      let (documents, findings) = RecordText.read(SourceFile(path: path, bytes: try Shared.bytes(of: path)))
      guard findings.isEmpty, let items = documents.first?.items else { throw Unreadable(path: path) }
      let name = String(path.split(separator: "/").last?.dropLast(5) ?? "")
      for (index, item) in items.enumerated() {
        let number = index < 10 ? "0\(index)" : "\(index)"
        cases.append(try YAMLCase(id: items.count == 1 ? name : "\(name)/\(number)", item))
      }
    }
    return cases
  }

  struct Unreadable: Error { var path: String }

  private init(id: String, _ node: Node) throws {
    var fields: [String: String] = [:]
    for entry in node.entries ?? [] where !(entry.value.isPlain && entry.value.text == "null") {
      fields[entry.key.text ?? ""] = entry.value.text
    }
    self.id = id
    text = Self.unmarked(fields["yaml"] ?? "")
    mustFail = fields["fail"] == "true"
    json = try fields["json"].flatMap { $0.isEmpty ? nil : try JSON.all(in: $0) }
    events = fields["tree"].map { Self.events(in: Self.unmarked($0)) }
  }

  /// The suite shows what can't be seen by signs: `␣` a blank, `»` behind dashes a tab, `∎` no line end.
  private static func unmarked(_ text: String) -> String {
    var output = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "␣": output.append(" ")
      case "—", "↵": break
      case "»": output.append("\t")
      case "←": output.append("\r")
      case "⇔": output.append("\u{FEFF}")
      default: output.append(scalar)
      }
    }
    let plain = String(output)
    return plain.hasSuffix("∎\n") ? String(plain.dropLast(2)) : plain
  }

  private static func events(in tree: String) -> [String] {
    tree.split(separator: "\n").compactMap { line in
      let event = line.drop { $0 == " " }
      guard !event.hasPrefix("+STR"), !event.hasPrefix("-STR"), !event.hasPrefix("-DOC") else { return nil }
      if event.hasPrefix("+DOC") || event.hasPrefix("+MAP") || event.hasPrefix("+SEQ") {
        return String(event.prefix(4))
      }
      return String(event)
    }
  }
}

// MARK: - What we read, said in the suite's ways

extension Node {
  /// The events that the suite would give for this value, document start included when it is a root.
  func events() -> [String] {
    if let items { return ["+SEQ"] + items.flatMap { $0.events() } + ["-SEQ"] }
    if let entries { return ["+MAP"] + entries.flatMap { $0.key.events() + $0.value.events() } + ["-MAP"] }
    let escaped = (text ?? "").replacing("\\", with: "\\\\").replacing("\n", with: "\\n").replacing("\t", with: "\\t")
      .replacing("\u{8}", with: "\\b").replacing("\r", with: "\\r")
    return ["=VAL \(isPlain ? ":" : "\"")\(escaped)"]
  }

  /// True when the value is what JSON says, our scalars being text.
  func agrees(with json: JSON) -> Bool {
    switch json {
    case .null: isPlain && ["", "~", "null", "Null", "NULL"].contains(text)
    case .bool(let value): isPlain && text?.lowercased() == "\(value)"
    case .number(let digits): isPlain && text.flatMap(Self.number) == Double(digits)
    case .text(let other): text == other
    case .list(let values):
      items.map { zip($0, values).allSatisfy { $0.agrees(with: $1) } && $0.count == values.count } ?? false
    case .object(let members):
      entries.map { entries in
        entries.count == members.count
          && zip(entries, members).allSatisfy { $0.key.text == $1.name && $0.value.agrees(with: $1.value) }
      } ?? false
    }
  }

  private static func number(_ text: String) -> Double? {
    if text.hasPrefix("0o") { return Int(text.dropFirst(2), radix: 8).map(Double.init) }
    if text.hasPrefix("0x") { return Int(text.dropFirst(2), radix: 16).map(Double.init) }
    return Double(text)
  }
}
