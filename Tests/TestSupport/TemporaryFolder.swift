import Glibc

/// A folder with files in it that is deleted with the value.
package final class TemporaryFolder: Sendable {
  package let path: String

  struct Problem: Error {
    var call: String
    var path: String
    var number: Int32
  }

  /// - Parameter files: The text of each file by its path; folders are made as needed.
  package init(_ files: [String: String] = [:]) throws {
    let base = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
    var template = Array("\(base)/parallax-test-XXXXXX".utf8CString)
    let made = unsafe template.withUnsafeMutableBufferPointer { buffer in
      unsafe mkdtemp(buffer.baseAddress!).map { unsafe String(cString: $0) }
    }
    guard let made else { throw Problem(call: "mkdtemp", path: base, number: errno) }
    path = made
    for (name, text) in files { try write(text, to: name) }
  }

  /// Writes a file, and the folders it is in.
  package func write(_ text: String, to name: String) throws {
    var folder = path
    for part in name.split(separator: "/").dropLast() {
      folder += "/" + part
      _ = unsafe mkdir(folder, 0o755)
    }
    let file = path + "/" + name
    guard let stream = unsafe fopen(file, "w") else { throw Problem(call: "fopen", path: file, number: errno) }
    let bytes = Array(text.utf8)
    let written = unsafe fwrite(bytes, 1, bytes.count, stream)
    guard unsafe fclose(stream) == 0, written == bytes.count else {
      throw Problem(call: "fwrite", path: file, number: errno)
    }
  }

  deinit { Self.delete(path) }

  private static func delete(_ path: String) {
    if let stream = unsafe opendir(path) {
      var names: [String] = []
      while let entry = unsafe readdir(stream) {
        let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
          unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
        }
        if name != ".", name != ".." { names.append(name) }
      }
      unsafe closedir(stream)
      for name in names {
        var status = stat()
        let inner = path + "/" + name
        guard unsafe lstat(inner, &status) == 0 else { continue }
        if status.st_mode & S_IFMT == S_IFDIR { delete(inner) } else { unsafe unlink(inner) }
      }
    }
    unsafe rmdir(path)
  }
}
