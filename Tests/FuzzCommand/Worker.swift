import Foundation
import Fuzzing

/// Runs one input after the other and stops at the first that breaks a rule.
struct Worker {
  /// What seeds come from: what is committed, and conformance suites where they lie beside the repository.
  private static let folders = ["Input", "Templates", "../shared/conformance"]

  let command: FuzzCommand
  let progress: Progress

  func run() async throws {
    limitMemory()
    let campaign = Campaign(FuzzTarget.all(seedsIn: Self.folders), seed: command.seed)
    let end = Date(timeIntervalSinceNow: Double(command.seconds))
    let clock = ContinuousClock()
    var counts: [String: Int] = [:]
    var times: [String: Duration] = [:]
    var number = command.from
    while command.count.map({ number - command.from < $0 }) ?? (number % 64 != 0 || Date() < end) {
      progress.number = number
      let target = campaign.target(of: number)
      if command.show { print(String(decoding: campaign.input(number), as: UTF8.self)) }
      let start = clock.now
      if let complaint = await campaign.complaint(about: number) {
        print("input \(number) for \(target.name): \(complaint)")
        print("make it again with: fuzz --seed \(command.seed) --from \(number) --count 1 --show")
        fflush(nil)
        exit(1)
      }
      counts[target.name, default: 0] += 1
      times[target.name, default: .zero] += clock.now - start
      progress.count += 1
      number += 1
    }
    for target in campaign.targets {
      let (count, seconds) = (counts[target.name] ?? 0, times[target.name]?.components.seconds ?? 0)
      print("  \(count) inputs for \(target.name) in \(seconds) seconds, from \(target.seeds.count) seeds")
    }
  }

  /// What asks for more is a finding too: the process ends.
  private func limitMemory() {
    var limit = rlimit()
    limit.rlim_cur = rlim_t(command.memory) << 20
    limit.rlim_max = limit.rlim_cur
    _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_DATA.rawValue), &limit)
  }
}
