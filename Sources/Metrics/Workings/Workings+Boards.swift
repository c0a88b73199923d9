import Records

/// Measures of scores: the best of a board, their difference, and the months between them.
extension Workings {
  static func frontier(_ ground: WorkingsGround) -> Workings? {
    guard let row = ground.rows(of: ground.point).first else { return nil }
    var workings = Workings()
    workings.add("best", "the best row", ground.entries([row], field: "value"))
    let compared = ground.ratings(of: Side(ground.point.part)).map(\.row)
    let isLower = ground.history?.better == .lower
    if ground.mayList(compared) {
      workings.add("compared", "every row of the board that could be it", ground.entries(compared, field: "value"))
      workings.step("value", .of(isLower ? .min : .max, "compared"["value"]))
    } else {
      workings.step("value", "best"["value"], "the best of \(counted(compared.count, "row")) on that board")
    }
    if ground.figure.low != nil { workings.step("low", "best"["low"]) }
    if ground.figure.high != nil { workings.step("high", "best"["high"]) }
    return workings
  }

  static func gap(_ ground: WorkingsGround) -> Workings? {
    let rows = ground.rows(of: ground.point)
    // A frontier of one side is an observation of a gap, too.
    guard ground.point.part == "difference" else { return frontier(ground) }
    guard rows.count == 2, let leader = ground.metric.leader, let follower = ground.metric.follower else { return nil }
    var workings = Workings()
    let isLower = ground.history?.better == .lower
    for (name, row, side) in [("leader", rows[0], leader), ("follower", rows[1], follower)] {
      workings.add(name, "the best row of \(ground.name(of: side))", ground.entries([row], field: "value"))
      let compared = ground.ratings(of: Side(side)).map(\.row)
      guard ground.mayList(compared) else { continue }
      workings.add(
        "\(name)s", "every row of \(ground.name(of: side)) on the board", ground.entries(compared, field: "value"))
      workings.step("best-\(name)", .of(isLower ? .min : .max, "\(name)s"["value"]), "which row is the best")
    }
    workings.step(
      "value",
      isLower ? "follower"["value"] - "leader"["value"] : "leader"["value"] - "follower"["value"])
    if let ceiling = ground.ceiling {
      workings.add(
        "ceiling", "the row just before the first missing rank", ground.entries([ceiling.row], field: "value"))
      let isLeaderAhead = (ground.point.value ?? 0) > 0
      let (first, second) = isLeaderAhead ? ("leader", "ceiling") : ("ceiling", "follower")
      workings.step(
        "least", isLower ? second["value"] - first["value"] : first["value"] - second["value"],
        "if a model of a missing rank is of \(ground.name(of: isLeaderAhead ? follower : leader)), rated as that row is"
      )
    }
    guard ground.point.extras["standard-error"] != nil else { return workings }
    for (name, row) in [("leader", rows[0]), ("follower", rows[1])] {
      let quantity = ground.corpus.record(behind: row)?["value"].quantity
      let (width, words): (Formula, String) =
        switch quantity.flatMap({ Gap.cut(of: $0.value, $0.low, $0.high) }) {
        case .low?: (2 * (name["high"] - name["value"]), "from its upper side: the lower one is cut off at 0")
        case .high?: (2 * (name["value"] - name["low"]), "from its lower side: the upper one is cut off at 100")
        case nil: (name["high"] - name["low"], "from the width of its 95% interval")
        }
      workings.step("\(name)-error", width / (2 * .number(Gap.quantile)), "its standard error, \(words)")
    }
    workings.step("error", .of(.sqrt, Formula.step("leader-error").to(2) + Formula.step("follower-error").to(2)))
    workings.step("low", .step("value") - .number(Gap.quantile) * .step("error"))
    workings.step("high", .step("value") + .number(Gap.quantile) * .step("error"))
    if ground.point.extras["win-rate"] != nil {
      workings.step(
        "win-rate", 1 / (1 + Formula.number(10).to(-1 * .step("value") / 400)),
        "how often the first is expected to be preferred, on an Elo scale")
    }
    return workings
  }

  static func lag(_ ground: WorkingsGround) -> Workings? {
    guard let leader = ground.metric.leader, let follower = ground.metric.follower,
      let history = ground.history, let board = history.boards.first(where: { $0.vintage == ground.point.at }),
      let best = board.best(of: Side(follower), ground.metric.openness, history.better)?.rating
    else { return nil }
    let better = history.better
    var workings = Workings()
    workings.add(
      "follower", "the best row of \(ground.name(of: follower))",
      ground.entries([best.row], field: "value") { _ in [("vintage", .text(board.vintage.description))] })
    workings.add("follower-model", "its release", ground.releases(of: [best]))
    let leaders = ground.ratings(of: Side(leader)).filter { $0.scale == best.scale && $0.released != nil }
    let easiest = leaders.filter { Lag.mayReach($0, best, better) }
    let hardest = leaders.filter { Lag.surelyReaches($0, best, better) }
    if !easiest.isEmpty, ground.point.high != nil {
      workings.add(
        "easiest",
        "releases of \(ground.name(of: leader)) that may be rated as high: at the upper end of the difference’s interval",
        ground.releases(of: easiest))
    }
    let month = Formula.number(Lag.daysOfMonth)
    let released = "follower-model"["released"]
    let longest = (Formula.of(.last, released) - .of(.min, .of(.first, "easiest"["released"]))) / month
    guard let value = ground.point.value else {
      guard ground.point.high != nil else { return nil }
      workings.step(
        "lead", .of(.max, 0, (.of(.first, "follower"["vintage"]) - .of(.last, released)) / month),
        "how long nobody of \(leader) was rated so high: a lead of at least so many months")
      workings.step("high", easiest.isEmpty ? -1 * .step("lead") : .of(.max, -1 * .step("lead"), longest))
      return workings
    }
    guard let first = ground.point.words["leader-record"].flatMap({ id in leaders.first { $0.model == id } }) else {
      return nil
    }
    workings.add("leader", "the first of \(leader) rated at least as high", ground.entries([first.row], field: "value"))
    workings.add("leader-model", "its release", ground.releases(of: [first]))
    workings.step("value", (.of(.middle, released) - .of(.middle, "leader-model"["released"])) / month)
    let isTie = Lag.isWithinReleases(value)
    let why = isTie ? "or zero: releases are dated no better than to \(Lag.daysOfRelease) days" : ""
    if ground.point.low != nil {
      workings.add(
        "hardest",
        "releases of \(ground.name(of: leader)) that surely are: at the lower end of the difference’s interval",
        ground.releases(of: hardest))
      let shortest = (Formula.of(.first, released) - .of(.min, .of(.last, "hardest"["released"]))) / month
      workings.step("low", isTie ? .of(.min, 0, shortest) : shortest, why)
    }
    if ground.point.high != nil { workings.step("high", isTie ? .of(.max, 0, longest) : longest, why) }
    return workings
  }
}

extension WorkingsGround {
  /// Everyone of a side who was rated on the board of the answer.
  fileprivate func ratings(of side: Side) -> [Rating] {
    let board = history?.boards.first { $0.vintage == point.at }
    return (board?.ratings ?? []).filter { side.admits($0) && metric.openness.admits($0.weights) }
  }

  /// The records of rated models, each once, with their dates of release.
  fileprivate func releases(of ratings: [Rating]) -> [Workings.Entry] {
    var known: Set<String> = []
    return ratings.compactMap { rating in
      guard let id = rating.model, known.insert(id).inserted, let model = corpus.model(id), let date = rating.released
      else { return nil }
      return Workings.Entry(
        corpus.row(Model.kind, id, at: model.place), corpus,
        further: [("released", .text(date.description))])
    }
  }
}

extension WorkingsGround {
  /// What bounds a model that our copy of the board lacks, where the point of a gap says so.
  fileprivate var ceiling: Rating? {
    guard point.extras["least"] != nil, let history, let leader = metric.leader, let follower = metric.follower,
      let board = history.boards.first(where: { $0.vintage == point.at }),
      let first = board.best(of: Side(leader), metric.openness, history.better)?.rating,
      let second = board.best(of: Side(follower), metric.openness, history.better)?.rating
    else { return nil }
    return board.ceiling(aheadOf: first, second, history.better)
  }
}
