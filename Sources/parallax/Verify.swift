import ArgumentParser
import Diagnostics
import Glibc
import Publishing

/// `parallax verify`: whether a copy of the site is what was published.
struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Proves that a published folder, or the frozen pages of an edition, are what was published.",
    discussion: """
      Compares every file with its SHA-256 sum, and the sums with the edition's name. Needs neither records nor \
      network. Exits with 65 when a file was changed or is missing.
      """)

  @Argument(help: "The folder.")
  var folder = "Output"

  func run() throws {
    do {
      guard try Disk().status(of: folder) != nil else {
        throw PublishingProblem.readingFailed(path: folder, cause: SystemCause(code: ENOENT))
      }
      let verification = try Verification.of(folder)
      for path in verification.unlisted { Terminal.print("'\(printable(path))' isn't part of the edition\n") }
      guard verification.isWhole else {
        for fault in verification.faults { Terminal.print(printable(fault) + "\n") }
        Terminal.complain("parallax: '\(printable(folder))' isn't as it was published\n")
        throw ExitCode.records
      }
      let editions = verification.editions
      let names = editions.map { "  \($0)\n" }.joined()
      let word = editions.count == 1 ? "edition" : "editions"
      Terminal.print("\(verification.matching) files are as they were published, of \(word)\n\(names)")
    } catch let problem as PublishingProblem {
      Terminal.complain("parallax: \(printable("\(problem)"))\n")
      throw ExitCode(problem)
    }
  }
}
