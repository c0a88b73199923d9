package import Diagnostics
import Glibc

/// What the pages of the live edition were made from, so that a page that would come out the same needn't be made again.
///
/// Kept in the state folder, a line for each page: one sum over what it was made from and over its files as they came out,
/// and its path. It says no more than that these bytes come from this; which bytes are live, the manifest and the file
/// system tell. So it needn't be of the same edition as the manifest, and where it is lost, pages are made.
package struct PageMemory: Sendable {
  private let sums: [String: PageSum]
  /// Under what the gate passed the live edition, with that edition's sums.
  private let gate: Digest
  private let files: [String: Manifest.Entry]
  private let output: String
  private let disk: Disk

  fileprivate static let head = "parallax-pages 1"

  /// `nil` where nothing is known.
  fileprivate init?(_ places: Places, _ manifest: Manifest?, on disk: Disk) {
    guard let manifest, let bytes = try? disk.bytes(of: places.pages), let (gate, sums) = Self.memory(bytes) else {
      return nil
    }
    self.gate = gate
    self.sums = sums
    self.files = manifest.files
    self.disk = disk
    output = places.output
  }

  /// Whether the files of a page are live, as we left them, and come from what has this sum.
  package func areLive(_ paths: [String], madeFrom sum: PageSum) -> Bool {
    guard let first = paths.first, let known = sums[first], known == Self.line(paths, sum, files) else { return false }
    return paths.allSatisfy { path in
      guard let status = try? disk.status(of: "\(output)/\(path)") else { return false }
      return files[path]?.describes(status) ?? false
    }
  }

  /// Whether the gate passed the very edition that is live, under this.
  package func hasPassed(under gate: Digest) -> Bool { self.gate == Self.gate(gate, files) }

  /// A gate's circumstances with the edition that it passed.
  fileprivate static func gate(_ gate: Digest, _ files: [String: Manifest.Entry]) -> Digest {
    var bytes: [UInt8] = []
    gate.append(to: &bytes)
    files[Sums.name]?.digest.append(to: &bytes)
    return Digest(of: bytes)
  }

  /// One sum over what a page was made from and its files; `nil` where these aren't published.
  fileprivate static func line(_ paths: [String], _ sum: PageSum, _ files: [String: Manifest.Entry]) -> PageSum? {
    var bytes: [UInt8] = []
    bytes.append(sum)
    for path in paths {
      guard let digest = files[path]?.digest else { return nil }
      digest.append(to: &bytes)
    }
    return PageSum(of: bytes)
  }

  fileprivate static func text(_ gate: Digest, _ lines: [(sum: PageSum, path: String)]) -> [UInt8] {
    var bytes = Array("\(head)\n\(gate)\n".utf8)
    for (sum, path) in lines {
      var own: [UInt8] = []
      own.append(sum)
      bytes += Array("\(hexadecimalDigits(of: own)) \(path)\n".utf8)
    }
    return bytes
  }

  /// `nil` when the bytes aren't a whole memory of this version.
  private static func memory(_ bytes: [UInt8]) -> (gate: Digest, sums: [String: PageSum])? {
    guard bytes.last == UInt8(ascii: "\n") else { return nil }
    var lines = bytes.dropLast().split(separator: UInt8(ascii: "\n")).makeIterator()
    guard lines.next()?.elementsEqual(head.utf8) == true, let gate = lines.next().flatMap({ Digest($0) }) else {
      return nil
    }
    var sums: [String: PageSum] = [:]
    while let line = lines.next() {
      guard line.count > 33, line[line.startIndex + 32] == UInt8(ascii: " "), let sum = PageSum(line.prefix(32)) else {
        return nil
      }
      sums[String(decoding: line.dropFirst(33), as: UTF8.self)] = sum
    }
    return (gate, sums)
  }
}

extension PageSum {
  /// Of what a page is made from.
  package init(of bytes: [UInt8]) {
    let digest = Digest(of: bytes)
    self.init(high: digest.words.first, low: digest.words.second)
  }

  /// `nil` when the text isn't 32 hexadecimal digits, letters small.
  fileprivate init?(_ text: some Collection<UInt8>) {
    guard let digest = Digest(Array(text) + Array(repeating: UInt8(ascii: "0"), count: 32)) else { return nil }
    self.init(high: digest.words.first, low: digest.words.second)
  }
}

extension [UInt8] {
  fileprivate mutating func append(_ sum: PageSum) {
    for word in [sum.high, sum.low] {
      for place in stride(from: UInt64(56), through: 0, by: -8) { append(UInt8(truncatingIfNeeded: word >> place)) }
    }
  }
}

extension Publisher {
  /// What the pages were made from that are live; `nil` where nothing is known.
  package var pages: PageMemory? { PageMemory(places, manifest, on: disk) }

  /// Keeps what the pages were made from that are live now, and under what the gate passed them.
  ///
  /// Nothing depends on it: where it can't be kept, or is lost, pages are made and put before the gate.
  package func remember(pages: [(files: [String], sum: PageSum)], passedUnder gate: Digest) {
    guard let manifest else { return }
    let lines = pages.compactMap { page -> (sum: PageSum, path: String)? in
      guard let path = page.files.first, let sum = PageMemory.line(page.files, page.sum, manifest.files) else {
        return nil
      }
      return (sum, path)
    }
    let bytes = PageMemory.text(PageMemory.gate(gate, manifest.files), lines)
    if (try? disk.isFile(places.pages, of: bytes)) == true { return }
    let temporary = places.pages + ".tmp"
    if (try? disk.status(of: temporary)) != nil { try? disk.removeFile(temporary) }
    do throws(PublishingProblem) {
      try disk.write(bytes, to: temporary)
      try disk.rename(temporary, to: places.pages)
    } catch {
      try? disk.removeFile(temporary)
    }
  }
}
