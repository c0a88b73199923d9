import Diagnostics
import Glibc

/// Finds the files under a folder without following links.
struct FolderListing {
  struct Path: Sendable {
    /// The names of the folders it is in, below the root.
    var folder: [String]
    var name: String
    /// What the system said of it when the folder was listed.
    var look: FileLook
  }

  let prefix: String
  private(set) var files: [Path] = []
  private(set) var findings: [Finding] = []

  init(prefix: String) { self.prefix = prefix }

  mutating func list(_ folder: borrowing Descriptor, components: [String]) {
    let names: [String]
    switch folder.names() {
    case .success(let found): names = found.sorted()
    case .failure(let trouble): return report(trouble, components)
    }
    for name in names where !Self.isPassedOver(name) {
      let path = components + [name]
      guard name.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }), !name.unicodeScalars.contains("\u{FFFD}") else {
        report(.badName, path)
        continue
      }
      switch folder.status(of: name) {
      case .success(let status):
        switch Descriptor.Kind(mode: status.st_mode) {
        case .file: files.append(Path(folder: components, name: name, look: FileLook(status)))
        case .folder: listInner(folder, path)
        case .link: report(.link, path)
        case .other: report(.notAFile, path)
        }
      case .failure(let trouble): report(trouble, path)
      }
    }
  }

  private mutating func listInner(_ folder: borrowing Descriptor, _ path: [String]) {
    guard path.count < InputFolder.depthLimit else { return report(.tooDeep, path) }
    switch Descriptor.opening(path[path.count - 1], in: folder.number, flags: O_DIRECTORY) {
    case .opened(let inner): list(inner, components: path)
    case .failed(let trouble): report(trouble, path)
    }
  }

  /// Hidden files, and what editors leave behind: `name~`, `#name#`, `name.bak`, `name.orig`, `name.swp`.
  static func isPassedOver(_ name: String) -> Bool {
    name.hasPrefix(".") || name.hasSuffix("~") || (name.hasPrefix("#") && name.hasSuffix("#"))
      || [".bak", ".orig", ".swp", ".tmp"].contains { name.hasSuffix($0) }
  }

  private mutating func report(_ trouble: FileTrouble, _ path: [String]) {
    findings.append(trouble.finding(at: ([prefix].filter { !$0.isEmpty } + path).joined(separator: "/")))
  }
}
