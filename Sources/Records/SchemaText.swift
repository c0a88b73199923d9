import Diagnostics

/// The schema of the kinds as text: for people, for editors, and to start a record from.
///
/// All of it is made from `Corpus.kinds`, which is made by the same calls that read records.
package enum SchemaText {
  /// The data dictionary of some kinds as Markdown: a heading and a table for each.
  package static func markdown(of kinds: [KindDescription] = Corpus.kinds) -> String {
    kinds.map(markdown(of:)).joined(separator: "\n")
  }

  /// One kind as Markdown.
  package static func markdown(of kind: KindDescription) -> String {
    let folder = kind.name == Report.kind ? "Input/report.yaml" : "Input/\(kind.name)/"
    return """
      ## \(kind.name)

      \(sentence(kind.summary)) Written in `\(folder)`.

      \(table(of: kind.fields))
      """ + kind.fields.compactMap { inner(of: $0) }.joined()
  }

  private static func table(of fields: [FieldDescription]) -> String {
    let head = "| field | type | required | what it says |\n|---|---|---|---|\n"
    return head
      + fields.map { field in
        "| `\(field.name)` | \(cell(field.type)) | \(field.isRequired ? "yes" : "") | \(cell(field.explanation)) |\n"
      }.joined()
  }

  /// The fields of the mappings that a field holds.
  private static func inner(of field: FieldDescription) -> String? {
    guard case .mappings(let fields) = field.shape else { return nil }
    return "\nEach entry of `\(field.name)` has:\n\n" + table(of: fields)
  }

  private static func cell(_ text: String) -> String { text.split(separator: "|").joined(separator: "\\|") }

  private static func sentence(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() + "." }
}

// MARK: - Starting a record

extension SchemaText {
  /// A record of a kind to fill in, every field of it with what it says; optional ones stand as comments.
  ///
  /// - Returns: record text, a note for the kind that has a body, or `nil` when there is no such kind.
  package static func newRecord(of kind: String, id: String) -> String? {
    guard let kind = Corpus.kinds.first(where: { $0.name == kind }) else { return nil }
    let front =
      "# \(sentence(kind.summary))\n" + lines(of: kind.fields, id: id, indent: "").joined(separator: "\n") + "\n"
    // The body of a note stands behind its fields.
    guard let body = kind.fields.first(where: { $0.shape == .markdown }) else { return front }
    return "---\n\(front)---\n\n\(body.explanation), in \(body.type).\n"
  }

  /// The first line of a CSV file of a kind: every field that a cell can hold.
  package static func csvHeader(of kind: KindDescription) -> String {
    kind.fieldsInCells.map(\.name).joined(separator: ",")
  }

  private static func lines(of fields: [FieldDescription], id: String?, indent: String) -> [String] {
    fields.filter { $0.shape != .markdown }.flatMap { field -> [String] in
      let told = "# \(field.explanation): \(field.type)"
      if field.shape == .id, let id { return ["\(indent)id: \(id)"] }
      if case .mappings(let inner) = field.shape {
        var entry = lines(of: inner, id: nil, indent: "\(indent)    ")
        if let first = entry.firstIndex(where: { !$0.hasPrefix("\(indent)    #") }) {
          entry[first] = "\(indent)  - " + entry[first].dropFirst(indent.count + 4)
          entry.swapAt(0, first)
        }
        let all = ["\(indent)\(field.name):  # \(field.explanation)"] + entry
        return field.isRequired ? all : all.map { commentedOut($0) }
      }
      return ["\(indent)\(field.isRequired ? "" : "# ")\(field.name):  \(told)"]
    }
  }

  private static func commentedOut(_ line: String) -> String { "# \(line)" }
}
