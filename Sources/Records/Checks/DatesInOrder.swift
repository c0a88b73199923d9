import Diagnostics

extension Check {
  /// What comes first has the earlier date: announced, issued, in force, withdrawn; valid from, valid to.
  ///
  /// Only dates that can't be in order are told: a month that holds the day is. The threshold is the days by which
  /// one may still come too early, since rules bind on filing in the US, some days before the gazette prints them.
  package static let datesInOrder = Check("dates-out-of-order", threshold: 7) { corpus, settings in
    let slack = Int(settings.threshold)
    var findings: [Finding] = []
    for rule in corpus.rules {
      let dates = [
        ("announced", rule.announced), ("issued", rule.issued), ("in-force", rule.inForce),
        ("withdrawn", rule.withdrawn),
      ]
      findings += Finding.outOfOrder(dates, days: slack, of: Rule.kind, rule.id, at: rule.place, in: corpus)
    }
    for price in corpus.prices {
      let dates = [("valid-from", price.validFrom), ("valid-to", price.validTo)]
      findings += Finding.outOfOrder(dates, days: 0, of: Price.kind, price.id, at: price.place, in: corpus)
    }
    func look<Kind: CountKind>(_ records: RowList<Kind>) {
      let from = Kind.positions(of: ["from"])[0]
      let dated = corpus.positions(of: Kind.kind, whereFieldAt: from) { if case .date = $0 { true } else { false } }
      for record in dated.joined().lazy.map({ records[$0] }) where record.count.to != nil {
        let dates = [("from", record.count.from), ("to", record.count.to)]
        findings += Finding.outOfOrder(dates, days: 0, of: Kind.kind, record.id, at: record.place, in: corpus)
      }
    }
    look(corpus.downloads)
    look(corpus.derivatives)
    look(corpus.usage)
    for stock in corpus.compute {
      let dates = [("from", stock.from), ("as-of", stock.asOf)]
      findings += Finding.outOfOrder(dates, days: 0, of: Compute.kind, stock.id, at: stock.place, in: corpus)
    }
    return findings
  }
}

extension Finding {
  /// One finding for each date that lies before the one that should come first.
  fileprivate static func outOfOrder(
    _ dates: [(name: String, date: PartialDate?)], days: Int, of kind: String, _ id: String, at place: Place,
    in corpus: Corpus
  ) -> [Finding] {
    let known = dates.compactMap { name, date in date.map { (name: name, date: $0) } }
    return zip(known, known.dropFirst()).compactMap { earlier, later in
      guard earlier.date.days(since: later.date).lowerBound > days else { return nil }
      let record = corpus.record(kind, id)
      func written(_ name: String) -> Place { record?.place(of: name) ?? place }
      return Finding(
        .warning, "dates-out-of-order",
        "'\(later.name)' is \(later.date), before '\(earlier.name)' on \(earlier.date)", at: written(later.name),
        hint: "correct one of the two dates", related: [.init("the other is here", at: written(earlier.name))])
    }
  }
}
