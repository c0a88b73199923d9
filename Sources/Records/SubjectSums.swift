/// Sums of what rows are about: the same for rows that are looks at one thing.
///
/// Rows of a file say most of it alike, so that it is summed anew only where it differs from the row before.
struct SubjectSums {
  private var board: Score.Board?
  private var way: Count.Way?
  private var seriesSum: UInt64 = 0

  /// `nil` for a score of a model that we don't know.
  mutating func sum(of score: Score) -> UInt64? {
    guard let model = score.model else { return nil }
    let board = score.board
    if self.board != board {
      self.board = board
      var hasher = Hasher()
      hasher.combine(score.benchmark)
      hasher.combine(score.vintage)
      hasher.combine(score.scale)
      seriesSum = UInt64(bitPattern: Int64(hasher.finalize()))
    }
    return Self.combined(seriesSum, model)
  }

  mutating func sum(of count: Count) -> UInt64 {
    let way = count.way
    if self.way != way {
      self.way = way
      var series = CountSubject(count)
      series.subject = ""
      seriesSum = UInt64(bitPattern: Int64(series.hashValue))
    }
    return Self.combined(seriesSum, count.subject)
  }

  private static func combined(_ sum: UInt64, _ name: String) -> UInt64 {
    (sum ^ UInt64(bitPattern: Int64(name.hashValue))) &* 0x9E37_79B9_7F4A_7C15
  }
}
