import Records

/// Proportions of trials, their difference and their ratio.
extension Workings {
  static func ratio(_ ground: WorkingsGround) -> Workings? {
    var workings = Workings()
    let part = ground.point.part
    if ground.point.value == nil, ground.point.low != nil {
      workings.bounds(ground)
      return workings
    }
    guard part == "difference" || part == "relative-risk" else {
      let hasTrials = workings.addTrials("part", ground.point, ground)
      workings.proportion("part", hasTrials: hasTrials, isAnswer: true, hasInterval: ground.point.low != nil)
      return workings
    }
    guard let leader = ground.point(ground.metric.leader) ?? ground.side(ground.metric.leader),
      let follower = ground.point(ground.metric.follower) ?? ground.side(ground.metric.follower)
    else { return nil }
    var haveTrials = true
    let hasAllOfOne = leader.value == 1 || follower.value == 1
    for (name, point) in [("leader", leader), ("follower", follower)] {
      let hasTrials = workings.addTrials(name, point, ground)
      workings.proportion(
        name, hasTrials: hasTrials, isAnswer: false,
        hasInterval: (part == "difference" || hasAllOfOne) && ground.point.low != nil)
      haveTrials = haveTrials && hasTrials
    }
    func named(_ side: String, _ name: String) -> Formula { .step("\(side)-\(name)") }
    let (one, other) = (named("leader", "part"), named("follower", "part"))
    if part == "difference" {
      workings.step("value", 100 * (one - other), "in percentage points")
      guard ground.point.low != nil else { return workings }
      func reach(_ first: Formula, _ second: Formula) -> Formula { .of(.sqrt, first.to(2) + second.to(2)) }
      workings.step(
        "low", .step("value") - 100 * reach(one - named("leader", "low"), named("follower", "high") - other),
        "Newcombe’s interval")
      workings.step(
        "high", .step("value") + 100 * reach(named("leader", "high") - one, other - named("follower", "low")))
    } else {
      workings.step("value", one / other)
      guard ground.point.low != nil, haveTrials else { return workings }
      guard !hasAllOfOne else {
        // Made of both Wilson intervals: Katz's error knows nothing of a side of which all succeeded.
        func end(_ own: Formula, _ its: Formula, _ isLow: Bool) -> Formula {
          let (left, right) = (own * (2 * one - own), its * (2 * other - its))
          let root = Formula.of(.sqrt, .of(.max, 0, (one * other).to(2) - left * right))
          return (isLow ? one * other - root : one * other + root) / right
        }
        workings.step("low", end(named("leader", "low"), named("follower", "high"), true), "of both Wilson intervals")
        workings.step("high", end(named("leader", "high"), named("follower", "low"), false))
        return workings
      }
      func inverse(_ side: String) -> Formula { 1 / named(side, "successes") - 1 / named(side, "trials") }
      workings.step(
        "factor",
        .of(.exp, .number(Normal.quantile) * .of(.sqrt, inverse("leader") + inverse("follower"))), "Katz’s interval")
      workings.step("low", .step("value") / .step("factor"))
      workings.step("high", .step("value") * .step("factor"))
    }
    return workings
  }

  /// Adds the rows of a side, and how many trials they tell of and how many succeeded; false when they tell a rate alone.
  private mutating func addTrials(_ name: String, _ point: Figure.Point, _ ground: WorkingsGround) -> Bool {
    let metric = ground.metric
    var (written, derived, rates): ([Entry], [Entry], [Entry]) = ([], [], [])
    for row in ground.rows(of: point) {
      guard let record = ground.corpus.record(behind: row) else { continue }
      func number(_ field: String?) -> Double? { field.flatMap { record[$0].quantity?.value } }
      var cells: [(column: String, cell: WorkingsCell)] = []
      for (column, field) in [("successes", metric.successes), ("trials", metric.trials), ("rate", metric.value)] {
        if let number = number(field) { cells.append((column, .number(number))) }
      }
      let entry = Entry(row, ground.corpus, further: cells)
      switch (number(metric.successes), number(metric.trials), number(metric.value)) {
      case (_?, _?, _): written.append(entry)
      case (nil, _?, _?): derived.append(entry)
      default: rates.append(entry)
      }
    }
    if !written.isEmpty { add(name, "the rows of \(point.part)", written) }
    let rated = written.isEmpty ? name : "\(name)-rated"
    if !derived.isEmpty { add(rated, "rows of \(point.part) that tell a rate and the number of trials", derived) }
    guard !written.isEmpty || !derived.isEmpty else {
      add(name, "the row of \(point.part), which tells no number of trials", rates)
      return false
    }
    func sum(_ formulas: [Formula]) -> Formula { formulas.dropFirst().reduce(formulas[0], +) }
    var (successes, trials): ([Formula], [Formula]) = ([], [])
    if !written.isEmpty {
      successes.append(.of(.sum, name["successes"]))
      trials.append(.of(.sum, name["trials"]))
    }
    if !derived.isEmpty {
      successes.append(.of(.sum, .of(.round, rated["rate"] / 100 * rated["trials"])))
      trials.append(.of(.sum, rated["trials"]))
    }
    step("\(name)-successes", sum(successes))
    step("\(name)-trials", sum(trials))
    return true
  }

  /// A side's proportion, with Wilson's interval where it is wanted.
  private mutating func proportion(_ name: String, hasTrials: Bool, isAnswer: Bool, hasInterval: Bool) {
    let (value, low, high) = isAnswer ? ("value", "low", "high") : ("\(name)-part", "\(name)-low", "\(name)-high")
    guard hasTrials else { return step(value, name["rate"] / 100) }
    let n = Formula.step("\(name)-trials")
    step(value, .step("\(name)-successes") / n)
    guard hasInterval else { return }
    wilson(name, of: .step(value), n)
    step(low, .of(.max, 0, .step("\(name)-middle") - .step("\(name)-reach")))
    step(high, .of(.min, 1, .step("\(name)-middle") + .step("\(name)-reach")))
  }

  /// The middle and the half width of the interval of a proportion of `n`.
  private mutating func wilson(_ name: String, of p: Formula, _ n: Formula) {
    let z = Formula.number(Normal.quantile)
    step("\(name)-middle", (p + z.to(2) / (2 * n)) / (1 + z.to(2) / n), "Wilson’s interval: its middle")
    step(
      "\(name)-reach", z / (1 + z.to(2) / n) * .of(.sqrt, p * (1 - p) / n + z.to(2) / (4 * n.to(2))),
      "and its half width")
  }

  /// A proportion of which the rows give successes, or a rate, only from … to: Wilson's interval at either end.
  private mutating func bounds(_ ground: WorkingsGround) {
    let metric = ground.metric
    var (exact, counted, rated): ([Entry], [Entry], [Entry]) = ([], [], [])
    for row in ground.rows(of: ground.point) {
      guard let record = ground.corpus.record(behind: row) else { continue }
      func quantity(_ field: String?) -> Quantity? { field.flatMap { record[$0].quantity } }
      let (successes, rate) = (quantity(metric.successes), quantity(metric.value))
      guard let trials = quantity(metric.trials)?.value else { continue }
      func entry(_ cells: [(String, Double?)]) -> Entry {
        Entry(
          row, ground.corpus,
          further: cells.compactMap { name, number in number.map { (name, .number($0)) } } + [
            ("trials", .number(trials))
          ])
      }
      if let known = successes?.value {
        exact.append(entry([("successes", known)]))
      } else if let successes {
        counted.append(entry([("least", successes.low), ("most", successes.high)]))
      } else if let known = rate?.value {
        exact.append(entry([("successes", (known / 100 * trials).rounded())]))
      } else {
        rated.append(entry([("rate-least", rate?.low), ("rate-most", rate?.high)]))
      }
    }
    let groups = [("part", exact), ("part-counted", counted), ("part-rated", rated)].filter { !$0.1.isEmpty }
    for (name, entries) in groups { add(name, "rows of \(ground.point.part)", entries) }
    func sum(_ part: (String) -> Formula) -> Formula {
      groups.map { Formula.of(.sum, part($0.0)) }.reduce(nil) { whole, next in whole.map { $0 + next } ?? next } ?? 0
    }
    step("trials", sum { $0["trials"] })
    for end in ["least", "most"] {
      let successes = sum { name in
        switch name {
        case "part": name["successes"]
        case "part-counted": name[end]
        default: .of(.round, name["rate-\(end)"] / 100 * name["trials"])
        }
      }
      step("\(end)-part", successes / .step("trials"), "the \(end) that the source gives, of all trials")
      wilson(end, of: .step("\(end)-part"), .step("trials"))
    }
    step("low", .of(.max, 0, .step("least-middle") - .step("least-reach")))
    step("high", .of(.min, 1, .step("most-middle") + .step("most-reach")))
  }
}

extension WorkingsGround {
  /// The observation of a side, whatever its date.
  fileprivate func side(_ part: String?) -> Figure.Point? { figure.series.last { $0.part == part } }
}
