import Glibc

/// One line that tells a person who is watching what a long run is at. Nobody else gets to see it.
struct Progress {
  private let isShown: Bool

  init(isWanted: Bool) {
    isShown = isWanted && isatty(STDERR_FILENO) == 1
  }

  /// Replaces the line.
  func show(_ stage: String) {
    if isShown { Terminal.complain("\r\u{1B}[Kparallax: \(stage) …") }
  }

  /// Takes the line away, so that nothing is left of it.
  func clear() {
    if isShown { Terminal.complain("\r\u{1B}[K") }
  }
}
