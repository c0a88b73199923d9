import Records
import TestSupport
import Testing

/// Records taken file by file say what each of them says alone.
@Suite struct RecordStretchTests {
  private static let records = corpus(with: [
    "Input/scores/a.csv": """
    model,benchmark,vintage,value,source
    A,arena,2025-01-29,1,board
    ,,,,
    B,arena,2025-01-30,2,board

    """,
    "Input/scores/b.csv": "model,benchmark,vintage,value,source\nA,arena,2025-02-02,4,board\n",
    "Input/scores/c.yaml": "{model: C, benchmark: arena, vintage: 2025-03-01, value: 3, source: board}",
  ]).corpus

  @Test func stretchesSayWhatTheRecordsSay() {
    let records = Self.records.records(of: Score.kind)
    let stretches = Self.records.stretches(of: Score.kind)
    #expect(stretches.map(\.positions) == [0..<2, 2..<3, 3..<4])
    #expect(stretches.map { $0.written != nil } == [false, false, true])
    for stretch in stretches {
      for field in 0..<records[0].fieldCount {
        let (values, indices) = stretch.column(at: field)
        for (offset, position) in stretch.positions.enumerated() {
          let value = values[indices.map { Int($0[offset]) } ?? 0]
          #expect(value.value == records[position].value(at: field))
          #expect((value.place == nil) == (records[position].fields[field].place == nil))
        }
      }
    }
  }

  @Test func kindWithoutRecordsHasNoStretches() {
    #expect(Self.records.stretches(of: Price.kind).isEmpty)
  }
}
