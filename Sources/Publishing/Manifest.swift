/// What is published: the files that are ours, with their sums and what the file system said of them then.
///
/// Kept in the state folder as text, a line for each file. It tells our files from other people's, and whether a file
/// is still as we left it without reading it.
package struct Manifest: Equatable, Sendable {
  package struct Entry: Equatable, Sendable {
    package let digest: Digest
    /// In bytes.
    package let size: Int
    package let modified: FileTime
    package let inode: UInt64

    /// Whether the file hasn't been touched since: neither replaced nor written to.
    func describes(_ status: FileStatus) -> Bool {
      status.kind == .file && status.inode == inode && status.size == size && status.modified == modified
    }
  }

  /// What the edition was made from.
  package var fingerprint: Digest
  /// The folder's device and inode: tells, after a crash, whether the exchange took place. `nil` without an exchange.
  package var folder: Folder?
  /// The time of the youngest file of this edition or any before it. The next changed file gets a later one.
  package var latest: FileTime
  package var files: [String: Entry]
  /// What the editions were made from that were rolled back since the last one was published, each with its id.
  package var withdrawn: [Digest: String]
  /// Tells the output that it speaks of from others; `nil` in a manifest of an earlier program.
  var output: Digest?

  package struct Folder: Equatable, Sendable {
    let device: UInt64
    let inode: UInt64
  }

  package init(
    fingerprint: Digest, folder: Folder?, latest: FileTime, files: [String: Entry], withdrawn: [Digest: String] = [:],
    output: Digest? = nil
  ) {
    self.fingerprint = fingerprint
    self.folder = folder
    self.latest = latest
    self.files = files
    self.withdrawn = withdrawn
    self.output = output
  }
}

// MARK: - As text

extension Manifest {
  private static let firstLine = "parallax-manifest 1"

  /// Its text: files by path, so that two manifests can be compared with `diff`.
  var bytes: [UInt8] {
    var lines = [Manifest.firstLine, "fingerprint \(fingerprint)", "latest \(latest.seconds) \(latest.nanoseconds)"]
    if let output { lines.append("output \(output)") }
    if let folder { lines.append("folder \(folder.device) \(folder.inode)") }
    lines += withdrawn.map { "withdrawn \($0.key) \($0.value)" }.sorted()
    var bytes = Array((lines.joined(separator: "\n") + "\n").utf8)
    bytes.reserveCapacity(bytes.count + files.count * 160)
    for (path, entry) in files.sorted(by: { $0.key < $1.key }) {
      let modified = entry.modified
      bytes += "file ".utf8
      entry.digest.appendDigits(to: &bytes)
      bytes += " \(entry.size) \(modified.seconds) \(modified.nanoseconds) \(entry.inode) ".utf8
      bytes += path.utf8
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }

  /// `nil` when the bytes aren't the text of a whole manifest of this version.
  init?(_ bytes: [UInt8]) {
    guard bytes.last == UInt8(ascii: "\n") else { return nil }
    var lines = bytes.dropLast().split(separator: UInt8(ascii: "\n")).makeIterator()
    guard lines.next()?.elementsEqual(Manifest.firstLine.utf8) == true else { return nil }
    var fingerprint: Digest?
    var latest: FileTime?
    var folder: Folder?
    var withdrawn: [Digest: String] = [:]
    var output: Digest?
    var files: [String: Entry] = [:]
    while let line = lines.next() {
      var words = Words(line)
      guard let name = words.next() else { return nil }
      if name.elementsEqual("file".utf8) {
        guard let digest = words.digest(), let size = words.number(Int.self), let modified = words.time(),
          let inode = words.number(UInt64.self), let path = words.rest()
        else { return nil }
        files[path] = Entry(digest: digest, size: size, modified: modified, inode: inode)
        continue
      }
      switch String(decoding: name, as: UTF8.self) {
      case "fingerprint": fingerprint = words.digest()
      case "withdrawn":
        guard let digest = words.digest() else { return nil }
        withdrawn[digest] = words.rest() ?? ""
      case "output": output = words.digest()
      case "latest": latest = words.time()
      case "folder":
        guard let device = words.number(UInt64.self), let inode = words.number(UInt64.self) else { return nil }
        folder = Folder(device: device, inode: inode)
      default: return nil
      }
      guard words.isAtEnd else { return nil }
    }
    guard let fingerprint, let latest else { return nil }
    self.init(
      fingerprint: fingerprint, folder: folder, latest: latest, files: files, withdrawn: withdrawn, output: output)
  }
}

/// The words of a line, with a space between them.
private struct Words {
  private var line: ArraySlice<UInt8>

  init(_ line: ArraySlice<UInt8>) {
    self.line = line
  }

  var isAtEnd: Bool { line.isEmpty }

  mutating func next() -> ArraySlice<UInt8>? {
    guard !line.isEmpty else { return nil }
    let end = line.firstIndex(of: UInt8(ascii: " ")) ?? line.endIndex
    defer { line = line[min(end + 1, line.endIndex)...] }
    return line[line.startIndex..<end]
  }

  /// Everything up to the end of the line, spaces included.
  mutating func rest() -> String? {
    defer { line = [] }
    return line.isEmpty ? nil : String(decoding: line, as: UTF8.self)
  }

  mutating func digest() -> Digest? { next().flatMap { Digest($0) } }

  mutating func number<Number: FixedWidthInteger>(_ type: Number.Type) -> Number? {
    guard let word = next(), !word.isEmpty else { return nil }
    var number: Number = 0
    for byte in word {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      let (tenfold, isTooLarge) = number.multipliedReportingOverflow(by: 10)
      let (sum, hasOverflowed) = tenfold.addingReportingOverflow(Number(byte - 0x30))
      guard !isTooLarge, !hasOverflowed else { return nil }
      number = sum
    }
    return number
  }

  mutating func time() -> FileTime? {
    guard let seconds = number(Int.self), let nanoseconds = number(Int.self) else { return nil }
    return FileTime(seconds: seconds, nanoseconds: nanoseconds)
  }
}
