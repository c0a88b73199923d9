import Diagnostics
import Metrics
import Records
import TestSupport
import Testing

/// A `where` is asked column by column; asked of each record alone it must give the same.
@Suite struct RecordFilterTests {
  /// Rows of two files and records written field by field, which stand among each other.
  private static let files = [
    "Input/downloads/d.csv": """
    subject,subject-kind,country,platform,measure,value,unit,as-of,window,source
    China,country,CN,Hub,downloads,30,downloads,2025-03,month,board
    US,country,US,Hub,downloads,20,downloads,2025-03,month,board
    Qwen,family,,Hub,likes,,downloads,2025-02,month,board
    ,,,,,,,,,
    France,country,FR,Store,likes,10..12,downloads,2025,month,late
    """,
    "Input/downloads/e.csv": """
    measure,subject,subject-kind,platform,value,unit,as-of,window,source
    downloads,DeepSeek,organisation,Hub,unknown,downloads,2025-03-01,week,late
    likes,OpenAI,organisation,Store,20,downloads,2025-04,week,board
    """,
    "Input/downloads/b.yaml": """
    {subject: Mistral, subject-kind: family, platform: Store, measure: downloads, value: 7, unit: downloads, as-of: 2024,
     window: month, source: late}
    """,
    "Input/sources/s.yaml": """
    - {id: board, title: A board, seen: full-text, retrieved: 2025-12-31}
    - {id: late, title: Later, seen: full-text, retrieved: 2025-12-31}
    """,
  ]

  private static let leaves = [
    "measure = downloads", "measure != downloads", "value > 15", "value <= 20", "value", "country", "country = CN",
    "as-of >= 2025-03", "as-of = 2025", "source = late", "window = week", "bloc = china", "maker = deepseek",
    "subject = platform", "platform = 'Hub'", "subject-kind = unit", "not value",
  ]

  private static func expression(_ generator: inout SeededGenerator, depth: Int = 3) -> String {
    let leaf = leaves.randomElement(using: &generator)!
    guard depth > 0 else { return leaf }
    func part() -> String { expression(&generator, depth: depth - 1) }
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: return "(\(part()) and \(part()))"
    case 1: return "(\(part()) or \(part()) or \(part()))"
    case 2: return "not (\(part()))"
    default: return leaf
    }
  }

  @Test func askedColumnByColumnItAdmitsWhatEachRecordAlonePasses() throws {
    var generator = SeededGenerator(21)
    let texts = Self.leaves + (0..<120).map { _ in Self.expression(&generator) }
    let metrics = texts.enumerated().map { index, text in
      metric("m\(index)", "tally", "of: downloads", "every: whole", "where: \"\(text)\"")
    }
    let made = figures(metrics.joined(separator: "---\n"), with: Self.files)
    let records = made.corpus.records(of: Download.kind)
    #expect(records.count == 7)
    let blocs = ["China": "china", "US": "us", "France": "other", "DeepSeek": "china", "OpenAI": "us"]
    let makers = ["DeepSeek": "deepseek", "OpenAI": "openai"]
    var sizes: Set<Int> = []
    for (index, text) in texts.enumerated() {
      let place = Place(SourceFile(path: "m", text: text))
      let expression = try #require(ExpressionParser.expression(text, at: place, area: .records).expression)
      let fields = Set(Download.description.fields.map(\.name))
      // A word on the right is a name where the expression has it on a left side as well.
      let names = Set(expression.names.map(\.text))
      let wanted = records.filter { record in
        expression.holds { term in
          guard !term.isQuoted, names.contains(term.text) else { return nil }
          let subject = record["subject"].text
          if term.text == "bloc" { return .word(blocs[subject] ?? "unattributed") }
          if term.text == "maker" { return .word(makers[subject] ?? "unattributed") }
          return fields.contains(term.text) ? Operand(record[term.text]) : nil
        }
      }
      let figure = try #require(made.figures["m\(index)"])
      #expect(figure.coverage.evidence.used.map(\.id) == wanted.map(\.id), "\(text)")
      let out = figure.coverage.evidence.leftOut.flatMap(\.rows).map(\.id)
      #expect(out == records.map(\.id).filter { id in !wanted.contains { $0.id == id } }, "\(text)")
      sizes.insert(wanted.count)
    }
    #expect(sizes == Set(0...7), "the expressions tell the records apart")
  }
}
