package import Diagnostics
import Glibc

/// Reads a folder from the disk, and nothing outside it.
package enum InputFolder {
  /// The most bytes that one file may have.
  package static let sizeLimit = 1 << 30
  /// The most folders inside each other.
  private static let depthLimit = 16

  /// All regular files below a folder, sorted by path, and what couldn't be read.
  ///
  /// Hidden files and editors' backups are passed over. Links, pipes and devices are findings; nothing is followed.
  ///
  /// - Parameters:
  ///   - root: The folder on the disk.
  ///   - prefix: What takes its place in the paths of the files, such as `Input`.
  package static func read(root: String, as prefix: String) -> (files: [SourceFile], findings: [Finding]) {
    var reader = FolderReader()
    reader.readFolder(root, as: prefix, depth: 0)
    return (reader.files.sorted { $0.path < $1.path }, reader.findings)
  }

  private struct FolderReader {
    var files: [SourceFile] = []
    var findings: [Finding] = []

    mutating func readFolder(_ path: String, as name: String, depth: Int) {
      guard depth <= depthLimit else {
        return report("too-deep", "folders inside each other, more than \(depthLimit)", name)
      }
      guard let folder = unsafe opendir(path) else {
        return report("unreadable-file", "the folder can't be read: \(reason())", name)
      }
      var names: [String] = []
      while let entry = unsafe readdir(folder) {
        let entryName = unsafe withUnsafePointer(to: entry.pointee.d_name) { pointer in
          unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
        }
        if !entryName.hasPrefix("."), !entryName.hasSuffix("~"), !entryName.hasPrefix("#") { names.append(entryName) }
      }
      unsafe closedir(folder)
      for entry in names.sorted() { readEntry("\(path)/\(entry)", as: "\(name)/\(entry)", depth: depth) }
    }

    private mutating func readEntry(_ path: String, as name: String, depth: Int) {
      var status = stat()
      guard unsafe lstat(path, &status) == 0 else { return report("unreadable-file", reason(), name) }
      switch status.st_mode & S_IFMT {
      case S_IFDIR: readFolder(path, as: name, depth: depth + 1)
      case S_IFREG: readFile(path, as: name)
      case S_IFLNK:
        report("link", "a symbolic link, which isn't followed", name, hint: "copy what it points at into the folder")
      default: report("not-a-file", "neither a file nor a folder", name, hint: "move it away")
      }
    }

    private mutating func readFile(_ path: String, as name: String) {
      // Not to wait for ever should a pipe have taken the file's place since.
      let descriptor = unsafe open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
      guard descriptor >= 0 else { return report("unreadable-file", "the file can't be read: \(reason())", name) }
      defer { close(descriptor) }
      var status = stat()
      guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
        return report("not-a-file", "neither a file nor a folder", name, hint: "move it away")
      }
      let size = Int(status.st_size)
      guard size <= sizeLimit else {
        return report("too-large", "file of \(size) bytes; the limit is \(sizeLimit)", name, hint: "split the file")
      }
      var problem: String?
      let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size + 1) { buffer, count in
        // One byte more than the size, so that a file that grew is noticed.
        while count < buffer.count {
          let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[count...])
          let read = unsafe Glibc.read(descriptor, rest.baseAddress, rest.count)
          if read < 0, errno == EINTR { continue }
          if read < 0 { problem = "the file can't be read: \(reason())" }
          if read <= 0 { break }
          count += read
        }
      }
      if bytes.count != size, problem == nil { problem = "the file changed while it was read" }
      if let problem { return report("unreadable-file", problem, name, hint: "try again") }
      files.append(SourceFile(path: name, bytes: bytes))
    }

    private func reason() -> String { unsafe String(cString: strerror(errno)) }

    private mutating func report(_ code: String, _ headline: String, _ name: String, hint: String? = nil) {
      let file = SourceFile(path: name, bytes: [])
      findings.append(Finding(.error, code, headline, at: Place(file), hint: hint))
    }
  }
}
