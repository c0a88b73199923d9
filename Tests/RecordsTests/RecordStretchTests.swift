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

  @Test func positionsAreThoseOfTheRecordsThatPass() {
    let records = Self.records.records(of: Score.kind)
    for field in 0..<records[0].fieldCount {
      for record in records {
        let wanted = record.value(at: field)
        let found = Self.records.positions(of: Score.kind, whereFieldAt: field) { $0 == wanted }
        #expect(found.flatMap(Array.init) == records.indices.filter { records[$0].value(at: field) == wanted })
      }
    }
  }

  @Test func namesAreResolvedTogetherWhereTheyAndTheirSourceAreTheSame() {
    let records = Self.records.records(of: Score.kind)
    let numbers = Self.records.stretches(of: Score.kind).flatMap { Self.records.resolutions(of: $0) }
    #expect(numbers.map { Int($0) } == records.map { Self.records.resolution(of: $0) })
    // A, B, A, C of one source.
    #expect(numbers[0] == numbers[2] && Set(numbers).count == 3)
    #expect(numbers.allSatisfy { (0..<Self.records.resolutionCount).contains(Int($0)) })
  }

  @Test func everyRecordIsFoundWhereItStands() {
    let records = Self.records.records(of: Score.kind)
    #expect(records.map { Self.records.position(of: $0) } == Array(records.indices))
  }

  @Test func kindWithoutRecordsHasNoStretches() {
    #expect(Self.records.stretches(of: Price.kind).isEmpty)
  }
}
