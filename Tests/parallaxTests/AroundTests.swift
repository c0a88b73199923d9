import Foundation
import TestSupport
import Testing

/// What stands around a run: its report, metrics, hooks.
@Suite struct AroundTests {
  let place: Workplace

  init() throws { place = try Workplace() }

  private func correct() throws {
    try place.replace("1405 [1395, 1415]", with: "1407 [1397, 1417]", in: "Input/scores/board.csv")
  }

  @Test func reportTellsWhatWasReadFoundComputedWrittenAndLeft() throws {
    try place.folder.write("x", to: "Output/theirs.txt")
    _ = try place.parallax("build")
    try correct()
    _ = try place.parallax("build")
    let run = try place.parallax("report")
    #expect(run.exitCode == 0, "\(run.errors)")
    for words in [
      "read: ", "rendered: ", "1 figures", "checked: ", "written: ", "moved: gap", "not ours, and left: theirs.txt",
      "edition: 2026-03-01-", ", after 2026-03-01-", "\npublished\n",
    ] {
      #expect(run.output.contains(words), "\(words) in \(run.output)")
    }
    let json = try place.parallax("report", "--json")
    let fields = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    #expect(fields?["result"] as? String == "ok")
    #expect(fields?["moved"] as? [String] == ["gap"])
    #expect(
      (fields?["stages"] as? [[String: Any]])?.compactMap { $0["stage"] as? String } == [
        "read", "rendered", "staged", "checked", "written",
      ])
  }

  /// Files that have settled aren't read to find that there is nothing to do; one that was written to is.
  @Test func filesThatLookTheSameArentReadAgain() throws {
    func stages() throws -> String {
      try place.parallax("report").output.split(separator: "\n").dropFirst().first.map(String.init) ?? ""
    }
    _ = try place.parallax("build")
    let page = try place.folder.text(of: "Output/index.html")
    Thread.sleep(forTimeInterval: 3.5)
    #expect(try place.parallax("build").exitCode == 0)
    #expect(try stages().hasPrefix("read: "))
    #expect(try place.parallax("build").exitCode == 0)
    #expect(try stages().hasPrefix("looked at: "))
    #expect(try place.parallax("build", "--read-all").exitCode == 0)
    #expect(try stages().hasPrefix("read: "))
    try correct()
    #expect(try place.parallax("build").exitCode == 0)
    #expect(try place.folder.text(of: "Output/index.html") != page)
  }

  @Test func reportOfARefusedRunSaysWhy() throws {
    _ = try place.parallax("build")
    try place.replace("2026-02-01", with: "2026-02-30", in: "Input/models/models.csv")
    #expect(try place.parallax("build").exitCode == 65)
    let run = try place.parallax("report")
    #expect(run.output.contains("\nfailed with exit code 65: 1 error\n"), "\(run.output)")
    #expect(run.output.contains("bad-date"))
  }

  /// An edition published by a clock that was years ahead: its time stands in the manifest.
  @Test func changedPagesGetLaterTimesThanAClockThatWasAheadGave() throws {
    #expect(try place.parallax("build").exitCode == 0)
    let manifest = try place.folder.text(of: ".parallax/manifest")
    let latest = try #require(manifest.split(separator: "\n").first { $0.hasPrefix("latest ") })
    try place.folder.write(
      manifest.replacingOccurrences(of: latest, with: "latest 2000000000 0"), to: ".parallax/manifest")
    try correct()
    #expect(try place.parallax("build").exitCode == 0)
    let page = try FileManager.default.attributesOfItem(atPath: "\(place.path)/Output/index.html")
    #expect(page[.modificationDate] as? Date == Date(timeIntervalSince1970: 2_000_000_001))
  }

  @Test func metricsAreWrittenByRenameAndKeepWhatARunWithoutWorkCannotKnow() throws {
    try FileManager.default.createDirectory(atPath: "\(place.path)/collector", withIntermediateDirectories: true)
    _ = try place.parallax("build", "--metrics", "collector/parallax.prom")
    let first = try place.folder.text(of: "collector/parallax.prom")
    for line in [
      "# TYPE parallax_exit_code gauge", "parallax_exit_code 0", "parallax_findings{severity=\"error\"} 0",
      "parallax_figures 1", "parallax_claims{verdict=\"does-not-hold\"} 1",
      "parallax_source_newest_fact_timestamp_seconds{source=\"board\"} 1772323200",
    ] {
      #expect(first.contains(line + "\n"), "\(line) in \(first)")
    }
    let success = try #require(first.split(separator: "\n").first { $0.hasPrefix("parallax_last_success") })
    _ = try place.parallax("build", "--metrics", "collector/parallax.prom")
    #expect(try place.folder.text(of: "collector/parallax.prom").contains("parallax_figures 1\n"))
    try place.replace("2026-02-01", with: "2026-02-30", in: "Input/models/models.csv")
    usleep(1_100_000)
    #expect(try place.parallax("build", "--metrics", "collector/parallax.prom").exitCode == 65)
    let last = try place.folder.text(of: "collector/parallax.prom")
    #expect(last.contains("parallax_exit_code 65\n"))
    #expect(last.contains("parallax_source_newest_fact_timestamp_seconds{source=\"board\"} "))
    #expect(
      !last.contains("parallax_last_success_timestamp_seconds \(Int(Date().timeIntervalSince1970))\n")
        || last.contains(success))
    #expect(place.folder.files(in: "collector") == ["parallax.prom"])
    // Every sample has one of the lines before it that say what it is, and nothing else is in the file.
    for line in last.split(separator: "\n") where !line.hasPrefix("#") {
      #expect(line.split(separator: " ").count == 2, "\(line)")
    }
  }

  @Test func hooksGetTheReportAndHowTheRunEnded() throws {
    let after = "printf '%s %s ' \"$PARALLAX_RUN\" \"$PARALLAX_EXIT_CODE\" >> told; wc -l >> told"
    _ = try place.parallax("build", "--before", "echo \"$PARALLAX_RUN\" >> told", "--after", after)
    _ = try place.parallax("build", "--after", after)
    try place.replace("2026-02-01", with: "2026-02-30", in: "Input/models/models.csv")
    _ = try place.parallax("build", "--after", after)
    #expect(try place.folder.text(of: "told") == "start\nok 0 1\nunchanged 0 1\nfailed 65 1\n")
    _ = try place.parallax("build", "--dry-run", "--before", "echo no >> told", "--after", after)
    #expect(try place.folder.text(of: "told").split(separator: "\n").count == 4, "a dry run tells nobody")
  }

  /// The program starts itself anew with a setting of the allocator.
  @Test func hooksFindNoSettingOfTheAllocatorButTheUsersOwn() throws {
    let asked = "echo \"${GLIBC_TUNABLES-none}\" >> told"
    _ = try place.parallax("build", "--before", asked)
    _ = try place.parallax("build", "--before", asked, environment: ["GLIBC_TUNABLES": "glibc.malloc.arena_max=1"])
    #expect(try place.folder.text(of: "told") == "none\nglibc.malloc.arena_max=1\n")
  }

  @Test func commandThatFailsBeforeStopsTheRun() throws {
    let run = try place.parallax("build", "--before", "exit 3", "--after", "cat > told")
    #expect(run.exitCode == 74)
    #expect(run.errors.contains("parallax: 'exit 3' exited with 3"), "\(run.errors)")
    #expect(run.errors.contains("There is no edition in 'Output' yet."))
    #expect(!place.folder.has("Output"))
    #expect(place.folder.has("told"))
  }

  @Test func commandThatFailsAfterwardsIsAFailureAndTheEditionIsLive() throws {
    let run = try place.parallax("build", "--after", "kill -9 $$")
    #expect(run.exitCode == 74)
    #expect(run.errors.contains("'kill -9 $$' exited with 137"), "\(run.errors)")
    #expect(run.errors.contains("The new edition is live in 'Output'."))
    #expect(place.folder.has("Output/index.html"))
  }

  @Test func commandThatReadsNothingOrIsFedMuchHoldsNothingUp() throws {
    let run = try place.parallax("build", "--after", "true")
    #expect(run.exitCode == 0)
    #expect(run.errors == "")
  }

  @Test func reportOfALaterRunNamesTheLiveEditionAndTheLastPublicationIsKept() throws {
    _ = try place.parallax("build")
    try correct()
    _ = try place.parallax("build")
    _ = try place.parallax("build")
    let last = try place.parallax("report").output
    #expect(last.contains("\nedition: 2026-03-01-") && last.contains(", still\nnothing to do\n"), "\(last)")
    let published = try place.parallax("report", "--published").output
    #expect(published.contains("moved: gap") && published.contains(", after 2026-03-01-"), "\(published)")
    try place.replace("2026-02-01", with: "2026-02-30", in: "Input/models/models.csv")
    _ = try place.parallax("build")
    #expect(try place.parallax("report").output.contains(", still\nfailed with exit code 65"))
    #expect(try place.parallax("report", "--published").output == published)
  }

  @Test func commandThatFailsAfterwardsIsInReportAndMetrics() throws {
    let run = try place.parallax("build", "--after", "exit 12", "--metrics", "p.prom")
    #expect(run.exitCode == 74)
    #expect(try place.folder.text(of: "p.prom").contains("parallax_exit_code 74\n"))
    #expect(
      try place.parallax("report").output.hasSuffix(
        "failed with exit code 74: the command after it failed: 'exit 12'\n"))
  }

  @Test func metricsThatCannotBeWrittenNameTheirOwnOption() throws {
    _ = try place.parallax("build")
    let run = try place.parallax("build", "--metrics", "nowhere/p.prom")
    #expect(run.exitCode == 73)
    #expect(run.errors.contains("What was live in 'Output' is unchanged."), "\(run.errors)")
    #expect(run.errors.contains("Make the folder, or name a file in another one with --metrics."))
    #expect(try place.parallax("build", "--metrics", "p.txt").exitCode == 64)
  }

  @Test func metricsSayThatAnEditionWasRolledBackAndCountNoSuccess() throws {
    _ = try place.parallax("build")
    try correct()
    _ = try place.parallax("build", "--metrics", "p.prom")
    func value(_ name: String) throws -> Substring? {
      try place.folder.text(of: "p.prom").split(separator: "\n").first { $0.hasPrefix("parallax_\(name)") }
    }
    let success = try value("last_success_timestamp_seconds")
    let edition = try value("edition_info")
    #expect(try value("rolled_back") == "parallax_rolled_back 0")
    _ = try place.parallax("rollback")
    usleep(1_100_000)
    #expect(try place.parallax("build", "--metrics", "p.prom").exitCode == 0)
    #expect(try value("rolled_back") == "parallax_rolled_back 1")
    #expect(try value("last_success_timestamp_seconds") == success)
    #expect(try value("edition_info") != edition)
  }

  @Test func rollbackRunsACommandWithItsReport() throws {
    _ = try place.parallax("build")
    try correct()
    _ = try place.parallax("build")
    let run = try place.parallax("rollback", "--after", "printf '%s ' \"$PARALLAX_RUN\" > told; cat >> told")
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(try place.folder.text(of: "told").hasPrefix("ok {\"began\""))
    #expect(try place.folder.text(of: "told").contains("\"end\":\"rolled back\""))
    #expect(try place.parallax("report", "--published").output.contains("\nrolled back\n"))
  }

  @Test func manyErrorsAreAScreenWithThoseOfTheConfigurationFirst() throws {
    try place.replace("title:", with: "titel:", in: "Input/report.yaml")
    var rows = try place.folder.text(of: "Input/models/models.csv")
    for number in 0..<40 { rows += "x\(number),X,nobody\(number),2026-01-01,open,mit,board\n" }
    try place.folder.write(rows, to: "Input/models/models.csv")
    let run = try place.parallax("build")
    #expect(run.exitCode == 65 || run.exitCode == 78)
    #expect(run.errors.split(separator: "\n", omittingEmptySubsequences: false).count < 45, "\(run.errors)")
    #expect(run.errors.split(separator: "\n")[1].hasPrefix("Input/report.yaml:"), "\(run.errors)")
    #expect(run.errors.contains("of them not shown"))
  }

  @Test func everybodyMayReadWhatIsPublishedWhateverTheAccountsHabit() throws {
    _ = try Command.run(
      "/bin/sh", ["-c", "umask 077; '\(Workplace.program.path)' build --metrics p.prom"], in: place.path)
    try correct()
    _ = try Command.run(
      "/bin/sh", ["-c", "umask 077; '\(Workplace.program.path)' build --metrics p.prom"], in: place.path)
    func mode(_ path: String) throws -> Int? {
      (try FileManager.default.attributesOfItem(atPath: "\(place.path)/\(path)")[.posixPermissions] as? NSNumber)?
        .intValue
    }
    for file in place.folder.files(in: "Output") { #expect(try mode("Output/\(file)") == 0o644, "\(file)") }
    for folder in ["Output", "Output/figures", "Output/editions"] { #expect(try mode(folder) == 0o755, "\(folder)") }
    #expect(try mode("p.prom") == 0o644)
  }

  @Test(.enabled(if: Command.path(of: "strace") != nil, "needs strace"))
  func editionOfAKilledRunIsToldByTheNext() throws {
    #expect(try place.parallax("build").exitCode == 0)
    try correct()
    // Killed after the exchange, when the old edition is put away.
    let killed = try place.parallax(
      ["build"],
      under: ["-f", "-qq", "-o", "/dev/null", "-e", "trace=unlink", "-e", "inject=unlink:signal=KILL:when=1"])
    #expect(killed.signal != nil)
    let run = try place.parallax("build", "--after", "echo \"$PARALLAX_RUN\" > told")
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(try place.folder.text(of: "told") == "ok\n")
    #expect(try place.parallax("report").output.contains("published by the run before, which was killed"))
    #expect(try place.parallax("verify").exitCode == 0)
  }
}
