import ArgumentParser
import Publishing

/// Refuses folders of which one lies in the other: publishing replaces its folder whole.
///
/// - Throws: A usage error that names the two.
func refuseOverlap(of folders: Folders, output: String, state: String?) throws {
  let output = Resolved(output)
  let state = state.map { Resolved($0) }
  for (option, folder) in [("--input", Resolved(folders.input)), ("--templates", Resolved(folders.templates))] {
    if folder.contains(output) || output.contains(folder) {
      throw ValidationError("--output '\(output.path)' and \(option) '\(folder.path)' lie one in the other")
    }
    if let state, folder.contains(state) {
      throw ValidationError("--state '\(state.path)' lies in \(option) '\(folder.path)'")
    }
  }
  if let state, output.contains(state) || state.contains(output) {
    throw ValidationError("--output '\(output.path)' and --state '\(state.path)' lie one in the other")
  }
}

/// A path as it was written, and where it leads whatever links there are: asked of the system once.
private struct Resolved {
  let path: String
  private let parts: [Substring]

  init(_ path: String) {
    self.path = path
    parts = resolved(path)
  }

  /// Whether the other is this or lies in it.
  func contains(_ other: Resolved) -> Bool { other.parts.starts(with: parts) }
}

/// The parts of the path without links; of what doesn't exist yet, the nearest folder above that does, and the rest.
private func resolved(_ path: String) -> [Substring] {
  var rest: [Substring] = []
  var parts = path.split(separator: "/")
  let root = path.hasPrefix("/") ? "/" : ""
  while true {
    let candidate = root + parts.joined(separator: "/")
    if let real = Disk().realPath(of: candidate.isEmpty ? "." : candidate) {
      return real.split(separator: "/") + rest.reversed()
    }
    guard let last = parts.popLast() else { return rest.reversed() }
    rest.append(last)
  }
}
