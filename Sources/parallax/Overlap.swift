import ArgumentParser
import Publishing

/// Refuses folders of which one lies in the other: publishing replaces its folder whole.
///
/// - Throws: A usage error that names the two.
func refuseOverlap(of folders: Folders, output: String, state: String?) throws {
  let read = [("--input", folders.input), ("--templates", folders.templates)]
  for (option, folder) in read {
    if contains(folder, output) || contains(output, folder) {
      throw ValidationError("--output '\(output)' and \(option) '\(folder)' lie one in the other")
    }
    if let state, contains(folder, state) {
      throw ValidationError("--state '\(state)' lies in \(option) '\(folder)'")
    }
  }
  if let state, contains(output, state) || contains(state, output) {
    throw ValidationError("--output '\(output)' and --state '\(state)' lie one in the other")
  }
}

/// Whether `inner` is `outer` or lies in it, whatever links lead there.
private func contains(_ outer: String, _ inner: String) -> Bool {
  let outer = resolved(outer)
  let inner = resolved(inner)
  return inner.starts(with: outer)
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
