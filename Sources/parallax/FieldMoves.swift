import Diagnostics
import Metrics
import Pages
import Reading
import Records

/// A field of a record that says something else than it did.
struct FieldMove: Equatable {
  let kind: String
  /// What the record is called: its id, or the fields that tell it from others.
  let record: String
  let field: String
  /// `nil` where nothing was written.
  let before: String?
  let after: String?
  /// Where it stands now, as `Input/prices/list.csv:12`.
  let spot: String

  /// `deepseek-v4-pro, licence: mit, now deepseek-model`.
  var words: String { "\(record), \(field): \(before ?? "nothing"), now \(after ?? "nothing")" }
}

extension FieldMove {
  /// What changed in records that were there before and still are, kind by kind, records in their order.
  ///
  /// - Parameters:
  ///   - kinds: those in which any record changed.
  ///   - old: the records of a kind as they were, as JSON; `nil` where nobody has them. A record that isn't among them is
  ///     left out: what may not be passed on is in no edition.
  static func all(
    of kinds: Set<String>, from old: (KindDescription) -> [UInt8]?, to corpus: Corpus
  ) -> [FieldMove] {
    Corpus.kinds.filter { kinds.contains($0.name) }.flatMap { kind -> [FieldMove] in
      guard let before = old(kind).flatMap({ JSONTree($0) }),
        let after = JSONTree(RecordsJSON.everything(of: kind, in: corpus))
      else { return [] }
      let earlier = Dictionary(named(before, kind).map { ($0.name, $0.fields) }) { first, _ in first }
      return named(after, kind).flatMap { name, fields -> [FieldMove] in
        earlier[name].map { moves(kind, name, from: $0, to: fields, corpus) } ?? []
      }
    }
  }

  private typealias Fields = [(name: String, value: JSONTree)]

  /// Records with what they are called: two of one name are told apart by their order.
  private static func named(_ tree: JSONTree, _ kind: KindDescription) -> [(name: String, fields: Fields)] {
    let names = kind.fields.filter { $0.isRequired && $0.name != "source" && !$0.shape.isNumber }.map(\.name)
    var uses: [String: Int] = [:]
    return (tree["records"]?.items ?? []).map { item in
      let fields = item.members
      func text(_ name: String) -> String { fields.first { $0.name == name }.map { words(of: $0.value) } ?? "" }
      var name = fields.contains { $0.name == "id" } ? text("id") : names.map(text).joined(separator: " · ")
      uses[name, default: 0] += 1
      if let count = uses[name], count > 1 { name += " #\(count)" }
      return (name, fields)
    }
  }

  private static func moves(
    _ kind: KindDescription, _ name: String, from old: Fields, to new: Fields, _ corpus: Corpus
  ) -> [FieldMove] {
    let id = new.first { $0.name == "row" || $0.name == "id" }?.value.text
    let record = id.flatMap { corpus.record(kind.name, $0) }
    return kind.fields.map(\.name).compactMap { field in
      let (before, after) = (value(field, old), value(field, new))
      guard before != after else { return nil }
      let place = record?.fields.first { $0.name == field }?.place ?? record?.place
      return FieldMove(
        kind: kind.name, record: name, field: field, before: before, after: after,
        spot: place.map { "\($0.file.path):\($0.line)" } ?? "")
    }
  }

  private static func value(_ field: String, _ fields: Fields) -> String? {
    fields.first { $0.name == field }.map { words(of: $0.value) }
  }

  /// A value as a record would write it: `1491.7 [1486, 1497]`, `yes`, `mit`.
  private static func words(of value: JSONTree) -> String {
    if let text = value.text { return text }
    if let number = value.number { return jsonNumber(number) }
    if let truth = value.truth { return truth ? "yes" : "no" }
    if let list = value.list { return list.map(words).joined(separator: "; ") }
    let members = value.members
    if let reason = value["missing"]?.text { return reason }
    if let low = value["low"]?.number, let high = value["high"]?.number {
      let range = "[\(jsonNumber(low)), \(jsonNumber(high))]"
      return value["value"]?.number.map { "\(jsonNumber($0)) \(range)" } ?? range
    }
    return members.map { "\($0.name) \(words(of: $0.value))" }.joined(separator: ", ")
  }
}

extension FieldShape {
  fileprivate var isNumber: Bool { if case .number = self { true } else { false } }
}
