import Diagnostics

extension Check {
  /// Every metric has the parameters that its measure reads, and names blocs that the report knows.
  package static let metricHasItsParameters = Check("missing-parameter") { corpus in
    // A report that couldn't be read names none, which is no metric's mistake.
    let blocs = corpus.report.blocs.map(\.id)
    return corpus.metrics.flatMap { metric in
      var findings: [Finding] = []
      func need(_ parameter: String, _ isThere: Bool) {
        if !isThere { findings.append(.missingParameter(parameter, of: metric)) }
      }
      switch metric.measure {
      case .frontier: need("benchmark", metric.benchmark != nil)
      case .gap, .lag:
        need("benchmark", metric.benchmark != nil)
        need("leader", metric.leader != nil)
        need("follower", metric.follower != nil)
      case .share, .concentration:
        need("of", metric.of != nil)
        need("by", !metric.by.isEmpty)
      case .tally: need("of", metric.of != nil)
      case .crossing:
        need("of", metric.of != nil || metric.series != nil)
        need("value", metric.value != nil || metric.series != nil)
      case .trend: need("series", metric.series != nil)
      case .ratio:
        need("of", metric.of != nil)
        need("by", !metric.by.isEmpty)
        need("value", metric.value != nil || metric.trials != nil)
      case .rubric:
        need("of", metric.of != nil)
        need("rubric", metric.rubric != nil)
      case .price:
        need("of", metric.of != nil)
        need("benchmark", metric.benchmark != nil || metric.statistic == .blended)
      case .agreement:
        need("of", metric.of != nil)
        need("by", metric.by.count == 2)
      case .threshold: need("limits", !metric.limits.isEmpty)
      case .balance:
        need("profile", metric.profile != nil)
        need("benchmark", metric.benchmark != nil)
      }
      if metric.statistic == .distinct { need("by", !metric.by.isEmpty) }
      if metric.measure == .tally, metric.value != nil, ["percent", "fraction"].contains(metric.unit) {
        need("denominator", metric.denominator != nil)
      }
      if let statistic = metric.statistic, !metric.measure.statistics.contains(statistic) {
        findings.append(.unfitStatistic(statistic, of: metric))
      }
      if let wanted = unit(of: metric, in: corpus), metric.unit != wanted {
        findings.append(.unlikeUnit(wanted, of: metric))
      }
      // Other measures name parts, which may be anything that rows are split by.
      guard [.gap, .lag].contains(metric.measure) else { return findings }
      for side in [metric.leader, metric.follower].compactMap(\.self) {
        let words = side.split(separator: "/").map(String.init)
        for bloc in words where !blocs.isEmpty && !blocs.contains(bloc) && Weights(rawValue: bloc) == nil {
          findings.append(.unknownBloc(bloc, known: blocs, of: metric))
        }
      }
      return findings
    }
  }

  /// The only unit that a comparison of percentages, or a growth, can be in; `nil` where the record may choose.
  private static func unit(of metric: Metric, in corpus: Corpus) -> String? {
    switch metric.measure {
    case .ratio:
      switch metric.statistic {
      case .difference?: "percentage points"
      case .relativeRisk?: "times"
      default: "fraction"
      }
    case .trend: metric.statistic == .growth ? "times a year" : nil
    case .gap: metric.benchmark.flatMap { corpus.benchmark($0) }?.unit == "percent" ? "percentage points" : nil
    default: nil
    }
  }
}

extension Metric.Measure {
  /// The numbers that it can answer with.
  fileprivate var statistics: [Metric.Statistic] {
    switch self {
    case .tally: [.count, .distinct, .sum, .mean, .median, .p10, .p25, .p75, .p90, .minimum, .maximum]
    case .concentration: [.herfindahl, .gini, .top]
    case .ratio: [.proportion, .difference, .relativeRisk]
    case .price: [.blended, .cheapest, .pareto, .priceRatio]
    case .trend: [.slope, .growth, .mean]
    case .frontier, .gap, .lag, .share, .crossing, .rubric, .threshold, .balance, .agreement: []
    }
  }
}

extension Finding {
  fileprivate static func unfitStatistic(_ statistic: Metric.Statistic, of metric: Metric) -> Finding {
    let known = metric.measure.statistics.map(\.rawValue)
    return Finding(
      .error, "bad-choice",
      "the measure '\(metric.measure.rawValue)' of '\(metric.id)' gives no '\(statistic.rawValue)'",
      at: metric.place,
      hint: known.isEmpty ? "leave out 'statistic'" : "it gives \(known.joined(separator: ", "))")
  }

  fileprivate static func unlikeUnit(_ wanted: String, of metric: Metric) -> Finding {
    let what =
      switch (metric.measure, metric.statistic) {
      case (.gap, _): "a difference of percentages"
      case (.trend, _): "a growth"
      case (_, .difference?): "a difference of proportions"
      case (_, .relativeRisk?): "a relative risk"
      default: "a proportion"
      }
    return Finding(
      .error, "unlike-units", "'\(metric.id)' is \(what), which is never in '\(metric.unit)'", at: metric.place,
      hint: "write the unit '\(wanted)'")
  }

  fileprivate static func missingParameter(_ name: String, of metric: Metric) -> Finding {
    Finding(
      .error, "missing-parameter",
      "the measure '\(metric.measure.rawValue)' reads '\(name)', which '\(metric.id)' lacks",
      at: metric.place)
  }

  fileprivate static func unknownBloc(_ name: String, known: [String], of metric: Metric) -> Finding {
    let meant = nearMiss(of: name, among: known).map { "did you mean '\($0)'?" }
    return Finding(
      .error, "unknown-bloc", "'\(metric.id)' names the bloc '\(name)', which report.yaml doesn't", at: metric.place,
      hint: meant ?? "the blocs are \(known.joined(separator: ", "))")
  }
}
