import Diagnostics

/// `Templates/site.html`: literal bytes with `<slot name="…"/>` between them, split once.
///
/// Relative addresses in it are the site's root's; on a page in a folder they get the way back.
struct Shell: Sendable {
  enum Slot: String, Sendable, CaseIterable {
    case title, head, main, reference, themes, contents, edition, twin, colophon
    /// The home page's mark as the current page.
    case home
  }

  enum Piece: Sendable {
    case literal([UInt8])
    case slot(Slot)
    /// The way from the page to the site's root.
    case root
  }

  let pieces: [Piece]
  /// The ids that stand in it, which no page may use.
  let ids: Set<String>

  static func reading(_ file: SourceFile) -> (shell: Shell, findings: [Finding]) {
    var scanner = ShellScanner(file: file)
    scanner.scan()
    for slot in [Shell.Slot.title, .main] where !scanner.slots.contains(slot.rawValue) {
      scanner.report("missing-slot", "the shell has no slot '\(slot.rawValue)'", Place(file))
    }
    return (Shell(pieces: scanner.pieces, ids: scanner.ids), scanner.findings)
  }

  /// The shell around a page that says nothing, line for line as it is written: what is wrong with it is wrong with
  /// every page.
  var emptyPage: OutputFile {
    var bytes: [UInt8] = []
    for piece in pieces {
      switch piece {
      case .literal(let literal): bytes += literal
      case .slot(.title): bytes += "Title".utf8
      case .slot(.main): bytes += "<h1>Title</h1>".utf8
      case .slot, .root: break
      }
    }
    return OutputFile(path: "index.html", bytes: bytes)
  }
}

/// Finds slots, relative addresses and ids in the shell.
private struct ShellScanner {
  let file: SourceFile
  var pieces: [Shell.Piece] = []
  var ids: Set<String> = []
  var slots: Set<String> = []
  var findings: [Finding] = []
  private var literal: [UInt8] = []

  init(file: SourceFile) { self.file = file }

  mutating func report(_ code: String, _ headline: String, _ place: Place, _ hint: String? = nil) {
    findings.append(Finding(.error, code, headline, at: place, hint: hint, area: .pages))
  }

  mutating func scan() {
    let bytes = file.bytes
    var index = 0
    while index < bytes.count {
      if starts("<slot", at: index) {
        index = slot(at: index)
      } else if starts(" href=\"", at: index) || starts(" src=\"", at: index) {
        let start = bytes[index...].firstIndex(of: UInt8(ascii: "\""))! + 1
        let end = bytes[start...].firstIndex(of: UInt8(ascii: "\"")) ?? bytes.count
        literal += bytes[index..<start]
        let address = String(decoding: bytes[start..<end], as: UTF8.self)
        if !address.hasPrefix("#"), !address.contains(":") { append(.root) }
        index = start
      } else {
        if starts(" id=\"", at: index) {
          let end = bytes[(index + 5)...].firstIndex(of: UInt8(ascii: "\"")) ?? bytes.count
          ids.insert(String(decoding: bytes[(index + 5)..<end], as: UTF8.self))
        }
        literal.append(bytes[index])
        index += 1
      }
    }
    append(nil)
  }

  private func starts(_ text: StaticString, at index: Int) -> Bool {
    text.withUTF8Buffer { wanted in unsafe file.bytes[index...].starts(with: wanted) }
  }

  private mutating func append(_ piece: Shell.Piece?) {
    if !literal.isEmpty { pieces.append(.literal(literal)) }
    literal = []
    if let piece { pieces.append(piece) }
  }

  /// Reads `<slot name="…"/>` and gives the position behind it.
  private mutating func slot(at start: Int) -> Int {
    let bytes = file.bytes
    guard let close = bytes[start...].firstIndex(of: UInt8(ascii: ">")) else {
      report("bad-slot", "'<slot' without '>'", Place(file, start..<start + 5))
      return bytes.count
    }
    let end = close + 1
    let parts = String(decoding: bytes[start..<end], as: UTF8.self).split(
      separator: "\"", omittingEmptySubsequences: false)
    let name = parts.count == 3 ? String(parts[1]) : ""
    guard parts.count == 3, parts[0] == "<slot name=", parts[2] == "/>" else {
      report("bad-slot", "slot isn't written as <slot name=\"…\"/>", Place(file, start..<end))
      return end
    }
    guard let slot = Shell.Slot(rawValue: name) else {
      let known = Shell.Slot.allCases.map(\.rawValue)
      report(
        "unknown-slot", "no slot '\(name)'", Place(file, start + 12..<start + 12 + name.utf8.count),
        nearMiss(of: name, among: known).map { "did you mean '\($0)'?" } ?? "known are \(known.joined(separator: ", "))"
      )
      return end
    }
    slots.insert(name)
    append(.slot(slot))
    return end
  }
}
