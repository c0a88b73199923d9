import Diagnostics
import Records
import TestSupport
import Testing

@Suite struct CountsThatFallTests {
  private let header = "subject,subject-kind,platform,measure,value,unit,as-of,window,population,source\n"

  @Test func totalOfAllTimeThatFallsPointsAtTheLaterRow() {
    let rows = """
      Qwen,family,Hub,downloads,700,downloads,2026-02,all-time,,board
      Qwen,family,Hub,downloads,900,downloads,2026-01,all-time,,board
      """
    #expect(
      complaints(with: ["Input/downloads/d.csv": header + rows]) == [
        """
        Input/downloads/d.csv:2:1: warning: downloads of 'Qwen' on Hub fall from 900 in 2026-01 to 700 in 2026-02, \
        though counted over all time; correct the window, or say in 'counting-rule' what changed
        """
      ])
  }

  @Test(arguments: [
    "Qwen,family,Hub,downloads,700,downloads,2026-02,month,,board",
    "Qwen,family,Hub,downloads,700,downloads,2026-02,all-time,curated models,board",
    "Llama,family,Hub,downloads,700,downloads,2026-02,all-time,,board",
    "Qwen,family,Hub,downloads,900,downloads,2026-02,all-time,,board",
    "Qwen,family,Hub,downloads,700,downloads,2026,all-time,,board",  // The year may end later or earlier.
  ])
  func otherSeriesAndEqualTotalsPass(row: String) {
    let first = "Qwen,family,Hub,downloads,900,downloads,2026-01,all-time,,board\n"
    #expect(complaints(with: ["Input/downloads/d.csv": header + first + row]) == [])
  }
}
