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
  ///   - old: the records of a kind as they were, as JSON; `nil` where nobody has them.
  ///   - isPublished: whether these are an edition's, which lacks what may not be passed on; such a record is left out.
  static func all(
    of kinds: Set<String>, from old: (KindDescription) -> [UInt8]?, to corpus: Corpus, isPublished: Bool
  ) -> [FieldMove] {
    Corpus.kinds.filter { kinds.contains($0.name) }.flatMap { kind -> [FieldMove] in
      let now = isPublished ? RecordsJSON.published(of: kind, in: corpus) : RecordsJSON.everything(of: kind, in: corpus)
      guard let before = old(kind).flatMap({ JSONTree($0) }), let after = JSONTree(now) else { return [] }
      let (earlier, later) = (named(before, kind), named(after, kind))
      return later.keys.sorted { (later[$0]?.first?.position ?? 0) < (later[$1]?.first?.position ?? 0) }
        .flatMap { name in moves(kind, name, from: earlier[name] ?? [], to: later[name] ?? [], corpus) }
    }
  }

  private typealias Fields = [(name: String, value: JSONTree)]

  private struct Known {
    let position: Int
    let fields: Fields
    /// All that it says, but for its place.
    let text: String
  }

  /// Records by what they are called, in their order.
  private static func named(_ tree: JSONTree, _ kind: KindDescription) -> [String: [Known]] {
    let names = kind.fields.filter { $0.isRequired && $0.name != "source" && !$0.shape.isNumber }.map(\.name)
    var known: [String: [Known]] = [:]
    for (position, item) in (tree["records"]?.items ?? []).enumerated() {
      let fields = item.members
      func text(_ name: String) -> String { fields.first { $0.name == name }.map { words(of: $0.value) } ?? "" }
      let name = fields.contains { $0.name == "id" } ? text("id") : names.map(text).joined(separator: " · ")
      let whole = fields.filter { $0.name != "row" }.map { "\($0.name) \(words(of: $0.value))" }.joined(separator: "\n")
      known[name, default: []].append(Known(position: position, fields: fields, text: whole))
    }
    return known
  }

  /// Of records that are called alike, those that say the same are the same; the rest are paired in their order.
  private static func moves(
    _ kind: KindDescription, _ name: String, from old: [Known], to new: [Known], _ corpus: Corpus
  ) -> [FieldMove] {
    var left = old
    let changed = new.enumerated().filter { _, record in
      guard let same = left.firstIndex(where: { $0.text == record.text }) else { return true }
      left.remove(at: same)
      return false
    }
    return zip(left, changed).flatMap { before, after in
      moves(
        kind, after.offset == 0 ? name : "\(name) #\(after.offset + 1)", from: before.fields, to: after.element.fields,
        corpus)
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
