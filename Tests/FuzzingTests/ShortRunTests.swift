import Fuzzing
import TestSupport
import Testing

/// A little of what `make fuzz` runs for ten minutes.
@Suite struct ShortRunTests {
  private static let targets = FuzzTarget.all(seedsIn: ["Input", "Templates"].map { "\(Shared.packageRoot)/\($0)" })

  @Test(arguments: targets.indices)
  func damagedInputGivesAResultOrFindings(target: Int) async {
    let target = Self.targets[target]
    for number in 0..<max(60, 30 * target.weight) {
      var mutator = Mutator(target, seed: 3, number: number)
      let bytes = mutator.input()
      if let complaint = await target.complaint(bytes) {
        Issue.record("input \(number) for \(target.name): \(complaint)\n\(String(decoding: bytes, as: UTF8.self))")
        return
      }
    }
  }

  /// Every prefix of two whole files of each notation, the longest that aren't long.
  @Test(arguments: targets.indices)
  func fileCutAtAnyByteGivesAResultOrFindings(target: Int) async throws {
    let target = Self.targets[target]
    let seeds = target.seeds.filter { $0.count <= 400 }.sorted { $0.count < $1.count }.suffix(2)
    try #require(!seeds.isEmpty)
    for seed in seeds {
      for end in seed.indices {
        guard let complaint = await target.complaint(Array(seed[..<end])) else { continue }
        Issue.record(
          "\(target.name) cut at byte \(end): \(complaint)\n\(String(decoding: seed[..<end], as: UTF8.self))")
        return
      }
    }
  }

  @Test func inputIsTheSameForTheSameSeedAndNumber() {
    let campaign = Campaign(Self.targets, seed: 7)
    for number in [0, 1, 5, 1000] { #expect(campaign.input(number) == campaign.input(number)) }
    #expect(Set((0..<50).map { campaign.input($0 * 28) }).count > 40)
    #expect(campaign.input(12) != Campaign(Self.targets, seed: 8).input(12))
  }

  /// Targets in turn, so that none of them waits for the end.
  @Test func everyTargetHasItsTurns() {
    let campaign = Campaign(Self.targets, seed: 1)
    let round = Self.targets.reduce(0) { $0 + $1.weight }
    var counts: [String: Int] = [:]
    for number in 0..<round { counts[campaign.target(of: number).name, default: 0] += 1 }
    #expect(Self.targets.allSatisfy { counts[$0.name] == $0.weight })
  }

  /// A target that breaks its rule is told: the driver isn't blind.
  @Test func brokenRuleIsFound() async {
    let target = FuzzTarget(name: "no x", seeds: [Array("abc".utf8)], words: ["x"], weight: 1) { bytes in
      bytes.contains(UInt8(ascii: "x")) ? "there is an x" : nil
    }
    let campaign = Campaign([target], seed: 1)
    var first: Int?
    for number in 0..<500 where first == nil {
      if await campaign.complaint(about: number) != nil { first = number }
    }
    #expect(first != nil)
  }
}
