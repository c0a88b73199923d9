import Foundation
import TestSupport
import Testing

/// `parallax rollup`: from files to a file.
@Suite struct RollUpTests {
  private func workplace(_ change: String = "") throws -> Workplace {
    let work = try Workplace()
    try work.folder.write(
      """
      - id: hub
        title: Downloads by publisher
        into: downloads
        inputs: [hub/*.csv]
        columns: [{name: model, type: text}, {name: day, type: day}, {name: downloads, type: count}]
        name-column: model
        day-column: day
        count-column: downloads
        period: month
        take: sum
        by: name
        platform: Hub
        measure: downloads by repository
        unit: downloads
        source: \(try source(of: work))
      \(change)
      """, to: "Input/rollups/hub.yaml")
    let days = (1...31).map { "lab/m,2025-01-\($0 < 10 ? "0" : "")\($0),2\n" }
    try work.folder.write("model,day,downloads\n" + days.joined(), to: "History/hub/a.csv")
    return work
  }

  /// The id of any source of the fixture.
  private func source(of work: Workplace) throws -> String {
    let file = try #require(work.folder.files(in: "Input/sources").first { $0.hasSuffix(".yaml") })
    let line = try #require(
      try work.folder.text(of: "Input/sources/\(file)").split(separator: "\n").first { $0.contains("id: ") })
    return String(line[try #require(line.range(of: "id: ")).upperBound...].prefix { !", }".contains($0) })
  }

  private let path = "Input/downloads/rollups/hub.csv"
  private let manifest = "Input/downloads/rollups/.hub.manifest.json"

  @Test func writesRecordsThatABuildReadsAndAManifest() throws {
    let work = try workplace()
    let run = try work.parallax("rollup", "hub")
    #expect(run.errors == "")
    #expect(
      run.output
        == "\(path) has been written: 1 records from 31 rows, of which 31 count; 31 days, 0 missing\n")
    #expect(run.exitCode == 0)
    #expect(
      try work.folder.text(of: path).contains("\nlab/m,model,lab,,Hub,downloads by repository,62,downloads,2025-01,"))
    let json = try work.folder.text(of: manifest)
    #expect(json.contains(#""engine":"embedded""#) && json.contains(#""rows":{"read":31,"kept":31"#))
    #expect(try work.parallax("check").errors.contains("downloads/rollups") == false)
    #expect(try work.parallax("rollup", "Input/rollups/hub.yaml").output.contains("is unchanged"))
    #expect(try work.folder.text(of: manifest) == json)
  }

  @Test func aMalformedRowLeavesWhatWasThere() throws {
    let work = try workplace()
    _ = try work.parallax("rollup", "hub")
    let before = try work.folder.text(of: path)
    try work.replace("2025-01-20,2", with: "2025-01-20,2,", in: "History/hub/a.csv")
    let run = try work.parallax("rollup", "hub")
    #expect(run.exitCode == 65)
    #expect(run.errors.contains("the history wasn't rolled up: 1 error"))
    #expect(run.errors.contains("hub/a.csv:21:1"))
    #expect(run.errors.contains("row of 4 cells where the header has 3"))
    #expect(try work.folder.text(of: path) == before)
  }

  @Test func aDryRunWritesNothing() throws {
    let work = try workplace()
    #expect(try work.parallax("rollup", "hub", "--dry-run").output.hasPrefix("\(path) would be written: 1 records"))
    #expect(!work.folder.has(path))
  }

  @Test func theQueryCanBeSeenWithoutSpark() throws {
    let run = try workplace().parallax(
      "rollup", "hub", "--engine", "spark", "--print-sql", "--history", "s3a://bucket/x")
    #expect(run.exitCode == 0)
    #expect(run.output.contains("path 's3a://bucket/x/hub/*.csv'"))
    #expect(run.output.contains("mode 'FAILFAST'"))
  }

  @Test(arguments: [
    (["rollup", "hubb"], 64, "there is no rollup 'hubb'; did you mean 'hub'?"),
    (["rollup", "hub", "--master", "local[2]"], 64, "are for --engine spark"),
    (["rollup", "hub", "--engine", "spark", "--master", "mesos://x"], 64, "not 'mesos://x'"),
    (["rollup", "hub", "--engine", "spark", "--master", "yarn"], 64, "--exchange is needed"),
    (["rollup", "hub", "--history", "Nowhere"], 74, "'Nowhere' can't be read: No such file or directory"),
    (["rollup", "hub", "--engine", "spark", "--spark", "/nowhere"], 78, "'/nowhere/bin/spark-sql' can't be started"),
  ])
  func whatIsWrongWithTheCallIsSaid(arguments: [String], code: Int32, expected: String) throws {
    let run = try workplace().parallax(arguments)
    #expect(run.exitCode == code)
    #expect(run.errors.contains(expected), "\(run.errors)")
  }

  /// Sixteen days of a hub's most downloaded repositories: the committed records are what they come to.
  @Test(.enabled(if: Shared.has("data/hf-daily-top-models/snapshots"), "\(Shared.absence)"))
  func theCommittedResultIsWhatTheRealHistoryComesTo() throws {
    let work = try Workplace()
    try work.folder.remove("Input")
    try FileManager.default.copyItem(atPath: "\(Shared.packageRoot)/Input", toPath: "\(work.path)/Input")
    let result = "Input/downloads/rollups/hub-top-by-organisation.csv"
    let committed = try work.folder.text(of: result)
    try work.folder.remove(result)
    // The days become the files of a history in a folder of their own.
    try FileManager.default.copyItem(atPath: "\(work.path)/Input", toPath: "\(work.path)/Copy")
    let imported = try work.parallax(
      "import", "hub-downloads", "\(Shared.path)/data/hf-daily-top-models/snapshots", "--source", "hf-daily-top-2026",
      "--as-of", "2026-08-22", "--input", "Copy")
    #expect(imported.exitCode == 0, "\(imported.errors)")
    let run = try work.parallax("rollup", "hub-top-by-organisation", "--history", "Copy/downloads")
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(try work.folder.text(of: result) == committed)
  }

  @Test func aMissingDayIsSaidWithItsDate() throws {
    let work = try workplace()
    try work.replace("lab/m,2025-01-20,2\n", with: "", in: "History/hub/a.csv")
    let run = try work.parallax("rollup", "hub")
    #expect(run.exitCode == 65)
    #expect(run.errors.contains("the history has no rows of 2025-01-20"))
  }
}
