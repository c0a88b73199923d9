import Metrics
import Records

/// A figure, or one observation of it, as a page quotes it.
///
/// Numbers of a difference are quoted in two ways: as they are, US minus China, or as the `lead` of whoever is ahead,
/// which is never negative.
struct FigureView: Sendable {
  let figure: Figure
  /// The observation that is quoted; `nil` for the figure's own headline.
  let point: Figure.Point?
  let blocs: [Bloc]
  let unit: Unit

  init(_ figure: Figure, point: Figure.Point? = nil, blocs: [Bloc]) {
    self.figure = figure
    self.point = point
    self.blocs = blocs
    unit = Unit(figure.unit(of: point?.part)).supporting(
      point.map(\.low) ?? figure.low, point.map(\.high) ?? figure.high)
  }

  var value: Double? { point.map(\.value) ?? figure.value }
  var low: Double? { point.map(\.low) ?? figure.low }
  var high: Double? { point.map(\.high) ?? figure.high }
  var asOf: PartialDate? { point?.dated ?? figure.asOf }
  var n: Int? { point.map(\.n) ?? figure.n }
  var extras: [String: Double] { point?.extras ?? figure.extras }
  var words: [String: String] { point?.words ?? figure.words }
  /// The models behind the value: of the quoted observation, or of the latest.
  var labels: [String] { (point ?? figure.headlinePoint)?.labels ?? [] }

  /// True when the value says who is ahead: a difference of two blocs, in points or in time. The slope of such a
  /// difference has a sign too, and says nothing of the kind.
  var isDifference: Bool { figure.measure == "gap" || figure.measure == "lag" }

  /// True when the interval contains zero: nobody is ahead.
  var isTie: Bool {
    guard isDifference, let low, let high else { return false }
    return low <= 0 && high >= 0
  }

  /// The bloc that is ahead, by the sign of the value; `nil` in a tie and where there is no value.
  var leader: Bloc? {
    guard isDifference, let value, !isTie, value != 0 else { return nil }
    return side(value > 0 ? "leader" : "follower", else: value > 0 ? blocs.first : blocs.dropFirst().first)
  }

  var follower: Bloc? {
    guard let leader else { return nil }
    return [side("leader", else: blocs.first), side("follower", else: blocs.dropFirst().first)].compactMap(\.self)
      .first { $0.id != leader.id }
  }

  /// The bloc that the metric names as its leader or follower; `nil` when what it compares are no blocs.
  private func side(_ word: String, else usual: Bloc?) -> Bloc? {
    guard let name = figure.words[word] else { return usual }
    return blocs.first { $0.id == name }
  }

  /// Value and bounds from the side of whoever is ahead, and as they are where nobody can be.
  var lead: (value: Double, low: Double?, high: Double?)? {
    guard let value else { return nil }
    guard isDifference else { return (value, low, high) }
    return value < 0 ? (-value, high.map { -$0 }, low.map { -$0 }) : (value, low, high)
  }

  func model(ofLeader isLeader: Bool) -> String? {
    guard labels.count >= 2, let value else { return labels.first }
    return labels[(value >= 0) == isLeader ? 0 : 1]
  }
}

extension FigureView {
  /// The two sides of a comparison of proportions, the leader first; none where the answer is a proportion itself.
  var compared: [Figure.Point] {
    guard figure.measure == "ratio", let own = point ?? figure.headlinePoint,
      ["difference", "relative-risk"].contains(own.part)
    else { return [] }
    let sides = own.labels.compactMap { side in figure.series.last { $0.part == side } }
    return sides.count == 2 ? sides : []
  }
}

extension Figure {
  /// The observation that the headline value is taken from.
  var headlinePoint: Point? {
    let date = headlineDate
    let candidates = series.filter { $0.at == date }
    let alike = candidates.filter { $0.value == value }
    return alike.last { $0.part == words["headline"] } ?? alike.last ?? candidates.last ?? series.last
  }

  /// The parts of the series in the order of their first observation.
  var parts: [String] {
    var result: [String] = []
    for point in series where !result.contains(point.part) { result.append(point.part) }
    return result
  }

  /// The dates of the series, each once, ascending.
  var dates: [PartialDate] {
    var result: [PartialDate] = []
    for point in series where result.last != point.at { result.append(point.at) }
    return result
  }

  func points(of part: String) -> [Point] { series.filter { $0.part == part } }
}
