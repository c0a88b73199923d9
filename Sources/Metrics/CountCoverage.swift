import Records

extension Tally.Result {
  /// How many records fell into a period, and which ones couldn't.
  func coverage(of count: Count, _ metric: Metric) -> Figure.Coverage {
    count.coverage(metric, undated: undated, coarse: coarse)
  }
}

extension Count {
  /// How many records answered the question, and what became of the others.
  ///
  /// - Parameters:
  ///   - undated: positions of items that are in no period for want of a date.
  ///   - coarse: positions of items whose date is longer than a period.
  ///   - unused: how many items the measure itself passed over.
  ///   - further: sentences of the measure's own.
  func coverage(
    _ metric: Metric, undated: [Int] = [], coarse: [Int] = [], unused: Int = 0, further: [String] = []
  ) -> Figure.Coverage {
    let used = items.count - undated.count - coarse.count - unused
    let noun = metric.of ?? "records"
    var sentences = [
      items.isEmpty
        ? "No \(noun) answer the question" : "\(grouped(used)) of \(grouped(items.count)) \(noun) counted"
    ]
    if excluded > 0 {
      let window = [metric.since.map { "from \($0)" }, metric.until.map { "until \($0)" }]
      let terms = [metric.openness == .all ? nil : "\(metric.openness) weights", metric.filter.map { "`\($0)`" }]
      let question = (terms + window).compactMap(\.self).joined(separator: ", ")
      sentences.append("\(grouped(excluded)) other \(noun) aren't asked for (\(question))")
    }
    if unmeasured > 0, let value = metric.value {
      sentences.append("\(grouped(unmeasured)) without \(value.replacing("-", with: " "))")
    }
    if outliers > 0 { sentences.append("\(grouped(outliers)) left out as far from the others") }
    if unplaced > 0 { sentences.append("\(grouped(unplaced)) left out because nobody knows the maker’s country") }
    if setAside > 0 {
      let reason =
        metric.of == Chip.kind ? "another form of it is counted" : "a source that ranks higher says otherwise"
      sentences.append("\(grouped(setAside)) left out because \(reason)")
    }
    if !undated.isEmpty { sentences.append("\(grouped(undated.count)) without a date: \(names(of: undated))") }
    if !coarse.isEmpty {
      let period = metric.every == .half ? "half-year" : "\(metric.every ?? .year)"
      sentences.append("\(grouped(coarse.count)) dated more coarsely than a \(period): \(names(of: coarse))")
    }
    if quarantined > 0 { sentences.append("\(grouped(quarantined)) quarantined") }
    sentences += further
    return Figure.Coverage(
      used: used, leftOut: items.count - used + leftOut, quarantined: quarantined,
      note: sentences.joined(separator: ". ") + ".")
  }

  private func names(of positions: [Int]) -> String {
    listed(positions.map { items[$0].row.id }.sorted())
  }
}
