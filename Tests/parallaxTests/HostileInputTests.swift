import Foundation
import TestSupport
import Testing

/// Records and templates from a stranger: nothing they hold leaves its folder, becomes mark-up or reaches a terminal.
@Suite struct HostileInputTests {
  let place: Workplace

  init() throws { place = try Workplace() }

  @Test(arguments: [
    "../escape", "a/b", "/etc/passwd", "..", ".", ".hidden", "A", "panda 1", "panda\\1", "p\u{0}", "%2e%2e", "con:1",
    "-x",
    "ä", "p\u{202E}1", String(repeating: "x", count: 300),
  ])
  func idThatCouldLeaveItsFolderIsRefused(id: String) throws {
    try place.replace("eagle-1,Eagle 1,", with: "\"\(id)\",Eagle 1,", in: "Input/models/models.csv")
    let run = try place.parallax("build")
    #expect(run.exitCode == 65, "\(id): \(run.errors)")
    #expect(!place.folder.has("Output"))
    let folders = ["Input/", "Templates/", ".parallax/"]
    #expect(place.folder.files(in: ".").allSatisfy { file in folders.contains { file.hasPrefix($0) } })
    #expect(!FileManager.default.fileExists(atPath: "\(place.path)/../escape.html"))
    #expect(
      run.errors.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && $0.value != 0x7F }, "\(run.errors)")
    #expect(!run.errors.contains("\u{202E}"))
  }

  @Test func hostileTextStaysTextEverywhere() throws {
    let mark = "<script>alert(1)</script>\" onx='y' {{ gap }} abc =1+1 \u{1B}"
    let hostile = mark.replacing("\u{1B}", with: "")
    try place.replace("Eagle 1,", with: "\"\(hostile.replacing("\"", with: "\"\""))\",", in: "Input/models/models.csv")
    try place.replace("name: Eagle Lab", with: "name: '=cmd()<marquee>'", in: "Input/organisations/labs.yaml")
    try place.replace(
      "title: A board of models", with: "title: '@SUM(1) <img src=x onerror=y>'", in: "Input/sources/board.yaml")
    let run = try place.parallax("build")
    #expect(run.exitCode == 0, "\(run.errors)")
    for file in place.folder.files(in: "Output") {
      let text = try place.folder.text(of: "Output/\(file)")
      if file.hasSuffix(".html") || file.hasSuffix(".xml") {
        #expect(!text.contains("<script>alert"), "\(file)")
        #expect(!text.contains("<img src=x"), "\(file)")
        #expect(!text.contains("<marquee"), "\(file)")
      }
      if file.hasSuffix(".csv") {
        for cell in text.split(whereSeparator: { $0.isNewline || $0 == "," }) {
          #expect(
            !cell.hasPrefix("=") && !cell.hasPrefix("@") && !cell.hasPrefix("\"=") && !cell.hasPrefix("\"@"),
            "\(file): \(cell)")
        }
      }
      if file.hasSuffix(".json"), !file.hasPrefix("editions/2") {
        #expect(throws: Never.self, "\(file)") { try JSONSerialization.jsonObject(with: Data(text.utf8)) }
      }
    }
  }

  @Test(arguments: ["\u{1B}[31mred", "\u{202E}desrever", "\u{9B}1m", "a\u{7}b"])
  func whatIsPrintedHoldsNoControlCharacters(text: String) throws {
    try place.replace("open,mit,board", with: "open,\"\(text)\",board", in: "Input/models/models.csv")
    for arguments in [["build"], ["check"], ["build", "--log-format", "json"], ["check", "--format", "json"]] {
      let run = try place.parallax(arguments)
      #expect(run.exitCode == 65, "\(arguments)")
      let printed = run.output + run.errors
      let isPlain = printed.unicodeScalars.allSatisfy { scalar in
        scalar == "\n" || (scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value) && scalar != "\u{202E}")
      }
      #expect(isPlain, "\(arguments): \(printed.debugDescription)")
    }
  }

  @Test func idsThatDifferOnlyInCaseAreRefused() throws {
    try place.replace("panda-2,Panda 2", with: "Panda-1,Panda 2", in: "Input/models/models.csv")
    #expect(try place.parallax("build").exitCode == 65)
    #expect(!place.folder.has("Output"))
  }

  @Test(arguments: ["link", "device", "pipe", "folder that is a link"])
  func templateOrAssetThatIsNoFileIsRefused(kind: String) throws {
    try place.folder.write("secret", to: "secret.txt")
    let path = "\(place.path)/Templates/assets/extra.txt"
    switch kind {
    case "link": try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "../../secret.txt")
    case "folder that is a link":
      try FileManager.default.createSymbolicLink(
        atPath: "\(place.path)/Templates/assets/more", withDestinationPath: "/etc")
    case "pipe": #expect(unsafe mkfifo(path, 0o600) == 0)
    default:
      // A device can only be made by root; what it would be is a special file like the pipe.
      guard unsafe mknod(path, S_IFCHR | 0o600, 0x0103) == 0 else { return }
    }
    let run = try place.parallax("build")
    #expect(run.exitCode == 78, "\(run.errors)")
    #expect(run.errors.contains("Templates/assets/"), "\(run.errors)")
    #expect(!place.folder.has("Output"))
  }

  @Test func linkInTheOutputIsKeptAndNotFollowed() throws {
    try place.folder.write("theirs", to: "elsewhere/index.html")
    try place.folder.write("x", to: "Output/kept.txt")
    try FileManager.default.createSymbolicLink(
      atPath: "\(place.path)/Output/there", withDestinationPath: "../elsewhere")
    #expect(try place.parallax("build").exitCode == 0)
    #expect(try place.folder.text(of: "elsewhere/index.html") == "theirs")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: "\(place.path)/Output/there") == "../elsewhere")
  }

  @Test func linkWhereAPageHasToGoStopsTheRun() throws {
    try place.folder.write("theirs", to: "elsewhere/x.html")
    try FileManager.default.createDirectory(atPath: "\(place.path)/Output", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: "\(place.path)/Output/models", withDestinationPath: "../elsewhere")
    let run = try place.parallax("build")
    #expect(run.exitCode == 73, "\(run.errors)")
    #expect(place.folder.files(in: "elsewhere") == ["x.html"])
  }

  @Test func editionThatNamesAnotherFolderIsRefused() throws {
    #expect(try place.parallax("build").exitCode == 0)
    for id in ["../../etc", "..", "/", "2026-03-01-zzzzzzzzzzzz"] {
      #expect(try place.parallax("rollback", id).exitCode == 64, "\(id)")
      #expect(try place.parallax("diff", id).exitCode == 64, "\(id)")
    }
  }
}
