import Diagnostics
import Reading
import Records
import TestSupport
import Testing

/// Every value of the fact sheets stands in the record of its row, not only the row itself.
@Suite(.enabled(if: Shared.has("research"), Comment(rawValue: Shared.absence)))
struct ResearchValuesTests {
  struct Sheet: Sendable, CustomTestStringConvertible {
    var file: String
    var kinds: [String]
    /// Columns that records say in other words, each with why.
    var retold: [String: String] = [:]
    /// True for a sheet with rounded numbers, which a later sheet has more exactly.
    var isRounded = false

    var testDescription: String { file }
  }

  static let sheets = [
    Sheet(file: "sources.yaml", kinds: ["sources"]),
    Sheet(file: "sources-2.yaml", kinds: ["sources"]),
    Sheet(
      file: "models.csv", kinds: ["models"],
      retold: [
        "country": "stands in the maker's record", "weights_open": "yes and no are open and closed",
        "developer": "an id, whose record has the name", "status": "a word of ours",
        "source_id": "where two sheets name a source, the better one stands", "licence": "unknown is left out",
        "note": "retold where a later sheet changed it",
      ]),
    Sheet(
      file: "licences.csv", kinds: ["licences"],
      retold: [
        "openness_class": "our scale has six classes", "source_id": "a later sheet read the text",
        "note": "retold where a later sheet changed it", "mau_limit": "a duty above a limit isn't a limit on use",
        "commercial_use": "a later sheet read the text",
      ]),
    Sheet(
      file: "licence-clauses.csv", kinds: ["licence-clauses"], retold: ["clause": "mau-limit is user-limit"]),
    Sheet(
      file: "prices.csv", kinds: ["prices"],
      retold: ["note": "days and tiers in it have fields of their own", "provider": "first party is first-party"]),
    Sheet(
      file: "downloads-published.csv", kinds: ["downloads"],
      retold: [
        "window": "a choice, with from and to", "value": "written out, without billions", "unit": "without billions",
        "population": "as above is written out",
      ]),
    Sheet(
      file: "derivatives-published.csv", kinds: ["derivatives"],
      retold: ["window": "a choice, with from and to", "subject_kind": "a maker isn't a family"]),
    Sheet(
      file: "adoption.csv", kinds: ["adoption", "usage", "claims"],
      retold: [
        "metric": "reworded where it is a count", "how_measured": "as above is written out",
        "unit": "without trillions",
        "value": "written out, without trillions", "caveat": "as above is written out",
      ]),
    Sheet(
      file: "chips-2.csv", kinds: ["chips"],
      retold: [
        "market": "a choice", "process": "not disclosed is undisclosed",
        "die_area_kind": "not disclosed is undisclosed",
        "vendor": "the name of its own record",
      ]),
    Sheet(
      file: "chips.csv", kinds: ["chips"],
      retold: [
        "chip": "the later sheet names the form", "source_id": "the later sheet corrects",
        "note": "the later sheet corrects",
        "process": "by its maker's name for it",
      ], isRounded: true),
    Sheet(
      file: "arena.csv", kinds: ["scores"],
      retold: ["month": "the day of the reading has it", "country": "stands in the maker's record"]),
    Sheet(file: "fabs.csv", kinds: ["fabs"], retold: ["yield_pct": "a bound is a range", "status": "a choice"]),
    Sheet(
      file: "rules.csv", kinds: ["rules"], retold: ["jurisdiction": "a state is a region"]),
    Sheet(file: "events.csv", kinds: ["events"]),
    Sheet(file: "funding.csv", kinds: ["funding"]),
    Sheet(
      file: "safety.csv", kinds: ["safety", "claims"],
      retold: ["metric": "split into evaluation and measure", "how_measured": "the fuller sheet has it"]),
    Sheet(
      file: "safety-evaluations.csv", kinds: ["safety"],
      retold: [
        "attack_or_measure": "as above is written out", "version": "as above is written out, not stated is absent",
        "rate_pct": "a bound has a qualifier",
      ]),
    Sheet(
      file: "claims.yaml", kinds: ["claims"],
      retold: [
        "seed": "true is yes", "statement": "the article's claims are in our words",
        "how_measured": "as above is written out", "caveat": "as above is written out",
        "theme": "policy is governance", "unit": "qualitative and event aren't units", "as_of": "a summer is a year",
      ]),
  ]

  /// Sheets whose rows are pages of text and lists, in records as in the sheet.
  static let deepSheets = [
    Sheet(
      file: "rivals.yaml", kinds: ["rivals"],
      retold: [
        "attribution_rule": "as above is written out", "publisher": "a name, where the sheet has a kind of source",
      ]),
    Sheet(
      file: "profiles.yaml", kinds: ["profiles"],
      retold: ["field": "fields of ours have other names"]),
  ]

  /// Cells that records say in better words, each with why.
  private static let reworded = [
    "Licence tag apache-2.0.": "a licence has a name",
    "Summary seen; the tier limits read as quoted by kelly-chip-thresholds-2026.": "what it is, not its id",
    "Cited by kelly-chip-thresholds-2026 for B30A estimates.": "what it is, not its id",
    "non-commercial licences allowed (qwen-research, mrl, exaone-nc)": "whose licences, not their ids",
    "TOPS x bit (at least)": "with the sign of a product",
    "15% revenue share on H20 and MI308 sales to China announced (day from memory; not codified by end of August)":
      "others name the day",
    "Judge version: see note. Do not rank across judge versions or sets; n per run not in the sample":
      "the sample names the judge",
    "text-generation and image-text-to-text among the 300": "what the models do, not the hub's word for it",
    "See also hf-share-us-2025": "the number, not its id", "See also hf-spring-2026-us-share": "the answer has both",
    "61 to 39 percent of the two; see also atom-us-downloads": "the answer has both",
    "See also epoch-us-china-lag-min and -max": "the numbers, not their ids",
    "39 points: ai-index-2026-arena-points": "the number, not its id",
    "See also openrouter-crossover-us": "the answer has both", "US 36: openrouter-mid2026-us": "the number, not its id",
    "See also caisi-jailbreak-us; n not found": "the answer has both",
    "Excludes research, failed runs, staff, data; see also deepseek-v3-gpu-hours": "the number, not its id",
    "Gemma 4 is Apache-2.0; the old terms hold for Gemma 1 to 3 and most special versions":
      "a licence says it of its text",
    "DeepSeek R1, V3-0324 and later, V4, V4.1-Flash; GLM-5.2 and GLM-5.3-Flash: plain MIT, no further clause":
      "a licence says it of its text",
    "R1 text says in so many words that distillation is allowed": "the text is silent; the words stood beside it",
    "yes (prohibited uses policy, incl. military)": "without an abbreviation",
    "Prohibited uses incl. military, harm to minors, fully automated decisions against a person":
      "without an abbreviation",
    "Only with prior written authorisation; broad definition incl. services and work for a firm":
      "without an abbreviation",
    "Use policy incl. limits on professional advice": "without an abbreviation",
    "varies (e.g. not offered in China)": "without an abbreviation", "As above": "written out",
    "licence needed 2025-04; allowed again 2025-07/08 with 15% share": "months in words", "trend": "of what",
    "59 Apache-2.0, 22 MIT": "percent signs", "minimax-m27-nc": "its own record bars business",
    "mrl": "its own record bars business", "exaone-nc": "its own record bars business",
    "qwen-research": "its own record bars business",
    "percent of 178 Chinese open models above 20 billion parameters": "the same",
    "Volunteer-maintained; a few release dates are wrong (e.g. the Mistral Large 3 file repeats an older date).":
      "without an abbreviation",
    "As above; lower limit for biological sequence data": "written out",
    "base_model tag": "what the tag says, without its name",
    "follow the base_model chain to its root; unknown root fails": "without the name of a tag",
    "unknown (undated aggregator article supplied with the brief)": "what it is, not who handed it on",
    "The counts differ in population (all repositories, curated language models, listed labs, top of the "
      + "list), in window (30 days, 12 months, all time) and in what is done with uploaders who have no "
      + "country, who hold a large part of all downloads. China leads among new language models; the US leads "
      + "where old encoders, speech and vision models count.": "what the list that we hold shows is told too",
    "Style control moves the gap by several points, boards list thinking variants or not, the pair of "
      + "models changes every few weeks, and a percentage of an Elo score has no meaning; intervals of 5 to "
      + "10 points make gaps below that a tie.": "a gap's own interval decides",
    "82 chosen models, no style control by the look of the scores": "the list has 68 models",
    "List price per token, cost to reach a score, and cost of a workload are three questions; the pair "
      + "compared decides the rest. The cheapest token is often Chinese, the cheapest finished task was "
      + "American in two government tests, and some Chinese flagships are now priced like US ones.":
      "the tests said it of some tasks",
    "Attack, model version, harm list and judge differ, n is 50 in the most quoted test, and \"12 times\" "
      + "belongs to agent hijacking, not jailbreaks. Between makers of one country the spread is larger than "
      + "between countries.": "the spread is told of the tables that show it",
  ]

  private static let corpus = Committed.corpus

  /// What one record says, as a haystack.
  private struct Words {
    var values: Set<String> = []
    var text = ""
    var numbers: [Double] = []

    /// A record of an importer has upstream's name of the maker; what that means, and the country, stands in the maker's
    /// record.
    init(_ record: Record, in corpus: Corpus) {
      add(record.fields)
      guard record.kind == Price.kind,
        let maker = corpus.organisation(corpus.subject(of: record.kind, record.id)?.organisation)
      else { return }
      add(maker.name)
      add(Country.name(of: maker.country ?? "") ?? "")
    }

    private mutating func add(_ fields: [Record.Field]) {
      for field in fields where field.value != .missing(.absent) {
        if case .country(let code) = field.value { add(Country.name(of: code) ?? code) }
        if case .list(let items) = field.value { for item in items { add(item.text) } }
        add(field.value.text)
        for entry in field.entries { add(entry) }
      }
    }

    private mutating func add(_ written: String) {
      let plain = ResearchValuesTests.plain(written)
      values.insert(plain)
      if let number = Quantity(written) {
        for part in [number.low, number.value, number.high].compactMap(\.self) {
          numbers.append(part)
          values.insert(Quantity(value: part).text)
        }
      }
      if let country = Country.name(of: written) { values.insert(ResearchValuesTests.plain(country)) }
      text += " " + plain
    }

    /// Whether a number is said, in the sheet's unit or in thousandths of it, as exactly as the sheet rounds.
    func sayNearly(_ cell: String) -> Bool {
      guard let number = Double(cell) else { return false }
      // Where a later sheet corrected it, the note has it.
      if text.contains(" \(Quantity(value: number * 1000).text)") { return true }
      return numbers.contains { abs($0 - number) <= number / 100 || abs($0 - number * 1000) <= number * 10 }
    }

    /// Whether a cell's value is said: as a whole, or all parts of a list, or a value and its remark in brackets.
    func say(_ cell: String) -> Bool {
      let cell = ResearchValuesTests.plain(cell)
      if values.contains(cell) || cell.count > 2 && text.contains(cell) { return true }
      for separator in ["; ", ", ", ",", ";", " / "] where cell.contains(separator) {
        let parts = cell.split(separator: separator)
        if parts.count > 1, parts.allSatisfy({ say(String($0)) }) { return true }
      }
      if cell.hasSuffix(")"), let bracket = cell.firstRange(of: " (") {
        let (value, remark) = (cell[..<bracket.lowerBound], cell[bracket.upperBound...].dropLast())
        let isQualifier =
          ["below", "at least, below"].contains(String(remark))
          || Qualifier.allCases.contains { ResearchValuesTests.plain($0.rawValue) == String(remark) }
        return say(String(value)) && (isQualifier || say(String(remark)))
      }
      return false
    }
  }

  @Test(arguments: sheets + deepSheets)
  func everyValueOfARowStandsInItsRecord(sheet: Sheet) throws {
    let words = sheet.kinds.flatMap { kind in
      Self.corpus.records(of: kind).map { Words($0, in: Self.corpus) }
    }
    var holders: [String: [Int]] = [:]
    for (position, record) in words.enumerated() {
      for value in record.values { holders[value, default: []].append(position) }
    }
    let rows = try cells(of: sheet)
    #expect(rows.count > 5)
    var lost: [String] = []
    for row in rows where row.first?.text != "unknown" && joinedSources[row.first?.text ?? ""] == nil {
      // The records that share most values with the row; rarer values count for more.
      var votes: [Int: Double] = [:]
      for cell in row {
        let found = holders[Self.plain(cell.text)] ?? []
        for position in found { votes[position, default: 0] += 1 / Double(found.count) }
      }
      let candidates = votes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(8).map { words[$0.key] }
      let told = row.filter { sheet.retold[$0.column] == nil && Self.reworded[$0.text] == nil }
      let missing = candidates.map { record in
        told.filter { cell in
          !record.say(joinedSources[cell.text] ?? cell.text) && !(sheet.isRounded && record.sayNearly(cell.text))
        }
      }
      let least = missing.min { $0.count < $1.count } ?? told
      lost += least.map { "\(row.first?.text ?? ""): \($0.column) '\($0.text)'" }
    }
    #expect(lost == [], "\(lost.count) values")
  }

  private func cells(of sheet: Sheet) throws -> [[(column: String, text: String)]] {
    let file = SourceFile(path: sheet.file, bytes: try Shared.bytes(of: "research/\(sheet.file)"))
    if sheet.file.hasSuffix(".yaml") {
      return RecordText.read(file).documents.flatMap { $0.items ?? [] }.map { node in
        Self.cells(of: node, in: "").filter { !$0.text.isEmpty && $0.text != "null" }
      }
    }
    let table = try #require(CSVTable.read(file).table)
    let rows: [[(column: String, text: String)]] = (0..<table.rowCount).map { row in
      table.header.enumerated().map { ($1.text, table.cell(row: row, column: $0).text) }.filter { !$1.isEmpty }
    }
    return rows.filter { row in !row.contains { $0.text == unsourced } }
  }

  /// All scalars of a node, each with the key that it stands under.
  private static func cells(of node: Node, in column: String) -> [(column: String, text: String)] {
    if let text = node.text { return [(column, text)] }
    return (node.items ?? []).flatMap { cells(of: $0, in: column) }
      + (node.entries ?? []).flatMap { cells(of: $0.value, in: $0.key.text ?? "") }
  }

  /// Days as records say them in prose: 2026-06-12 is 12 june 2026, and 2026-06 june 2026.
  private static func withDaysInWords(_ text: String) -> String {
    guard text.contains("-") else { return text }
    let months = [
      "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
      "december",
    ]
    return text.replacing(#/\b(20[0-9]{2})-([0-9]{2})(?:-([0-9]{2}))?\b/#) { found in
      guard let month = Int(found.output.2), months.indices.contains(month - 1) else { return String(found.output.0) }
      let day = found.output.3.flatMap { Int($0) }.map { "\($0) " } ?? ""
      return "\(day)\(months[month - 1]) \(found.output.1)"
    }
  }

  /// Letters and numbers as they compare: no capitals, no hyphens, days in words, one form of each number.
  fileprivate static func plain(_ text: String) -> String {
    if let number = Quantity(text) { return number.text }
    // `11-14` is written `11..14`.
    let ends = text.split(separator: "-").map(String.init)
    if ends.count == 2, let range = Quantity("\(ends[0])..\(ends[1])") { return range.text }
    let names = ["us": "united states", "usa": "united states", "uk": "united kingdom", "eu": "eu"]
    // Some titles lost their apostrophes in the sheets.
    let lowered = text.lowercased().filter { $0 != "'" && $0 != "\u{2019}" }
    if let name = names[lowered] { return name }
    return withDaysInWords(lowered).split { $0 == "-" || $0.isWhitespace }.joined(separator: " ")
      .split(separator: "\u{201C}").joined(separator: "\"").split(separator: "\u{201D}").joined(separator: "\"")
  }
}
