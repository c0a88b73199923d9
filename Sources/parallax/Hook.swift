import CLinux
import Glibc
import Publishing

/// A command of the operator's, run before or after: a heartbeat, a copy to the web servers.
struct Hook {
  let command: String

  /// Runs the command in the shell with the run report on its standard input.
  ///
  /// It finds `start`, `ok`, `unchanged` or `failed` in `PARALLAX_RUN`, and the exit code in `PARALLAX_EXIT_CODE`.
  ///
  /// - Returns: why it failed, in words; `nil` when it exited with 0.
  func failure(_ word: String, exitCode: Int32?, _ report: RunReport) -> String? {
    _ = unsafe setenv("PARALLAX_RUN", word, 1)
    _ = unsafe setenv("PARALLAX_EXIT_CODE", exitCode.map(String.init) ?? "", 1)
    let input = Array(report.json.utf8)
    let code = unsafe input.withUnsafeBytes { unsafe linux_run_shell(command, $0.baseAddress, $0.count) }
    guard code != 0 else { return nil }
    return code < 0 ? "can't be started: \(SystemCause(code: -code))" : "exited with \(code)"
  }
}
