import Diagnostics

/// Counts that tell of one thing over time: same subject, measure, window, unit, population and source.
struct CountSeries {
  struct Observation {
    var at: PartialDate
    var value: Double
    var place: Place
  }

  /// What was counted and where, for headlines: `downloads of 'Qwen' on Hugging Face`.
  var name: String
  var window: Count.Window?
  var unit: String?
  /// Dates ascending.
  var observations: [Observation]

  /// All series of a kind with at least two observations, in the order of their first record.
  static func all<Kind: CountKind>(of records: [Kind]) -> [CountSeries] {
    var positions: [[String?]: Int] = [:]
    var series: [CountSeries] = []
    for record in records {
      let count = record.count
      guard let value = count.value?.value else { continue }
      let key = [
        count.source, count.subject, count.platform, count.measure, count.unit, count.population,
        count.window?.rawValue, count.countingRule,
      ]
      let observation = Observation(at: count.asOf, value: value, place: record.place)
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
      sorted.observations.sort { ($0.at, $0.place) < ($1.at, $1.place) }
      return sorted
    }
  }

  static func all(in corpus: Corpus) -> [CountSeries] {
    all(of: corpus.downloads) + all(of: corpus.derivatives) + all(of: corpus.usage)
  }
}
