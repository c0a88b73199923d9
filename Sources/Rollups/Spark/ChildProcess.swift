import CLinux
import Glibc

/// A program on its way, whose standard error is read line by line.
struct ChildProcess: ~Copyable {
  private let process: pid_t
  private let pipe: Int32

  /// - Parameters:
  ///   - folder: where it runs.
  ///   - output: the file that takes what it prints.
  /// - Throws: what the system says, when it can't be started.
  init(_ program: String, _ arguments: [String], in folder: String, output: String) throws(SystemTrouble) {
    var words = unsafe ([program] + arguments).map { unsafe strdup($0) }
    defer { unsafe words.forEach { unsafe free($0) } }
    unsafe words.append(nil)
    var errors: Int32 = -1
    let started = unsafe linux_start(program, words, folder, output, &errors)
    guard started > 0 else { throw SystemTrouble(words: systemError(Int32(-started))) }
    process = pid_t(started)
    pipe = errors
  }

  deinit { close(pipe) }

  /// Reads to the end of standard error, and waits.
  ///
  /// - Parameter take: is given each line, which a line feed or a carriage return ends; false stops the program.
  /// - Returns: the exit code, or 128 and the signal's number.
  func wait(_ take: (String) -> Bool) -> Int32 {
    var line: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    reading: while true {
      let got = unsafe buffer.withUnsafeMutableBytes { unsafe read(pipe, $0.baseAddress, $0.count) }
      if got < 0, errno == EINTR { continue }
      guard got > 0 else { break }
      for byte in buffer[..<got] {
        guard byte == 0x0A || byte == 0x0D else {
          if line.count < 1 << 16 { line.append(byte) }
          continue
        }
        let isWanted = line.isEmpty || take(String(decoding: line, as: UTF8.self))
        line.removeAll(keepingCapacity: true)
        if !isWanted {
          kill(process, SIGTERM)
          break reading
        }
      }
    }
    if !line.isEmpty { _ = take(String(decoding: line, as: UTF8.self)) }
    var status: Int32 = 0
    while unsafe waitpid(process, &status, 0) < 0 {
      guard errno == EINTR else { return 127 }
    }
    // As the macros of wait.h have it.
    let signal = status & 0x7F
    return signal == 0 ? status >> 8 & 0xFF : 128 + signal
  }
}

struct SystemTrouble: Error {
  var words: String
}
