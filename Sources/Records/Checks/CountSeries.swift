import Diagnostics

/// Counts that tell of one thing over time: same subject, measure, window, unit, population and source.
struct CountSeries {
  struct Observation {
    var at: PartialDate
    var value: Double
    /// Where its record stands among those of the kind, which stand as in the files.
    var position: Int

    static func isEarlier(_ left: Observation, _ right: Observation) -> Bool {
      (left.at, left.position) < (right.at, right.position)
    }
  }

  /// Counts of one source are of one series where they are of one thing; what is counted apart from the thing itself.
  private struct Way: Hashable {
    var source: String
    /// Without its subject.
    var question: CountSubject
  }

  var kind: String
  /// What was counted and where, for headlines: `downloads of 'Qwen' on Hugging Face`.
  var name: String
  /// Dates ascending.
  var observations: [Observation]

  func place(of observation: Observation, in corpus: Corpus) -> Place {
    corpus.records(of: kind)[observation.position].place
  }

  /// All series of a kind with at least two observations, in the order of their first record.
  ///
  /// - Parameter isWanted: whether a count is looked at; asked once for many that differ only in subject, date and value.
  private static func all<Kind: CountKind>(
    of records: RowList<Kind>, in corpus: Corpus, _ isWanted: (Count) -> Bool
  ) -> [CountSeries] {
    let alike = Kind.positions(of: ["source"] + CountSubject.wayFields)
    let fields = Kind.positions(of: ["subject", "value", "as-of"])
    var ways: [Way: Int] = [:]
    var subjects = ValueNumbers()
    // Series by the numbers of way and subject.
    var known: [UInt64: Int] = [:]
    var keys: [UInt64] = []
    var series: [CountSeries] = []
    var next = 0
    for stretch in corpus.stretches(of: Kind.kind) {
      let runs = stretch.runs(at: alike).filter { isWanted(records[$0.lowerBound].count) }
      guard !runs.isEmpty else { continue }
      let (names, nameIndices) = stretch.values(at: fields[0])
      // What is no text is no name.
      let subjectNumbers = subjects.numbers(of: names.map { if case .text = $0 { $0 } else { .text("") } })
      let (values, valueIndices) = stretch.values(at: fields[1])
      let numbers = values.map { value -> Double? in
        if case .number(let quantity) = value { quantity.value } else { nil }
      }
      let (dates, dateIndices) = stretch.values(at: fields[2])
      let days = dates.map { if case .date(let date) = $0 { date } else { PartialDate(Day(number: 0)) } }
      for run in runs {
        let count = records[run.lowerBound].count
        var way = Way(source: count.source, question: CountSubject(count))
        way.question.subject = ""
        let number = ways[way] ?? ways.count
        ways[way] = number
        for position in run {
          let offset = position - stretch.positions.lowerBound
          guard let value = numbers[valueIndices.map { Int($0[offset]) } ?? 0] else { continue }
          let key = UInt64(number) << 32 | UInt64(subjectNumbers[nameIndices.map { Int($0[offset]) } ?? 0])
          // Tables of a source mostly count the same things one after the other.
          if next == keys.count || keys[next] != key {
            next = known[key] ?? keys.count
            if next == keys.count {
              known[key] = next
              keys.append(key)
              let subject = records[position].count.subject
              series.append(
                CountSeries(
                  kind: Kind.kind, name: "\(count.measure) of '\(subject)' on \(count.platform)", observations: []))
            }
          }
          let day = days[dateIndices.map { Int($0[offset]) } ?? 0]
          series[next].observations.append(Observation(at: day, value: value, position: position))
          next += 1
        }
      }
    }
    return series.filter { $0.observations.count > 1 }.map { unsorted in
      var sorted = unsorted
      sorted.observations.sort(by: Observation.isEarlier)
      return sorted
    }
  }

  /// Those of all kinds of counts.
  static func all(in corpus: Corpus, _ isWanted: (Count) -> Bool = { _ in true }) -> [CountSeries] {
    all(of: corpus.downloads, in: corpus, isWanted) + all(of: corpus.derivatives, in: corpus, isWanted)
      + all(of: corpus.usage, in: corpus, isWanted)
  }
}
