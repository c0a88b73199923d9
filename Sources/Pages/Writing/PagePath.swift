/// Paths of files inside the site, and how one page points to another.
enum PagePath {
  /// The page that a server shows for an address that leads to none, whatever the address.
  static let notFound = "404.html"

  /// What stands before the path of a file in an address on a page: `../` as often as the page is deep. On the page that is
  /// shown anywhere, the path of the address where the site is published.
  static func root(from path: String, publishedAt base: String?) -> String {
    guard path == notFound else { return prefix(toRootFrom: path) }
    let address = base ?? ""
    let host = address.firstRange(of: "://").map { address[$0.upperBound...] } ?? ""
    let folder = host.firstIndex(of: "/").map { String(host[$0...]) } ?? "/"
    return folder.hasSuffix("/") ? folder : folder + "/"
  }

  /// `../../` for a page two folders deep.
  static func prefix(toRootFrom path: String) -> String {
    String(repeating: "../", count: path.utf8.count { $0 == UInt8(ascii: "/") })
  }

  /// `models/qwen3-8b.md` of `models/qwen3-8b.html`.
  static func twin(of path: String) -> String {
    path.hasSuffix(".html") ? Substring(path.utf8.dropLast(5)) + ".md" : path
  }

  /// `models` of `models/qwen3-8b.html`; empty for a file of the root.
  static func folder(of path: String) -> String {
    path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[..<$0]) } ?? ""
  }

  /// `qwen3-8b` of `models/qwen3-8b.html`.
  static func stem(of path: String) -> String {
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    let name = path.utf8[(slash.map { path.utf8.index(after: $0) } ?? path.startIndex)...]
    return String(Substring(path.hasSuffix(".html") ? name.dropLast(5) : name))
  }

  /// Whether an id can name a file: letters, digits, `-`, `_` and `.`, not at the start.
  static func isFileName(_ id: String) -> Bool {
    guard let first = id.utf8.first, first != UInt8(ascii: "."), id.utf8.count <= 120 else { return false }
    return id.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."): true
      default: false
      }
    }
  }

  /// Whether every part of a page's path can name a file or folder.
  static func isPath(_ path: String) -> Bool {
    path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { isFileName(String($0)) }
  }
}
