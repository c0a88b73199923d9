import Diagnostics
import Metrics
import Records
import TestSupport
import Testing

@Suite struct FigureTestTests {
  private static let known = figures(
    metric("gap", "gap", "benchmark: arena", "leader: us", "follower: china"),
    metric("best", "frontier", "benchmark: arena"),
    metric("best-2.5", "frontier", "benchmark: arena", "openness: open"),
    metric("none", "gap", "benchmark: arena", "leader: us", "follower: china", "openness: open"),
    metric("releases", "tally", "of: models", "by: [bloc, licence-class]", "every: half"),
    with: [
      "Input/scores/t.csv": """
      model,benchmark,vintage,value,organisation,source
      gpt-4o,arena,2024-12-31,"1372 [1370, 1374]",OpenAI,board
      v3,arena,2024-12-31,"1315 [1303, 1327]",DeepSeek,board
      """
    ]
  ).figures

  private func holds(_ text: String) -> Bool? {
    let file = SourceFile(path: "Input/claims/c.yaml", text: text)
    let (test, findings) = FigureTest.reading(text, at: Place(file, 0..<text.utf8.count), known: Self.known)
    #expect(findings.map(line(of:)) == [])
    return test?.holds(over: Self.known)
  }

  /// The gap was 57 (45 to 69) at the end of 2024 and is 7 (a tie) on 29 January 2025.
  @Test(arguments: [
    "gap.value = 7", "gap < 10", "gap.low <= 0", "gap.low <= 0 and gap.high > 0", "gap > 10 or gap < 8",
    "not gap > 10", "not (gap > 10 or gap > 8)", "gap.verdict = tie", "gap.verdict != 'leads'",
    "gap@2024-12 > 50", "gap.value = 57 at 2024-12-31", "gap.low > 40 at 2024", "gap.verdict = leads at 2024-12",
    "gap = 57 ± 0.5 at 2024-12", "gap != 57 ± 0.5", "gap.win-rate < 0.52", "gap.n = 4", "gap.as-of = 2025-01",
    "gap.as-of >= 2025", "best.us > best.china", "best.china.low > best.us.high at 2020 or best.us.low = 1360",
    "best.us.value > best.china.value at 2024-12", "best = 1365", "best = 1372 at 2024", "best.ahead = us",
    "best-2.5 = 1358", "best-2.5.china.low = 1349", "gap.us = 1365", "releases = 1", "releases.china/permissive = 1",
    "gap < 10 points", "gap = 57 ± 0.5 points at 2024-12", "gap covers 16 and not gap covers 18", "gap.win-rate < 52%",
    "gap covers 57 points at 2024-12", "releases[us/closed] = 1 at 2024-H1", "best[us].low < best[china].high",
    "releases = 1 at 2024-H1", "releases.us/closed = 1 at 2024-H1", "gap", "not none",
  ]) func testsThatArePassed(_ text: String) {
    #expect(holds(text) == true)
  }

  @Test(arguments: [
    "gap > 7", "gap.high < 0", "gap.verdict = trails", "gap < 10 at 2024-12", "gap = 57 ± 0.5", "none",
    "gap.as-of < 2025-01-29", "best.us < best.china", "gap < 10 and none > 3 and gap > 8",
  ]) func testsThatAreNot(_ text: String) {
    #expect(holds(text) == false)
  }

  @Test(arguments: [
    "none > 3", "none.verdict = tie", "gap > 3 at 2020", "not none > 3", "gap < 10 and none > 3",
    "gap.win-rate > none.win-rate", "best.china > 0 at 2024-06-19 and gap < 10",
  ]) func testsThatHangOnSomethingMissing(_ text: String) {
    #expect(holds(text) == nil)
  }

  @Test func oneMissingPartDoesNotSpoilADecidedWhole() {
    #expect(holds("gap < 10 or none > 3") == true)
    #expect(holds("gap > 10 and none > 3") == false)
  }

  @Test(arguments: [
    ("«gpa» > 3", "no figure 'gpa'; did you mean 'gap'?"),
    ("«zzzzz» > 3", "no figure 'zzzzz'; the figures are best, best-2.5, gap, none, releases"),
    ("«gap.lwo» > 3", "'gap' has no part 'lwo'; did you mean 'low'?"),
    ("«best.chian» > 3", "'best' has no part 'chian'; did you mean 'china'?"),
    ("«gap@2025-13» > 3", "date '2025-13' has none of the known forms; write gap@2025-12"),
    ("gap > 3 at «soon»", "date 'soon' has none of the known forms; write at 2025-12"),
    ("gap > «tie»", "no figure 'tie'; the figures are best, best-2.5, gap, none, releases"),
    ("gap.verdict = «ties»", "'ties' is no verdict of a gap; did you mean 'tie'?"),
    ("gap.verdict > «tie»", "'gap.verdict' is a word, which '>' can't compare; write = or !="),
    ("gap = «gap.as-of»", "'gap' is a number, 'gap.as-of' a date"),
    ("gap.as-of > «2.5»", "'gap.as-of' is a date, '2.5' isn't"),
    ("gap > «3» gap", "'gap' is in points, '3 gap' isn't; write a number in points, or test another figure"),
    ("gap > «5%»", "'gap' is in points, '5%' isn't; write a number in points, or test another figure"),
    ("gap.win-rate > «60»", "'gap.win-rate' is a fraction, from 0 through 1, '60' isn't; write 60%"),
    ("gap.n > «3» points", "'gap.n' is in no unit, '3 points' isn't; leave the unit out"),
    ("gap > «gap.win-rate»", "'gap' is in points, 'gap.win-rate' in percent; compare figures of one unit"),
    ("gap.as-of > «2025» points", "'gap.as-of' is a date, '2025' isn't"),
    ("gap = 3 points ± «1» months", "'±' stands between 'points' and 'months'; write both in one unit"),
    ("«releases[us/close]» = 1", "'releases' has no part 'us/close'; did you mean 'us/closed'?"),
    ("gap covers «tie»", "no figure 'tie'; the figures are best, best-2.5, gap, none, releases"),
    ("gap > 3 ± «x»", "'±' stands between two numbers; write NAME > NUMBER, joined by and, or, not"),
    ("gap > 3 ± «1»", "'±' goes with = and !=, not with >; write NAME > NUMBER, joined by and, or, not"),
    ("gap.verdict = «'tie»", "quote without its end; write NAME > NUMBER, joined by and, or, not"),
    ("«(gap > 3»", "'(' without ')'; write NAME > NUMBER, joined by and, or, not"),
    ("«gap >»", "expression ends too early; write NAME > NUMBER, joined by and, or, not"),
    ("gap > «and»", "'and' isn't expected here; write NAME > NUMBER, joined by and, or, not"),
  ]) func whatIsWrongIsNamedAtItsPlace(_ marked: String, _ expected: String) {
    let marked = Marked(marked)
    let text = String(decoding: marked.file.bytes, as: UTF8.self)
    let (test, findings) = FigureTest.reading(
      text, at: Place(marked.file, 0..<text.utf8.count), known: Self.known, area: .pages)
    #expect(test == nil)
    #expect(findings.map { $0.headline + ($0.hint.map { "; \($0)" } ?? "") } == [expected])
    #expect(findings.compactMap(\.place).map { $0.start..<$0.end } == marked.marks)
    #expect(findings.allSatisfy { $0.area == .pages })
  }

  @Test func everyUnknownNameIsFound() {
    let text = "gpa > 3 and best > 1 and gap.lwo > 3"
    let file = SourceFile(path: "Input/claims/c.yaml", text: text)
    let findings = FigureTest.reading(text, at: Place(file, 0..<text.utf8.count), known: Self.known).findings
    #expect(findings.map(\.code) == ["unknown-figure", "unknown-part"])
  }
}

@Suite struct HostileExpressionTests {
  @Test(arguments: [String(repeating: "(", count: 100_000), String(repeating: "not ", count: 100_000) + "a"])
  func nestingWithoutEndIsAFinding(text: String) {
    let place = Place(SourceFile(path: "Input/claims/c.yaml", text: text), 0..<text.utf8.count)
    let (expression, finding) = ExpressionParser.expression(text, at: place, area: .records)
    #expect(expression == nil)
    #expect(finding?.headline == "expression nested more than 100 deep")
  }

  @Test(arguments: ["1e300", "-1e300", "2026.5", "0.5"])
  func numberThatIsNoYearIsNoDate(number: String) throws {
    let text = "released > \(number)"
    let place = Place(SourceFile(path: "Input/claims/c.yaml", text: text), 0..<text.utf8.count)
    let expression = try #require(ExpressionParser.expression(text, at: place, area: .records).expression)
    let day = try #require(PartialDate("2026-07-21"))
    #expect(!expression.holds { $0.text == "released" ? .date(day) : nil })
  }
}
