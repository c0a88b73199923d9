import Diagnostics
import Metrics
import Reading
import Records
import TestSupport
import Testing

@Suite struct MetricsTests {
  private let gap = metric("gap", "gap", "benchmark: arena", "leader: us", "follower: china")

  @Test func figureTakesItsValueFromTheLatestBoard() throws {
    let gap = try #require(figures(gap).figures["gap"])
    #expect(gap.asOf == PartialDate("2025-01-29"))
    #expect(gap.value == 7)
    #expect(gap.words["verdict"] == "tie")
    #expect(gap.level == 0.95)
    #expect(gap.n == 4)
    #expect(gap.rows.map(\.place.line) == [4, 5])
    #expect(gap.series.map(\.part) == ["us", "china", "difference"])
    #expect(
      gap.coverage.withoutRows
        == .init(
          used: 5, leftOut: 2, quarantined: 0,
          note: "5 rows of 2 boards compared; left out 2 whose maker or its country isn't known. "
            + "No such Chinese model on 1 board: 19 June 2024."))
  }

  @Test func labelsShowOurNamesAndWordsKeepThePublishedOnes() throws {
    let frontier = try #require(figures(metric("best", "frontier", "benchmark: arena")).figures["best"])
    let last = try #require(frontier.series.last)
    #expect(last.labels == ["DeepSeek R1"])
    #expect(last.words == ["model": "DeepSeek R1", "published-name": "r1", "record": "r1", "scale": "A"])
    #expect(frontier.value == 1365)
    #expect(frontier.words["ahead"] == "us")
  }

  @Test func opennessOfAModelCountsBeforeTheLabelOfTheBoard() throws {
    let open = try #require(figures(metric("open", "frontier", "benchmark: arena", "openness: open")).figures["open"])
    #expect(open.series.map { "\($0.at) \($0.part) \($0.labels[0])" } == ["2025-01-29 china DeepSeek R1"])
  }

  @Test func metricThatNothingAnswersIsAStateAndNoCrash() throws {
    let (figures, findings, _) = figures(
      metric("gap", "gap", "benchmark: arena", "leader: us", "follower: china", "openness: open"))
    let figure = try #require(figures["gap"])
    #expect(figure.value == nil && figure.series.isEmpty && figure.asOf == nil)
    #expect(
      findings == [
        """
        Input/metrics/m.yaml:1:1: warning: no row answers 'gap'; 2 rows of 2 boards compared; left out 2 whose maker or \
        its country isn't known and 3 without open weights. No such American model on 2 boards: 19 June 2024 and \
        29 January 2025. No such Chinese model on 1 board: 19 June 2024.
        """
      ])
  }

  @Test func lagCountsItsUndatedModels() throws {
    let lag = try #require(
      figures(metric("lag", "lag", "benchmark: arena", "leader: us", "follower: china")).figures["lag"])
    // DeepSeek R1 of 20 January 2025 behind GPT-4o of 13 May 2024.
    #expect(agree(lag.value, 252 / 30.4375))
    #expect(lag.level == nil)
    #expect(lag.coverage.note.contains("Of 4 models on the board of 29 January 2025, 1 have no release date."))
    #expect(lag.coverage.note.hasSuffix("No lag where a bloc has no such model: 19 June 2024."))
  }

  private let releases = metric("releases", "tally", "of: models", "by: [bloc, licence-class]", "every: half")

  @Test func tallyCountsRecordsByBlocAndLicenceClass() throws {
    let tally = try #require(figures(releases).figures["releases"])
    let counted = tally.series.filter { $0.value != 0 }.map { "\($0.at) \($0.part) \($0.n ?? 0)" }
    #expect(counted == ["2024-H1 us/closed 1", "2024-H2 china/permissive 1", "2025-H1 china/permissive 1"])
    #expect(tally.series.count == 3 * 2 * 6)
    #expect(tally.series.last?.words["bloc"] == "china")
    // The first half of 2025 isn't over on the last day that the records know of.
    #expect(tally.series.last?.words["period"] == "incomplete")
    #expect(tally.asOf == PartialDate("2024-H2"))
    #expect(tally.value == 1)
  }

  @Test func filterKeepsRecordsOutAndCoverageSaysSo() throws {
    let tally = try #require(
      figures(
        metric("t", "tally", "of: models", "by: [bloc]", "every: year", "where: bloc = china and released >= 2025")
      )
      .figures["t"])
    #expect(tally.series.map { "\($0.at) \($0.part) \($0.n ?? 0)" } == ["2025 us 0", "2025 china 1"])
    #expect(tally.coverage.leftOut == 2)
    #expect(
      tally.coverage.note
        == "1 of 1 model counted. 2 other models aren't asked for (`bloc = china and released >= 2025`).")
  }

  @Test func undatedAndCoarseRecordsAreNamed() throws {
    let more = """
      - {id: old, name: Old, developer: openai, weights: closed, released: 2023, source: board}
      - {id: undated, name: Undated, developer: openai, weights: closed, released: unknown, source: board}
      """
    let tally = try #require(figures(releases, with: ["Input/models/n.yaml": more]).figures["releases"])
    #expect(
      tally.coverage.withoutRows
        == .init(
          used: 3, leftOut: 2, quarantined: 0,
          note: "3 of 5 models counted. 1 without a date: undated. 1 dated more coarsely than a half-year: old."))
    #expect(
      tally.coverage.evidence.leftOut.map { "\($0.reason): \($0.rows.map(\.id))" } == [
        "without a date, so in no period: [\"undated\"]", "dated more coarsely than a period: [\"old\"]",
      ])
  }

  @Test func shareKeepsTheUnattributedPart() throws {
    let more = """
      - {id: a, name: A, developer: nobody, weights: open, released: 2024-10-01, source: board}
      - {id: b, name: B, developer: openai, weights: open, released: 2024-10-01, source: board}
      - {id: c, name: C, developer: openai, weights: open, released: 2024-10-01, source: board}
      """
    let share = try #require(
      figures(
        metric("share", "share", "of: models", "by: [bloc]", "every: half"),
        with: ["Input/models/n.yaml": more, "Input/organisations/n.yaml": "{id: nobody, name: Nobody}"]
      ).figures["share"])
    let half = share.series.filter { $0.at == PartialDate("2024-H2") }
    #expect(half.map(\.part) == ["us", "china", "unattributed"])
    #expect(half.map(\.value) == [0.5, 0.25, 0.25])
    #expect(half.map(\.low) == [0.5, 0.25, nil])
    #expect(half.map(\.high) == [0.75, 0.5, nil])
    #expect(half.map(\.n) == [4, 4, 4])
    #expect(share.value == 0.5 && share.high == 0.75)
  }

  @Test(arguments: [
    (
      metric("t", "tally", "of: modles", "by: [bloc]"),
      "Input/metrics/m.yaml:1:1: error: 't' counts 'modles', which is no kind of record; did you mean 'models'?"
    ),
    (
      metric("t", "tally", "of: models", "by: [famly]"),
      "Input/metrics/m.yaml:1:1: error: 't' splits models by 'famly', which they don't have; did you mean 'family'?"
    ),
    (
      metric("t", "tally", "of: models", "by: [modalities]"),
      """
      Input/metrics/m.yaml:1:1: error: 't' splits models by 'modalities', which has too many values or several at once; \
      split by bloc, licence-class or a field with a single word
      """
    ),
    (
      metric("t", "tally", "of: models", "by: [bloc, family, weights]"),
      "Input/metrics/m.yaml:1:1: error: 't' splits by 3 fields, two at most can be told apart; make two metrics of it"
    ),
    (
      metric("t", "tally", "of: models", "by: [bloc]", "where: 'wieghts = open'"),
      "Input/metrics/m.yaml:10:9: error: models have no field 'wieghts'; did you mean 'weights'?"
    ),
  ]) func wrongParametersAreFindings(_ text: String, _ expected: String) {
    #expect(figures(text).findings == [expected])
  }

  @Test func boardOfTwoScalesIsAnError() {
    let scores = boardInput["Input/scores/s.csv"]! + "\nextra,OpenAI,,arena,2025-01-29,1200,B,board\n"
    #expect(
      figures(gap, with: ["Input/scores/s.csv": scores]).findings == [
        """
        Input/scores/s.csv:9:1: error: 'arena' of 2025-01-29 is on two scales, 'A' and 'B'; rows of one vintage share a \
        scale; give one of them another vintage or benchmark
        """
      ])
  }

  @Test func rowOfUnknownMakerAboveAFrontierIsAWarning() {
    let scores = boardInput["Input/scores/s.csv"]! + "\nDark horse,Nobody,,arena,2025-01-29,1360,A,board\n"
    let (_, findings, _) = figures(
      metric("best", "frontier", "benchmark: arena"), with: ["Input/scores/s.csv": scores])
    #expect(
      findings == [
        """
        Input/scores/s.csv:9:1: warning: 1 row without known maker or openness is rated above a frontier of 'best': \
        Dark horse (29 January 2025); add the maker or the model to the records, with an alias for its name
        """
      ])
  }

  /// Rows of one file stand together where their lines can be told from their numbers.
  @Test(arguments: ["", "\n"]) func rowsOfAFileShareALineOfTheJSON(gap: String) throws {
    let rows = ["2025-01-10", "2025-02-10", "2025-03-10"].map { "R1,model,Hub,downloads,5,downloads,\($0),all,hub\n" }
    let text =
      "subject,subject-kind,platform,measure,value,unit,as-of,population,source\n" + rows.joined(separator: gap)
    let question = metric("d", "tally", "of: downloads", "value: value", "every: year")
    let made = figures(
      question,
      with: [
        "Input/downloads/d.csv": text, "Input/sources/hub.yaml": "{id: hub, title: The hub, seen: full-text}",
      ])
    #expect(made.findings == [])
    let parsed = try #require(
      JSONTree(Array(FiguresJSON.text(of: Array(made.figures.values)).utf8))?.list?.first?["rows"]?.items)
    let told = parsed.map { row in
      "\(row["id"]?.text ?? "") \(row["line"]?.whole ?? 0) \(row["rows"]?.items.compactMap(\.whole) ?? [])"
    }
    let file = "Input/downloads/d.csv"
    #expect(
      told
        == (gap.isEmpty
          ? ["\(file):row-1 2 [1, 2, 3]"] : ["\(file):row-1 2 []", "\(file):row-2 4 []", "\(file):row-3 6 []"]))
  }

  @Test func figuresComeInOrderOfIdAndTheSameEachTime() {
    let (_, _, corpus) = figures(releases, gap, metric("best", "frontier", "benchmark: arena"))
    let first = Metrics.figures(of: corpus).figures
    #expect(first.map(\.id) == ["best", "gap", "releases"])
    #expect(FiguresJSON.text(of: first) == FiguresJSON.text(of: Metrics.figures(of: corpus).figures))
  }
}

extension Figure.Coverage {
  /// The counts and their sentence.
  fileprivate var withoutRows: Self { Self(used: used, leftOut: leftOut, quarantined: quarantined, note: note) }
}
