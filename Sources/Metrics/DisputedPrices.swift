import Diagnostics
package import Records

extension Market {
  /// The same disagreements, of prices each with the answer first that figures use on the day of its last witness.
  ///
  /// How far sources were read ranks facts; which of two prices is believed hangs on the day and on who else gives it, as
  /// `Offers` says. Of a price by which nothing is sold then, as one of a dearer tier, the order stays.
  package func ranked(_ disagreements: [Disagreement], in corpus: Corpus) -> [Disagreement] {
    let disputed = disagreements.filter { $0.kind == Price.kind }.map { Spot($0.answers[0].witnesses[0].place) }
    guard !disputed.isEmpty else { return disagreements }
    let wanted = Set(disputed)
    var rows: [Spot: Int] = [:]
    for (row, price) in corpus.prices.enumerated() where wanted.contains(Spot(price.place)) {
      rows[Spot(price.place)] = row
    }
    var sellers: [Int: Range<Int>] = [:]
    var ofRow: [Int: Int] = [:]
    for (position, line) in lines.enumerated() {
      sellers[line.seller] = (sellers[line.seller]?.lowerBound ?? position)..<position + 1
      ofRow[line.row] = line.seller
    }
    return disagreements.map { disagreement in
      guard disagreement.kind == Price.kind, let row = rows[Spot(disagreement.answers[0].witnesses[0].place)],
        let lines = ofRow[row].flatMap({ sellers[$0] })
      else { return disagreement }
      return used(disagreement, row, lines, in: corpus)
    }
  }

  private func used(
    _ disagreement: Disagreement, _ row: Int, _ lines: Range<Int>, in corpus: Corpus
  ) -> Disagreement {
    let own = corpus.prices[row]
    let last = disagreement.answers.flatMap(\.witnesses).compactMap(\.at?.last).max()
    guard let last else { return disagreement }
    func sold(on day: Day) -> Price? {
      standing(on: day, own.provider == Price.firstParty ? .list : .hosts, among: lines).first
        .map { corpus.prices[$0.row] }
    }
    let day = min(last, corpus.lastKnownDay)
    guard let used = sold(on: day), used.tier == own.tier, used.snapshot == own.snapshot,
      let position = disagreement.answers.firstIndex(where: { $0.text == used.statedText })
    else { return disagreement }
    let latest = sold(on: corpus.lastKnownDay).map(\.statedText)
    return disagreement.using(position, on: day, latest: latest == used.statedText ? nil : latest)
  }

  private struct Spot: Hashable {
    var path: String
    var start: Int

    init(_ place: Place) {
      path = place.file.path
      start = place.start
    }
  }
}
