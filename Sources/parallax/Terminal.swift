import Glibc

/// What a person, or cron, gets to see.
enum Terminal {
  static func print(_ text: String) {
    write(text, to: STDOUT_FILENO)
  }

  static func complain(_ text: String) {
    write(text, to: STDERR_FILENO)
  }

  /// Whether standard error is a terminal that shows colours.
  static var showsColours: Bool {
    guard isatty(STDERR_FILENO) == 1, unsafe getenv("NO_COLOR") == nil else { return false }
    return unsafe getenv("TERM").map { unsafe String(cString: $0) } != "dumb"
  }

  private static func write(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      // A reader that closed the pipe has seen enough.
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }
}
