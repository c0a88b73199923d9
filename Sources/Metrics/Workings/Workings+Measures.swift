import Diagnostics
import Records

/// What the workings of one figure are made from.
struct WorkingsGround {
  let figure: Figure
  let metric: Metric
  let corpus: Corpus
  /// The boards that the metric reads, for measures of scores.
  let history: BoardHistory?
  /// What the metric asks of prices, where it does.
  let prices: Pricing.Question?
  /// Whose each row is, where the measure asks.
  let holders: Holders?
  /// What a share counted, where some of it has no date.
  let undated: Undated?
  /// The observation that is worked out.
  private(set) var point = Figure.Point(at: PartialDate(Day(number: 0)), part: "", value: nil)
  /// Whether it is the figure's own answer, which lists all that were compared as well.
  private(set) var isAnswer = false
  /// The last day that the figure looked at.
  let lastDay: Day

  init(
    _ figure: Figure, _ metric: Metric, _ corpus: Corpus, _ history: BoardHistory?, _ market: Market, lastDay: Day
  ) {
    self.figure = figure
    self.metric = metric
    self.corpus = corpus
    self.history = history
    self.lastDay = lastDay
    prices = metric.measure == .price ? history.map { Pricing.Question(metric, corpus, market, $0) } : nil
    holders = Holders(metric, in: corpus)
    undated = Undated(figure, metric, in: corpus, on: lastDay)
  }

  /// The same for one observation.
  func working(out point: Figure.Point, isAnswer: Bool = false) -> WorkingsGround {
    var ground = self
    (ground.point, ground.isAnswer) = (point, isAnswer)
    return ground
  }

  /// The day of what holds on a day: the last of the observation's period, or of all that the figure looked at.
  var day: Day { metric.every?.precision == nil ? lastDay : min(point.at.last, lastDay) }

  /// The rows of an observation.
  func rows(of point: Figure.Point?) -> [Figure.Row] { (point?.rows ?? []).map { figure.rows[$0] } }

  /// A side as a reader knows it: the bloc's name.
  func name(of side: String) -> String { corpus.bloc(side)?.name ?? side }

  /// The observation of another part on the same date.
  func point(_ part: String?) -> Figure.Point? { figure.series.last { $0.at == point.at && $0.part == part } }

  /// How many rows the workings of all observations read together: a part of a whole reads those of all parts.
  var rowsOfSeries: Int {
    guard metric.measure == .share else { return figure.series.reduce(0) { $0 + $1.rows.count } }
    let dates = Dictionary(grouping: figure.series, by: \.at).values
    return dates.reduce(0) { sum, points in sum + points.count * points.reduce(0) { $0 + $1.rows.count } }
  }

  func entries(
    _ rows: [Figure.Row], field: String? = nil,
    further: (Record) -> [(column: String, cell: WorkingsCell)] = { _ in [] }
  ) -> [Workings.Entry] {
    rows.map { row in
      Workings.Entry(
        row, corpus, field: field, further: corpus.record(behind: row).map(further) ?? [])
    }
  }

  /// Whether the rows' numbers may be listed: a table that may not be passed on isn't, row by row.
  func mayList(_ rows: [Figure.Row]) -> Bool {
    guard isAnswer else { return false }
    return rows.allSatisfy { row in
      guard case .reference(_, let id)? = corpus.record(behind: row)?["source"] else { return true }
      return !(corpus.source(id)?.withholdsRows ?? false)
    }
  }
}

extension Workings {
  /// How a figure's number follows from its rows; `nil` where it has none, or where a measure makes its own.
  static func of(_ ground: WorkingsGround) -> Workings? {
    let figure = ground.figure
    guard figure.value != nil || figure.low != nil || figure.high != nil else { return nil }
    // A trend and a crossing answer for their whole series.
    guard let point = figure.headline(at: nil) ?? figure.series.last else { return nil }
    return workings(ground.working(out: point, isAnswer: true))
  }

  /// The same for each observation of the series, one for one; empty where the rows of all observations together are
  /// very many.
  static func ofSeries(_ ground: WorkingsGround) -> [Workings?] {
    let figure = ground.figure
    // An order makes them all at once, with its answer.
    guard ground.metric.measure != .balance else { return figure.workingsOfSeries }
    guard ground.rowsOfSeries <= 40_000 else { return [] }
    return figure.series.map { point in
      guard point.value != nil || point.low != nil || point.high != nil else { return nil }
      let ground = ground.working(out: point)
      return switch ground.metric.measure {
      case .trend: observed(ground)
      case .crossing: beside(ground)
      default: workings(ground)
      }
    }
  }

  private static func workings(_ ground: WorkingsGround) -> Workings? {
    switch ground.metric.measure {
    case .frontier: return frontier(ground)
    case .gap: return gap(ground)
    case .lag: return lag(ground)
    case .tally: return tally(ground)
    case .share: return share(ground)
    case .concentration: return concentration(ground)
    case .ratio: return ratio(ground)
    case .rubric: return rubric(ground)
    case .threshold: return threshold(ground)
    case .price: return price(ground)
    case .trend: return trend(ground)
    case .crossing: return crossing(ground)
    case .agreement: return agreement(ground)
    case .balance: return ground.figure.workings
    }
  }
}
