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

  /// How many characters a line of standard output holds, by the terminal or by COLUMNS; `nil` where it is no terminal.
  static var width: Int? {
    if let columns = unsafe getenv("COLUMNS"), let width = unsafe Int(String(cString: columns)), width > 0 {
      return width
    }
    var size = winsize()
    guard isatty(STDOUT_FILENO) == 1, unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return nil
    }
    return Int(size.ws_col)
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
