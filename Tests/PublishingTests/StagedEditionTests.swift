import Diagnostics
import Glibc
import Publishing
import Synchronization
import TestSupport
import Testing

/// An edition that is staged while it is checked.
@Suite struct StagedEditionTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Enough files of one folder for several threads.
  private static func many(_ text: String) -> [String: String] {
    var files = ["index.html": text]
    for number in 0..<700 { files["models/\(number).html"] = number % 100 == 0 ? text : "page \(number)" }
    return files
  }

  @Test func stagedEditionIsLiveOnlyOnceItIsPublished() async throws {
    try await folder.publish(["index.html": "old"])
    var publisher = try Publisher(output: "\(folder.path)/Output")
    let items = await Item.all(edition(["index.html": "new", "a/b.html": "b"]))
    let made = try publisher.stage(items, madeFrom: fingerprint("new"))
    let staged = try #require(made)
    #expect(try folder.contents(of: "Output") == ["index.html": "old"])
    let publication = try publisher.publish(staged)
    #expect(publication.way == .exchanged)
    #expect(publication.changes.added == ["a/b.html"])
    #expect(try folder.contents(of: "Output") == ["index.html": "new", "a/b.html": "b"])
    #expect(!folder.has(".parallax-Output.staging"))
  }

  @Test func discardedEditionLeavesNothingBehind() async throws {
    try await folder.publish(["index.html": "old"])
    let manifest = try folder.text(of: ".parallax/manifest")
    let publisher = try Publisher(output: "\(folder.path)/Output")
    let items = await Item.all(edition(["index.html": "new"]))
    let made = try publisher.stage(items, madeFrom: fingerprint("new"))
    let staged = try #require(made)
    #expect(folder.has(".parallax-Output.staging"))
    try publisher.discard(staged)
    #expect(try folder.contents(of: "Output") == ["index.html": "old"])
    #expect(try folder.text(of: ".parallax/manifest") == manifest)
    #expect(!folder.has(".parallax-Output.staging"))
  }

  @Test func stagedEditionThatIsLiveAlreadyIsUntouched() async throws {
    try await folder.publish(["index.html": "same"])
    var publisher = try Publisher(output: "\(folder.path)/Output")
    let items = await Item.all(edition(["index.html": "same"]))
    let made = try publisher.stage(items, madeFrom: fingerprint("again"))
    let staged = try #require(made)
    #expect(!folder.has(".parallax-Output.staging"))
    let publication = try publisher.publish(staged)
    #expect(publication.way == .untouched)
  }

  /// Of such paths the gate speaks, and nothing may be written where they lead.
  @Test(arguments: ["../outside.html", "/outside.html", "a//b.html", ".parallax-staging/x", "index.html"])
  func editionWithPathsThatCantBeMadeIsNotStaged(path: String) async throws {
    let publisher = try Publisher(output: "\(folder.path)/Output")
    let files = ["index.html", path].map { OutputFile(path: $0, bytes: Array("text".utf8)) }
    let items = await Item.all(files)
    let staged = try publisher.stage(items, madeFrom: fingerprint("paths"))
    #expect(staged == nil)
    #expect(!folder.has(".parallax-Output.staging"))
    #expect(!folder.has("outside.html"))
  }

  /// The first sync is the one that goes on beside the gate.
  @Test func whatTheDiskCouldntTakeMeanwhileStopsTheRun() async throws {
    try await folder.publish(["index.html": "old"])
    let isFirst = Mutex(true)
    let disk = Disk { call, _ in
      guard call == .sync else { return nil }
      return isFirst.withLock { isFirst in
        defer { isFirst = false }
        return isFirst ? EIO : nil
      }
    }
    var publisher = try Publisher(output: "\(folder.path)/Output", disk: disk)
    let items = await Item.all(edition(["index.html": "new"]))
    let made = try publisher.stage(items, madeFrom: fingerprint("new"))
    let staged = try #require(made)
    let problem = PublishingProblem.writingFailed(
      path: "\(folder.path)/.parallax-Output.staging", cause: SystemCause(code: EIO))
    #expect(throws: problem) { try publisher.publish(staged) }
    #expect(try folder.contents(of: "Output") == ["index.html": "old"])
    #expect(!folder.has(".parallax-Output.staging"))
  }

  @Test func hundredsOfFilesArePublishedAsFewAre() async throws {
    try await folder.publish(Self.many("one"))
    #expect(try folder.contents(of: "Output") == Self.many("one"))
    let before = try folder.status("Output/models/1.html")
    let publication = try await folder.publish(Self.many("two"))
    #expect(publication.changes.changed.count == 8)
    #expect(publication.changes.unchanged == 693)
    #expect(try folder.contents(of: "Output") == Self.many("two"))
    #expect(try folder.status("Output/models/1.html") == before)
    let again = try await folder.publish(Self.many("two"))
    #expect(again.way == .untouched)
    try await folder.publish(["index.html": "three"])
    #expect(try folder.contents(of: "Output") == ["index.html": "three"])
  }

  @Test func firstOfManyFilesThatCantBeWrittenIsNamed() async throws {
    let disk = Disk { call, path in call == .write && path.hasSuffix("9.html") ? ENOSPC : nil }
    let problem = await BreakingTests.failure { try await folder.publish(Self.many("one"), disk: disk) }
    #expect(
      problem?.description
        == "'\(folder.path)/.parallax-Output.staging/models/109.html' can't be written: No space left on device")
    #expect(!folder.has(".parallax-Output.staging"))
    #expect(!folder.has("Output"))
  }
}
