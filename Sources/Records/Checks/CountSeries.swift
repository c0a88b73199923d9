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

  /// Counts of one source are of one series where they are of one thing; what is counted apart from the thing itself.
  private struct Way: Hashable {
    var source: String
    /// Without its subject.
    var question: CountSubject
  }

  private struct Key: Hashable {
    var way: Int
    var subject: String
  }

  /// What was counted and where, for headlines: `downloads of 'Qwen' on Hugging Face`.
  var name: String
  var window: Count.Window?
  var unit: String?
  /// Dates ascending.
  var observations: [Observation]

  /// All series of a kind with at least two observations, in the order of their first record.
  ///
  /// - Parameter isWanted: whether a count is looked at.
  static func all<Kind: CountKind>(of records: [Kind], _ isWanted: (Count) -> Bool) -> [CountSeries] {
    var ways: [Way: Int] = [:]
    var last: (way: Count.Way, number: Int)?
    var positions: [Key: Int] = [:]
    var series: [CountSeries] = []
    for record in records {
      let count = record.count
      guard isWanted(count), let value = count.value?.value else { continue }
      // Rows of one file are mostly counted in one way.
      let own = count.way
      if last?.way != own {
        var way = Way(source: count.source, question: CountSubject(count))
        way.question.subject = ""
        let number = ways[way] ?? ways.count
        ways[way] = number
        last = (own, number)
      }
      let key = Key(way: last?.number ?? 0, subject: count.subject)
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

  static func all(in corpus: Corpus, _ isWanted: (Count) -> Bool = { _ in true }) -> [CountSeries] {
    all(of: corpus.downloads, isWanted) + all(of: corpus.derivatives, isWanted) + all(of: corpus.usage, isWanted)
  }
}
