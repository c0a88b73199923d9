import Records

extension Tally.Result {
  /// How many records fell into a period, and which ones couldn't.
  func coverage(of count: Count, _ metric: Metric) -> Figure.Coverage {
    let items = count.items
    let used = items.count - undated.count - coarse.count
    let noun = metric.of ?? "records"
    var sentences = [
      items.isEmpty
        ? "No \(noun) answer the question" : "\(grouped(used)) of \(grouped(items.count)) \(noun) counted"
    ]
    if count.excluded > 0 {
      let terms = [metric.openness == .all ? nil : "\(metric.openness) weights", metric.filter.map { "`\($0)`" }]
      let question = terms.compactMap(\.self).joined(separator: ", ")
      sentences.append("\(grouped(count.excluded)) other \(noun) aren't asked for (\(question))")
    }
    if !undated.isEmpty { sentences.append("\(grouped(undated.count)) without a date: \(names(of: undated, items))") }
    if !coarse.isEmpty {
      let period = metric.period == .half ? "half-year" : "\(metric.period)"
      sentences.append(
        "\(grouped(coarse.count)) dated more coarsely than a \(period): \(names(of: coarse, items))")
    }
    return Figure.Coverage(
      used: used, leftOut: items.count - used + count.excluded, quarantined: 0,
      note: sentences.joined(separator: ". ") + ".")
  }

  private func names(of positions: [Int], _ items: [Counted]) -> String {
    listed(positions.map { items[$0].row.id }.sorted())
  }
}

extension Metric {
  /// The length of a period; a year when the record doesn't say.
  var period: PartialDate.Precision { every?.precision ?? .year }
}
