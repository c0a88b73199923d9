import Diagnostics
import Glibc

/// A file of a history on this machine.
package struct HistoryFile: Sendable, Equatable {
  /// Below the folder of histories, as findings name it.
  package let path: String
  /// Where it is opened.
  package let fullPath: String
  /// In bytes.
  package let size: Int
}

/// Patterns of paths: `*` stands for any part of a name, `?` for one byte of it. Hadoop's file systems read them alike.
package enum HistoryPath {
  /// Whether a pattern stays below its folder, and means the same to both engines.
  package static func isSafe(_ pattern: String) -> Bool {
    let parts = pattern.split(separator: "/", omittingEmptySubsequences: false)
    return !parts.contains { $0.isEmpty || $0 == "." || $0 == ".." }
      && pattern.utf8.allSatisfy { $0 >= 0x20 && !Array("\\{}[]'\"`,".utf8).contains($0) }
  }

  /// The files that match any of the patterns, each once, sorted by path. Hidden files, and those with `_` in front,
  /// are passed over, as Hadoop does.
  ///
  /// - Throws: what the system says of a folder that can't be listed.
  package static func files(matching patterns: [String], below root: String) throws(RollupProblem) -> [HistoryFile] {
    var found: [String: HistoryFile] = [:]
    for pattern in patterns {
      try collect(pattern.split(separator: "/")[...], in: "", below: root, into: &found)
    }
    return found.values.sorted { $0.path < $1.path }
  }

  private static func collect(
    _ parts: ArraySlice<Substring>, in folder: String, below root: String, into found: inout [String: HistoryFile]
  ) throws(RollupProblem) {
    let here = folder.isEmpty ? root : "\(root)/\(folder)"
    guard let part = parts.first else { return }
    for name in try names(in: here) where matches(Array(name.utf8)[...], Array(part.utf8)[...]) {
      let path = folder.isEmpty ? name : "\(folder)/\(name)"
      var status = stat()
      guard unsafe stat("\(root)/\(path)", &status) == 0 else {
        throw .unreadable(path: path, cause: systemError())
      }
      let kind = status.st_mode & S_IFMT
      if parts.count == 1 {
        if kind == S_IFREG {
          found[path] = HistoryFile(path: path, fullPath: "\(root)/\(path)", size: Int(status.st_size))
        }
      } else if kind == S_IFDIR {
        try collect(parts.dropFirst(), in: path, below: root, into: &found)
      }
    }
  }

  private static func names(in folder: String) throws(RollupProblem) -> [String] {
    guard let stream = unsafe opendir(folder) else { throw .unreadable(path: folder, cause: systemError()) }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if !name.hasPrefix("."), !name.hasPrefix("_") { names.append(name) }
    }
    return names
  }

  private static func matches(_ name: ArraySlice<UInt8>, _ pattern: ArraySlice<UInt8>) -> Bool {
    guard let first = pattern.first else { return name.isEmpty }
    switch first {
    case UInt8(ascii: "*"):
      return matches(name, pattern.dropFirst()) || (!name.isEmpty && matches(name.dropFirst(), pattern))
    case UInt8(ascii: "?"): return !name.isEmpty && matches(name.dropFirst(), pattern.dropFirst())
    default: return name.first == first && matches(name.dropFirst(), pattern.dropFirst())
    }
  }
}

/// Why a rollup can't go on, where nobody's records are to blame.
package enum RollupProblem: Error, Sendable, Equatable, CustomStringConvertible {
  case unreadable(path: String, cause: String)
  /// Spark isn't where it was looked for.
  case noSpark(String)
  /// Spark ran and failed, in our words and in its own.
  case sparkFailed(String, hint: String)

  package var description: String {
    switch self {
    case .unreadable(let path, let cause): "'\(path)' can't be read: \(cause)"
    case .noSpark(let words): words
    case .sparkFailed(let words, _): words
    }
  }
}

func systemError(_ number: Int32 = errno) -> String { unsafe String(cString: strerror(number)) }
