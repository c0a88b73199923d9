import Records

/// Measures of whole series, and of prices.
extension Workings {
  static func trend(_ ground: WorkingsGround) -> Workings? {
    guard let other = ground.figure.words["series"] else { return nil }
    var workings = Workings()
    let isApart = ground.figure.words["scales"] == "apart"
    workings.add(
      "observed", "the observations of \(other), each with a trail of its own there",
      ground.figure.series.map { entry(of: $0, in: other, withScale: isApart) })
    guard ground.metric.statistic != .mean else {
      workings.choice = "Every observation of the window weighs the same."
      workings.step("value", .of(.mean, "observed"["value"]))
      guard ground.figure.low != nil else { return workings }
      workings.step("low", .of(.mean, "observed"["low"]), "the mean of the observations’ own lower ends")
      workings.step("high", .of(.mean, "observed"["high"]), "and of their upper ends")
      return workings
    }
    workings.choice =
      "The slope is the median of the slopes between all pairs of observations\(isApart ? " of one scale" : ""); its "
      + "interval is Sen’s."
    let years = Formula.of(.middle, "observed"["date"]) / .number(Trend.daysOfYear)
    let isGrowth = ground.metric.statistic == .growth
    let values: Formula = isGrowth ? .of(.log10, "observed"["value"]) : "observed"["value"]
    for (step, function) in [("value", Formula.Function.slope), ("low", .slopeLow), ("high", .slopeHigh)] {
      let slope =
        isApart ? Formula.of(function, years, values, "observed"["scale"]) : .of(function, years, values)
      workings.step(step, isGrowth ? Formula.number(10).to(slope) : slope)
    }
    return workings
  }

  /// An observation of another figure, with its numbers.
  private static func entry(of point: Figure.Point, in other: String, withScale: Bool = false) -> Entry {
    var cells: [(column: String, cell: WorkingsCell)] = [("date", .text(point.at.description))]
    for (column, number) in [("value", point.value), ("low", point.low), ("high", point.high)] {
      if let number { cells.append((column, .number(number))) }
    }
    if withScale { cells.append(("scale", .text(point.words["scale"] ?? "none"))) }
    return Entry(row: nil, label: point.labels.joined(separator: ", "), cells: cells, observation: (other, point.at))
  }

  /// One of the observations that a trend is of: as the other figure has it, where its own trail is.
  static func observed(_ ground: WorkingsGround) -> Workings? {
    guard let other = ground.figure.words["series"] else { return nil }
    var workings = Workings()
    workings.add("observed", "the observation of \(other)", [entry(of: ground.point, in: other)])
    for (name, number) in [("value", ground.point.value), ("low", ground.point.low), ("high", ground.point.high)]
    where number != nil {
      workings.step(name, "observed"[name])
    }
    return workings
  }

  /// One of the numbers that a crossing sets beside each other: that of a side on a day, or a date that a source gives.
  static func beside(_ ground: WorkingsGround) -> Workings? {
    var workings = Workings()
    let rows = ground.rows(of: ground.point)
    guard ground.point.low == nil else {
      let dates = ground.entries(rows) { _ in [("date", .text(ground.point.at.description))] }
      workings.add("dated", "the date that a source gives", dates)
      workings.step("low", .of(.year, .of(.first, "dated"["date"])), "the beginning of that day, as a decimal year")
      workings.step("high", .of(.year, .of(.last, "dated"["date"]) + 1), "its end")
      workings.step("value", (.step("low") + .step("high")) / 2)
      return workings
    }
    if let other = ground.metric.series {
      workings.add("observed", "the observation of \(other)", [entry(of: ground.point, in: other)])
    } else {
      // The rows of both sides stand at each of their observations.
      let own = rows.filter { row in
        ground.metric.value.flatMap { ground.corpus.record(behind: row)?[$0].quantity?.value } == ground.point.value
      }
      workings.add(
        "observed", "the row of \(ground.name(of: ground.point.part))",
        ground.entries(Array(own.prefix(1)), field: ground.metric.value))
    }
    workings.step("value", "observed"["value"])
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
    func cells(_ record: Record) -> [(column: String, cell: WorkingsCell)] {
      ["input", "output"].compactMap { field in record[field].quantity?.value.map { (field, .number($0)) } }
    }
    func prices(_ point: Figure.Point?) -> [Entry] {
      ground.entries(ground.rows(of: point).filter { $0.kind == Price.kind }, further: cells)
    }
    guard ground.metric.statistic != .blended else {
      workings.add("offers", "what is on offer of \(ground.name(of: ground.point.part))", prices(ground.point))
      workings.step("value", .of(.median, blend("offers")), "three parts in, one part out")
      return workings
    }
    guard ground.metric.statistic != .pareto else {
      workings.add("offer", "the offer", prices(ground.point))
      workings.step("value", blend("offer"), "three parts in, one part out")
      return workings
    }
    guard let history = ground.history, let rating = ground.point.extras["rating"] else { return nil }
    let rated = ground.prices?.offers(on: ground.day).map(\.priced).filter(\.isRated) ?? []
    let isHigher = history.better == .higher
    func offers(_ side: String) -> [Entry] {
      rated.filter { $0.offer.bloc == side }.map { priced in
        let (offer, row) = (priced.offer, priced.rows[0])
        let best = isHigher ? offer.high : offer.low
        let worst = isHigher ? offer.low : offer.high
        return Entry(
          row, ground.corpus,
          further: (ground.corpus.record(behind: row).map(cells) ?? []) + [
            ("rating", .number(offer.rating)), ("rating-at-best", .number(best ?? offer.rating)),
            ("rating-at-worst", .number(worst ?? offer.rating)),
          ])
      }
    }
    /// The lowest price of a group among what reaches the rating, by one column of the ratings.
    func cheapest(_ group: String, _ column: String) -> Formula {
      let reaches: Formula =
        isHigher
        ? .of(.atLeast, group[column], .number(rating)) : .of(.atLeast, -1 * group[column], .number(-rating))
      return .of(.min, .of(.selected, blend(group), reaches))
    }
    // Both prices of a ratio are observations of its series, each with workings of its own.
    let isRatio = ground.point.part == "ratio"
    let sides = isRatio ? ["leader", "follower"] : ["cheapest"]
    let blocs = isRatio ? [ground.metric.leader, ground.metric.follower] : [ground.point.part]
    for (name, side) in zip(sides, blocs) {
      guard let side else { return nil }
      let words = ground.name(of: side)
      workings.add(
        name, "the cheapest offer of \(words) rated so high", prices(isRatio ? ground.point(side) : ground.point))
      workings.add("\(name)-offers", "every offer of \(words) whose model is rated", offers(side))
    }
    let ends = [
      ("value", "rating", "rating"), ("low", "rating-at-best", "rating-at-worst"),
      ("high", "rating-at-worst", "rating-at-best"),
    ]
    for (step, own, other) in ends {
      guard step == "value" || (step == "low" ? ground.point.low : ground.point.high) != nil else { continue }
      let meaning =
        step == "value" ? "the lowest price rated so high" : "the same at that end of the ratings’ intervals"
      guard isRatio else {
        workings.step(step, cheapest("cheapest-offers", own), meaning)
        continue
      }
      let suffix = step == "value" ? "price" : "price-for-\(step)"
      workings.step("leader-\(suffix)", cheapest("leader-offers", other), meaning)
      workings.step("follower-\(suffix)", cheapest("follower-offers", own), meaning)
      workings.step(step, .step("follower-\(suffix)") / .step("leader-\(suffix)"))
    }
    workings.choice =
      "Asked for is a rating of \(FigureTest.rounded(rating)) or better; prices are blended, three parts in and one part out. "
      + "The bounds take every model’s rating at the end of its interval that moves the price that way."
    return workings
  }
}
