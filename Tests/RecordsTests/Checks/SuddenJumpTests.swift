import Diagnostics
import Records
import TestSupport
import Testing

@Suite struct SuddenJumpTests {
  private let header = "subject,subject-kind,platform,measure,value,unit,as-of,window,source\n"

  private func jumps(_ first: String, _ second: String) -> [String] {
    complaints(with: ["Input/usage/u.csv": header + first + "\n" + second + "\n"])
  }

  @Test func countThatGrowsHundredfoldInAMonthIsTold() {
    let found = jumps(
      "Qwen,family,Router,tokens,7,tokens,2026-01,month,board",
      "Qwen,family,Router,tokens,700,tokens,2026-02,month,board")
    #expect(
      found == [
        """
        Input/usage/u.csv:3:1: warning: tokens of 'Qwen' on Router jumps from 7 in 2026-01 to 700 in 2026-02, \
        by a factor of 100; look whether the unit slipped; if not, say so in a note
        """
      ])
  }

  @Test(arguments: [
    "Qwen,family,Router,tokens,70,tokens,2026-02,month,board",  // Exactly the factor.
    "Qwen,family,Router,tokens,700,tokens,2027-03,month,board",  // More than a year later.
    "Qwen,family,Router,tokens,700,percent,2026-02,month,board",
  ])
  func smallSlowAndOtherChangesPass(second: String) {
    #expect(jumps("Qwen,family,Router,tokens,7,tokens,2026-01,month,board", second) == [])
  }

  @Test func sharesMayGrowByAnyFactor() {
    #expect(
      jumps(
        "China,country,Router,share,1,percent,2026-01,week,board",
        "China,country,Router,share,40,percent,2026-02,week,board")
        == [])
  }

  @Test func pricesAreLookedAtToo() {
    let prices = """
      model,provider,input,output,valid-from,source
      X,first-party,1,2,2026-01-01,board
      X,first-party,100,200,2026-02-01,board
      """
    #expect(
      complaints(with: ["Input/prices/p.csv": prices]) == [
        """
        Input/prices/p.csv:3:1: warning: the output price of 'X' at first-party jumps from 2 in 2026-01-01 \
        to 200 in 2026-02-01, by a factor of 100; look whether the unit slipped; if not, say so in a note
        """
      ])
  }
}
