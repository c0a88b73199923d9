import Foundation
import TestSupport
import Testing

/// What `make install` lays beside the program, as the tools that read it see it.
@Suite struct PackagingTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let packaging = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Packaging")

  /// A file of `Packaging/` with its places filled in, as the Makefile does.
  private func filled(_ name: String) throws -> String {
    var text = try String(contentsOf: Self.packaging.appendingPathComponent(name), encoding: .utf8)
    for place in ["@BIN@", "@SHARE@", "@DOC@", "@SYSUSERS@"] {
      text = text.replacingOccurrences(of: place, with: folder.path)
    }
    return text
  }

  @Test func everyPlaceIsFilledIn() throws {
    for file in try FileManager.default.contentsOfDirectory(atPath: Self.packaging.path).sorted() {
      let left = try filled(file).matches(of: /@[A-Z]+@/).map { String($0.output) }
      #expect(left == [], "\(file)")
    }
  }

  @Test func crontabHasOneLineThatNamesTheUserAndEveryFolder() throws {
    let lines = try filled("parallax.cron").split(separator: "\n").filter { !$0.hasPrefix("#") }
    let words = try #require(lines.first).split(separator: " ").map(String.init)
    #expect(lines.count == 1)
    #expect(words[5] == "parallax", "the user")
    #expect(words[6...7] == ["\(folder.path)/parallax", "build"])
    for option in ["--input", "--templates", "--output"] { #expect(words.contains(option)) }
  }

  /// The folders of a dynamic user lie in one that only root may enter, so that a web server would show nothing.
  @Test func webServerMayReadWhatTheServicePublishes() throws {
    let service = try filled("parallax.service")
    #expect(!service.contains("DynamicUser=yes"))
    #expect(service.contains("StateDirectoryMode=0755"))
    #expect(service.contains("UMask=0022"))
    let user = try #require(service.split(separator: "\n").first { $0.hasPrefix("User=") }?.dropFirst(5))
    #expect(try filled("parallax.sysusers").contains("\nu \(user) "), "the user is made")
    #expect(try filled("parallax.cron").contains("  \(user)  "))
  }

  @Test(.enabled(if: Command.path(of: "systemd-analyze") != nil, "needs systemd-analyze"))
  func systemdTakesServiceAndTimerAndFindsTheSandboxClosed() throws {
    for file in ["parallax.service", "parallax.timer"] { try folder.write(try filled(file), to: file) }
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/parallax", withDestinationPath: Workplace.program.path)
    try folder.write("", to: "operating.md")
    let analyze = try #require(Command.path(of: "systemd-analyze"))
    let verified = try Command.run(analyze, ["verify", "./parallax.service", "./parallax.timer"], in: folder.path)
    #expect(verified.exitCode == 0)
    #expect(verified.errors == "")
    // 10 is open to everything; the threshold is in tenths.
    let exposed = try Command.run(
      analyze, ["security", "--offline=true", "--threshold=15", "./parallax.service"], in: folder.path)
    #expect(exposed.exitCode == 0, "\(exposed.output)")
  }
}
