/// Endlessly many inputs for all targets, in a fixed order: the number of one is enough to make it again.
package struct Campaign: Sendable {
  package let targets: [FuzzTarget]
  package let seed: UInt64
  /// Whose turn it is: each target as often as it weighs.
  private let turns: [Int]

  package init(_ targets: [FuzzTarget], seed: UInt64) {
    self.targets = targets
    self.seed = seed
    let most = targets.map(\.weight).max() ?? 0
    turns = (0..<most).flatMap { round in targets.indices.filter { targets[$0].weight > round } }
  }

  package func target(of number: Int) -> FuzzTarget { targets[turns[number % turns.count]] }

  package func input(_ number: Int) -> [UInt8] {
    var mutator = Mutator(target(of: number), seed: seed, number: number)
    return mutator.input()
  }

  /// What is wrong with how the program took an input; `nil` when nothing is.
  package func complaint(about number: Int) async -> String? {
    await target(of: number).complaint(input(number))
  }
}
