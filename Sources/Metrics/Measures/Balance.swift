import Glibc

/// Models ordered by a reader's weights, and how often the order survives other weights.
///
/// - Shape: one point for each model that passes the reader's limits, best first; low and high are its score under the
///   weights that suit it worst and best. Extras: `rank`, `first` (in what share of other weights it stays first).
/// - Unit: a fraction from 0 for the worst of the field in everything through 1 for the best in everything.
/// - Formula: each quality rescaled so that the worst model that passes has 0 and the best has 1; the score is their
///   weighted mean. Other weights are drawn evenly from all that add up to one (Dirichlet with ones), and pulled
///   halfway towards the profile's: the reader is unsure, not indifferent.
/// - Missing: a quality that isn't known counts as the worst there is, as a reader who must answer for it would take it.
/// - Determinism: draws come from SplitMix64 with a fixed seed, so the same records give the same figure.
/// - Source: stochastic multicriteria acceptability analysis, Lahdelma, Hokkanen and Salminen, *SMAA*, European Journal
///   of Operational Research 106 (1998), 137–143.
package enum Balance {
  package struct Candidate: Sendable {
    package var name: String
    /// One number for each quality, higher is better; `nil` where nobody knows.
    package var qualities: [Double?]

    package init(name: String, qualities: [Double?]) {
      self.name = name
      self.qualities = qualities
    }
  }

  package struct Place: Sendable {
    /// Position among the candidates given.
    package var candidate: Int
    package var score: Estimate
    /// In what share of the draws it is first.
    package var first: Double
    /// In what share of the draws it keeps its rank or does better.
    package var keeps: Double
    /// The ranks that nine draws in ten lie within, and the middle one; from 1.
    package var ranks: ClosedRange<Int>
    package var medianRank: Int
  }

  package static let seed: UInt64 = 20_261_123
  package static let draws = 2_000

  /// The candidates, best first; equal scores in order of name.
  ///
  /// - Parameter weights: one for each quality, none below zero, at least one above.
  package static func order(
    of candidates: [Candidate], weights: [Double], draws: Int = draws, seed: UInt64 = seed
  ) -> [Place] {
    guard !candidates.isEmpty else { return [] }
    let scaled = rescaled(candidates)
    let sum = weights.reduce(0, +)
    precondition(sum > 0, "a profile weighs something")
    let own = weights.map { $0 / sum }
    // Equal scores in order of name.
    var alphabetical = Array(repeating: 0, count: candidates.count)
    let names = candidates.indices.sorted { candidates[$0].name < candidates[$1].name }
    for (rank, index) in names.enumerated() { alphabetical[index] = rank }
    /// By insertion: from draw to draw few change places.
    func sort(_ order: inout [Int], by scores: [Double]) {
      for position in order.indices.dropFirst() {
        let moved = order[position]
        var free = position
        while free > 0 {
          let before = order[free - 1]
          let isBehind =
            scores[moved] == scores[before]
            ? alphabetical[moved] > alphabetical[before] : scores[moved] < scores[before]
          if isBehind { break }
          order[free] = before
          free -= 1
        }
        order[free] = moved
      }
    }
    // One list for all: whoever asks for a list in a list holds on to it for each number.
    let flat = scaled.flatMap(\.self)
    func score(_ candidate: Int, _ weights: [Double]) -> Double {
      // Weights add up to one but for rounding.
      var sum = 0.0
      let start = candidate * weights.count
      for quality in weights.indices { sum += flat[start + quality] * weights[quality] }
      return min(1, sum)
    }
    var order = Array(candidates.indices)
    sort(&order, by: order.map { score($0, own) })
    var ranks = Array(repeating: 0, count: candidates.count)
    for (rank, index) in order.enumerated() { ranks[index] = rank }
    var firsts = Array(repeating: 0, count: candidates.count)
    var kept = firsts
    // Candidate by candidate, how often it has which rank.
    var tally = Array(repeating: 0, count: candidates.count * candidates.count)
    var lows = Array(repeating: Double.infinity, count: candidates.count)
    var highs = Array(repeating: -Double.infinity, count: candidates.count)
    var random = SplitMix64(seed)
    var drawn = own
    var mixed = own
    var scores = lows
    var drawnOrder = order
    for _ in 0..<draws {
      random.draw(&drawn)
      for quality in own.indices { mixed[quality] = (own[quality] + drawn[quality]) / 2 }
      for index in scores.indices {
        scores[index] = score(index, mixed)
        lows[index] = min(lows[index], scores[index])
        highs[index] = max(highs[index], scores[index])
      }
      sort(&drawnOrder, by: scores)
      for rank in drawnOrder.indices {
        let index = drawnOrder[rank]
        if rank == 0 { firsts[index] += 1 }
        tally[index * candidates.count + rank] += 1
        if rank <= ranks[index] { kept[index] += 1 }
      }
    }
    return order.map { index in
      let value = score(index, own)
      let tally = tally[index * candidates.count..<(index + 1) * candidates.count]
      return Place(
        candidate: index, score: Estimate(value: value, low: min(lows[index], value), high: max(highs[index], value)),
        first: draws == 0 ? 0 : Double(firsts[index]) / Double(draws),
        keeps: draws == 0 ? 0 : Double(kept[index]) / Double(draws),
        ranks: rank(tally, at: 0.05)...rank(tally, at: 0.95), medianRank: rank(tally, at: 0.5))
    }
  }

  /// The rank, from 1, that this part of the draws reaches or betters.
  private static func rank(_ tally: ArraySlice<Int>, at part: Double) -> Int {
    let wanted = part * Double(tally.reduce(0, +))
    var sum = 0
    for (rank, count) in tally.enumerated() {
      sum += count
      if Double(sum) >= wanted, sum > 0 { return rank + 1 }
    }
    return tally.count
  }

  /// Every quality from 0 for the worst through 1 for the best; where all are alike, 1 for those known.
  package static func rescaled(_ candidates: [Candidate]) -> [[Double]] {
    let count = candidates.first?.qualities.count ?? 0
    let ranges = (0..<count).map { quality -> (Double, Double)? in
      let known = candidates.compactMap { $0.qualities[quality] }
      guard let least = known.min(), let most = known.max() else { return nil }
      return (least, most)
    }
    return candidates.map { candidate in
      zip(candidate.qualities, ranges).map { quality, range in
        guard let quality, let (least, most) = range else { return 0 }
        return most > least ? (quality - least) / (most - least) : 1
      }
    }
  }
}

/// How much one weight must change for another candidate to come first.
extension Balance {
  package struct Turn: Sendable, Equatable {
    /// The quality whose weight changes, by position.
    package var quality: Int
    /// The part of all weights that it then has, the others keeping their proportions.
    package var share: Double
    /// Who is level with the first then, by position among the candidates.
    package var rival: Int
  }

  /// The smallest change of a single weight that makes another candidate as good as the first; `nil` where none does.
  ///
  /// - Formula: over a rival the first is ahead by s × d + (1 − s) × a, where d is its lead in that quality, a its lead in
  ///   the others together and s the part of the weight; that is nothing at s = a ÷ (a − d).
  package static func turn(of candidates: [Candidate], weights: [Double], first: Int) -> Turn? {
    let scaled = rescaled(candidates)
    let sum = weights.reduce(0, +)
    var best: (distance: Double, turn: Turn)?
    for quality in weights.indices where weights[quality] < sum {
      let own = weights[quality] / sum
      for rival in candidates.indices where rival != first {
        let leads = zip(scaled[first], scaled[rival]).map { $0 - $1 }
        let others =
          weights.indices.filter { $0 != quality }.reduce(0) { $0 + weights[$1] / sum * leads[$1] } / (1 - own)
        guard others != leads[quality] else { continue }
        let share = others / (others - leads[quality])
        // Beyond its ends a weight has no meaning, and what is level already turns nothing.
        guard (0...1).contains(share), (share - own).magnitude > 1e-9 else { continue }
        let distance = (share - own).magnitude
        if distance < best?.distance ?? .infinity {
          best = (distance, Turn(quality: quality, share: share, rival: rival))
        }
      }
    }
    return best?.turn
  }
}

/// SplitMix64: the same numbers for the same seed on every machine.
///
/// Source: Steele, Lea and Flood, *Fast splittable pseudorandom number generators*, OOPSLA 2014.
struct SplitMix64 {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// Above 0 and at most 1.
  private mutating func fraction() -> Double { (Double(next() >> 11) + 1) / 9_007_199_254_740_992 }

  /// Puts numbers that add up to one, drawn evenly from all such, in place of those given.
  mutating func draw(_ weights: inout [Double]) {
    var sum = 0.0
    for index in weights.indices {
      weights[index] = -log(fraction())
      sum += weights[index]
    }
    for index in weights.indices { weights[index] = sum > 0 ? weights[index] / sum : 1 / Double(weights.count) }
  }
}
