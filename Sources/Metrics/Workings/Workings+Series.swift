import Records

/// Measures of whole series, and of prices.
extension Workings {
  static func trend(_ ground: WorkingsGround) -> Workings? {
    guard let other = ground.figure.words["series"] else { return nil }
    var workings = Workings()
    let entries = ground.figure.series.map { point in
      var cells: [(column: String, cell: WorkingsCell)] = [("date", .text(point.at.description))]
      if let value = point.value { cells.append(("value", .number(value))) }
      return Entry(row: nil, label: point.labels.joined(separator: ", "), cells: cells, observation: (other, point.at))
    }
    workings.choice = "The slope is the median of the slopes between all pairs of observations; its interval is Sen’s."
    workings.add("observed", "the observations of \(other), each with a trail of its own there", entries)
    let years = Formula.of(.middle, "observed"["date"]) / .number(Trend.daysOfYear)
    workings.step("value", .of(.slope, years, "observed"["value"]))
    workings.step("low", .of(.slopeLow, years, "observed"["value"]))
    workings.step("high", .of(.slopeHigh, years, "observed"["value"]))
    return workings
  }

  static func crossing(_ ground: WorkingsGround) -> Workings? {
    let figure = ground.figure
    var workings = Workings()
    func first(_ group: String) -> Formula { .of(.year, .of(.min, .of(.first, group["date"]))) }
    func last(_ group: String) -> Formula { .of(.year, .of(.max, .of(.last, group["date"])) + 1) }
    func entries(_ points: [Figure.Point]) -> [Entry] {
      points.flatMap { point in
        Array(Set(point.rows)).sorted().map { figure.rows[$0] }.map { row in
          Entry(row, ground.corpus, field: ground.metric.value, further: [("date", .text(point.at.description))])
        }
      }
    }
    // Dates that sources give have bounds of their own; observed ones have a value for each side.
    if figure.series.contains(where: { $0.low != nil }) {
      workings.add("dates", "the dates that sources give", entries(figure.series))
      workings.step("low", first("dates"), "the beginning of the earliest day, as a decimal year")
      workings.step("high", last("dates"), "the end of the latest day")
      workings.step("value", (.step("low") + .step("high")) / 2)
      return workings
    }
    func observed(_ date: String?) -> [Figure.Point] {
      let points = figure.series.filter { $0.at.description == date }
      // Both sides name the rows of both.
      return points.first.map { [$0] } ?? []
    }
    let (behind, ahead) = (observed(figure.words["after"]), observed(figure.words["by"]))
    if !behind.isEmpty {
      workings.add("behind", "the last date on which the follower wasn’t ahead", entries(behind))
      workings.step("low", first("behind"), "the beginning of that day, as a decimal year")
    }
    workings.add("ahead", "the first date since which it always was", entries(ahead))
    workings.step("high", last("ahead"), "the end of that day, as a decimal year")
    if !behind.isEmpty { workings.step("value", (.step("low") + .step("high")) / 2) }
    return workings
  }

  // MARK: Prices

  static func price(_ ground: WorkingsGround) -> Workings? {
    var workings = Workings()
    func blend(_ group: String) -> Formula { (3 * group["input"] + group["output"]) / 4 }
    func prices(_ point: Figure.Point?) -> [Entry] {
      ground.entries(ground.rows(of: point).filter { $0.kind == Price.kind }) { record in
        ["input", "output"].compactMap { field in record[field].quantity?.value.map { (field, .number($0)) } }
      }
    }
    func ratings(_ point: Figure.Point?) -> [Entry] {
      ground.entries(ground.rows(of: point).filter { $0.kind == Score.kind }, field: "value")
    }
    switch ground.metric.statistic ?? .cheapest {
    case .blended:
      workings.add("offers", "what is on offer of \(ground.point.part)", prices(ground.point))
      workings.step("value", .of(.median, blend("offers")), "three parts in, one part out")
    case .priceRatio:
      for (name, side) in [("leader", ground.metric.leader), ("follower", ground.metric.follower)] {
        workings.add(name, "the cheapest offer of \(side ?? name) rated so high", prices(ground.point(side)))
        workings.add("\(name)-rating", "what it is rated", ratings(ground.point(side)))
        workings.step("\(name)-price", blend(name), "three parts in, one part out")
      }
      workings.step("value", .step("follower-price") / .step("leader-price"))
    default:
      workings.add("cheapest", "the cheapest offer of \(ground.point.part) rated so high", prices(ground.point))
      workings.add("rating", "what it is rated", ratings(ground.point))
      workings.step("value", blend("cheapest"), "three parts in, one part out")
    }
    workings.choice =
      "The cheapest offer is chosen among all whose model is rated at least so high"
      + (ground.figure.extras["rating"].map { ", \(FigureTest.rounded($0)) here" } ?? "") + "."
    for (name, bound) in [("low", ground.figure.low), ("high", ground.figure.high)] where bound != nil {
      if bound == ground.figure.value {
        workings.step(name, .step("value"), "the same offers, at that end of the ratings’ intervals")
      } else {
        workings.choice += " ‘\(name)’ is the same reckoned with other offers, at that end of the ratings’ intervals."
      }
    }
    return workings
  }
}
