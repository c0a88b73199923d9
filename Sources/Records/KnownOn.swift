extension Corpus {
  /// The records as they were known on a day: rows first published later are left out.
  ///
  /// The rule, for each row:
  ///
  /// - Some kinds are dated by when a thing was published or could first be seen: scores by their vintage, or by the release
  ///   of the model where that is later; runs that a data set lists one by one once that was out, for no board showed them
  ///   before; prices by the day they held from or were seen to hold, or on which one that begins
  ///   later was read, models by their release, rules by their announcement, safety results,
  ///   events and rounds of funding by their date. They are known once that date is over.
  /// - Others tell of a time: counts, adoption, fabs, compute, chips, openness. They are known once their source was
  ///   out; where they tell of a later time, since the source is a page that goes on, once that time is over.
  /// - Claims are known once their source was out. A licence, with its clauses, is known once its source was out or a
  ///   model came under it, whichever was first: sources of texts are often read years later.
  /// - A date known as a month or longer is over on its last day, or when the row was read if that was earlier.
  /// - A source was out when its day of publication is over, or on the day on which it was read if that came first or
  ///   nobody knows the other.
  /// - A row that none of this dates is left out: it can't be shown to have been known.
  ///
  /// Names, benchmarks, rubrics and metrics aren't rows but how rows are read, and stay as they are today, as does what a
  /// licence says wherever a model names it. So a row added later changes nothing about an earlier day, unless it was
  /// out by then and only found since.
  package func known(on day: Day) -> Corpus {
    var known = self
    var outOn: [String: Day] = [:]
    var readOn: [String: Day] = [:]
    for source in sources { (outOn[source.id], readOn[source.id]) = (source.outOn, source.retrieved?.last) }

    /// The positions of those that weren't known yet.
    func unknown<Kind: RecordKind>(among records: some Sequence<Kind>, _ since: (Kind) -> Day?) -> [Int] {
      records.enumerated().compactMap { position, record in
        since(record).map { $0 <= day } ?? false ? nil : position
      }
    }
    // Both forms stand in one order.
    func keep<Kind: RecordKind>(_ path: WritableKeyPath<Corpus, [Kind]>, _ since: (Kind) -> Day?) {
      let out = unknown(among: self[keyPath: path], since)
      guard !out.isEmpty else { return }
      // Models and licences are still looked up by other rows, which keep what they say of them.
      if Kind.kind != Model.kind, Kind.kind != Licence.kind {
        known[keyPath: path] = self[keyPath: path].removing(out)
      }
      known.setGeneral(records(of: Kind.kind).removing(out), of: Kind.kind)
    }
    func keepRows<Kind: RecordKind>(_ rows: RowList<Kind>, _ since: (Kind) -> Day?) {
      let out = unknown(among: rows, since)
      if !out.isEmpty { known.setGeneral(records(of: Kind.kind).removing(out), of: Kind.kind) }
    }
    /// The first day on which a date was surely over, or the row was read.
    func end(of date: PartialDate?, _ source: String) -> Day? {
      guard let date else { return outOn[source] }
      return readOn[source].map { min(date.last, max(date.first, $0)) } ?? date.last
    }
    func told(_ source: String, _ date: PartialDate?) -> Day? {
      guard let out = outOn[source], let date, date.first > out else { return outOn[source] }
      return end(of: date, source)
    }

    var usedSince: [String: Day] = [:]
    for model in models {
      guard let licence = model.licence, let released = end(of: model.released, model.source) else { continue }
      usedSince[licence] = min(usedSince[licence] ?? released, released)
    }
    /// When a licence was first used, or the source that tells of it was out.
    func read(_ licence: String, _ source: String?) -> Day? {
      [usedSince[licence], source.flatMap { outOn[$0] }].compactMap(\.self).min()
    }

    /// When a model was surely out: no board of an earlier day had it, whatever the board is called.
    func released(_ record: Record) -> Day? { model(subject(of: record)?.model)?.released?.first }
    let dataSets = Set(sources.lazy.filter { $0.sourceKind == .dataset && $0.published != nil }.map(\.id))
    keepRows(scores) { score in
      let isRun = score.runOn != nil && dataSets.contains(score.source)
      let days = [
        end(of: score.vintage, score.source), released(score.record), isRun ? outOn[score.source] : nil,
      ]
      return days[0] == nil ? nil : days.compactMap(\.self).max()
    }
    /// A price that begins after its source was read was announced there.
    func announced(_ from: PartialDate?, _ source: String) -> Day? {
      guard let from, let read = readOn[source], from.first > read else { return end(of: from, source) }
      return read
    }
    keep(\.prices) { announced($0.validFrom ?? $0.observed, $0.source) }
    keep(\.models) { end(of: $0.released, $0.source) }
    keep(\.rules) { end(of: $0.announced ?? $0.issued ?? $0.inForce, $0.source) }
    keep(\.safety) { end(of: $0.date, $0.source) }
    keep(\.events) { end(of: $0.date, $0.source) }
    keep(\.funding) { end(of: $0.date, $0.source) }
    keepRows(downloads) { told($0.source, $0.count.asOf) }
    keepRows(derivatives) { told($0.source, $0.count.asOf) }
    keepRows(usage) { told($0.source, $0.count.asOf) }
    keep(\.adoption) { told($0.source, $0.asOf) }
    keep(\.fabs) { told($0.source, $0.asOf) }
    keep(\.compute) { told($0.source, $0.asOf) }
    keep(\.openness) { told($0.source, $0.asOf) }
    keep(\.claims) { told($0.source, $0.asOf) }
    keep(\.licences) { read($0.id, $0.source) }
    keep(\.licenceClauses) { read($0.licence, $0.source) }
    // A chip may be announced long before it is sold.
    keep(\.chips) { outOn[$0.source] }
    // Nothing gives way to what nobody had said yet.
    known.setAside = known.rowsToSetAside()
    known.noteFirstMentions()
    return known
  }
}

extension Source {
  /// The first day on which it was certainly out; `nil` when nobody dated it.
  fileprivate var outOn: Day? {
    guard let published else { return retrieved?.last }
    return retrieved.map { min(published.last, $0.last) } ?? published.last
  }
}
