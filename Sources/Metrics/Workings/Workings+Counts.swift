import Records

/// Measures that count: how many there are, whose they are, and how few hold them.
extension Workings {
  static func tally(_ ground: WorkingsGround) -> Workings? {
    let metric = ground.metric
    let statistic = metric.statistic ?? (metric.value == nil ? .count : .sum)
    var workings = Workings()
    if let holders = ground.holders { return distinct(ground, holders) }
    let entries = ground.entries(ground.rows(of: ground.point), field: metric.value)
    let (hasValue, hasLow, hasHigh) =
      ground.isAnswer
      ? (ground.figure.value != nil, ground.figure.low != nil, ground.figure.high != nil)
      : (ground.point.value != nil, ground.point.low != nil, ground.point.high != nil)
    let undated = ground.undatedRows
    if !entries.isEmpty { workings.add("counted", "the rows of \(ground.period)", entries) }
    if !undated.isEmpty {
      workings.add("undated", "rows that may be of \(ground.period)", ground.entries(undated, field: metric.value))
    }
    if entries.isEmpty {
      workings.step("value", 0, "no row of \(ground.period) is of this part")
    } else if statistic == .count {
      workings.step("value", .of(.count, .rows(of: "counted")))
    }
    guard statistic != .count else {
      if hasLow { workings.step("low", .step("value"), "rows that may be of it left out") }
      if hasHigh {
        let more: Formula = undated.isEmpty ? 0 : .of(.count, .rows(of: "undated"))
        workings.step("high", .step("value") + more, "rows that may be of it put in")
      }
      return workings
    }
    guard !entries.isEmpty else {
      if hasLow || hasHigh { workings.choice = Self.choiceOfUndated }
      return workings
    }
    func formula(_ column: String) -> Formula? {
      let numbers = "counted"[column]
      return switch statistic {
      case .sum: .of(.sum, numbers)
      case .mean: .of(.mean, numbers)
      case .median: .of(.median, numbers)
      case .minimum: .of(.min, numbers)
      case .maximum: .of(.max, numbers)
      case .p10: .of(.quantile, 0.1, numbers)
      case .p25: .of(.quantile, 0.25, numbers)
      case .p75: .of(.quantile, 0.75, numbers)
      case .p90: .of(.quantile, 0.9, numbers)
      default: nil
      }
    }
    // Rows with a range alone have no value; then it is what both their ends come to.
    let isRanged = entries.contains { $0.cell("value") == nil }
    if hasValue, let formula = formula(isRanged ? "low" : "value") {
      workings.step("value", formula, isRanged ? "the same of the rows’ lower and of their upper ends" : "")
    }
    guard undated.isEmpty else {
      workings.choice = Self.choiceOfUndated
      return workings
    }
    if hasLow, let formula = formula("low") { workings.step("low", formula) }
    if hasHigh, let formula = formula("high") { workings.step("high", formula) }
    return workings
  }

  /// How many different holders the rows have.
  private static func distinct(_ ground: WorkingsGround, _ holders: Holders) -> Workings {
    let rows = ground.rows(of: ground.point)
    var workings = Workings()
    let known = rows.filter { holders.keys[$0] != holders.unattributed }
    if !known.isEmpty {
      workings.add(
        "counted", "the rows of \(ground.period)",
        known.map { Entry($0, ground.corpus, field: nil, further: [("holder", .text(holders.keys[$0] ?? ""))]) })
      workings.step("value", .of(.count, .of(.counts, "counted"["holder"])), "how many different holders")
    } else {
      workings.step("value", 0, "no row of \(ground.period) has a known holder")
    }
    return workings
  }

  /// What no formula says: which rows without a date move a bound most when they are put in.
  private static let choiceOfUndated =
    "‘low’ and ‘high’ put those of the undated rows into the period that move the bound most, and leave the others out."

  static func share(_ ground: WorkingsGround) -> Workings? {
    let parts = ground.figure.series.filter { $0.at == ground.point.at }
    let others = parts.filter { $0.part != ground.point.part }
    let possible = others.filter { ground.mayBelong($0) }
    let rest = others.filter { !ground.mayBelong($0) }
    let isCount = ground.metric.value == nil
    var workings = Workings()
    func add(_ name: String, _ meaning: String, _ points: [Figure.Point]) -> Formula? {
      let rows = points.flatMap { ground.rows(of: $0) }
      guard !rows.isEmpty else { return nil }
      workings.add(name, meaning, ground.entries(rows, field: ground.metric.value))
      return isCount ? .of(.count, .rows(of: name)) : .of(.sum, name["value"])
    }
    let own = add("part", "the rows of \(ground.point.part), \(ground.period)", [ground.point]) ?? 0
    let unknown = add("unknown", "rows that nobody can give to a part", possible)
    let other = add("others", "the rows of other parts", rest)
    let sum = [unknown, other].compactMap(\.self).reduce(own, +)
    if let whole = ground.metric.whole {
      workings.step("all", .of(.max, .number(whole), sum), "what the rows are parts of")
      // What the rows don't hold is nobody's.
      let holdsRest = parts.contains { ground.isUnknown($0) }
      workings.step(
        "value", ground.isUnknown(ground.point) ? (.step("all") - (sum - own)) / .step("all") : own / .step("all"))
      guard ground.point.words["bounds"] == nil, ground.point.low != nil else { return workings }
      workings.step("low", .step("value"), "the unknown part given wholly away")
      let known = other.map { own + $0 } ?? own
      workings.step(
        "high", holdsRest ? (.step("all") - (known - own)) / .step("all") : .step("value"),
        "the unknown part given wholly to it")
      return workings
    }
    workings.step("all", sum)
    workings.step("value", own / .step("all"))
    guard ground.point.low != nil else { return workings }
    let (into, against) = ground.floating
    func addFloating(_ name: String, _ meaning: String, _ rows: [Figure.Row]) -> Formula? {
      guard !rows.isEmpty else { return nil }
      workings.add(name, meaning, ground.entries(rows, field: ground.metric.value))
      return isCount ? .of(.count, .rows(of: name)) : .of(.sum, name["value"])
    }
    let undated = addFloating("undated", "rows of the part, or of none, that may be of the period", into)
    let undatedOthers = addFloating("undated-others", "other rows that may be of the period", against)
    let nothing = unknown == nil && undated == nil && undatedOthers == nil
    workings.step(
      "low", undatedOthers.map { own / (.step("all") + $0) } ?? .step("value"),
      nothing ? "nothing is unknown" : "what is unknown given wholly away")
    let (more, whole) = (unknown.map { own + $0 } ?? own, Formula.step("all"))
    workings.step(
      "high", nothing ? .step("value") : undated.map { (more + $0) / (whole + $0) } ?? more / whole,
      nothing ? "" : "what is unknown given wholly to it")
    return workings
  }

  static func concentration(_ ground: WorkingsGround) -> Workings? {
    let metric = ground.metric
    guard let holders = ground.holders else { return nil }
    let (keys, unattributed) = (holders.keys, holders.unattributed)
    let rows = ground.rows(of: ground.point)
    let held = rows.filter { keys[$0] != unattributed }
    let rest = rows.filter { keys[$0] == unattributed }
    var workings = Workings()
    func entries(_ rows: [Figure.Row]) -> [Entry] {
      rows.map { row in
        Entry(row, ground.corpus, field: metric.value, further: [("holder", .text(keys[row] ?? ""))])
      }
    }
    let isCount = metric.value == nil
    workings.add("held", "the rows of known holders, \(ground.period)", entries(held))
    if !rest.isEmpty { workings.add("unknown", "rows whose holder nobody knows", entries(rest)) }
    workings.step(
      "holdings", isCount ? .of(.counts, "held"["holder"]) : .of(.sums, "held"["value"], "held"["holder"]),
      "what each holds")
    workings.step("all", .of(.sum, .step("holdings")))
    var unknown: Formula =
      rest.isEmpty ? 0 : isCount ? .of(.count, .rows(of: "unknown")) : .of(.sum, "unknown"["value"])
    if let whole = metric.whole { unknown = .of(.max, 0, .number(whole) - .step("all")) }
    workings.step("rest", unknown, "what nobody is known to hold")
    workings.step("whole", .step("all") + .step("rest"))
    let undated = ground.point.extras["undated"] == nil ? [] : ground.undated?.rows(in: ground.point.at, metric) ?? []
    if !undated.isEmpty {
      workings.add("undated", "rows that may be of \(ground.period)", entries(undated))
      workings.choice = Self.choiceOfUndated
    }
    let isOpen = !undated.isEmpty
    switch ground.point.part {
    case "gini": workings.step("value", .of(.gini, .step("holdings")))
    case "top":
      let top = Formula.of(.sum, .of(.largest, .number(Double(metric.top ?? 3)), .step("holdings")))
      workings.step("value", top / .step("whole"))
      guard !isOpen else { break }
      workings.step("low", .step("value"), "the rest split among very many")
      workings.step("high", (top + .step("rest")) / .step("whole"), "the rest given to the largest")
    default:
      let largest = Formula.of(.max, .step("holdings"))
      workings.step("value", .of(.sum, (Formula.step("holdings") / .step("whole")).to(2)))
      guard !isOpen else { break }
      workings.step("low", .step("value"), "the rest split among very many")
      workings.step(
        "high",
        .step("low") + ((largest + .step("rest")) / .step("whole")).to(2) - (largest / .step("whole")).to(2),
        "the rest given to the largest")
    }
    return workings
  }

  static func rubric(_ ground: WorkingsGround) -> Workings? {
    let (metric, corpus) = (ground.metric, ground.corpus)
    guard let rubric = corpus.rubrics.first(where: { $0.id == metric.rubric }),
      let kind = Corpus.kinds.first(where: { $0.name == metric.of }), let way = Scoring.Way(from: kind, to: rubric.of)
    else { return nil }
    let table = Scoring.Table(rubric)
    var workings = Workings()
    func entries(_ rows: [Figure.Row]) -> [Entry] {
      ground.entries(rows, further: scored)
    }
    func scored(_ record: Record) -> [(column: String, cell: WorkingsCell)] {
      let score = Scoring.score(by: table) { way.answer(in: $0, of: record, corpus) }
      return table.fields.map { ($0.name, .text(way.answer(in: $0.name, of: record, corpus))) } + [
        ("least", .number(score.low)), ("most", .number(score.high)),
        ("weight", .number(metric.weight.map { record[$0].quantity?.value ?? 0 } ?? 1)),
      ]
    }
    workings.choice =
      "A row’s score is the points that the table ‘\(rubric.title)’ gives its answers, from 0 for the fewest of the "
      + "table through 1 for the most; an open question counts the fewest in ‘least’ and the most in ‘most’."
    workings.add("all", "all rows of \(ground.point.part), \(ground.period)", entries(ground.rows(of: ground.point)))
    let undated = ground.undatedRows
    if !undated.isEmpty {
      workings.add("undated", "rows that may be of \(ground.period)", entries(undated))
      workings.choice += " " + Self.choiceOfUndated
    }
    let weight = "all"["weight"]
    var (least, most) = ("all"["least"], "all"["most"])
    // The answer is reckoned from the answers to each question; the other observations read the scores that these make.
    if ground.isAnswer {
      guard table.most > table.least, workings.score(by: table, of: rubric) else { return nil }
      (least, most) = (.step("least"), .step("most"))
    }
    func mean(_ scores: Formula) -> Formula { .of(.sum, scores * weight) / .of(.sum, weight) }
    if undated.isEmpty {
      workings.step("low", mean(least), "every open question answered for the worst")
      workings.step("high", mean(most), "every open question answered for the best")
    }
    guard ground.isAnswer ? ground.figure.value != nil : ground.point.value != nil else { return workings }
    let isScored = Formula.of(.atLeast, least, most)
    workings.step(
      "value",
      .of(.sum, .of(.selected, least * weight, isScored)) / .of(.sum, .of(.selected, weight, isScored)),
      "the mean of the rows without an open question")
    return workings
  }

  /// Adds the scoring table, and each row's score by it as the steps `least` and `most`.
  ///
  /// - Returns: false for a table without fields.
  private mutating func score(by table: Scoring.Table, of rubric: Rubric) -> Bool {
    for field in table.fields {
      add(
        "\(field.name)-answers", "what the table gives for \(field.name.replacing("-", with: " "))",
        Self.entries(of: field.name, in: rubric))
    }
    func sum(_ part: (String) -> Formula) -> Formula? {
      let parts = table.fields.map { part($0.name) }
      return parts.dropFirst().reduce(parts.first) { whole, next in whole.map { $0 + next } }
    }
    func points(_ way: Formula.Function) -> Formula? {
      sum { .of(way, "all"[$0], "\($0)-answers"["answer"], "\($0)-answers"["points"]) }
    }
    guard let fewest = sum({ .of(.min, "\($0)-answers"["points"]) }),
      let most = sum({ .of(.max, "\($0)-answers"["points"]) }), let atWorst = points(.pointsLeast),
      let atBest = points(.pointsMost)
    else { return false }
    step("fewest", fewest, "the fewest points that the table can give")
    step("span", most - .step("fewest"), "from the fewest to the most")
    step("least", (atWorst - .step("fewest")) / .step("span"), "each row’s score, open questions at the worst")
    step("most", (atBest - .step("fewest")) / .step("span"), "the same, open questions at the best")
    return true
  }

  /// The lines of a scoring table for one field, each with its place.
  private static func entries(of field: String, in rubric: Rubric) -> [Entry] {
    rubric.rows.filter { $0.field == field }.map { line in
      let name = "\(rubric.id): \(field) \(line.answer)"
      return Entry(
        row: Figure.Row(kind: Rubric.kind, id: name, place: line.place), label: name,
        cells: [("answer", .text(line.answer)), ("points", .number(line.points))])
    }
  }

  static func agreement(_ ground: WorkingsGround) -> Workings? {
    var workings = Workings()
    let entries = ground.rows(of: ground.point).map { row -> Entry in
      let record = ground.corpus.record(behind: row)
      let name = record?["model"].word ?? record?["subject"].word ?? ""
      let subject =
        ground.corpus.subject(of: row.kind, row.id)?.model ?? words(of: name).joined(separator: " ")
      return Entry(row, ground.corpus, further: [("subject", .text(subject))])
    }
    let isAgreed = ground.point.part == "agree"
    workings.choice =
      "A subject is \(isAgreed ? "agreed on when all its judges give one answer" : "disagreed on when two judges give two")"
      + "; ‘high’ adds those of which one judge gives two answers."
    guard !entries.isEmpty else {
      workings.step("value", 0)
      return workings
    }
    workings.add("judged", "the judgements on these subjects", entries)
    workings.step("value", .of(.count, .of(.counts, "judged"["subject"])), "how many different subjects they are of")
    if ground.point.low != nil { workings.step("low", .step("value")) }
    return workings
  }

  static func threshold(_ ground: WorkingsGround) -> Workings? {
    var workings = Workings()
    let parts = ground.point.part.split(separator: "/").map(String.init)
    let day = ground.day
    let (chips, alternatives) = Threshold.ground(
      of: ground.metric, bloc: parts.count > 1 ? parts[0] : nil, on: day, ground.corpus)
    guard !chips.isEmpty, !alternatives.isEmpty else { return nil }
    let entries = chips.map { chip in
      Entry(
        chip.row, ground.corpus,
        further: [
          ("tpp-least", .number(chip.performance.low)), ("tpp-most", .number(chip.performance.high)),
          ("density-least", .number(chip.density.low)), ("density-most", .number(chip.density.high)),
        ])
    }
    workings.choice =
      "A chip is above when it meets any one of \(counted(alternatives.count, "limit")) that bound on \(PartialDate(day)): "
      + "from a number on, or within a band. What nobody tells of it may be anything from 0 on."
    workings.add("chips", "all chips that were out by then and are asked for", entries)
    let surely = Formula.of(.sum, Self.meeting(alternatives, most: false))
    switch parts.last {
    case "below": workings.step("value", .of(.sum, 1 - Self.meeting(alternatives, most: true)), "those that can’t be")
    case "undecided":
      workings.step("value", .of(.sum, Self.meeting(alternatives, most: true)) - surely, "those that may be, or not")
    default: workings.step("value", surely, "those that are surely above")
    }
    guard ground.point.low != nil else { return workings }
    workings.step("low", .step("value"))
    workings.step("high", .of(.sum, Self.meeting(alternatives, most: true)), "those that may be")
    return workings
  }

  /// 1 for each chip that meets all limits of any alternative.
  ///
  /// - Parameter most: whether a chip that may meet it counts, or only one that surely does.
  private static func meeting(_ alternatives: [[Threshold.Limit]], most: Bool) -> Formula {
    func met(_ limit: Threshold.Limit) -> Formula {
      let name = limit.quality == .performance ? "tpp" : "density"
      let reached = Formula.of(.atLeast, "chips"["\(name)-\(most ? "most" : "least")"], .number(limit.from))
      guard let below = limit.below else { return reached }
      return reached * (1 - .of(.atLeast, "chips"["\(name)-\(most ? "least" : "most")"], .number(below)))
    }
    let all = alternatives.map { limits in limits.map(met).dropFirst().reduce(met(limits[0])) { $0 * $1 } }
    guard all.count > 1 else { return all[0] }
    let none = all.dropFirst().reduce(1 - all[0]) { $0 * (1 - $1) }
    return 1 - none
  }
}

/// Whose each counted row is.
struct Holders {
  let keys: [Figure.Row: String]
  let unattributed: String?

  /// `nil` for a measure that doesn't ask.
  init?(_ metric: Metric, in corpus: Corpus) {
    let isDistinct = metric.statistic == .distinct
    guard metric.measure == .concentration || isDistinct else { return nil }
    let (count, _) = Count.reading(metric, in: corpus, needsAlike: !isDistinct)
    keys = Dictionary(
      count.items.map { ($0.row, (isDistinct ? $0.keys.suffix(1) : $0.keys[...]).joined(separator: "/")) }
    ) { first, _ in first }
    unattributed = (isDistinct ? count.axes.last : count.axes.first)?.unattributed
  }
}

/// What was counted, where some of it has no date.
struct Undated {
  let count: Count
  let result: Tally.Result

  /// `nil` for a figure in which nothing lacks a date.
  init?(_ figure: Figure, _ metric: Metric, in corpus: Corpus, on lastDay: Day) {
    guard figure.series.contains(where: { $0.extras["undated"] != nil }) else { return nil }
    count = Count.reading(metric, in: corpus, needsAlike: metric.value != nil).count
    result = Tally.result(of: count, metric, on: lastDay)
  }

  /// Those that may be of a period, of one part only where it is given.
  func rows(in period: PartialDate, _ metric: Metric, part: String? = nil) -> [Figure.Row] {
    result.floating(of: count, in: period, metric).map { count.items[$0] }
      .filter { item in part.map { Tally.Part(keys: item.keys).id == $0 } ?? true }.map(\.row)
  }
}

extension WorkingsGround {
  /// Rows of the observation's part that may be of its period; of all parts for their total.
  fileprivate var undatedRows: [Figure.Row] {
    guard point.extras["undated"] != nil else { return [] }
    return undated?.rows(in: point.at, metric, part: point.part == "total" ? nil : point.part) ?? []
  }

  /// `2026-H1`, or nothing said where everything is one period.
  fileprivate var period: String { metric.every == .whole ? "all at once" : point.at.description }

  fileprivate func isUnknown(_ point: Figure.Point) -> Bool {
    metric.by.prefix(2).contains { name in ["unattributed", "unknown"].contains(point.words[name] ?? "") }
  }

  /// Rows without a date, or with too coarse a one, that may be of the point's period: those that may be of its part,
  /// and those that aren't. A row of no part is on both sides.
  fileprivate var floating: (into: [Figure.Row], against: [Figure.Row]) {
    var rows: (into: [Figure.Row], against: [Figure.Row]) = ([], [])
    guard let undated, point.extras["undated"] != nil else { return rows }
    let count = undated.count
    let keys = metric.by.prefix(2).map { point.words[$0] ?? "" }
    for index in undated.result.floating(of: count, in: point.at, metric) {
      let item = count.items[index]
      let mayBelong = zip(count.axes, zip(item.keys, keys)).allSatisfy { axis, keys in
        keys.0 == keys.1 || keys.0 == axis.unattributed
      }
      if mayBelong { rows.into.append(item.row) }
      if item.keys != keys { rows.against.append(item.row) }
    }
    return rows
  }

  /// Whether the rows of another part might be this part's own, if somebody knew.
  fileprivate func mayBelong(_ other: Figure.Point) -> Bool {
    isUnknown(other)
      && metric.by.prefix(2).allSatisfy { name in
        let key = other.words[name] ?? ""
        return key == point.words[name] || ["unattributed", "unknown"].contains(key)
      }
  }
}
