import Diagnostics
import Metrics
import Reading
import Records
import TestSupport
import Testing

/// What is remembered of an edition's records, and the comparison of two such memories.
@Suite struct RecordIndexTests {
  private static let source = "{id: board, title: A board, retrieved: 2025-01-30, seen: full-text}"

  private static func index(_ scores: [String: String]) -> RecordIndex {
    let rows = scores.mapValues { "model,benchmark,vintage,value,source\n\($0)" }
    return RecordIndex(of: corpus(with: rows.merging(["Input/sources/s.yaml": source]) { $1 }).corpus, figures: [])
  }

  private static let nobody = EditionFacts(figures: [], verdicts: [], corpus: corpus(with: [:]).corpus)

  private static func moves(_ old: RecordIndex, _ new: RecordIndex) -> [String] {
    Comparison.changes(from: nobody, old, to: nobody, new, isOtherDay: false).records
      .flatMap { move in move.keys.map { "\(move.kind) \(move.change.rawValue) \($0)" } }.sorted()
  }

  private static let small = index(["Input/scores/s.csv": "A,arena,2025-01-29,1,board\nB,arena,2025-01-29,2,board\n"])

  @Test func partOfAnIndexIsNone() {
    let bytes = RecordIndexJSON.bytes(of: Self.small)
    #expect(RecordIndexJSON.index(bytes) == Self.small)
    #expect(bytes.indices.allSatisfy { RecordIndexJSON.index(Array(bytes[..<$0])) == nil })
  }

  /// A count that no file could hold is no reason to ask for so much memory.
  @Test(arguments: ["\"records\":2": "\"records\":1000000000000000"])
  func indexOfTooManyRecordsIsNone(written: String, damaged: String) {
    let bytes = RecordIndexJSON.bytes(of: Self.small)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains(written))
    #expect(RecordIndexJSON.index(Array(text.replacing(written, with: damaged).utf8)) == nil)
  }

  /// Rows are summed several at a time, each as if it were alone.
  @Test func rowsOfAFileAreSummedAsMappingsAre() {
    let names = (0..<11).map { "Model \($0)" }
    let rows = names.enumerated().map { "\($1),arena,2025-01-29,\($0).5,board\n" }.joined()
    let mappings = names.enumerated().map {
      "- {model: \($1), benchmark: arena, vintage: 2025-01-29, value: \($0).5, source: board}\n"
    }
    let yaml = corpus(with: ["Input/scores/s.yaml": mappings.joined(), "Input/sources/s.yaml": Self.source]).corpus
    #expect(Self.index(["Input/scores/s.csv": rows]) == RecordIndex(of: yaml, figures: []))
  }

  @Test func indexIsJSON() throws {
    let bytes = RecordIndexJSON.bytes(of: Self.small)
    let columns = try #require(JSONTree(bytes)?["columns"]?.list)
    #expect(columns.allSatisfy { $0.text?.allSatisfy(\.isHexDigit) ?? false })
    // Two scores have two sums.
    #expect(columns.contains { $0.text?.count == 32 })
  }

  /// As the program wrote it before records stood in columns.
  @Test func formerFormTellsTheSameRecords() {
    let former = """
      {"sources":[
      ["",""],
      ["board","2025-01-30"]],
      "records":{
      "scores":[
      ["A · arena · 2025-01-29","092109738230945b",1,"/"],
      ["B · arena · 2025-01-29","d3e3277842a69369",1,"/"],
      ["C · arena · 2025-01-29","0000000000000000",1,"/"]],
      "sources":[
      ["board","161feeb2c3ac77c2",0,""]]},
      "figures":{
      "gap":[0,1]}}

      """
    let old = RecordIndexJSON.index(Array(former.utf8))
    // The small corpus has records of other kinds, which this index hasn't.
    let moves = old.map { Self.moves($0, Self.small) }?.filter { $0.hasPrefix("scores") || $0.hasPrefix("sources") }
    #expect(moves == ["scores removed C · arena · 2025-01-29"])
  }

  /// The plain way: two dictionaries.
  @Test(arguments: 0..<40) func comparisonAgreesWithAPlainOne(seed: Int) {
    var random = TestSupport.SeededGenerator(seed: UInt64(seed))
    func rows(_ count: Int) -> [(key: String, value: Int)] {
      (0..<count).map { _ in
        let day = 10 + random.below(20)
        return ("\(random.pick(["A", "B", "C", "D", "E"])) · arena · 2025-01-\(day)", 1 + random.below(3))
      }
    }
    func text(_ rows: [(key: String, value: Int)]) -> String {
      rows.map { "\($0.key.replacing(" · ", with: ",")),\($0.value),board\n" }.joined()
    }
    // Half of them keep what was there, in its place or elsewhere.
    let old = rows(random.below(31))
    var new = old.filter { _ in !random.oneIn(10) } + rows(random.below(5))
    if seed % 2 == 1 { new.shuffle(using: &random) }
    func values(_ rows: [(key: String, value: Int)]) -> [String: Int] {
      var uses: [String: Int] = [:]
      var values: [String: Int] = [:]
      for row in rows {
        uses[row.key, default: 0] += 1
        values[uses[row.key]! > 1 ? "\(row.key) #\(uses[row.key]!)" : row.key] = row.value
      }
      return values
    }
    let (before, after) = (values(old), values(new))
    let plain = Set(before.keys).union(after.keys).compactMap { (key: String) -> String? in
      if before[key] == after[key] { return nil }
      return "scores \(before[key] == nil ? "added" : after[key] == nil ? "removed" : "changed") \(key)"
    }
    func index(_ rows: [(key: String, value: Int)]) -> RecordIndex { Self.index(["Input/scores/s.csv": text(rows)]) }
    #expect(Self.moves(index(old), index(new)) == plain.sorted())
    #expect(RecordIndexJSON.index(RecordIndexJSON.bytes(of: index(new))) == index(new))
  }
}
