/// An address as a page writes it, seen from the page that it stands in.
enum Address: Equatable {
  /// A file of the site, and perhaps an id in it. The path has no `.` and `..` and no percent signs any more.
  case inside(path: String, fragment: String?)
  /// Another host, or mail.
  case outside
  /// From the server's root: leads elsewhere, or nowhere, when the page is opened from disk.
  case rooted
  /// Above the site's root.
  case above
  /// A scheme that a link mustn't have.
  case refused(scheme: String)

  /// - Parameter page: the path of the page that the address stands in.
  init(_ text: String, in page: String) {
    let (reference, fragment) = Address.splitting(text, at: UInt8(ascii: "#"))
    let (path, _) = Address.splitting(reference, at: UInt8(ascii: "?"))
    if let scheme = Address.scheme(of: text) {
      self = ["http", "https", "mailto"].contains(scheme) ? .outside : .refused(scheme: scheme)
    } else if path.hasPrefix("//") {
      self = .outside
    } else if path.hasPrefix("/") {
      self = .rooted
    } else if path.isEmpty {
      self = .inside(path: page, fragment: fragment.map { Address.decoded($0) })
    } else if let resolved = Address.resolved(Address.decoded(path), from: page) {
      self = .inside(path: resolved, fragment: fragment.map { Address.decoded($0) })
    } else {
      self = .above
    }
  }

  private static func splitting(_ text: some StringProtocol, at mark: UInt8) -> (Substring, Substring?) {
    let text = Substring(text)
    guard let position = text.utf8.firstIndex(of: mark) else { return (text, nil) }
    return (text[..<position], text[text.utf8.index(after: position)...])
  }

  /// RFC 3986: a letter, then letters, digits, `+`, `-`, `.`, then a colon.
  private static func scheme(of text: String) -> String? {
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let candidate = text[..<colon]
    let isScheme = candidate.utf8.allSatisfy { byte in
      (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || [0x2B, 0x2D, 0x2E].contains(byte)
    }
    return isScheme && !candidate.isEmpty ? candidate.lowercased() : nil
  }

  /// Percent signs undone; one that isn't followed by two digits stays.
  private static func decoded(_ text: Substring) -> String {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      let digits = rest.prefix(2)
      if byte == UInt8(ascii: "%"), digits.count == 2,
        let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func resolved(_ path: String, from page: String) -> String? {
    var parts = page.split(separator: "/").dropLast().map(Substring.init)
    for part in path.split(separator: "/", omittingEmptySubsequences: false) {
      switch part {
      case ".": continue
      case "..": if parts.popLast() == nil { return nil }
      default: parts.append(part)
      }
    }
    return parts.joined(separator: "/")
  }
}
