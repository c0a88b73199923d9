import TestSupport
import Testing

@Suite struct BuildTests {
  @Test func aSecondRunChangesNothing() throws {
    let command = try Command()
    let first = try command.run("build")
    #expect(first.exitCode == 0, "\(first.complaint)")
    #expect(first.output + first.complaint == "")
    let live = try command.published()
    #expect(try command.run("build").exitCode == 0)
    #expect(try command.published() == live)
  }

  @Test func foldersTimeZonesAndLocalesDontShowInTheBytes() throws {
    func bytes(_ environment: [String: String]) throws -> [String: Substring?] {
      let command = try Command()
      #expect(try command.run("build", environment: environment).exitCode == 0)
      return try command.published().mapValues { $0.split(separator: " ").last }
    }
    let here = try bytes(["TZ": "UTC", "LC_ALL": "C"])
    let there = try bytes(["TZ": "Asia/Shanghai", "LC_ALL": "de_DE.UTF-8", "LANG": "tr_TR.UTF-8"])
    #expect(here == there)
    #expect(here["index.html"] != nil)
    #expect(here["index.md"] != nil)
    #expect(here["models/r1.html"] != nil)
    #expect(here["data/figures.json"] != nil)
  }

  @Test func aDryRunSaysWhatWouldChangeAndChangesNothing() throws {
    let command = try Command()
    let result = try command.run("build", "--dry-run")
    #expect(result.exitCode == 0)
    #expect(result.output.contains("add     index.html"))
    #expect(try command.published().isEmpty)
  }

  @Test func misuseIsTold() throws {
    let command = try Command()
    #expect(try command.run("build", "--colour").exitCode == 64)
    #expect(try command.run("build", "--as-of", "2026-02-30").exitCode == 64)
    #expect(try command.run("figures", "gab").complaint.contains("did you mean 'gap'?"))
    #expect(try command.run("--help").output.contains("Exit codes"))
  }

  @Test func figuresAreTheSameInTheTerminalAndOnTheSite() throws {
    let command = try Command()
    #expect(try command.run("build").exitCode == 0)
    #expect(try command.run("figures", "--json").output == command.folder.text(of: "Output/data/figures.json"))
    #expect(try command.run("figures").output.contains("gap"))
  }
}
