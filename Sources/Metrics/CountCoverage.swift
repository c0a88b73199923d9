import Records

extension Tally.Result {
  /// How many records fell into a period, and which ones couldn't.
  func coverage(of items: [Counted], _ metric: Metric) -> Figure.Coverage {
    let used = items.count - undated.count - coarse.count
    let noun = metric.of ?? "records"
    var sentences = [
      items.isEmpty
        ? "No \(noun) answer the question" : "\(grouped(used)) of \(grouped(items.count)) \(noun) counted"
    ]
    if !undated.isEmpty { sentences.append("\(grouped(undated.count)) without a date: \(names(of: undated, items))") }
    if !coarse.isEmpty {
      let period = metric.period == .half ? "half-year" : "\(metric.period)"
      sentences.append(
        "\(grouped(coarse.count)) dated more coarsely than a \(period): \(names(of: coarse, items))")
    }
    return Figure.Coverage(
      used: used, leftOut: items.count - used, quarantined: 0, note: sentences.joined(separator: ". ") + ".")
  }

  private func names(of positions: [Int], _ items: [Counted]) -> String {
    listed(positions.map { items[$0].row.id }.sorted())
  }
}

extension Metric {
  /// The length of a period; a year when the record doesn't say.
  var period: PartialDate.Precision { every?.precision ?? .year }
}
