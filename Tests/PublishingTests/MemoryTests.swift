import Diagnostics
import Foundation
import Publishing
import TestSupport
import Testing

/// What is remembered of editions survives the loss of the live folder, or of the state folder.
@Suite struct MemoryTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Publishes as a run does, with files that stand for what is said of the edition; gives the edition's id.
  @discardableResult
  private func publish(_ files: [String: String], to output: String = "Output", disk: Disk = Disk()) async throws
    -> (id: String, publication: Publication)
  {
    var publisher = try Publisher(output: "\(folder.path)/\(output)", disk: disk)
    let edition = await Edition(of: PublishingTests.edition(files), day: "2026-01-02")
    var about = [
      OutputFile(path: "editions/\(edition.id).records.json", bytes: Array("records".utf8)),
      OutputFile(path: "editions/index.html", bytes: Array("list of \(edition.id)".utf8)),
    ]
    if try publisher.memory.archive()[edition.id] == nil {
      about.append(OutputFile(path: "editions/\(edition.id).json", bytes: Array("said of \(edition.id)".utf8)))
    }
    let items = try publisher.items(for: edition, about: about, keeping: 2)
    let key = fingerprint("\(files.sorted { $0.key < $1.key })")
    return (edition.id, try publisher.publish(items, madeFrom: key))
  }

  private func ids(_ output: String = "Output") throws -> [String] {
    try Memory(of: "\(folder.path)/\(output)").archive().entries.map(\.id)
  }

  @Test func sumsAreKeptOfEveryEdition() async throws {
    var ids: [String] = []
    for number in 1...4 { ids.append(try await publish(["index.html": "\(number)"]).id) }
    for (index, id) in ids.enumerated() {
      let digest = Digest(of: Array("\(index + 1)".utf8))
      #expect(try folder.text(of: "Output/editions/\(id).sha256") == "\(digest)  index.html\n")
      #expect(folder.has("Output/editions/\(id)/index.html") == (index >= 2))
    }
  }

  @Test func lostOutputForgetsNothingButFrozenPages() async throws {
    let first = try await publish(["index.html": "one"]).id
    let second = try await publish(["index.html": "two"]).id
    try folder.remove("Output")
    let third = try await publish(["index.html": "three"]).id
    #expect(try ids() == [first, second, third])
    #expect(try folder.text(of: "Output/editions/\(first).json") == "said of \(first)")
    #expect(try folder.text(of: "Output/editions/\(second).sha256").hasSuffix("  index.html\n"))
    #expect(!folder.has("Output/editions/\(second)"))
    #expect(try Verification.of("\(folder.path)/Output").faults == [])
    #expect(try Memory(of: "\(folder.path)/Output").archive()[third]?.previous == second)
  }

  @Test func lostStateIsWorkedOutFromThePublishedFolder() async throws {
    let first = try await publish(["index.html": "one", "gone.html": "x"]).id
    let second = try await publish(["index.html": "two", "same.html": "s", "gone.html": "x"]).id
    let before = try folder.status("Output/same.html")
    try folder.remove(".parallax")
    let (third, publication) = try await publish(["index.html": "three", "same.html": "s"])
    #expect(publication.changes.foreign == [])
    #expect(publication.changes.takenOver == [])
    #expect(publication.changes.changedByHand == [])
    #expect(publication.changes.removed.contains("gone.html"))
    #expect(try folder.status("Output/same.html") == before)
    #expect(try ids() == [first, second, third])
    #expect(folder.has("Output/editions/\(second)/gone.html"))
    #expect(!folder.has("Output/editions/\(first)"), "retention goes on")
    #expect(try Verification.of("\(folder.path)/Output").faults == [])
  }

  @Test func pageChangedByHandIsNoticedWithoutTheState() async throws {
    let id = try await publish(["index.html": "one", "a.html": "a"]).id
    try folder.remove(".parallax")
    try folder.write("his", to: "Output/a.html")
    let publication = try await publish(["index.html": "one", "a.html": "a"]).publication
    #expect(publication.changes.changedByHand.first == "a.html")
    #expect(publication.changes.changedByHand.allSatisfy { ["a.html", "editions/\(id)/a.html"].contains($0) })
    #expect(try folder.text(of: "Output/a.html") == "a")
  }

  @Test func folderThatDoesNotProveItselfIsNotTakenForOurs() async throws {
    let digest = Digest(of: Array("theirs".utf8))
    try folder.write("theirs", to: "Output/theirs.txt")
    try folder.write("\(digest)  theirs.txt\n", to: "Output/SHA256SUMS")
    let publication = try await publish(["index.html": "one"]).publication
    #expect(publication.changes.foreign == ["theirs.txt"])
    #expect(try folder.text(of: "Output/theirs.txt") == "theirs")
  }

  @Test func whatWasSaidOfAnEditionIsPutRightFromItsCopy() async throws {
    let first = try await publish(["index.html": "one"]).id
    try await publish(["index.html": "two"])
    try folder.write("forged", to: "Output/editions/\(first).json")
    let publication = try await publish(["index.html": "three"]).publication
    #expect(publication.changes.changedByHand == ["editions/\(first).json"])
    #expect(try folder.text(of: "Output/editions/\(first).json") == "said of \(first)")
  }

  @Test func copyCatchesUpWithWhatAKilledRunPublished() async throws {
    let first = try await publish(["index.html": "one"]).id
    let copy = try folder.contents(of: ".parallax/editions")
    #expect(copy.keys.contains("\(first).json"))
    for name in copy.keys {
      try folder.remove(".parallax/editions/\(name)")
      _ = try Publisher(output: "\(folder.path)/Output")
      if name == "SHA256SUMS" { #expect(try folder.contents(of: ".parallax/editions") == copy) }
    }
  }

  @Test func copyThatWasChangedIsNone() async throws {
    try await publish(["index.html": "one"])
    try folder.remove("Output")
    try folder.write("{\"live\": null, \"editions\": []}", to: ".parallax/editions/index.json")
    let path = "\(folder.path)/.parallax/editions/index.json"
    await #expect(throws: PublishingProblem.brokenArchive(path: path)) { try await publish(["index.html": "two"]) }
  }

  @Test func stateOfAnotherOutputIsNotItsMemory() async throws {
    let first = try await publish(["index.html": "one"]).id
    let other = try await publish(["index.html": "other"], to: "Other").id
    #expect(try ids("Other") == [other])
    #expect(try ids() == [first])
    let publication = try await publish(["index.html": "two"]).publication
    #expect(publication.changes.changedByHand == [])
    #expect(try ids().first == first)
  }

  @Test func heldBackIsWhatWasRolledBackLast() async throws {
    let first = try await publish(["index.html": "one"]).id
    let second = try await publish(["index.html": "two"]).id
    var publisher = try Publisher(output: "\(folder.path)/Output")
    #expect(try publisher.rollBack(to: nil).id == first)
    #expect(try publisher.memory.archive().holdsBack(second))
    #expect(try !publisher.memory.archive().holdsBack(first))
    #expect(try publisher.rollBack(to: second).id == second)
    #expect(try !publisher.memory.archive().holdsBack(second))
  }

  @Test func rollbackAsksForTheListAsTheEditionPrintedIt() async throws {
    let first = try await publish(["index.html": "one"]).id
    let second = try await publish(["index.html": "two"]).id
    var publisher = try Publisher(output: "\(folder.path)/Output")
    var asked: [String] = []
    _ = try publisher.rollBack(to: nil) { page, archive, frozen in
      asked.append("\(page.path) \(String(decoding: page.bytes, as: UTF8.self))")
      #expect(archive.live == first)
      #expect(frozen == [first, second])
      return OutputFile(path: page.path, bytes: Array("renewed".utf8))
    }
    #expect(asked == ["editions/index.html list of \(first)"])
    #expect(try folder.text(of: "Output/editions/index.html") == "renewed")
    #expect(folder.has("Output/editions/\(first)/editions/index.html"), "frozen pages lead to the list")
    #expect(try Verification.of("\(folder.path)/Output").faults == [])
  }
}
