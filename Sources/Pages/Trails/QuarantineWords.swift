import Diagnostics
import Metrics
import Records

// What a row that is kept out would move: told on the quality page, on the figures' pages and by `explain`.

extension SiteContext {
  /// The moves of the row that stands there; `nil` for one that wasn't priced.
  func moves(ofQuarantined place: Place) -> [EditionChanges.FigureMove]? {
    guard let position = corpus.quarantined.firstIndex(where: { $0.place == place }),
      quarantinePrices.indices.contains(position)
    else { return nil }
    return quarantinePrices[position]
  }

  /// The most moves that a cell of a table tells.
  private static let mostMoves = 12

  /// The figures that a row would move were it let in, each with what it says and would say; the headlines first.
  func price(ofQuarantined position: Int, at place: Place) -> [Inline] {
    guard let moves = moves(ofQuarantined: place) else { return [.muted([.text("not computed")])] }
    if moves.isEmpty { return [.text("No figure.")] }
    var words: [Inline] = []
    for move in moves.prefix(Self.mostMoves) {
      if !words.isEmpty { words.append(.lineBreak) }
      let isHeadline = corpus.report.headlines.contains(move.id)
      words.append(link("figures", move.id, [.text(move.title)]))
      words += [.text("\(isHeadline ? ", a headline" : ""): ")] + Words.price(move) + [.text(".")]
    }
    let headlines = Set(corpus.report.headlines)
    let unmoved = headlines.subtracting(moves.map(\.id)).count
    if unmoved > 0 {
      let isAll = unmoved == headlines.count
      words += [.lineBreak, .text(isAll ? "No headline would move." : "No other headline would move.")]
    }
    if moves.count > Self.mostMoves {
      words += [
        .lineBreak, .text("And \(moves.count - Self.mostMoves) more: "), .code("parallax explain \(place.spot)"),
      ]
    }
    return words
  }
}

extension Words {
  /// `4 points (3 to 5), with it 6 points (5 to 7)`.
  static func price(_ move: EditionChanges.FigureMove) -> [Inline] {
    guard let before = move.before, let after = move.after else { return [] }
    if move.isOnlyHistory { return [.text("other observations than the answer’s")] }
    if before.answer == after.answer { return value(before) + [.text(" with it too; its rows or its verdict move")] }
    return value(before) + [.text(", with it ")] + value(after)
  }
}
