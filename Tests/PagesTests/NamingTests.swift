import Records
import TestSupport
import Testing

@testable import Pages

/// Who names a record, against a look at every record.
@Suite struct NamingTests {
  /// Three tables and a list of models under several names, some rows by sources of their own, some names of nobody's.
  private func crowded(_ random: inout SeededGenerator) -> Corpus {
    var files = [
      "Input/sources/s.yaml": ["board", "other"].map {
        "- {id: \($0), title: A board, seen: full-text, retrieved: 2025-04-01}\n"
      }.joined(),
      "Input/models/m.yaml": (0..<9).map { index in
        let maker = random.pick(["openai", "deepseek"])
        return "- {id: m\(index), name: M\(index), developer: \(maker), weights: open, licence: mit, source: board}\n"
      }.joined(),
      "Input/aliases/a.csv": "name,of,record,source\nAnother 1,model,m1,\nAnother 2,model,m2,board\n",
    ]
    for file in 0..<3 {
      var rows = "model,organisation,benchmark,vintage,value,source\n"
      for row in 0..<random.below(30) {
        let name = random.pick(["M\(random.below(12))", "m\(random.below(9))", "Another 1", "Another 2"])
        let source = file == 0 ? "board" : random.pick(["board", "other"])
        rows += "\(name),\(random.pick(["OpenAI", "DeepSeek", ""])),arena,2025-01-\(row % 28 + 1),\(row),\(source)\n"
      }
      files["Input/scores/\(file).csv"] = rows
    }
    return TestSupport.corpus(with: files).corpus
  }

  private func keys(in value: Value) -> [Record.Key] {
    switch value {
    case .reference(let kind, let id): [Record.Key(kind: kind, id: id)]
    case .list(let values): values.flatMap(keys)
    default: []
    }
  }

  private func keys(in record: Record, of corpus: Corpus) -> Set<Record.Key> {
    let meaning = corpus.meaning(of: record)
    let named = [
      meaning?.model.map { Record.Key(kind: Model.kind, id: $0) },
      meaning?.organisation.map { Record.Key(kind: Organisation.kind, id: $0) },
      meaning?.family.map { Record.Key(kind: Family.kind, id: $0) }, record.subject,
    ]
    let fields = record.fields.flatMap { [$0] + $0.entries.joined() }
    return Set(named.compactMap(\.self) + fields.flatMap { keys(in: $0.value) })
  }

  @Test(arguments: 1...6)
  func thoseWhoNameARecordAreThoseThatALookAtAllFinds(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let corpus = crowded(&random)
    let named = Corpus.kinds.flatMap { corpus.records(of: $0.name).map(\.key) }
    for kind in Corpus.kinds {
      let naming = Naming(of: kind, in: corpus)
      let all = corpus.records(of: kind.name).map { keys(in: $0, of: corpus) }
      for key in named {
        let expected = all.indices.filter { all[$0].contains(key) }.map { Int32($0) }
        #expect(naming.positions(of: key) == expected, "\(kind.name) about \(key)")
        #expect(naming.count(of: key) == expected.count)
        #expect(naming.first(2, of: key) == Array(expected.prefix(2)))
      }
    }
  }
}
