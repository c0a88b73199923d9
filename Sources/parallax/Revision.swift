import ArgumentParser
import CLinux
import Diagnostics
import Glibc
import Publishing
import Records

/// Records and templates as a revision of git has them.
struct Revision {
  private let name: String

  init(_ name: String) throws {
    guard !name.hasPrefix("-"), !name.isEmpty else {
      throw ValidationError("--against takes a revision of git, such as main or HEAD~1")
    }
    self.name = name
  }

  /// Takes both folders out of the revision, into a temporary folder that is gone afterwards.
  ///
  /// - Throws: an exit code, having said why, when git doesn't know the revision or it lacks a folder.
  func ingredients(_ folders: Folders, asOf: Day?) throws -> Ingredients {
    let place = try temporaryFolder()
    defer { try? Disk().removeTree(place) }
    var old = Folders()
    old.input = "\(place)/Input"
    old.templates = "\(place)/Templates"
    for (folder, copy) in [(folders.input, old.input), (folders.templates, old.templates)] {
      try Disk().makeFolders(copy)
      // Inside a folder of its work tree, git packs that folder alone.
      let command = """
        git -C \(quoted(folder)) archive --format=tar --output=\(quoted("\(copy).tar")) \(quoted(name)) \
        && tar -xf \(quoted("\(copy).tar")) -C \(quoted(copy))
        """
      guard unsafe linux_run_shell(command, nil, 0) == 0 else {
        Terminal.complain("parallax: '\(printable(folder))' can't be taken out of revision '\(printable(name))'\n")
        throw ExitCode.validationFailure
      }
    }
    var (ingredients, _) = try readFolders(old)
    ingredients.asOf = asOf
    return ingredients
  }

  private func temporaryFolder() throws(PublishingProblem) -> String {
    let parent = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
    var template = Array("\(parent)/parallax-revision-XXXXXX\0".utf8)
    let made = unsafe template.withUnsafeMutableBytes { bytes in
      guard let start = bytes.baseAddress else { return false }
      return unsafe mkdtemp(start.assumingMemoryBound(to: CChar.self)) != nil
    }
    guard made else { throw .cannotCreate(path: parent, cause: SystemCause(code: errno)) }
    return String(decoding: template.dropLast(), as: UTF8.self)
  }

  /// One word of the shell, whatever is in it.
  private func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}
