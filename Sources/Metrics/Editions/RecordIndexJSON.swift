import Diagnostics
import Reading

/// The index of an edition's records as JSON: `editions/ID.records.json`. A record a line.
package enum RecordIndexJSON {
  /// A record is its key, its sum, its source's position in `sources` and its subject; those of a kind stand together.
  package static func text(of index: RecordIndex) -> String {
    let sources = Set(index.rows.map(\.source)).union(index.retrieved.keys).sorted()
    let positions = Dictionary(uniqueKeysWithValues: sources.enumerated().map { ($1, $0) })
    let listed = sources.map { "[\(jsonText($0)),\(jsonText(index.retrieved[$0] ?? ""))]" }
    var text = "{\"sources\":[\n\(listed.joined(separator: ",\n"))],\n\"records\":{"
    var kind: String?
    for row in index.rows {
      if row.kind == kind {
        text += ",\n"
      } else {
        text += "\(kind == nil ? "" : "],")\n\(jsonText(row.kind)):[\n"
        kind = row.kind
      }
      text += "[\(jsonText(row.key)),\"\(row.sum)\",\(positions[row.source] ?? 0),\(jsonText(row.subject))]"
    }
    text += "\(kind == nil ? "" : "]")},\n\"figures\":{"
    let figures = index.rowsOfFigure.sorted { $0.key < $1.key }.map { id, rows in
      "\n\(jsonText(id)):[\(rows.map(String.init).joined(separator: ","))]"
    }
    return text + figures.joined(separator: ",") + "}}\n"
  }

  /// `nil` when the bytes aren't a whole index.
  package static func index(_ bytes: [UInt8]) -> RecordIndex? {
    guard let tree = JSONTree(bytes), let kinds = tree["records"]?.members, let figures = tree["figures"]?.members
    else { return nil }
    var index = RecordIndex()
    var sources: [String] = []
    for item in tree["sources"]?.items ?? [] {
      guard let id = item.items.first?.text, let day = item.items.last?.text else { return nil }
      sources.append(id)
      if !day.isEmpty { index.retrieved[id] = day }
    }
    for kind in kinds {
      for item in kind.value.items {
        let parts = item.items
        guard parts.count == 4, let key = parts[0].text, let sum = parts[1].text, let position = parts[2].whole,
          let subject = parts[3].text, sources.indices.contains(position)
        else { return nil }
        index.rows.append(
          RecordIndex.Row(kind: kind.name, key: key, sum: sum, source: sources[position], subject: subject))
      }
    }
    for figure in figures { index.rowsOfFigure[figure.name] = figure.value.items.compactMap(\.whole) }
    return index
  }
}
