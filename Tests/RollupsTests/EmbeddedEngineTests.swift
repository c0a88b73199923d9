import Diagnostics
import Records
import Rollups
import TestSupport
import Testing

/// The fast engine against one that is plainly right, and what it says of rows that are malformed.
@Suite struct EmbeddedEngineTests {
  /// Counts as one would on paper: lines, cells, a dictionary.
  private func plainly(_ files: [String: String], _ plan: RollupPlan) -> [String: Int] {
    var sums: [String: Int] = [:]
    for (_, text) in files {
      for row in text.split(whereSeparator: \.isNewline).dropFirst() {
        let cells = row.split(separator: ",", omittingEmptySubsequences: false).map { cell in
          cell.first == "\""
            ? cell.dropFirst().dropLast().split(separator: "\"\"", omittingEmptySubsequences: false)
              .joined(separator: "\"") : String(cell)
        }
        let day = Day(number: 0).number + (PartialDate(cells[1])?.first.number ?? 0)
        let subject = plan.join.subject(of: cells[0], organisation: nil, in: plan.join.era(ofDay: day))
        sums["\(subject?.text ?? "-") \(plan.spec.period.date(of: plan.spec.period.index(ofDay: day)))", default: 0] +=
          Int(cells[2])!
      }
    }
    return sums
  }

  /// Histories with names in quotes, line ends of all sorts, and days in any order.
  private func history(_ random: inout SeededGenerator) -> [String: String] {
    let hubs = ["openai", "deepseek-ai", "handed", "mistralai", "who", "\"q\""]
    var files: [String: String] = [:]
    for file in 0..<3 {
      let end = ["\n", "\r\n", "\r"][file]
      var text = "model,day,downloads\(end)"
      for _ in 0..<Int.random(in: 50...400, using: &random) {
        let name = "\(hubs.randomElement(using: &random)!)/m\(Int.random(in: 0..<40, using: &random))"
        let isQuoted = name.contains("\"") || Int.random(in: 0..<4, using: &random) == 0
        let cell =
          isQuoted
          ? "\"\(name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\"" : name
        let day = Day(number: 20_089 + Int.random(in: 0..<31, using: &random))
        text += "\(cell),\(day),\(Int.random(in: 0...1_000_000, using: &random))\(end)"
        if Int.random(in: 0..<20, using: &random) == 0 { text += end }
      }
      files["hub/\(file).csv"] = text
    }
    return files
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6])
  func countsAsThePlainOneDoesHoweverTheWorkIsSplit(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let files = history(&random)
    let folder = try TemporaryFolder()
    for (path, text) in files { try folder.write(text, to: path) }
    for split in ["organisation", "name"] {
      let plan = try plan(spec(["by": split, "period": "week"]))
      let expected = plainly(files, plan)
      for (jobs, stretch) in [(1, 1 << 20), (2, 100), (3, 37), (2, 1)] {
        let tally = try #require(
          try counting(plan, in: folder) { engine in
            engine.jobs = jobs
            engine.stretchSize = stretch
          }.tally)
        var found: [String: Int] = [:]
        for entry in tally.entries {
          found["\(tally.subjects[entry.subject].text) \(plan.spec.period.date(of: entry.period))"] = entry.group.value
        }
        #expect(found == expected, "\(split) with stretches of \(stretch)")
      }
    }
  }

  /// Every sort of column, as rows of a history have them: most are like those before, some aren't.
  @Test(arguments: 1...12)
  func everySortOfColumnCountsAsThePlainWayDoes(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    // With some cells no row is one that is quickly read.
    let hasRareCells = random.oneIn(2)
    let columns = """
      {name: note, type: text, may-be-empty: yes}, {name: kind, type: text}, {name: model, type: text}, \
      {name: seen, type: count}, {name: day, type: day}, {name: downloads, type: count, may-be-empty: yes}, \
      {name: owner, type: text, may-be-empty: yes}
      """
    let plan = try plan(
      spec(
        ["period": "day", "organisation-column": "owner"],
        columns: "[\(hasRareCells ? "{name: since, type: day, may-be-empty: yes}, " : "")\(columns)]",
        more: "filters: [{column: kind, op: is-not, values: [test]}]\n"))
    let owners = ["openai", "deepseek-ai", "handed", "", "openai and others of a name longer than thirty-two bytes"]
    var sums: [String: Int] = [:]
    let folder = try TemporaryFolder()
    for file in 0..<2 {
      var text = "\(hasRareCells ? "since," : "")note,kind,model,seen,day,downloads,owner\n"
      for row in 0..<600 {
        let day = Day(number: 20_089 + row / 100)
        let model = "m\(random.oneIn(7) ? random.below(30) : row % 30)"
        let owner = random.oneIn(7) ? random.pick(owners) : owners[row % 30 % owners.count]
        let kind = random.oneIn(9) ? "test" : "model"
        let digits = random.oneIn(5) ? random.below(17) + 1 : random.below(7) + 1
        let count = random.oneIn(20) ? nil : Int(String((0..<digits).map { _ in Character("\(random.below(10))") }))!
        let note = random.pick(hasRareCells ? ["", "a", "\"b, c\""] : ["a", "a note"])
        text += hasRareCells ? random.pick([",", "2024-12-31,"]) : ""
        text += "\(note),\(kind),\(random.oneIn(9) ? "\"\(model)\"" : model),\(random.below(100_000_000_000)),\(day),"
        text += "\(count.map { "\($0)" } ?? ""),\(owner)\(random.oneIn(50) ? "\r\n" : "\n")"
        guard kind != "test" else { continue }
        let subject = plan.join.subject(
          of: model, organisation: owner.isEmpty ? nil : owner, in: plan.join.era(ofDay: day.number))
        sums["\(subject?.text ?? "-") \(day)", default: 0] += count ?? 0
      }
      try folder.write(text, to: "hub/\(file).csv")
    }
    for stretch in [1 << 20, 1000] {
      let counting = try counting(plan, in: folder) { $0.stretchSize = stretch }
      #expect(counting.findings.map(line(of:)) == [])
      let tally = try #require(counting.tally)
      #expect(tally.rowCount == 1200)
      var found: [String: Int] = [:]
      for entry in tally.entries {
        found["\(tally.subjects[entry.subject].text) \(Day(number: entry.period))"] = entry.group.value
      }
      #expect(found == sums)
    }
  }

  /// Names of every length about those that are compared at once, which differ in any one byte, in quotes and without; the
  /// same in each file, or with some left out, so that the next one mostly is the one expected and sometimes isn't.
  @Test(arguments: 1...6)
  func namesThatDifferInOneByteAreToldApart(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let names = (1...70).flatMap { length in
      let name = Array(repeating: "x", count: length)
      return [0, random.below(length), length - 1].map { place in
        name.enumerated().map { $0.offset == place ? random.pick(["a", "b", "é"]) : $0.element }.joined()
      } + [name.joined()]
    }
    var sums: [String: Int] = [:]
    let folder = try TemporaryFolder()
    let isAllQuoted = random.oneIn(3)
    for file in 0..<6 {
      var text = "model,day,downloads\n"
      for name in names where !random.oneIn(10) {
        let count = random.below(1000)
        let isQuoted = isAllQuoted || random.oneIn(20)
        text += "\(isQuoted ? "\"\(name)\"" : name),2025-01-0\(file + 1),\(count)\n"
        sums[name, default: 0] += count
      }
      try folder.write(text, to: "hub/\(file).csv")
    }
    let plan = try plan(spec(["by": "name"]))
    for stretch in [1 << 20, 1500] {
      let tally = try #require(try counting(plan, in: folder) { $0.stretchSize = stretch }.tally)
      let found = tally.entries.map { (tally.subjects[$0.subject].text, $0.group.value) }
      #expect(Dictionary(uniqueKeysWithValues: found) == sums)
    }
  }

  /// A model's days one after the other, a day's models, or neither; with more groups than a worker keeps to itself.
  @Test(arguments: ["sum", "latest"])
  func orderOfTheRowsMakesNoDifference(take: String) throws {
    var random = SeededGenerator(seed: 3)
    let fields =
      take == "sum" ? ["period": "day"] : ["period": "week", "take": "latest", "window": "trailing-30-days"]
    let plan = try plan(spec(fields.merging(["by": "name"]) { $1 }))
    let rows = (0..<300).flatMap { model in
      (0..<31).map { day in
        (model: model, day: 20_089 + day, count: random.below(1_000_000))
      }
    }
    let orders = [rows, rows.sorted { ($0.day, $0.model) < ($1.day, $1.model) }, rows.shuffled(using: &random)]
    let tallies = try orders.map { rows in
      let folder = try TemporaryFolder()
      for (file, start) in stride(from: 0, to: rows.count, by: 3100).enumerated() {
        let lines = rows[start..<start + 3100].map { "m\($0.model),\(Day(number: $0.day)),\($0.count)\n" }
        try folder.write("model,day,downloads\n\(lines.joined())", to: "hub/\(file).csv")
      }
      return try [1, 3].map { jobs in
        try #require(
          try counting(plan, in: folder) { engine in
            engine.jobs = jobs
            engine.stretchSize = 10_000
          }.tally)
      }
    }
    #expect(tallies.joined().allSatisfy { $0 == tallies[0][0] })
    var sums: [[Int]: (day: Int, count: Int)] = [:]
    for row in rows {
      let key = [row.model, plan.spec.period.index(ofDay: row.day)]
      let last = sums[key] ?? (row.day, 0)
      sums[key] = take == "sum" ? (row.day, last.count + row.count) : row.day < last.day ? last : (row.day, row.count)
    }
    let tally = tallies[0][0]
    #expect(tally.entries.count == sums.count)
    for entry in tally.entries {
      let model = try #require(Int(tally.subjects[entry.subject].text.dropFirst()))
      #expect(entry.group.value == sums[[model, entry.period]]?.count)
    }
  }

  @Test func groupsThatDoNotFitStopTheRollup() throws {
    let folder = try TemporaryFolder()
    for file in 0..<3 {
      let rows = (0..<50).map { "openai/m\(file * 50 + $0),2025-01-01,5\n" }.joined()
      try folder.write("model,day,downloads\n\(rows)", to: "hub/\(file).csv")
    }
    let stopped = try counting(plan(spec(["by": "name"])), in: folder) { engine in
      engine.groupLimit = 60
      engine.jobs = 1
    }
    #expect(stopped.tally == nil)
    #expect(
      stopped.findings.map(line(of:)) == [
        """
        Input/rollups/hub.yaml:1:1: error: more than 60 groups or names, which is the limit; split by something larger, \
        take longer periods, raise --groups where memory allows, or use --engine spark
        """
      ])
    // Many names of few groups are too many as well: each takes memory.
    let named = try counting(plan(spec()), in: folder) { engine in
      engine.groupLimit = 100
      engine.jobs = 1
    }
    #expect(named.findings.map(\.code) == ["too-many-groups"])
    #expect(try counting(plan(spec(["by": "name"])), in: folder) { $0.groupLimit = 150 }.findings.isEmpty)
  }

  @Test func linesInsideQuotesAreOneRowWhereTheSpecSaysSo() throws {
    let text = "model,day,downloads\n\"open\nai/x\",2025-01-01,5\nopenai/y,2025-01-01,x\n"
    let folder = try TemporaryFolder()
    try folder.write(text, to: "hub/a.csv")
    #expect(
      try counting(plan(spec(["line-breaks": "yes"])), in: folder).findings.map(line(of:)) == [
        "hub/a.csv:2:1: error: text in 'model' that isn't UTF-8, or has control characters; save the file as UTF-8",
        "hub/a.csv:4:21: error: 'x' in 'downloads' isn't a count; a count has digits only, eighteen at most",
      ])
    #expect(
      try counting(plan(spec()), in: folder).findings.first.map(line(of:))
        == "hub/a.csv:2:1: error: line break inside quotes; say 'line-breaks: yes' in the spec, if the history means it"
    )
  }

  @Test(arguments: [
    (
      "openai/x,2025-01-01",
      ":1: error: row of 2 cells where the header has 3; was the file cut off while it was copied?"
    ),
    (
      "openai/x,2025-01-01,5,6",
      ":1: error: row of 4 cells where the header has 3; put a cell with a comma in it in quotes"
    ),
    (
      "openai/x,2025-01-01,5x",
      ":21: error: '5x' in 'downloads' isn't a count; a count has digits only, eighteen at most"
    ),
    (
      "openai/x,2025-01-01,+5",
      ":21: error: '+5' in 'downloads' isn't a count; a count has digits only, eighteen at most"
    ),
    (
      "openai/x,2025-01-01,1234567890123456789",
      ":21: error: '1234567890123456789' in 'downloads' isn't a count; a count has digits only, eighteen at most"
    ),
    (
      "openai/x,2025-01-01,",
      ":21: error: 'downloads' is empty; say 'may-be-empty: yes' of the column, if the count is one that nobody knows"
    ),
    ("openai/x,2025-02-30,5", ":10: error: '2025-02-30' in 'day' isn't a day; write it as 2026-07-21"),
    ("openai/x,2025-1-01,5", ":10: error: '2025-1-01' in 'day' isn't a day; write it as 2026-07-21"),
    ("openai/x,2025:01-01,5", ":10: error: '2025:01-01' in 'day' isn't a day; write it as 2026-07-21"),
    (
      "open\"ai/x,2025-01-01,5",
      ":5: error: quote inside a cell that doesn't begin with one; put the whole cell in quotes and double the one inside: \"5\"\" disk\""
    ),
    (
      "\"openai\"/x,2025-01-01,5",
      ":9: error: text behind the closing quote of a cell; double a quote inside quotes; end the cell with a comma"
    ),
  ])
  func malformedRowIsToldWithItsLine(row: String, expected: String) throws {
    let good = String(repeating: "openai/x,2025-01-01,5\n", count: 500)
    let folder = try TemporaryFolder()
    try folder.write("model,day,downloads\n\(good)\(row)\n\(good)", to: "hub/a.csv")
    try folder.write("model,day,downloads\n\(good)", to: "hub/b.csv")
    for stretch in [1 << 20, 1000] {
      let counting = try counting(plan(spec()), in: folder) { $0.stretchSize = stretch }
      #expect(counting.tally == nil)
      #expect(counting.findings.map(line(of:)) == ["hub/a.csv:502" + expected])
    }
  }

  @Test(arguments: [30, 1 << 20])
  func everyRowWhoseNameIsNoTextIsToldWhoeverReadsIt(stretch: Int) throws {
    let folder = try TemporaryFolder()
    let row = "lab/\u{FFFD},2025-01-01,5\n"
    try folder.write(
      "model,day,downloads\n" + String(repeating: row + "openai/x,2025-01-01,5\n", count: 20), to: "hub/a.csv")
    let findings = try counting(plan(spec()), in: folder) { $0.stretchSize = stretch }.findings.map(line(of:))
    #expect(
      findings
        == (0..<20).map {
          "hub/a.csv:\(2 + 2 * $0):1: error: text in 'model' that isn't UTF-8, or has control characters; save the file as UTF-8"
        })
  }

  @Test(arguments: [20, 1 << 20])
  func soManyMalformedRowsAreToldAndNoMore(stretch: Int) throws {
    let folder = try TemporaryFolder()
    try folder.write("model,day,downloads\n" + String(repeating: "x\n", count: 50), to: "hub/a.csv")
    let findings = try counting(plan(spec()), in: folder) { engine in
      engine.findingLimit = 3
      engine.stretchSize = stretch
    }.findings.map(line(of:))
    #expect(findings.count == 4)
    #expect(findings.first?.hasPrefix("hub/a.csv:2:1: error: row of 1 cell where the header has 3") == true)
    #expect(
      findings.last
        == "hub/a.csv:4:1: error: more than 3 rows are malformed; reading stopped there; mend those in front of it and run again"
    )
  }

  @Test func aFileWithOtherColumnsIsRefusedByItsHeader() throws {
    let result = try rolledUp(spec(), ["hub/a.csv": "model,downloads,day\nopenai/x,5,2025-01-01\n"])
    #expect(
      result.findings.first
        == "hub/a.csv:1:1: error: the header isn't model,day,downloads; the columns of the spec stand in the order of the files"
    )
  }

  @Test func moreGroupsThanTheLimitStopIt() throws {
    let folder = try TemporaryFolder()
    let rows = (0..<50).map { "openai/m\($0),2025-01-01,1\n" }.joined()
    try folder.write("model,day,downloads\n\(rows)", to: "hub/a.csv")
    let counting = try counting(plan(spec(["by": "name"])), in: folder) { $0.groupLimit = 49 }
    #expect(
      counting.findings.map(line(of:)) == [
        "Input/rollups/hub.yaml:1:1: error: more than 49 groups or names, which is the limit; split by something larger, take longer periods, raise --groups where memory allows, or use --engine spark"
      ])
  }

  @Test func aSumThatNoNumberHoldsStopsIt() throws {
    let rows = String(repeating: "openai/x,2025-01-01,999999999999999999\n", count: 10)
    #expect(
      try rolledUp(spec(["period": "day"]), ["hub/a.csv": "model,day,downloads\n\(rows)"]).findings == [
        "Input/rollups/hub.yaml:3:15: error: a sum of 'downloads' is larger than 9223372036854775807; is it a column of counts at all?"
      ])
  }

  @Test func compressedFilesAndParquetNeedSpark() throws {
    #expect(
      try rolledUp(spec(["format": "parquet"]), ["hub/a.csv": ""]).findings == [
        "Input/rollups/hub.yaml:1:1: error: the embedded engine reads CSV, not Parquet; run it with --engine spark"
      ])
    #expect(
      try rolledUp(spec(["inputs": "[hub/*]"]), ["hub/a.csv.gz": ""]).findings.first?.contains(
        "'hub/a.csv.gz' is compressed, and the embedded engine reads plain CSV") == true)
  }

  @Test func theSumOfAFileDoesNotDependOnWhoReadIt() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "model,day,downloads\n" + String(repeating: "openai/x,2025-01-01,5\n", count: 100), to: "hub/a.csv")
    let sums = try [1, 2, 3].map { jobs in
      try counting(plan(spec()), in: folder) { engine in
        engine.jobs = jobs
        engine.stretchSize = 500
      }.inputs
    }
    #expect(sums[0] == sums[1] && sums[1] == sums[2])
    #expect(sums[0].first?.size == 2220)
    let whole = try counting(plan(spec()), in: folder).inputs
    let printed = try Command.run("/usr/bin/sha256sum", ["\(folder.path)/hub/a.csv"]).output
    #expect(whole.first?.sum == printed.split(separator: " ").first.map(String.init))
  }
}
