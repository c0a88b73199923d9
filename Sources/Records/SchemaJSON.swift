import Diagnostics

extension SchemaText {
  /// One kind as JSON Schema (2020-12), for editors that check YAML while it is written.
  ///
  /// A file holds one record or a sequence of them. Editors read plain scalars as YAML does, so a number or a date may
  /// come as either, and every field may hold a word for what is missing.
  package static func jsonSchema(of kind: KindDescription) -> String { jsonSchema(of: [kind]) }

  /// Some kinds as one schema: a file holds records of one of them.
  package static func jsonSchema(of kinds: [KindDescription]) -> String {
    func reference(_ kind: KindDescription) -> SchemaValue { .object([("$ref", .text("#/$defs/\(kind.name)"))]) }
    let forms = kinds.flatMap { kind -> [SchemaValue] in
      [reference(kind), .object([("type", .text("array")), ("items", reference(kind))])]
    }
    let records = kinds.map { kind in
      let head: [(String, SchemaValue)] = [("title", .text(kind.name)), ("description", .text(kind.summary))]
      return (kind.name, SchemaValue.object(head + mapping(kind.fields)))
    }
    let schema = SchemaValue.object([
      ("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
      ("title", .text(kinds.count == 1 ? kinds[0].name : "records")), ("anyOf", .array(forms)),
      ("$defs", .object(records + [("missing", missing)])),
    ])
    return schema.text + "\n"
  }

  /// The words for what is missing; absent is said by leaving the field out.
  private static let missing = SchemaValue.object([
    ("enum", .array(Missing.allCases.filter { $0 != .absent }.map { .text($0.rawValue) }))
  ])

  private static func mapping(_ fields: [FieldDescription]) -> [(String, SchemaValue)] {
    [
      ("type", .text("object")),
      ("properties", .object(fields.filter { $0.shape != .markdown }.map { ($0.name, property($0)) })),
      ("required", .array(fields.filter { $0.isRequired && $0.shape != .markdown }.map { .text($0.name) })),
      ("additionalProperties", .no),
    ]
  }

  private static func property(_ field: FieldDescription) -> SchemaValue {
    let told: [(String, SchemaValue)] = [("description", .text("\(field.explanation) (\(field.type))"))]
    switch field.shape {
    case .id, .list, .mappings: return .object(told + form(field.shape))
    default:
      return .object(
        told + [("anyOf", .array([.object(form(field.shape)), .object([("$ref", .text("#/$defs/missing"))])]))])
    }
  }

  private static func form(_ shape: FieldShape) -> [(String, SchemaValue)] {
    let scalar = SchemaValue.array([.text("string"), .text("number")])
    switch shape {
    case .id:
      return [("type", .text("string")), ("pattern", .text("^[a-z0-9][a-z0-9.-]*$")), ("maxLength", .number(100))]
    case .text, .prose, .markdown, .reference: return [("type", scalar)]
    case .date:
      return [("type", scalar), ("pattern", .text("^[0-9]{4}(-(H[12]|Q[1-4]|[0-9]{2}(-[0-9]{2})?))?$"))]
    case .yesNo: return [("enum", .array([.text("yes"), .text("no"), .yes, .no]))]
    case .country: return [("type", .text("string")), ("pattern", .text("^[A-Z]{2}$"))]
    case .jurisdiction: return [("type", .text("string")), ("pattern", .text("^[A-Z]{2}$"))]
    case .url: return [("type", .text("string")), ("pattern", .text("^https?://"))]
    case .choice(let words): return [("enum", .array(words.map { .text($0) }))]
    case .number(let bounds):
      var form: [(String, SchemaValue)] = [("type", scalar), ("pattern", .text("^[-+0-9.]"))]
      if let bounds, bounds.lowerBound > -.infinity { form.append(("minimum", .number(bounds.lowerBound))) }
      if let bounds, bounds.upperBound < .infinity { form.append(("maximum", .number(bounds.upperBound))) }
      return form
    case .list(let item): return [("type", .text("array")), ("items", .object(form(item)))]
    case .mappings(let fields): return [("type", .text("array")), ("items", .object(mapping(fields)))]
    }
  }
}

/// As much of JSON as a schema needs, members in the order given.
private enum SchemaValue {
  case text(String)
  case number(Double)
  case yes, no
  case array([SchemaValue])
  case object([(String, SchemaValue)])

  var text: String { text(indent: "") }

  private func text(indent: String) -> String {
    let inner = indent + "  "
    switch self {
    case .text(let text): return jsonText(text)
    case .number(let number): return Quantity.text(of: number)
    case .yes: return "true"
    case .no: return "false"
    case .array(let items):
      if items.isEmpty { return "[]" }
      let lines = items.map { inner + $0.text(indent: inner) }
      return "[\n" + lines.joined(separator: ",\n") + "\n\(indent)]"
    case .object(let members):
      if members.isEmpty { return "{}" }
      let lines = members.map { inner + jsonText($0) + ": " + $1.text(indent: inner) }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
    }
  }
}
