import Diagnostics
import Glibc
import Publishing
import Synchronization
import TestSupport
import Testing

/// What is left when a disk call fails, or when nothing works any more from some call on: the same as being killed there.
@Suite struct BreakingTests {
  static let old = ["index.html": "old", "a/same.html": "same", "a/gone.html": "gone", "b.html": "old b"]
  static let new = ["index.html": "new", "a/same.html": "same", "c/added.html": "added", "b.html": "new b"]

  struct Breakage: Sendable, CustomTestStringConvertible {
    let first: Int
    let isForGood: Bool
    let canExchange: Bool
    var testDescription: String {
      "call \(first) \(isForGood ? "and all after it" : "alone"), \(canExchange ? "exchange" : "file by file")"
    }

    /// Counts calls from 0 and fails those that are to fail.
    func disk() -> (disk: Disk, calls: Counter) {
      let calls = Counter()
      let disk = Disk { [self] call, _ in
        let index = calls.next()
        if index == first || (isForGood && index > first) { return ENOSPC }
        return call == .exchange && !canExchange ? EINVAL : nil
      }
      return (disk, calls)
    }
  }

  final class Counter: Sendable {
    private let count = Mutex(0)
    func next() -> Int {
      count.withLock {
        $0 += 1; return $0 - 1
      }
    }
    var value: Int { count.withLock { $0 } }
  }

  static let folderWithOldEdition: @Sendable () async throws -> TemporaryFolder = {
    let folder = try TemporaryFolder()
    try folder.write("kept", to: "Output/theirs.txt")
    try await folder.publish(old)
    return folder
  }

  /// How many calls a run makes when nothing goes wrong.
  static func calls(canExchange: Bool) async throws -> Int {
    let (disk, calls) = Breakage(first: -1, isForGood: false, canExchange: canExchange).disk()
    try await folderWithOldEdition().publish(new, disk: disk)
    return calls.value
  }

  @Test(arguments: [false, true])
  func brokenAnywhereInAnExchangeLeavesOneEditionWholeAndTheNextRunGoesOn(isForGood: Bool) async throws {
    let count = try await Self.calls(canExchange: true)
    #expect(count > 20)
    var sawOld = false
    var sawNew = false
    for first in 0..<count {
      let breakage = Breakage(first: first, isForGood: isForGood, canExchange: true)
      let folder = try await Self.folderWithOldEdition()
      let result = await Self.failure { try await folder.publish(Self.new, disk: breakage.disk().disk) }
      let live = try folder.contents(of: "Output")
      let theirs = ["theirs.txt": "kept"]
      let isOld = live == Self.old.merging(theirs) { $1 }
      let isNew = live == Self.new.merging(theirs) { $1 }
      #expect(isOld != isNew, "\(breakage.testDescription): \(live)")
      sawOld = sawOld || isOld
      sawNew = sawNew || isNew
      // Only a problem after the switch may leave the new edition, and it says so.
      if case .untidied? = result { #expect(isNew) } else if result != nil { #expect(isOld, "\(breakage)") }
      try await Self.expectRecovery(folder, breakage)
    }
    #expect(sawOld)
    #expect(sawNew)
  }

  @Test(arguments: [false, true])
  func brokenAnywhereFileByFileLeavesEachFileWholeAndTheNextRunGoesOn(isForGood: Bool) async throws {
    let count = try await Self.calls(canExchange: false)
    for first in 0..<count {
      let breakage = Breakage(first: first, isForGood: isForGood, canExchange: false)
      let folder = try await Self.folderWithOldEdition()
      let result = await Self.failure { try await folder.publish(Self.new, disk: breakage.disk().disk) }
      let live = try folder.contents(of: "Output").filter { !$0.key.hasPrefix(".parallax") }
      for (path, text) in live {
        #expect([Self.old[path], Self.new[path], "kept"].contains(text), "\(breakage.testDescription): \(path)")
      }
      switch result {
      case .halfway?, .untidied?, nil: break
      default: #expect(live == Self.old.merging(["theirs.txt": "kept"]) { $1 }, "\(breakage.testDescription)")
      }
      try await Self.expectRecovery(folder, breakage)
    }
  }

  @Test func fileSystemWithoutExchangeIsPublishedFileByFileAndSaysWhy() async throws {
    let folder = try await Self.folderWithOldEdition()
    let before = try folder.status("Output/a/same.html")
    let (disk, _) = Breakage(first: -1, isForGood: false, canExchange: false).disk()
    let publication = try await folder.publish(Self.new, disk: disk)
    #expect(
      publication.way
        == .fileByFile(reason: "'\(folder.path)/Output' can't be exchanged in one step: Invalid argument"))
    #expect(try folder.contents(of: "Output") == Self.new.merging(["theirs.txt": "kept"]) { $1 })
    #expect(try folder.status("Output/a/same.html") == before)
  }

  @Test func fullDiskIsNamed() async throws {
    let folder = try await Self.folderWithOldEdition()
    let disk = Disk { call, _ in call == .write ? ENOSPC : nil }
    let problem = await Self.failure { try await folder.publish(Self.new, disk: disk) }
    #expect(
      problem?.description
        == "'\(folder.path)/.parallax-Output.staging/b.html' can't be written: No space left on device")
  }

  static func failure(_ body: () async throws -> Void) async -> PublishingProblem? {
    do {
      try await body()
      return nil
    } catch {
      return error as? PublishingProblem
    }
  }

  /// The next run, on a disk that works, ends with the new edition and nothing left over.
  static func expectRecovery(_ folder: TemporaryFolder, _ breakage: Breakage) async throws {
    try await folder.publish(new)
    #expect(
      try folder.contents(of: "Output") == new.merging(["theirs.txt": "kept"]) { $1 }, "\(breakage.testDescription)")
    #expect(folder.files(in: ".parallax") == ["lock", "manifest"], "\(breakage.testDescription)")
    #expect(!folder.has(".parallax-Output.staging"))
    let again = try await folder.publish(new)
    #expect(again.way == .untouched)
    #expect(again.changes.foreign == ["theirs.txt"])
  }
}
