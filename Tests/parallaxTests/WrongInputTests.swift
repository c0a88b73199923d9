import Foundation
import TestSupport
import Testing

/// Each wrong input stops the run with its finding at its place, and leaves the live edition as it was.
@Suite struct WrongInputTests {
  struct Fault: Sendable, CustomTestStringConvertible {
    let name: String
    let exitCode: Int32
    /// Part of standard error.
    let finding: String
    let spoil: @Sendable (Workplace) throws -> Void
    var testDescription: String { name }
  }

  static let faults: [Fault] = [
    Fault(
      name: "misspelled field", exitCode: 65,
      finding: "Input/licences/two.yaml:1:32: error: ",
      spoil: { try $0.replace("spdx: MIT", with: "sdpx: MIT", in: "Input/licences/two.yaml") }),
    Fault(
      name: "unknown licence", exitCode: 65, finding: "Input/models/models.csv:3:39: error: ",
      spoil: { try $0.replace("open,mit,board", with: "open,mitt,board", in: "Input/models/models.csv") }),
    Fault(
      name: "reference to nothing", exitCode: 65, finding: "Input/models/models.csv:2:17: error: ",
      spoil: { try $0.replace("Eagle 1,eagle,", with: "Eagle 1,nobody,", in: "Input/models/models.csv") }),
    Fault(
      name: "duplicate id", exitCode: 65, finding: "Input/models/models.csv:4:1: error: ",
      spoil: { try $0.replace("panda-2,", with: "panda-1,", in: "Input/models/models.csv") }),
    Fault(
      name: "date that doesn't exist", exitCode: 65, finding: "Input/models/models.csv:3:23: error: ",
      spoil: { try $0.replace("2026-02-01", with: "2026-02-30", in: "Input/models/models.csv") }),
    Fault(
      name: "row with a missing cell", exitCode: 65, finding: "Input/scores/board.csv:3:11: error: ",
      spoil: {
        try $0.replace(
          ",independent,A,board\nPanda", with: ",independent,A,board\nPanda One,arena\nPanda",
          in: "Input/scores/board.csv")
      }),
    Fault(
      name: "file that isn't UTF-8", exitCode: 65, finding: "Input/sources/board.yaml:3:18: error: ",
      spoil: {
        let text = try Data(contentsOf: URL(fileURLWithPath: "\($0.path)/Input/sources/board.yaml"))
        let spoiled = String(decoding: text, as: UTF8.self).replacing("The board", with: "The bo#rd")
        try $0.folder.write(Data(spoiled.utf8.map { $0 == 0x23 ? 0xE9 : $0 }), to: "Input/sources/board.yaml")
      }),
    Fault(
      name: "unknown placeholder", exitCode: 78, finding: "Templates/pages/index.md:9:15: error: ",
      spoil: { try $0.replace("{{ gap }}", with: "{{ gapp }}", in: "Templates/pages/index.md") }),
    Fault(
      name: "unknown field of a figure", exitCode: 78, finding: "Templates/pages/index.md:9:",
      spoil: { try $0.replace("{{ gap.as-of }}", with: "{{ gap.as-off }}", in: "Templates/pages/index.md") }),
    Fault(
      name: "shell that isn't well-formed", exitCode: 78, finding: "Templates/site.html:16:8: error: not well-formed: ",
      spoil: { try $0.replace("</footer>", with: "", in: "Templates/site.html") }),
    Fault(
      name: "shell that asks for a file that isn't there", exitCode: 78,
      finding: "Templates/site.html:7:30: error: address 'missing.css' leads to no file of the site",
      spoil: { try $0.replace("style.css", with: "missing.css", in: "Templates/site.html") }),
    Fault(
      name: "shell that loads something from elsewhere", exitCode: 78,
      finding: "error: 'https://fonts.example/a.css' would be loaded from elsewhere",
      spoil: { try $0.replace("style.css", with: "https://fonts.example/a.css", in: "Templates/site.html") }),
    Fault(
      name: "style sheet that loads something from elsewhere", exitCode: 78,
      finding: "Templates/assets/style.css:1:",
      spoil: {
        let rules = try $0.folder.text(of: "Templates/assets/style.css")
        try $0.folder.write("@import 'x.css';\n" + rules, to: "Templates/assets/style.css")
      }),
    Fault(
      name: "heading that skips a level", exitCode: 78, finding: ": error: 'h4' follows 'h2'",
      spoil: {
        let text = try $0.folder.text(of: "Templates/pages/editions.md")
        try $0.folder.write(text + "\n#### Small print\n\nText.\n", to: "Templates/pages/editions.md")
      }),
    Fault(
      name: "second heading of the first level", exitCode: 78, finding: ": error: 'h1' repeated",
      spoil: { try $0.replace("## What is kept", with: "# One\n\n# Two", in: "Templates/pages/editions.md") }),
    Fault(
      name: "no report.yaml", exitCode: 78, finding: "Input/report.yaml",
      spoil: { try $0.folder.remove("Input/report.yaml") }),
    Fault(
      name: "link to a file that isn't there", exitCode: 78,
      finding: "Templates/pages/index.md:9:1: error: no file 'data/nowhere.csv'",
      spoil: { try $0.replace("{{ gap }}", with: "[it](data/nowhere.csv) {{ gap }}", in: "Templates/pages/index.md") }),
    Fault(
      name: "anchor that is nowhere, which only the gate sees", exitCode: 70,
      finding: "anchor 'nowhere' isn't in 'index.html'",
      spoil: {
        try $0.replace("{{ gap }}", with: "[Old](#nowhere) {{ gap }}", in: "Templates/pages/index.md")
      }),
  ]

  @Test(arguments: faults)
  func wrongInputIsNamedAndTheLiveEditionStays(fault: Fault) throws {
    let place = try Workplace()
    #expect(try place.parallax("build").exitCode == 0)
    let before = try place.live()
    try fault.spoil(place)
    let run = try place.parallax("build")
    #expect(run.exitCode == fault.exitCode, "\(run.errors)")
    #expect(run.errors.contains(fault.finding), "\(run.errors)")
    #expect(run.errors.contains("The edition before is still live in 'Output', unchanged."))
    #expect(run.output == "")
    #expect(try place.live() == before)
    #expect(!place.folder.has(".parallax-Output.staging"))
    // What `check` finds is the same, except for what only the gate can see.
    if fault.exitCode != 70 {
      let check = try place.parallax("check")
      #expect(check.exitCode == fault.exitCode)
      #expect(check.output.contains(fault.finding), "\(check.output)")
    }
  }

  @Test func everyFaultIsFoundInOneRun() throws {
    let place = try Workplace()
    for fault in Self.faults where fault.exitCode == 65 && fault.name != "duplicate id" {
      try fault.spoil(place)
    }
    let run = try place.parallax("check")
    for fault in Self.faults where ["misspelled field", "unknown licence", "reference to nothing"].contains(fault.name)
    {
      #expect(run.output.contains(fault.finding), "\(fault.name): \(run.output)")
    }
    #expect(run.exitCode == 65)
  }

  @Test func strictCountsWarningsAsErrors() throws {
    let place = try Workplace()
    #expect(try place.parallax("build", "--strict").exitCode == 0)
    try place.replace("2026-02-20", with: "2026-08-20", in: "Input/models/models.csv")
    let relaxed = try place.parallax("check")
    #expect(relaxed.exitCode == 0)
    #expect(relaxed.output.contains("warning: "), "\(relaxed.output)")
    #expect(try place.parallax("build", "--strict").exitCode == 65)
    #expect(try place.parallax("build").exitCode == 0)
  }
}

extension Workplace {
  /// Each live file's text, inode and time: what must stay when nothing is published.
  func live() throws -> [String: String] {
    var files = try folder.contents(of: "Output")
    for name in files.keys {
      let facts = try FileManager.default.attributesOfItem(atPath: "\(path)/Output/\(name)")
      let time = (facts[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
      files[name]! += "|\(facts[.systemFileNumber] ?? 0)|\(time)"
    }
    return files
  }
}
