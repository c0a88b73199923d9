import Foundation
import TestSupport
import Testing

/// Every kind of wrong input of the first issue: its finding at its place, its exit code, and the live output untouched.
@Suite struct WrongInputTests {
  struct Damage: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var path: String
    var from: String
    var to: String
    var exitCode: Int32
    var complaint: String
  }

  static let damages = [
    Damage(
      testDescription: "a misspelled field", path: "Input/models/m.yaml", from: "licence: mit", to: "license: mit",
      exitCode: 65, complaint: "Input/models/m.yaml:1:89: error: field 'license' isn't one of this kind's"),
    Damage(
      testDescription: "an unknown licence", path: "Input/models/m.yaml", from: "licence: mit", to: "licence: mitt",
      exitCode: 65, complaint: "Input/models/m.yaml:1:98: error: licences has no record 'mitt'"),
    Damage(
      testDescription: "a reference to nothing", path: "Input/models/m.yaml", from: "developer: openai",
      to: "developer: nobody", exitCode: 65,
      complaint: "Input/models/m.yaml:2:41: error: organisations has no record 'nobody'"),
    Damage(
      testDescription: "a duplicate id", path: "Input/models/m.yaml", from: "id: gpt-4o", to: "id: r1", exitCode: 65,
      complaint: "error: models has two records with the id 'r1'"),
    Damage(
      testDescription: "a date that doesn't exist", path: "Input/models/m.yaml", from: "2025-01-20", to: "2025-02-30",
      exitCode: 65, complaint: "error: the calendar has no day '2025-02-30'"),
    Damage(
      testDescription: "a row with a missing cell", path: "Input/scores/s.csv", from: "OpenAI,arena", to: "OpenAI",
      exitCode: 65, complaint: "Input/scores/s.csv:3:"),
    Damage(
      testDescription: "an unknown placeholder", path: "Templates/pages/index.md", from: "{{ gap }}", to: "{{ gapp }}",
      exitCode: 78, complaint: "Templates/pages/index.md:8:15: error: "),
  ]

  @Test(arguments: damages) func stopsPublicationAndLeavesTheLiveOutputAlone(damage: Damage) throws {
    let command = try Command()
    #expect(try command.run("build").exitCode == 0)
    let live = try command.published()
    #expect(live.count > 4)
    let text = try command.folder.text(of: damage.path)
    #expect(text.contains(damage.from))
    try command.folder.write(text.replacing(damage.from, with: damage.to), to: damage.path)

    let result = try command.run("build")
    #expect(result.exitCode == damage.exitCode)
    #expect(result.complaint.contains(damage.complaint), "\(result.complaint)")
    #expect(result.complaint.contains("still live"))
    #expect(try command.published() == live)
    #expect(try command.run("check").exitCode == damage.exitCode)
  }

  @Test func aFileThatIsNotUTF8StopsPublication() throws {
    let command = try Command()
    #expect(try command.run("build").exitCode == 0)
    let live = try command.published()
    try command.folder.write(Data([0x69, 0x64, 0x3A, 0x20, 0xFF, 0xFE, 0x0A]), to: "Input/models/n.yaml")

    let result = try command.run("build")
    #expect(result.exitCode == 65)
    #expect(result.complaint.contains("Input/models/n.yaml:1:5: error: byte 0xFF isn't UTF-8"), "\(result.complaint)")
    #expect(try command.published() == live)
  }
}
