import Diagnostics
import Glibc
import Publishing
import TestSupport
import Testing

/// The same faults while an edition with frozen pages is published, or rolled back: afterwards the folder proves itself.
@Suite struct BreakingEditionsTests {
  private static let old = ["index.html": "old", "a/same.html": "same", "a/gone.html": "gone"]
  private static let new = ["index.html": "new", "a/same.html": "same", "c/added.html": "added"]

  private static func publish(_ files: [String: String], in folder: TemporaryFolder, disk: Disk = Disk()) async throws {
    var publisher = try Publisher(output: "\(folder.path)/Output", disk: disk)
    let edition = await Edition(of: PublishingTests.edition(files), day: "2026-01-02")
    let about =
      try publisher.memory.archive()[edition.id] == nil
      ? [OutputFile(path: "editions/\(edition.id).json", bytes: Array("said".utf8))] : []
    let items = try publisher.items(for: edition, about: about, keeping: 2)
    _ = try publisher.publish(items, madeFrom: fingerprint("\(files.sorted { $0.key < $1.key })"))
  }

  private static func published(_ editions: [[String: String]]) async throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for files in editions { try await publish(files, in: folder) }
    return folder
  }

  private static func pages(_ folder: TemporaryFolder) throws -> [String: String] {
    try folder.contents(of: "Output").filter { !$0.key.hasPrefix("editions/") && $0.key != "SHA256SUMS" }
  }

  @Test(arguments: [false, true])
  func brokenAnywhereLeavesOneEditionThatProvesItself(isForGood: Bool) async throws {
    let (disk, calls) = BreakingTests.Breakage(first: -1, isForGood: false, canExchange: true).disk()
    let whole = try await Self.published([Self.old])
    try await Self.publish(Self.new, in: whole, disk: disk)
    #expect(calls.value > 40)
    for first in 0..<calls.value {
      let breakage = BreakingTests.Breakage(first: first, isForGood: isForGood, canExchange: true)
      let folder = try await Self.published([Self.old])
      _ = await BreakingTests.failure { try await Self.publish(Self.new, in: folder, disk: breakage.disk().disk) }
      let live = try Self.pages(folder)
      #expect(live == Self.old || live == Self.new, "\(breakage): \(live)")
      #expect(try Verification.of("\(folder.path)/Output").faults == [], "\(breakage)")
      try await Self.publish(Self.new, in: folder)
      #expect(try Self.pages(folder) == Self.new, "\(breakage)")
      #expect(try Verification.of("\(folder.path)/Output").faults == [], "\(breakage)")
      let archive = try Memory(of: "\(folder.path)/Output").archive()
      #expect(archive.entries.count == 2 && archive.chain.count == 2, "\(breakage)")
      #expect(!folder.has(".parallax-Output.staging"), "\(breakage)")
    }
  }

  @Test(arguments: [false, true])
  func rollbackThatIsBrokenAnywhereLeavesOneEditionThatProvesItself(isForGood: Bool) async throws {
    let (disk, calls) = BreakingTests.Breakage(first: -1, isForGood: false, canExchange: true).disk()
    let whole = try await Self.published([Self.old, Self.new])
    var publisher = try Publisher(output: "\(whole.path)/Output", disk: disk)
    let id = try publisher.rollBack(to: nil).id
    #expect(calls.value > 30)
    for first in 0..<calls.value {
      let breakage = BreakingTests.Breakage(first: first, isForGood: isForGood, canExchange: true)
      let folder = try await Self.published([Self.old, Self.new])
      _ = await BreakingTests.failure {
        var publisher = try Publisher(output: "\(folder.path)/Output", disk: breakage.disk().disk)
        _ = try publisher.rollBack(to: id)
      }
      let live = try Self.pages(folder)
      #expect(live == Self.old || live == Self.new, "\(breakage): \(live)")
      #expect(try Verification.of("\(folder.path)/Output").faults == [], "\(breakage)")
      var publisher = try Publisher(output: "\(folder.path)/Output")
      #expect(try publisher.rollBack(to: id).id == id)
      #expect(try Self.pages(folder) == Self.old, "\(breakage)")
      #expect(try Verification.of("\(folder.path)/Output").faults == [], "\(breakage)")
    }
  }
}
