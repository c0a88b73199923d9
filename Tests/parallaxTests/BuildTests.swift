import Foundation
import TestSupport
import Testing

@Suite struct BuildTests {
  let place: Workplace

  init() throws { place = try Workplace() }

  @Test func firstBuildPublishesAndSaysNothing() throws {
    let run = try place.parallax("build")
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.output == "")
    #expect(run.errors == "")
    let files = place.folder.files(in: "Output")
    for name in ["index.html", "index.md", "models/panda-1.html", "figures/gap.html", "data/figures.json", "style.css"]
    {
      #expect(files.contains(name), "\(name) is missing from \(files)")
    }
  }

  @Test func everyTableOfRecordsSaysOfWhichDayItsDataAre() throws {
    _ = try place.parallax("build")
    let pages = place.folder.files(in: "Output").filter { $0.hasSuffix(".html") && !$0.hasPrefix("editions/") }
    #expect(pages.count > 5)
    for page in pages { #expect(tablesWithoutDay(in: try place.folder.text(of: "Output/" + page)) == [], "\(page)") }
  }

  @Test func secondBuildChangesNoFileAndNoTime() throws {
    _ = try place.parallax("build")
    let before = try place.live()
    let manifest = try place.folder.text(of: ".parallax/manifest")
    let run = try place.parallax("build", "--verbose")
    #expect(run.exitCode == 0)
    #expect(run.errors.hasSuffix("nothing to do\n"), "\(run.errors)")
    #expect(!run.errors.contains("rendered"), "the second run stops before it renders")
    #expect(try place.live() == before)
    #expect(try place.folder.text(of: ".parallax/manifest") == manifest)
  }

  @Test func oneChangedRecordChangesOnlyThePagesThatShowIt() throws {
    _ = try place.parallax("build")
    let before = try place.live()
    try place.replace("Two are enough", with: "Three are enough", in: "Input/notes/home.md")
    try place.replace("A board of models", with: "The board of models", in: "Input/sources/board.yaml")
    let plan = try place.parallax("build", "--dry-run")
    #expect(try place.live() == before)
    #expect(plan.output.contains("change  sources/board.html"), "\(plan.output)")
    #expect(try place.parallax("build").exitCode == 0)
    let after = try place.live()
    let changed = before.keys.filter { after[$0] != nil && after[$0] != before[$0] }.sorted()
    #expect(changed.contains("sources/board.html"))
    #expect(!changed.contains("style.css"))
    #expect(!changed.contains("models/eagle-1.html") || plan.output.contains("change  models/eagle-1.html"))
    #expect(plan.output.split(separator: "\n").count { $0.hasPrefix("change  ") } == changed.count)
  }

  @Test func twoPlacesTimeZonesAndLocalesGiveTheSameBytes() throws {
    let other = try Workplace()
    let here = try place.parallax("build", environment: ["TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C"])
    let there = try other.parallax(
      "build", "--output", "deep/er/site", "--jobs", "1",
      environment: ["TZ": "America/Los_Angeles", "LC_ALL": "de_DE.UTF-8", "LANG": "tr_TR.UTF-8", "HOME": "/nowhere"])
    #expect(here.exitCode == 0)
    #expect(there.exitCode == 0, "\(there.errors)")
    #expect(try place.folder.contents(of: "Output") == other.folder.contents(of: "deep/er/site"))
  }

  @Test func runWhileAnotherIsGoingOnIsTurnedAway() throws {
    try FileManager.default.createDirectory(atPath: "\(place.path)/.parallax", withIntermediateDirectories: true)
    let holder = Process()
    holder.executableURL = URL(fileURLWithPath: "/usr/bin/flock")
    holder.arguments = ["--no-fork", "\(place.path)/.parallax/lock", "sh", "-c", "echo held; exec sleep 15"]
    let pipe = Pipe()
    holder.standardOutput = pipe
    try holder.run()
    defer {
      holder.terminate()
      holder.waitUntilExit()
    }
    _ = pipe.fileHandleForReading.availableData
    let run = try place.parallax("build")
    #expect(run.exitCode == 75)
    #expect(run.errors.contains("another run is going on (process "), "\(run.errors)")
    #expect(!place.folder.has("Output"))
  }

  @Test(arguments: [
    ["build", "--bogus"], ["bild"], ["build", "--as-of", "2026-02-30"], ["build", "--jobs", "0"],
    ["build", "--log-format", "xml"], ["check", "--format", "pdf"], ["figures", "gapp"],
    ["build", "--state", "Output/state"], ["build", "--output", "Input"], ["build", "--output", "Input/site"],
    ["build", "--output", "."],
  ])
  func wrongCallIsAUsageError(arguments: [String]) throws {
    let run = try place.parallax(arguments)
    #expect(run.exitCode == 64, "\(run.errors)")
    #expect(run.errors != "")
    #expect(place.folder.files(in: ".").allSatisfy { $0.hasPrefix("Input") || $0.hasPrefix("Templates") })
  }

  @Test func missingInputFolderIsAReadingFailure() throws {
    let run = try place.parallax("build", "--input", "Nowhere")
    #expect(run.exitCode == 74)
    #expect(run.errors.contains("the folder 'Nowhere' can't be read: No such file or directory"))
  }

  @Test func outputThatIsAFileCannotBeMade() throws {
    try place.folder.write("a file", to: "Output")
    let run = try place.parallax("build")
    #expect(run.exitCode == 73)
    #expect(run.errors.contains("'Output' can't be made: a file stands in the way"), "\(run.errors)")
    #expect(try place.folder.text(of: "Output") == "a file")
  }

  @Test func dayOfTheEditionIsTheLastThatTheRecordsKnowOfUnlessItIsGiven() throws {
    _ = try place.parallax("build")
    #expect(try place.folder.text(of: "Output/index.html").contains("1 March 2026"))
    _ = try place.parallax("build", "--as-of", "2026-05-09")
    #expect(try place.folder.text(of: "Output/index.html").contains("9 May 2026"))
  }

  @Test func logAsJSONIsOneLine() throws {
    try place.folder.remove("Input/report.yaml")
    let run = try place.parallax("build", "--log-format", "json")
    #expect(run.exitCode == 78)
    let lines = run.errors.split(separator: "\n")
    #expect(lines.count == 1)
    let fields = try JSONSerialization.jsonObject(with: Data(run.errors.utf8)) as? [String: Any]
    #expect(fields?["exit_code"] as? Int == 78)
  }

  @Test func runReportIsJSONThatTellsWhatHappened() throws {
    _ = try place.parallax("build")
    let report = Data(try place.folder.text(of: ".parallax/run.json").utf8)
    let fields = try JSONSerialization.jsonObject(with: report) as? [String: Any]
    #expect(fields?["end"] as? String == "published")
    #expect((fields?["added"] as? [String])?.contains("index.html") == true)
  }
}
