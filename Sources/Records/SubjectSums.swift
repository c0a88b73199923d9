/// Sums of what rows are about: the same for rows that are looks at one thing.
///
/// Rows of a file say most of it alike, so that it is summed anew only where it differs from the row before.
struct SubjectSums {
  private var scoreSeries: (benchmark: String, vintage: PartialDate, scale: String?)?
  private var countSeries: CountSubject?
  private var seriesSum: UInt64 = 0

  /// `nil` for a score of a model that we don't know.
  mutating func sum(of score: Score) -> UInt64? {
    guard let model = score.model else { return nil }
    let series = (benchmark: score.benchmark, vintage: score.vintage, scale: score.scale)
    if scoreSeries.map({ $0 != series }) ?? true {
      scoreSeries = series
      var hasher = Hasher()
      hasher.combine(series.benchmark)
      hasher.combine(series.vintage)
      hasher.combine(series.scale)
      seriesSum = UInt64(bitPattern: Int64(hasher.finalize()))
    }
    return Self.combined(seriesSum, model)
  }

  mutating func sum(of count: Count) -> UInt64 {
    var series = CountSubject(count)
    let subject = series.subject
    series.subject = ""
    if countSeries != series {
      countSeries = series
      seriesSum = UInt64(bitPattern: Int64(series.hashValue))
    }
    return Self.combined(seriesSum, subject)
  }

  private static func combined(_ sum: UInt64, _ name: String) -> UInt64 {
    (sum ^ UInt64(bitPattern: Int64(name.hashValue))) &* 0x9E37_79B9_7F4A_7C15
  }
}
