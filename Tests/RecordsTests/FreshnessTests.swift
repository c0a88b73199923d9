import Records
import TestSupport
import Testing

@Suite struct FreshnessTests {
  @Test func saysTheLastDaysOnWhichASourceIsFreshAndPublished() throws {
    let files = [
      "Input/sources/s.yaml": "id: board\ntitle: B\nseen: full-text\nexpected-every-days: 30\nstops-after-days: 90\n",
      "Input/scores/s.csv": "model,benchmark,vintage,value,source\nX,arena,2026-01-31,1400,board\n",
    ]
    func freshness(_ month: Int, _ day: Int) throws -> Freshness {
      try #require(corpus(with: files, asOf: Day(year: 2026, month: month, day: day)).corpus.freshness().first)
    }
    let first = try freshness(3, 2)
    #expect(first.newest.description == "2026-01-31")
    #expect(first.dueAfter?.description == "2026-03-02")
    #expect(first.stopsAfter?.description == "2026-05-01")
    #expect(first.state == .fresh)
    #expect(try freshness(3, 3).state == .due)
    #expect(try freshness(5, 1).state == .due)
    #expect(try freshness(5, 2).state == .tooOld)
  }
}
