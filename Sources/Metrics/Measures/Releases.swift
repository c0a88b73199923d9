import Records

extension Lag {
  /// The releases of many models, laid out so that the first of those rated high enough is found by looking at few: also
  /// when it is asked of each of them.
  struct Releases {
    private let better: Benchmark.Direction
    /// Those with a date, by its last day; of those on one day the best first.
    private let byEnd: Queue
    /// The same by the first day of the date.
    private let byStart: Queue
    private let undated: Queue
    /// How far any of the ratings may be better than it is, by its interval.
    private let widest: Double

    init(of ratings: [Rating], _ better: Benchmark.Direction) {
      self.better = better
      let dated = ratings.compactMap { rating in rating.released.map { (rating: rating, released: $0) } }
      byEnd = Queue(
        dated.sorted {
          $0.released.last == $1.released.last
            ? $0.rating.isBetter(than: $1.rating, better) : $0.released.last < $1.released.last
        }.map(\.rating), better)
      byStart = Queue(dated.sorted { $0.released.first < $1.released.first }.map(\.rating), better)
      undated = Queue(ratings.filter { $0.released == nil }, better)
      widest = ratings.reduce(0) { widest, rating in
        let end = better == .higher ? rating.high : rating.low
        return max(widest, end.map { (rating.value - $0).magnitude } ?? 0)
      }
    }

    /// The model that was certainly out first, of those rated at least as high; of those on one date the best.
    func first(reaching wanted: Double, _ isIn: (Rating) -> Bool) -> (rating: Rating, released: PartialDate)? {
      let found = byEnd.first(from: better == .higher ? wanted : -wanted, isIn)
      return found.flatMap { rating in rating.released.map { (rating, $0) } }
    }

    /// The day before which no model came, of those that may be rated as high.
    func earliest(possiblyReaching best: Rating, _ isIn: (Rating) -> Bool) -> Day? {
      byStart.first(from: least(possiblyReaching: best), isIn)?.released?.first
    }

    /// How many have no date, of those that may be rated as high.
    func undatedCount(possiblyReaching best: Rating, _ isIn: (Rating) -> Bool) -> Int {
      undated.count(from: least(possiblyReaching: best), isIn)
    }

    /// No rating that is worse can reach the other at any end of its interval.
    private func least(possiblyReaching best: Rating) -> Double {
      let end = better == .higher ? best.low : best.high
      let reach = widest + (end.map { (best.value - $0).magnitude } ?? 0)
      let goodness = best.goodness(better)
      // A little less, for what is lost in rounding.
      return goodness - reach - (goodness.magnitude + reach) * 1e-9
    }
  }

  /// Ratings in an order, of which those that are good enough are found by passing over many at once.
  private struct Queue {
    private static let stretch = 64
    private let ratings: [Rating]
    private let goodness: [Double]
    /// The greatest of each stretch.
    private let tops: [Double]

    init(_ ratings: [Rating], _ better: Benchmark.Direction) {
      self.ratings = ratings
      goodness = ratings.map { $0.goodness(better) }
      var tops: [Double] = []
      for (position, value) in goodness.enumerated() {
        if position % Self.stretch == 0 {
          tops.append(value)
        } else {
          tops[tops.count - 1] = max(tops[tops.count - 1], value)
        }
      }
      self.tops = tops
    }

    /// The first that is at least so good and passes the test.
    func first(from least: Double, _ isIn: (Rating) -> Bool) -> Rating? {
      var found: Rating?
      look(from: least) { rating in
        if isIn(rating) { found = rating }
        return found == nil
      }
      return found
    }

    func count(from least: Double, _ isIn: (Rating) -> Bool) -> Int {
      var count = 0
      look(from: least) { rating in
        if isIn(rating) { count += 1 }
        return true
      }
      return count
    }

    /// Gives those that are at least so good, in order, as long as `use` wants more.
    private func look(from least: Double, _ use: (Rating) -> Bool) {
      for (number, top) in tops.enumerated() where top >= least {
        let start = number * Self.stretch
        for position in start..<min(start + Self.stretch, ratings.count) where goodness[position] >= least {
          guard use(ratings[position]) else { return }
        }
      }
    }
  }
}

extension Rating {
  /// The greater the better.
  fileprivate func goodness(_ better: Benchmark.Direction) -> Double { better == .higher ? value : -value }
}
