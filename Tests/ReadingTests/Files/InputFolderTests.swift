import Diagnostics
import Glibc
import Reading
import Synchronization
import TestSupport
import Testing

@Suite struct InputFolderTests {
  @Test func filesComeSortedByPathWithThePrefix() throws {
    let folder = try folder(holding: ["models/b.yaml": "b", "models/a.yaml": "a", "a.csv": "c", "z/y/x.md": "d"])
    let (files, findings) = InputFolder.read(root: folder.path, as: "Input")
    #expect(findings.isEmpty)
    #expect(files.map(\.path) == ["Input/a.csv", "Input/models/a.yaml", "Input/models/b.yaml", "Input/z/y/x.md"])
    #expect(files.map { String(decoding: $0.bytes, as: UTF8.self) } == ["c", "a", "b", "d"])
  }

  @Test(arguments: [1, 2, 7, 100])
  func orderDoesNotDependOnHowManyAreReadAtOnce(jobs: Int) throws {
    let names = (0..<60).map { "k\($0 % 7)/f\($0).yaml" }
    let folder = try folder(holding: Dictionary(uniqueKeysWithValues: names.map { ($0, $0) }))
    let (files, _) = InputFolder.read(root: folder.path, as: "", jobs: jobs)
    #expect(files.map(\.path) == names.sorted())
    #expect(files.allSatisfy { String(decoding: $0.bytes, as: UTF8.self) == $0.path })
  }

  @Test func hiddenFilesAndBackupsArePassedOver() throws {
    let folder = try folder(holding: [
      ".a": "", "a~": "", "#a#": "", "a.bak": "", "a.yaml.swp": "", ".git/b": "", "kept.yaml": "",
    ])
    #expect(InputFolder.read(root: folder.path, as: "").files.map(\.path) == ["kept.yaml"])
  }

  @Test func filesOfFoldersThatNobodyNeedsAreNotRead() throws {
    let folder = try folder(holding: [
      "scores/a.csv": "", "scores/b/c.csv": "", "models/scores/d.yaml": "", "scores.csv": "", "models/e.yaml": "",
    ])
    #expect(
      InputFolder.read(root: folder.path, as: "Input", without: ["scores"]).files.map(\.path)
        == ["Input/models/e.yaml", "Input/models/scores/d.yaml", "Input/scores.csv"])
  }

  @Test func pipeIsReportedWithoutWaitingForAWriter() throws {
    let folder = try folder(holding: ["a.yaml": "a"])
    try #require(unsafe mkfifo(folder.path + "/pipe.yaml", 0o600) == 0)
    let (files, findings) = InputFolder.read(root: folder.path, as: "Input")
    #expect(files.map(\.path) == ["Input/a.yaml"])
    #expect(findings.map(\.headline) == ["neither a file nor a folder"])
    #expect(findings.first?.place?.file.path == "Input/pipe.yaml")
  }

  @Test(arguments: ["/etc/passwd", "a.yaml", "/etc", "nowhere"])
  func linkIsReportedAndNotFollowed(target: String) throws {
    let folder = try folder(holding: ["a.yaml": "a"])
    try #require(unsafe symlink(target, folder.path + "/link") == 0)
    let (files, findings) = InputFolder.read(root: folder.path, as: "Input")
    #expect(files.map(\.path) == ["Input/a.yaml"])
    #expect(findings.map(\.code) == ["symbolic-link"])
  }

  @Test func fileWithoutPermissionIsReported() throws {
    let folder = try folder(holding: ["a.yaml": "a", "b.yaml": "b"])
    try #require(unsafe chmod(folder.path, 0o755) == 0)
    try #require(unsafe chmod(folder.path + "/a.yaml", 0) == 0)
    // Root may read everything; this thread alone becomes someone else, and one job stays on it.
    let isRoot = geteuid() == 0
    if isRoot { actAs(65534) }
    defer { if isRoot { actAs(0) } }
    let (files, findings) = InputFolder.read(root: folder.path, as: "Input", jobs: 1)
    #expect(files.map(\.path) == ["Input/b.yaml"])
    #expect(findings.map(\.headline) == ["file that can't be read: Permission denied"])
  }

  @Test func foldersTooDeepAreReported() throws {
    let deep = (0..<20).map { "d\($0)" }.joined(separator: "/")
    let folder = try folder(holding: [deep + "/a.yaml": "a"])
    let (files, findings) = InputFolder.read(root: folder.path, as: "")
    #expect(files.isEmpty)
    #expect(findings.map(\.headline) == ["folders nested more than 16 deep"])
  }

  @Test func missingFolderIsReported() {
    let (files, findings) = InputFolder.read(root: "/nowhere/at/all", as: "Input")
    #expect(files.isEmpty)
    #expect(findings.map(\.headline) == ["file that can't be read: No such file or directory"])
  }

  @Test func fileThatKeepsChangingIsAFindingOrOneOfItsStates() throws {
    let folder = try folder(holding: ["a.yaml": String(repeating: "0", count: 100_000)])
    let isDone = Atomic(false)
    let writer = Thread {
      var letter: UInt8 = 0x30
      while !isDone.load(ordering: .relaxed) {
        letter = letter == 0x39 ? 0x30 : letter + 1
        try? folder.write(String(repeating: Character(Unicode.Scalar(letter)), count: 100_000), to: "a.yaml")
      }
    }
    defer {
      isDone.store(true, ordering: .relaxed)
      writer.join()
    }
    for _ in 0..<8 {
      let (files, findings) = InputFolder.read(root: folder.path, as: "")
      if let file = files.first {
        #expect(Set(file.bytes).count <= 1, "a file is one state, never parts of two")
      } else {
        #expect(findings.map(\.code) == ["changed-while-read"])
      }
    }
  }
}

private func folder(holding files: [String: String]) throws -> TemporaryFolder {
  let folder = try TemporaryFolder()
  for (name, text) in files { try folder.write(text, to: name) }
  return folder
}

/// A thread that runs a closure.
private final class Thread {
  private let number: pthread_t

  init(_ work: @escaping @Sendable () -> Void) {
    let box = unsafe Unmanaged.passRetained(Box(work)).toOpaque()
    var number = pthread_t()
    let code = unsafe pthread_create(
      &number, nil,
      { box in
        unsafe Unmanaged<Box>.fromOpaque(box!).takeRetainedValue().work()
        return nil
      }, box)
    precondition(code == 0, "a thread can be made")
    self.number = number
  }

  func join() { pthread_join(number, nil) }

  private final class Box {
    let work: @Sendable () -> Void
    init(_ work: @escaping @Sendable () -> Void) { self.work = work }
  }
}

/// Makes this thread, and no other, open files as another user; Swift's Glibc module lacks the call.
private func actAs(_ user: uid_t) {
  guard let symbol = unsafe dlsym(nil, "setfsuid") else { preconditionFailure("Linux has setfsuid") }
  _ = unsafe unsafeBitCast(symbol, to: (@convention(c) (uid_t) -> CInt).self)(user)
}
