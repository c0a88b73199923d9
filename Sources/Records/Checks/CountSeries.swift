import Diagnostics

/// Counts that tell of one thing over time: same subject, measure, window, unit, population and source.
struct CountSeries {
  struct Observation {
    var at: PartialDate
    var value: Double
    var record: Record

    var place: Place { record.place }

    static func isEarlier(_ left: Observation, _ right: Observation) -> Bool {
      left.at == right.at ? left.record.stands(before: right.record) : left.at < right.at
    }
  }

  /// Counts of one source are of one series where they are of one thing.
  private struct Key: Hashable {
    var source: String
    var subject: CountSubject
  }

  /// What was counted and where, for headlines: `downloads of 'Qwen' on Hugging Face`.
  var name: String
  var window: Count.Window?
  var unit: String?
  /// Dates ascending.
  var observations: [Observation]

  /// All series of a kind with at least two observations, in the order of their first record.
  static func all<Kind: CountKind>(of records: [Kind]) -> [CountSeries] {
    var positions: [Key: Int] = [:]
    var series: [CountSeries] = []
    for record in records {
      let count = record.count
      guard let value = count.value?.value else { continue }
      let key = Key(source: count.source, subject: CountSubject(count))
      let observation = Observation(at: count.asOf, value: value, record: count.record)
      if let position = positions[key] {
        series[position].observations.append(observation)
      } else {
        positions[key] = series.count
        series.append(
          CountSeries(
            name: "\(count.measure) of '\(count.subject)' on \(count.platform)", window: count.window, unit: count.unit,
            observations: [observation]))
      }
    }
    return series.filter { $0.observations.count > 1 }.map { unsorted in
      var sorted = unsorted
      sorted.observations.sort(by: Observation.isEarlier)
      return sorted
    }
  }

  static func all(in corpus: Corpus) -> [CountSeries] {
    all(of: corpus.downloads) + all(of: corpus.derivatives) + all(of: corpus.usage)
  }
}
