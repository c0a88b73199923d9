import Importing
import Testing

@Suite struct ArenaTests {
  private let boards = ImportingTests.boards(
    "arena-text", "arena-text-plain", "arena-text-coding", "arena-text-maths", "arena-text-longer-queries",
    "arena-webdev")

  @Test func firstVintageCallsItsScoreElo() {
    let csv =
      "rank,model,arena_elo,95_pct_ci,votes,organization,license,knowledge_cutoff,url\n1,a,1287,+3/-3,4,OpenAI,MIT,,\n"
    let files = importing(["lmsys_2024-06-19.csv": csv], as: "arena", into: boards).files
    #expect(files["Input/scores/board/arena-text-2024-06-19.csv"]?.contains("\"1287 [1284, 1290]\"") == true)
  }

  private func full(_ subset: String, _ rows: String, count: Int) -> String {
    """
    {"meta": {"subset": "\(subset)", "leaderboard_publish_date": "2026-08-19", "fetched_at": "2026-08-22T02:15:30+00:00",
     "n_rows": \(count)}, "rows": [\(rows)]}
    """
  }

  private func row(_ category: String, organisation: String = "\"openai\"") -> String {
    """
    {"category": "\(category)", "rank": 1, "model_name": "a", "organization": \(organisation), "license": "Proprietary",
     "rating": 1508.1634, "rating_lower": 1498.906, "rating_upper": 1517.4, "variance": 2.0, "vote_count": 4366}
    """
  }

  @Test func fullTableIsDatedByItsPublicationAndSplitByCategory() {
    let json = full(
      "text_style_control",
      [row("overall"), row("math"), row("longer_query"), row("polish")].joined(separator: ","), count: 4)
    let files = importing(["2026-08-22/text_style_control.json": json], as: "arena", into: boards).files
    #expect(
      files.keys.sorted() == [
        "Input/scores/board/arena-text-2026-08-19.csv",
        "Input/scores/board/arena-text-longer-queries-2026-08-19.csv",
        "Input/scores/board/arena-text-maths-2026-08-19.csv",
      ])
    #expect(
      files["Input/scores/board/arena-text-2026-08-19.csv"] == """
        model,organisation,licence-label,benchmark,vintage,value,votes,run-by,source
        a,openai,Proprietary,arena-text,2026-08-19,"1508.16 [1498.91, 1517.4]",4366,independent,board

        """)
  }

  @Test func tableWithoutStyleControlIsABoardOfItsOwn() {
    let json = full("text", row("overall"), count: 1)
    #expect(
      importing(["text.json": json], as: "arena", into: boards).files.keys.sorted() == [
        "Input/scores/board/arena-text-plain-2026-08-19.csv"
      ])
  }

  @Test func copiesOfOneTableAreOne() {
    let json = full("webdev", row("overall"), count: 1)
    let files = ["2026-08-21/webdev.json": json, "2026-08-22/webdev.json": json]
    let result = importing(files, as: "arena", into: boards)
    #expect(result.files.keys.sorted() == ["Input/scores/board/arena-webdev-2026-08-19.csv"])
    #expect(result.rows == 1)
  }

  @Test func missingOrganisationStaysMissing() {
    let json = full("webdev", row("overall", organisation: "null"), count: 1)
    let text = importing(["webdev.json": json], as: "arena", into: boards).files.values.first
    #expect(text?.hasPrefix("model,licence-label,") == true)
  }

  @Test func tableThatHoldsFewerRowsThanItSaysIsRefused() {
    let json = full("webdev", row("overall"), count: 2)
    #expect(
      importing(["webdev.json": json], as: "arena", into: boards).complaints == [
        "webdev.json:2:12: error: the file says that it holds 2 entries, and holds 1; fetch it again"
      ])
  }

  @Test func dailyListIsDatedByTheLeaderboardOrElseByTheCopy() {
    func list(_ updated: String) -> String {
      """
      {"meta": {"leaderboard": "text", "fetched_at": "2026-03-25T05:46:33+00:00", "last_updated": \(updated),
       "model_count": 1}, "models": [{"rank": 1, "model": "a", "vendor": "OpenAI", "license": "proprietary",
       "score": 1502, "ci": 6, "votes": 11801}]}
      """
    }
    let dated = importing(["text.json": list("\"Mar 20, 2026\"")], as: "arena", into: boards).files
    #expect(dated["Input/scores/board/arena-text-2026-03-20.csv"]?.contains("\"1502 [1496, 1508]\",11801") == true)
    let undated = importing(["text.json": list("null")], as: "arena", into: boards).files
    #expect(undated.keys.sorted() == ["Input/scores/board/arena-text-2026-03-25.csv"])
  }

  @Test func snapshotOfFebruaryReads() {
    let json = """
      {"leaderboard_date": "Feb 11, 2026", "total_models": 1, "models": [{"rank": 1, "model_name": "a",
       "organization": "Anthropic  Anthropic", "license": "Proprietary", "score": 1504, "ci": 10, "votes": 3922}]}
      """
    #expect(
      importing(["2026-02-15.json": json], as: "arena", into: boards).files == [
        "Input/scores/board/arena-text-2026-02-11.csv": """
        model,organisation,licence-label,benchmark,vintage,value,votes,run-by,source
        a,Anthropic  Anthropic,Proprietary,arena-text,2026-02-11,"1504 [1494, 1514]",3922,independent,board

        """
      ])
  }

  @Test func listWithPricesGivesScoresAndPrices() {
    let json = """
      {"date": "2026-10-10", "sources": {"lmarena": {"publish_date": "2026-10-08"}}, "count": 3, "models": [
       {"display_name": "A", "org": "OpenAI", "license": "Proprietary", "arena_score": 1533.9, "arena_ci_low": 1525,
        "arena_ci_high": 1542.7, "arena_votes": 4892, "price_in": null, "price_out": null},
       {"display_name": "B", "org": "DeepSeek", "license": "MIT", "arena_score": null, "price_in": 0.9483,
        "price_out": 1.8966},
       {"display_name": "C", "org": "DeepSeek", "license": "MIT", "arena_score": null, "price_in": 0, "price_out": 0}]}
      """
    #expect(
      importing(["2026-10-10.json": json], as: "arena", into: boards).files == [
        "Input/scores/board/arena-text-2026-10-08.csv": """
        model,organisation,licence-label,benchmark,vintage,value,votes,run-by,source
        A,OpenAI,Proprietary,arena-text,2026-10-08,"1533.9 [1525, 1542.7]",4892,independent,board

        """,
        "Input/prices/board/openrouter.csv": """
        model,organisation,provider,input,output,observed,tier,source
        B,DeepSeek,openrouter,0.9483,1.8966,2026-10-10,,board
        C,DeepSeek,openrouter,0,0,2026-10-10,free,board

        """,
      ])
  }
}
