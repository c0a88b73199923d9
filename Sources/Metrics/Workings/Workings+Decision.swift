import Records

extension Workings {
  /// The score of one of an order: its qualities rescaled among all that fit, and weighed.
  static func decision(
    _ decision: Decision, _ place: Balance.Place, _ corpus: Corpus, isLowerBetter: Bool
  ) -> Workings? {
    var workings = Workings()
    func entry(_ candidate: Int) -> Entry {
      let option = decision.options[decision.fitting[candidate]]
      var cells: [(column: String, cell: WorkingsCell)] = []
      for weight in decision.weights {
        if let number = option.raw(weight.dimension) { cells.append((weight.dimension.column, .number(number))) }
      }
      return Entry(option.rating.row, corpus, further: cells)
    }
    let isFirst = place.candidate == decision.places.first?.candidate
    let own = isFirst ? "first" : "own"
    workings.add(own, isFirst ? "the model that comes first" : "the model itself", [entry(place.candidate)])
    workings.add("fitting", "all models that pass the limits", decision.fitting.indices.map(entry))
    func quality(_ group: String, _ dimension: Profile.Dimension) -> Formula {
      let number = group[dimension.column]
      switch dimension {
      case .cost: return -1 * .of(.log10, .of(.max, 0.000_001, number))
      case .capability where isLowerBetter: return -1 * number
      default: return number
      }
    }
    let sum = decision.weights.reduce(0) { $0 + $1.weight }
    var names: [Formula] = []
    for (index, weight) in decision.weights.enumerated() {
      let (dimension, name) = (weight.dimension, weight.dimension.rawValue)
      // One price at a time: the largest of two is one number.
      let least =
        dimension == .cost
        ? -1 * .of(.log10, .of(.max, 0.000_001, .of(.max, "fitting"[dimension.column])))
        : .of(.min, quality("fitting", dimension))
      let most =
        dimension == .cost
        ? -1 * .of(.log10, .of(.max, 0.000_001, .of(.min, "fitting"[dimension.column])))
        : .of(.max, quality("fitting", dimension))
      let scaled = decision.scaled[place.candidate][index]
      let isKnown = workings.groups[0].entries[0].cell(dimension.column) != nil
      if isKnown {
        workings.step(
          name, (quality(own, dimension) - least) / (most - least),
          "from 0 for the worst that fits through 1 for the best")
      }
      if workings.result(name) == nil {
        workings.step(name, .number(scaled), isKnown ? "all that fit are alike" : "not known, so taken for the worst")
      }
      names.append(.step(name))
    }
    let weights = decision.weights.map { Formula.number($0.weight / sum) }
    let terms = zip(weights, names).map { $0 * $1 }
    workings.step("value", terms.dropFirst().reduce(terms[0], +))
    let drawn = [.number(Double(Balance.seed)), .number(Double(Balance.draws))] + weights + names
    workings.step("low", .call(.drawnLow, drawn))
    workings.step("high", .call(.drawnHigh, drawn))
    workings.choice =
      "The bounds are the lowest and the highest score under \(grouped(Balance.draws)) draws of other weights, by "
      + "SplitMix64 from the seed \(Balance.seed), each pulled halfway towards the profile’s."
    return workings
  }
}

extension Decision.Option {
  /// The number behind a quality, as records have it.
  fileprivate func raw(_ dimension: Profile.Dimension) -> Double? {
    switch dimension {
    case .cost: price
    case .capability: rating.value
    default: qualities[dimension] ?? nil
    }
  }
}

extension Profile.Dimension {
  /// The name of its column: what is read of a row, not the quality made of it.
  fileprivate var column: String {
    switch self {
    case .capability: "rating"
    case .cost: "price"
    case .control: "open-weights"
    case .openness: "licence-score"
    case .safety: "safety-results"
    }
  }
}

extension Balance {
  /// The lowest and the highest score under drawn weights, the own among them.
  static func ends(
    of qualities: [Double], weights: [Double], draws: Int, seed: UInt64
  ) -> (low: Double, high: Double) {
    var random = SplitMix64(seed)
    func score(_ weights: [Double]) -> Double { min(1, zip(qualities, weights).reduce(0) { $0 + $1.0 * $1.1 }) }
    var (low, high) = (score(weights), score(weights))
    var drawn = weights
    for _ in 0..<draws {
      random.draw(&drawn)
      let mixed = score(zip(weights, drawn).map { ($0 + $1) / 2 })
      (low, high) = (min(low, mixed), max(high, mixed))
    }
    return (low, high)
  }
}
