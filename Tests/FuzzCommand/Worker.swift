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
    var counts: [String: Int] = [:]
    var number = command.from
    while command.count.map({ number - command.from < $0 }) ?? (number % 64 != 0 || Date() < end) {
      progress.number = number
      let target = campaign.target(of: number)
      if command.show { print(String(decoding: campaign.input(number), as: UTF8.self)) }
      if let complaint = await campaign.complaint(about: number) {
        print("input \(number) for \(target.name): \(complaint)")
        print("make it again with: fuzz --seed \(command.seed) --from \(number) --count 1 --show")
        fflush(nil)
        exit(1)
      }
      counts[target.name, default: 0] += 1
      progress.count += 1
      number += 1
    }
    for target in campaign.targets {
      print("  \(counts[target.name] ?? 0) inputs for \(target.name), from \(target.seeds.count) seeds")
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
