import Diagnostics
import Records

/// One kind as JSON: its records, and where to find the rows that it leaves out.
struct RecordsJSON {
  private let holding: Holding
  private let asOf: Day

  init(_ holding: Holding, asOf: Day) {
    self.holding = holding
    self.asOf = asOf
  }

  /// A record to a line, fields in the order of the schema; what was never written is left out.
  var text: String {
    let withheld = holding.withheld.map { withheld in
      var members = [
        ("source", jsonText(withheld.source.id)), ("title", jsonText(withheld.source.title)),
        ("rows", String(withheld.rows)),
        ("redistribution", jsonText(withheld.source.redistribution?.rawValue ?? "unknown")),
      ]
      if let url = withheld.source.url { members.append(("url", jsonText(url))) }
      return object(members)
    }
    let records = holding.records.map { record in
      // Rows without an id of their own have their place for one.
      let place = record.fields.first?.name == "id" ? [] : [("row", jsonText(record.id))]
      return object(place + members(of: record.fields))
    }
    return """
      {"kind":\(jsonText(holding.kind.name)),"summary":\(jsonText(holding.kind.summary)),"edition":\(jsonText(asOf.description)),
      "withheld":[\(withheld.joined(separator: ","))],
      "records":[\(records.isEmpty ? "" : "\n" + records.joined(separator: ",\n") + "\n")]}

      """
  }

  private func members(of fields: [Record.Field]) -> [(String, String)] {
    fields.compactMap { field in
      if !field.entries.isEmpty {
        return (field.name, "[" + field.entries.map { object(members(of: $0)) }.joined(separator: ",") + "]")
      }
      return field.value == .missing(.absent) ? nil : (field.name, json(field.value))
    }
  }

  private func json(_ value: Value) -> String {
    switch value {
    case .number(let quantity): json(quantity)
    case .yesNo(let answer): answer ? "true" : "false"
    case .list(let values): "[" + values.map(json).joined(separator: ",") + "]"
    case .missing(let reason): object([("missing", jsonText(reason.rawValue))])
    default: jsonText(value.text)
    }
  }

  private func json(_ quantity: Quantity) -> String {
    func number(_ value: Double?) -> String { value.map(jsonNumber) ?? "null" }
    if quantity.low == nil, quantity.high == nil { return number(quantity.value) }
    return object([
      ("value", number(quantity.value)), ("low", number(quantity.low)), ("high", number(quantity.high)),
    ])
  }

  private func object(_ members: [(String, String)]) -> String {
    "{" + members.map { "\(jsonText($0)):\($1)" }.joined(separator: ",") + "}"
  }
}
