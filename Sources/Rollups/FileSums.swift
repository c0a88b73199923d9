import Crypto
import Diagnostics
import Glibc
import Reading

/// What was read: for the manifest.
package struct InputSum: Sendable, Equatable {
  /// Below the folder of histories.
  package let path: String
  /// In bytes.
  package let size: Int
  /// In hexadecimal digits; `nil` where nobody wanted it, or the file is out of reach.
  package let sum: String?
}

/// Sums of files that are read in stretches: of a file of one stretch its SHA-256, of a longer one the SHA-256 of its
/// stretches' sums one behind the other. So several workers can make it at once.
enum FileSums {
  /// The bytes of a stretch.
  static let stretchSize = 16 << 20

  /// - Parameter sums: for each stretch its sum; `nil` where nobody wants any.
  static func sums(of files: [HistoryFile], _ stretches: [Stretch], _ sums: [[UInt8]]?) -> [InputSum] {
    var ofFile = [[[UInt8]]](repeating: [], count: files.count)
    if let sums {
      for (stretch, sum) in zip(stretches, sums) { ofFile[stretch.file].append(sum) }
    }
    return zip(files, ofFile).map { file, parts in
      let sum = parts.count == 1 ? parts[0] : Array(SHA256.hash(data: parts.flatMap(\.self)))
      return InputSum(path: file.path, size: file.size, sum: sums == nil ? nil : hexadecimalDigits(of: sum))
    }
  }

  /// Reads the files for their sums alone.
  static func sums(of files: [HistoryFile]) throws(RollupProblem) -> [InputSum] {
    let stretches = Stretch.all(of: files, size: stretchSize)
    let outcomes = stretches.concurrentMap { part in
      part.map { stretch in
        Result<[UInt8], RollupProblem>.init { () throws(RollupProblem) in try sum(of: stretch, files) }
      }
    }
    var sums: [[UInt8]] = []
    for outcome in outcomes { sums.append(try outcome.get()) }
    return Self.sums(of: files, stretches, sums)
  }

  private static func sum(of stretch: Stretch, _ files: [HistoryFile]) throws(RollupProblem) -> [UInt8] {
    let file = files[stretch.file]
    let descriptor = unsafe open(file.fullPath, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(path: file.path, cause: systemError()) }
    defer { close(descriptor) }
    var sum = SHA256()
    var block = [UInt8](repeating: 0, count: 1 << 18)
    var offset = stretch.bytes.lowerBound
    while offset < stretch.bytes.upperBound {
      let wanted = min(block.count, stretch.bytes.upperBound - offset)
      let got = unsafe block.withUnsafeMutableBytes { unsafe pread(descriptor, $0.baseAddress, wanted, offset) }
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw .unreadable(path: file.path, cause: systemError()) }
      guard got > 0 else { break }
      sum.update(data: block[..<got])
      offset += got
    }
    return Array(sum.finalize())
  }
}
