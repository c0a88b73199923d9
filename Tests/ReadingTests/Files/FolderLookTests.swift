import Foundation
import Glibc
import Reading
import TestSupport
import Testing

/// Whether files are what they were is told without opening them.
@Suite struct FolderLookTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("a", to: "Input/models/a.yaml")
    try folder.write("b", to: "Input/b.csv")
  }

  /// As it looks a minute from now, when everything has settled.
  private var look: FolderLook? { FolderLook(root: "\(folder.path)/Input", at: time(nil) + 60) }

  @Test func sameFilesLookTheSame() throws {
    let first = try #require(look)
    #expect(first.fileCount == 2)
    #expect(look?.text == first.text)
    _ = try folder.text(of: "Input/b.csv")
    try folder.write("x", to: "Input/.hidden")
    #expect(look?.text == first.text)
  }

  @Test func fileOfTheSameSizeAndTimeLooksDifferentWhenItWasWrittenTo() throws {
    let path = "\(folder.path)/Input/b.csv"
    let before = try #require(look)
    var status = stat()
    #expect(unsafe stat(path, &status) == 0)
    usleep(20_000)
    let file = try #require(FileHandle(forWritingAtPath: path))
    try file.write(contentsOf: Data("c".utf8))
    try file.close()
    #expect(unsafe utimensat(AT_FDCWD, path, [status.st_atim, status.st_mtim], 0) == 0)
    var after = stat()
    #expect(unsafe stat(path, &after) == 0)
    #expect(after.st_mtim.tv_nsec == status.st_mtim.tv_nsec && after.st_size == status.st_size)
    #expect(look?.text != before.text)
  }

  @Test(arguments: ["added", "renamed", "removed", "replaced"]) func everyOtherChangeIsSeen(change: String) throws {
    let before = try #require(look)
    let path = "\(folder.path)/Input/b.csv"
    switch change {
    case "added": try folder.write("", to: "Input/c.csv")
    case "renamed": try FileManager.default.moveItem(atPath: path, toPath: "\(folder.path)/Input/c.csv")
    case "removed": try folder.remove("Input/b.csv")
    default:
      try folder.write("b", to: "new")
      #expect(unsafe rename("\(folder.path)/new", path) == 0)
    }
    #expect(look?.text != before.text)
  }

  @Test func whatWasChangedJustNowIsntTrusted() {
    #expect(FolderLook(root: "\(folder.path)/Input") == nil)
    #expect(FolderLook(root: "\(folder.path)/Input", at: 0) == nil)
  }

  @Test func whatWouldBeAFindingIsLookedAtByReading() throws {
    try #require(unsafe symlink("b.csv", folder.path + "/Input/link.csv") == 0)
    #expect(look == nil)
    #expect(FolderLook(root: "\(folder.path)/nowhere", at: time(nil) + 60) == nil)
  }
}
