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
  ///   - unused: positions of items that the measure itself passed over, and why.
  ///   - further: sentences of the measure's own.
  func coverage(
    _ metric: Metric, undated: [Int] = [], coarse: [Int] = [], unused: (items: [Int], reason: String) = ([], ""),
    further: [String] = []
  ) -> Figure.Coverage {
    let used = items.count - undated.count - coarse.count - unused.items.count
    func noun(_ count: Int) -> String { Records.rows(of: metric.of ?? "records", count: count) }
    var sentences = [
      items.isEmpty
        ? "No \(noun(0)) answer the question"
        : "\(grouped(used)) of \(grouped(items.count)) \(noun(items.count)) counted"
    ]
    if excluded.count > 0 {
      let window = [metric.since.map { "from \($0)" }, metric.until.map { "until \($0)" }]
      let terms = [metric.openness == .all ? nil : "\(metric.openness) weights", metric.filter.map { "`\($0)`" }]
      let question = (terms + window).compactMap(\.self).joined(separator: ", ")
      let verb = excluded.count == 1 ? "isn't" : "aren't"
      sentences.append("\(grouped(excluded.count)) other \(noun(excluded.count)) \(verb) asked for (\(question))")
    }
    if unmeasured.count > 0, let value = metric.value {
      sentences.append("\(grouped(unmeasured.count)) without \(value.replacing("-", with: " "))")
    }
    if outliers.count > 0 { sentences.append("\(grouped(outliers.count)) left out as far from the others") }
    if unplaced.count > 0 {
      sentences.append("\(grouped(unplaced.count)) left out because nobody knows the maker’s country")
    }
    if setAside.count > 0 {
      let reason =
        metric.of == Chip.kind ? "another form of it is counted" : "a source that ranks higher says otherwise"
      sentences.append("\(grouped(setAside.count)) left out because \(reason)")
    }
    if !undated.isEmpty { sentences.append("\(grouped(undated.count)) without a date: \(names(of: undated))") }
    if !coarse.isEmpty {
      let period = metric.every == .half ? "half-year" : "\(metric.every ?? .year)"
      sentences.append("\(grouped(coarse.count)) dated more coarsely than a \(period): \(names(of: coarse))")
    }
    if !quarantined.isEmpty { sentences.append("\(grouped(quarantined.count)) quarantined") }
    sentences += further
    let evidence = evidence(undated, coarse, unused)
    return Figure.Coverage(
      used: used, leftOut: evidence.leftOut.reduce(0) { $0 + $1.count }, quarantined: quarantined.count,
      note: sentences.joined(separator: ". ") + ".", evidence: evidence)
  }

  private func evidence(
    _ undated: [Int], _ coarse: [Int], _ unused: (items: [Int], reason: String)
  ) -> Figure.Evidence {
    var passed = Figure.LeftOut(unused.reason)
    for index in unused.items { passed.add(items[index].row) }
    var dateless = Figure.LeftOut("without a date, so in no period")
    var vague = Figure.LeftOut("dated more coarsely than a period")
    for index in undated { dateless.add(items[index].row) }
    for index in coarse { vague.add(items[index].row) }
    let out = Set(undated + coarse + unused.items)
    return Figure.Evidence(
      used: items.indices.filter { !out.contains($0) }.map { items[$0].row },
      leftOut: [dateless, vague, passed, unmeasured, unplaced, outliers, setAside, excluded], quarantined: quarantined)
  }

  private func names(of positions: [Int]) -> String {
    listed(positions.map { items[$0].row.id }.sorted())
  }
}
