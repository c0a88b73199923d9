import Diagnostics
package import Records

/// One kind as JSON: its records, and where to find the rows that it leaves out.
package struct RecordsJSON {
  private let holding: Holding
  private let asOf: Day
  /// How to cite what the file holds; `nil` where nobody will.
  private let citation: String?

  init(_ holding: Holding, asOf: Day, citation: String? = nil) {
    self.holding = holding
    self.asOf = asOf
    self.citation = citation
  }

  /// Those records of a kind that may be passed on, as the edition has them.
  package static func published(of kind: KindDescription, in corpus: Corpus) -> [UInt8] {
    let citation = Citation(corpus.report, on: corpus.asOf).words(of: kind)
    return RecordsJSON(Holding(kind, in: corpus), asOf: corpus.asOf, citation: citation).bytes
  }

  /// All records of a kind, to be compared and never published: those that may not be passed on are among them.
  package static func everything(of kind: KindDescription, in corpus: Corpus) -> [UInt8] {
    RecordsJSON(Holding(whole: kind, in: corpus), asOf: corpus.asOf).bytes
  }

  /// A record to a line, fields in the order of the schema; what was never written is left out.
  var bytes: [UInt8] {
    let withheld = holding.withheld.map { withheld in
      var members = [
        ("source", jsonText(withheld.source.id)), ("title", jsonText(withheld.source.title)),
        ("rows", String(withheld.rows)),
        ("redistribution", jsonText(withheld.source.redistribution?.rawValue ?? "unknown")),
      ]
      if let url = withheld.source.url { members.append(("url", jsonText(url))) }
      return Self.object(members)
    }
    let sources = holding.sources.map { source in
      var members = [("source", jsonText(source.id)), ("title", jsonText(source.title))]
      if let url = source.url { members.append(("url", jsonText(url))) }
      if let licence = source.licence { members.append(("licence", jsonText(licence))) }
      return Self.object(members)
    }
    let cite = citation.map { "\"citation\":\(jsonText($0)),\n" } ?? ""
    let head = """
      {"kind":\(jsonText(holding.kind.name)),"summary":\(jsonText(holding.kind.summary)),"edition":\(jsonText(asOf.description)),
      \(cite)"sources":[\(sources.joined(separator: ","))],
      "withheld":[\(withheld.joined(separator: ","))],
      "records":[
      """
    return Array(head.utf8) + records + Array("]}\n".utf8)
  }

  private var records: [UInt8] {
    var bytes: [UInt8] = []
    var members = MadeOfValues { Array((Self.member($0) ?? "").utf8) }
    for record in holding.records {
      bytes += bytes.isEmpty ? [.lineFeed, .openingBrace] : [.comma, .lineFeed, .openingBrace]
      var isFirst = true
      func add(_ member: [UInt8]) {
        guard !member.isEmpty else { return }
        if !isFirst { bytes.append(.comma) }
        bytes += member
        isFirst = false
      }
      // Rows without an id of their own have their place for one.
      if hasPlaces { add(Array("\"row\":\(jsonText(record.id))".utf8)) }
      members.each(of: record) { add($1) }
      bytes.append(.closingBrace)
    }
    if !bytes.isEmpty { bytes.append(.lineFeed) }
    return bytes
  }

  private var hasPlaces: Bool { holding.kind.fields.first?.name != "id" }

  /// A field with its name; `nil` for one that was never written.
  private static func member(_ field: Record.Field) -> String? {
    if !field.entries.isEmpty {
      let entries = field.entries.map { "{" + $0.compactMap(member).joined(separator: ",") + "}" }
      return "\(jsonText(field.name)):[\(entries.joined(separator: ","))]"
    }
    return field.value == .missing(.absent) ? nil : "\(jsonText(field.name)):\(json(field.value))"
  }

  private static func json(_ value: Value) -> String {
    switch value {
    case .number(let quantity): json(quantity)
    case .yesNo(let answer): answer ? "true" : "false"
    case .list(let values): "[" + values.map(json).joined(separator: ",") + "]"
    case .missing(let reason): object([("missing", jsonText(reason.rawValue))])
    default: jsonText(value.text)
    }
  }

  private static func json(_ quantity: Quantity) -> String {
    func number(_ value: Double?) -> String { value.map(jsonNumber) ?? "null" }
    if quantity.low == nil, quantity.high == nil { return number(quantity.value) }
    return object([
      ("value", number(quantity.value)), ("low", number(quantity.low)), ("high", number(quantity.high)),
    ])
  }

  private static func object(_ members: [(String, String)]) -> String {
    "{" + members.map { "\(jsonText($0)):\($1)" }.joined(separator: ",") + "}"
  }
}

extension UInt8 {
  fileprivate static let lineFeed = UInt8(ascii: "\n")
  fileprivate static let comma = UInt8(ascii: ",")
  fileprivate static let openingBrace = UInt8(ascii: "{")
  fileprivate static let closingBrace = UInt8(ascii: "}")
}
