import Foundation
import TestSupport
import Testing

/// Real file systems that are full, small, read-only or somewhere else. They are mounted, which only root may do.
@Suite(.serialized, .enabled(if: Mount.isAllowed, "needs root, and a kernel that lets it mount"))
struct FileSystemTests {
  let place: Workplace

  init() throws { place = try Workplace() }

  private func correct() throws {
    try place.replace("1405 [1395, 1415]", with: "1407 [1397, 1417]", in: "Input/scores/board.csv")
  }

  private func live(_ folder: String) throws -> [String: String] {
    try place.folder.contents(of: folder).filter { !$0.key.hasPrefix(".") }
  }

  @Test func diskThatFillsAnywhereLeavesTheOldEditionOrTheNewOneWhole() throws {
    let mount = try Mount(at: "\(place.path)/small", options: "size=4m")
    #expect(try place.parallax("build", "--output", "small/Output").exitCode == 0)
    let old = try live("small/Output")
    try correct()
    var codes: Set<Int32> = []
    // From no room at all to enough: the disk is full while staging, writing the manifest, or the report.
    for room in [0, 8, 16, 40, 80, 120, 160, 200, 240, 280, 320, 360, 400, 480, 560, 700, 900] {
      try mount.fill(leaving: room * 1024)
      let run = try place.parallax("build", "--output", "small/Output")
      try mount.empty()
      let now = try live("small/Output")
      if run.exitCode == 0 {
        codes.insert(0)
        break
      }
      codes.insert(run.exitCode)
      #expect([73, 74].contains(run.exitCode), "\(room): \(run.errors)")
      if run.errors.contains("The new edition is live") {
        #expect(try place.parallax("verify", "small/Output").exitCode == 0, "\(room)")
        break
      }
      #expect(run.errors.contains("No space left on device"), "\(room): \(run.errors)")
      #expect(run.errors.contains("What was live in 'small/Output' is unchanged."), "\(room): \(run.errors)")
      #expect(now == old, "\(room) KiB left")
      #expect(!place.folder.has("small/.parallax-Output.staging"), "\(room)")
    }
    #expect(codes.count > 1, "the disk was never full")
    #expect(try place.parallax("build", "--output", "small/Output").exitCode == 0)
    #expect(try place.parallax("verify", "small/Output").exitCode == 0)
  }

  @Test func fullStateFolderStopsTheRunBeforeTheSwitch() throws {
    let mount = try Mount(at: "\(place.path)/state", options: "size=512k")
    #expect(try place.parallax("build", "--state", "state/s").exitCode == 0)
    let old = try live("Output")
    try correct()
    try mount.fill(leaving: 0)
    let run = try place.parallax("build", "--state", "state/s")
    #expect([73, 74].contains(run.exitCode), "\(run.errors)")
    #expect(run.errors.contains("What was live in 'Output' is unchanged."), "\(run.errors)")
    #expect(try live("Output") == old)
    #expect(!place.folder.has(".parallax-Output.staging"))
    try mount.empty()
    #expect(try place.parallax("build", "--state", "state/s").exitCode == 0)
  }

  @Test func outputThatIsAMountPointIsPublishedFileByFileAndSaysSo() throws {
    let mount = try Mount(at: "\(place.path)/Output", options: "size=8m")
    let run = try place.parallax("build")
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.errors.contains("published file by file"), "\(run.errors)")
    #expect(run.errors.contains("'\(place.path)/Output' is a mount point"), "\(run.errors)")
    #expect(try place.parallax("verify").exitCode == 0)
    try correct()
    let json = try place.parallax("build", "--log-format", "json")
    #expect(json.errors.hasPrefix("{\"level\":\"warning\""), "\(json.errors)")
    #expect(try place.parallax("verify").exitCode == 0)
    #expect(!place.folder.has("Output/.parallax-staging"))
    withExtendedLifetime(mount) {}
  }

  @Test func outputOnAnotherFileSystemBehindALinkIsExchanged() throws {
    let mount = try Mount(at: "\(place.path)/disk", options: "size=8m")
    try FileManager.default.createDirectory(atPath: "\(place.path)/disk/site", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: "\(place.path)/Output", withDestinationPath: "disk/site")
    let run = try place.parallax("build")
    #expect(run.exitCode == 0)
    #expect(run.errors == "")
    #expect(place.folder.has("disk/.parallax/manifest"))
    withExtendedLifetime(mount) {}
  }

  @Test func readOnlyOutputCannotBeMade() throws {
    let mount = try Mount(at: "\(place.path)/disk", options: "size=8m")
    #expect(try place.parallax("build", "--output", "disk/Output", "--state", "state").exitCode == 0)
    let old = try live("disk/Output")
    try correct()
    try mount.makeReadOnly()
    let run = try place.parallax("build", "--output", "disk/Output", "--state", "state")
    #expect(run.exitCode == 73, "\(run.errors)")
    #expect(run.errors.contains("Read-only file system"), "\(run.errors)")
    #expect(run.errors.contains("Make the folder writable, or name another with --output or --state."))
    #expect(try live("disk/Output") == old)
  }

  @Test func stateFolderThatCannotBeWrittenIsNamed() throws {
    let mount = try Mount(at: "\(place.path)/disk", options: "size=8m")
    try mount.makeReadOnly()
    let run = try place.parallax("build", "--state", "disk/state")
    #expect(run.exitCode == 73, "\(run.errors)")
    #expect(run.errors.contains("disk/state' can't be made: Read-only file system"), "\(run.errors)")
    #expect(!place.folder.has("Output"))
  }
}

/// A small file system in memory, unmounted when the test is over.
final class Mount {
  private let path: String

  static let isAllowed: Bool = {
    guard Command.path(of: "mount") != nil, let folder = try? TemporaryFolder() else { return false }
    return (try? Mount(at: "\(folder.path)/m", options: "size=64k")) != nil
  }()

  struct Refused: Error { let reason: String }

  init(at path: String, options: String) throws {
    self.path = path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let run = try Command.run(Command.path(of: "mount")!, ["-t", "tmpfs", "-o", options, "tmpfs", path])
    guard run.exitCode == 0 else { throw Refused(reason: run.errors) }
  }

  deinit { _ = try? Command.run(Command.path(of: "umount") ?? "/bin/umount", ["--lazy", path]) }

  func makeReadOnly() throws {
    let run = try Command.run(Command.path(of: "mount")!, ["-o", "remount,ro", path])
    guard run.exitCode == 0 else { throw Refused(reason: run.errors) }
  }

  /// Takes all room but so many bytes.
  func fill(leaving bytes: Int) throws {
    let free = try FileManager.default.attributesOfFileSystem(forPath: path)[.systemFreeSize] as? NSNumber
    let size = max(0, (free?.intValue ?? 0) - bytes)
    try Data(count: size).write(to: URL(fileURLWithPath: "\(path)/filler"))
  }

  func empty() throws { try FileManager.default.removeItem(atPath: "\(path)/filler") }
}
