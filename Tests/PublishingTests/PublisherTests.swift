import Diagnostics
import Foundation
import Publishing
import TestSupport
import Testing

@Suite struct PublisherTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func whatWasReadIsRememberedByHowItLooked() async throws {
    try await folder.publish(["a.html": "one"])
    let publisher = try Publisher(output: "\(folder.path)/Output")
    let (look, read) = (fingerprint("look"), fingerprint("read"))
    #expect(publisher.fingerprint(ofLook: look) == nil)
    publisher.remember(look: look, as: read)
    #expect(publisher.fingerprint(ofLook: look) == read)
    #expect(publisher.fingerprint(ofLook: fingerprint("another look")) == nil)
    publisher.remember(look: fingerprint("another look"), as: fingerprint("other"))
    #expect(publisher.fingerprint(ofLook: look) == nil)
  }

  @Test func partOfWhatIsRememberedOfFilesIsNothing() async throws {
    try await folder.publish(["a.html": "one"])
    let publisher = try Publisher(output: "\(folder.path)/Output")
    publisher.remember(look: fingerprint("look"), as: fingerprint("read"))
    let whole = try folder.text(of: ".parallax/inputs")
    for count in 0..<whole.utf8.count {
      try folder.write(String(whole.prefix(count)), to: ".parallax/inputs")
      #expect(publisher.fingerprint(ofLook: fingerprint("look")) == nil, "\(count)")
    }
  }

  @Test func firstEditionAppearsWhole() async throws {
    let publication = try await folder.publish(["index.html": "home", "models/a.html": "a"])
    #expect(publication.way == .exchanged)
    #expect(publication.changes.added == ["index.html", "models/a.html"])
    #expect(try folder.contents(of: "Output") == ["index.html": "home", "models/a.html": "a"])
  }

  @Test func unchangedFileKeepsInodeAndTimeAndChangedOneGetsALaterSecond() async throws {
    try await folder.publish(["a.html": "one", "b.html": "one"])
    let before = (a: try folder.status("Output/a.html"), b: try folder.status("Output/b.html"))
    let publication = try await folder.publish(["a.html": "one", "b.html": "two"])
    let after = (a: try folder.status("Output/a.html"), b: try folder.status("Output/b.html"))
    #expect(after.a == before.a)
    #expect(try #require(after.b).modified.seconds > #require(before.b).modified.seconds)
    #expect(publication.changes.changed == ["b.html"])
    #expect(publication.changes.unchanged == 1)
  }

  @Test func pageThatComesBackIsYoungerThanItEverWas() async throws {
    try await folder.publish(["index.html": "1", "a.html": "old"])
    let old = try #require(try folder.status("Output/a.html"))
    try await folder.publish(["index.html": "1"])
    try await folder.publish(["index.html": "1", "a.html": "new"])
    let new = try #require(try folder.status("Output/a.html"))
    #expect(new.modified.seconds > old.modified.seconds)
  }

  @Test func clockThatJumpedBackGivesALaterTimeAllTheSame() async throws {
    try await folder.publish(["a.html": "one"], clock: { FileTime(seconds: 2_000_000_000) })
    try await folder.publish(["a.html": "two"], clock: { FileTime(seconds: 1_000_000_000) })
    #expect(try folder.status("Output/a.html")?.modified == FileTime(seconds: 2_000_000_001))
  }

  @Test func sameEditionAgainTouchesNothing() async throws {
    try await folder.publish(["index.html": "home", "models/a.html": "a"])
    let before = try ["Output", "Output/models", "Output/index.html", "Output/models/a.html"].map(folder.status)
    let publication = try await folder.publish(["index.html": "home", "models/a.html": "a"])
    let after = try ["Output", "Output/models", "Output/index.html", "Output/models/a.html"].map(folder.status)
    #expect(publication.way == .untouched)
    #expect(before == after)
  }

  @Test func pageThatIsGoneGoesWithItsFolder() async throws {
    try await folder.publish(["index.html": "home", "models/deep/a.html": "a"])
    let publication = try await folder.publish(["index.html": "home"])
    #expect(publication.changes.removed == ["models/deep/a.html"])
    #expect(!folder.has("Output/models"))
  }

  @Test func filesThatAreNotOursStayAndAreListed() async throws {
    try folder.write("kept", to: "Output/.gitkeep")
    try folder.write("theirs", to: "Output/models/theirs.txt")
    try FileManager.default.createDirectory(atPath: "\(folder.path)/Output/empty", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/Output/link", withDestinationPath: "nowhere")
    let before = try ["Output/.gitkeep", "Output/models/theirs.txt", "Output/link"].map(folder.status)
    try await folder.publish(["index.html": "1", "models/a.html": "a"])
    let publication = try await folder.publish(["index.html": "2"])
    #expect(publication.way == .exchanged)
    #expect(publication.changes.foreign == [".gitkeep", "empty", "link", "models/theirs.txt"])
    #expect(try ["Output/.gitkeep", "Output/models/theirs.txt", "Output/link"].map(folder.status) == before)
    #expect(folder.has("Output/empty"))
    #expect(!folder.has("Output/models/a.html"))
  }

  @Test func fileChangedByHandIsNoticedAndPutRight() async throws {
    try await folder.publish(["a.html": "ours", "b.html": "ours", "c.html": "ours"])
    try folder.write("his", to: "Output/a.html")
    try folder.remove("Output/b.html")
    let publication = try await folder.publish(["a.html": "ours", "b.html": "ours", "c.html": "ours"])
    #expect(publication.changes.changedByHand == ["a.html", "b.html"])
    #expect(publication.changes.unchanged == 1)
    #expect(try folder.contents(of: "Output") == ["a.html": "ours", "b.html": "ours", "c.html": "ours"])
  }

  @Test func lostStateAdoptsWhatIsEqualAndTakesOverTheRest() async throws {
    try await folder.publish(["a.html": "one", "b.html": "one", "gone.html": "one"])
    let before = try folder.status("Output/a.html")
    try folder.remove(".parallax")
    let publication = try await folder.publish(["a.html": "one", "b.html": "two"])
    #expect(try folder.status("Output/a.html") == before)
    #expect(publication.changes.takenOver == ["b.html"])
    #expect(publication.changes.foreign == ["gone.html"])
  }

  @Test func editionIsLiveUntilSomebodyTouchesAFile() async throws {
    try await folder.publish(["a.html": "one"])
    let key = fingerprint("a.html=one")
    #expect(try Publisher(output: "\(folder.path)/Output").isLive(key))
    #expect(try !Publisher(output: "\(folder.path)/Output").isLive(fingerprint("other")))
    try folder.write("one", to: "Output/a.html")
    #expect(try !Publisher(output: "\(folder.path)/Output").isLive(key))
  }

  @Test func secondRunIsTurnedAwayWithTheProcessThatHasTheLock() async throws {
    let first = try Publisher(output: "\(folder.path)/Output")
    #expect(throws: PublishingProblem.busy(process: Int(ProcessInfo.processInfo.processIdentifier))) {
      _ = try Publisher(output: "\(folder.path)/Output")
    }
    #expect(first.state == "\(folder.path)/.parallax")
  }

  @Test func linkToTheLiveFolderStaysALink() async throws {
    try folder.write("x", to: "disk/site/theirs")
    try FileManager.default.createSymbolicLink(atPath: "\(folder.path)/Output", withDestinationPath: "disk/site")
    try await folder.publish(["a.html": "one"])
    #expect(try folder.status("Output")?.kind == .link)
    #expect(try folder.contents(of: "disk/site") == ["a.html": "one", "theirs": "x"])
    #expect(folder.has("disk/.parallax/manifest"))
  }

  @Test func somethingInTheWayStopsTheEdition() async throws {
    try folder.write("a file", to: "Output/models")
    await #expect(
      throws: PublishingProblem.obstructed(path: "\(folder.path)/Output/models", by: "something that isn't ours")
    ) { try await folder.publish(["models/a.html": "a"]) }
    #expect(try folder.contents(of: "Output") == ["models": "a file"])
    #expect(folder.files(in: ".parallax") == ["lock"])
  }

  @Test func fileThatIsNotOursIsNotWrittenOver() async throws {
    try await folder.publish(["index.html": "1"])
    try folder.write("theirs", to: "Output/new.html")
    await #expect(
      throws: PublishingProblem.obstructed(path: "\(folder.path)/Output/new.html", by: "something that isn't ours")
    ) { try await folder.publish(["index.html": "1", "new.html": "ours"]) }
    #expect(try folder.text(of: "Output/new.html") == "theirs")
    // The same bytes can be anybody's.
    try folder.write("ours", to: "Output/new.html")
    try await folder.publish(["index.html": "1", "new.html": "ours"])
  }

  @Test func ourFileMayBecomeAFolderAndOurFolderAFile() async throws {
    try await folder.publish(["a": "file", "b/c": "in a folder"])
    try await folder.publish(["a/x": "in a folder", "b": "file"])
    #expect(try folder.contents(of: "Output") == ["a/x": "in a folder", "b": "file"])
  }

  @Test func folderWhoseNamesStayKeepsItsTime() async throws {
    try await folder.publish(["a/1.html": "1", "b/2.html": "2"])
    let before = try (folder.status("Output/a")?.modified, folder.status("Output/b")?.modified)
    try await Task.sleep(for: .milliseconds(20))
    try await folder.publish(["a/1.html": "1", "b/2.html": "new"])
    #expect(try folder.status("Output/a")?.modified == before.0)
    #expect(try folder.status("Output/b")?.modified != before.1)
  }
}
