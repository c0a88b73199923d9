import Foundation
import TestSupport
import Testing

/// The program killed with SIGKILL while it publishes. Whatever the moment, one edition is live and whole, and the next
/// run goes on from there.
///
/// `make torture` sets `PARALLAX_KILLS` to how many times; `make test` does it a few times.
@Suite(.serialized) struct KillTests {
  let place: Workplace

  init() throws { place = try Workplace() }

  private static let kills = ProcessInfo.processInfo.environment["PARALLAX_KILLS"].flatMap { Int($0) } ?? 6
  private static let ratings = ["1405 [1395, 1415]", "1407 [1397, 1417]"]

  /// Every byte of the live edition, frozen pages and lists left out: what a reader could get.
  private func live() throws -> [String: String] {
    try place.folder.contents(of: "Output").filter { !$0.key.hasPrefix("editions/") && !$0.key.hasPrefix(".") }
  }

  /// Publishes both states once; gives what each looks like when the other was live before.
  private func bothEditions() throws -> [[String: String]] {
    var editions: [[String: String]] = []
    for rating in Self.ratings + Self.ratings {
      try set(rating)
      #expect(try place.parallax("build").exitCode == 0)
      editions.append(try live())
    }
    return editions
  }

  private func set(_ rating: String) throws {
    let other = Self.ratings.first { $0 != rating }!
    let file = "Input/scores/board.csv"
    if try place.folder.text(of: file).contains(other) { try place.replace(other, with: rating, in: file) }
  }

  /// After a run was killed: the folder is the edition before or the new one, its own sums say so, and a run ends well.
  private func expectOneWholeEdition(before: [String: String], _ moment: String) throws {
    let now = try live()
    let verification = try place.parallax("verify")
    if verification.exitCode != 0 {
      Issue.record("\(moment): \(verification.output)")
    }
    let isOld = now == before
    let run = try place.parallax("build")
    #expect(run.exitCode == 0, "\(moment): \(run.errors)")
    let after = try live()
    #expect(isOld || now == after, "\(moment): neither the edition before nor the new one")
    #expect(try place.parallax("verify").exitCode == 0, "\(moment)")
    #expect(!place.folder.has(".parallax-Output.staging"), "\(moment)")
    #expect(!place.folder.has(".parallax/manifest.next"), "\(moment)")
  }

  @Test func killedAtRandomMoments() throws {
    _ = try bothEditions()
    var random = SeededGenerator(seed: 20_261_123)
    let began = Date()
    try set(Self.ratings[0])
    #expect(try place.parallax("build").exitCode == 0)
    let length = max(Date().timeIntervalSince(began), 0.05)
    var killed = 0
    for number in 0..<Self.kills {
      let before = try live()
      try set(Self.ratings[(number + 1) % 2])
      let command = try place.starting(["build"])
      usleep(UInt32(Double(random.below(1000)) / 1000 * length * 1.1 * 1_000_000))
      command.kill()
      if try command.wait().signal != nil { killed += 1 }
      try expectOneWholeEdition(before: before, "kill \(number)")
    }
    #expect(killed > 0)
    if Self.kills >= 100 { print("killed \(killed) runs of \(Self.kills) at random moments") }
  }

  /// Between any two system calls of staging, switch and clean-up: strace kills the program at the n-th call.
  @Test(.enabled(if: Command.path(of: "strace") != nil, "needs strace"))
  func killedBetweenAnyTwoSystemCallsThatChangeSomething() throws {
    _ = try bothEditions()
    var random = SeededGenerator(seed: 7)
    // Found by counting: the program is killed at ever later calls until it ends by itself.
    let calls = "mkdir,rename,renameat2,link,unlink,rmdir,utimensat,fsync,syncfs,write,fchmod,chmod"
    var last = 1000
    var killed = 0
    for number in 0..<Self.kills {
      let before = try live()
      try set(Self.ratings[(number + 1) % 2])
      let call = 1 + random.below(last)
      let run = try place.parallax(
        ["build"],
        under: [
          "-f", "-qq", "-o", "/dev/null", "-e", "trace=\(calls)", "-e", "inject=\(calls):signal=KILL:when=\(call)",
        ])
      if run.signal == nil { last = min(last, max(call, 20)) } else { killed += 1 }
      try expectOneWholeEdition(before: before, "call \(call)")
    }
    #expect(killed > 0)
    if Self.kills >= 100 { print("killed \(killed) runs of \(Self.kills) at a system call of the first \(last)") }
  }
}

extension Workplace {
  /// Starts `parallax` in this folder.
  func starting(_ arguments: [String]) throws -> Command {
    try Command(Workplace.program.path, arguments, in: path)
  }

  /// Runs `parallax` under strace.
  func parallax(_ arguments: [String], under options: [String]) throws -> CommandResult {
    try Command(Command.path(of: "strace")!, options + [Workplace.program.path] + arguments, in: path).wait()
  }
}
