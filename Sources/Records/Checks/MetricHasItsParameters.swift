import Diagnostics

extension Check {
  /// Every metric has the parameters that its measure reads, and names blocs that the report knows.
  package static let metricHasItsParameters = Check("missing-parameter") { corpus in
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
      case .tally, .share:
        need("of", metric.of != nil)
        need("by", !metric.by.isEmpty)
      }
      for bloc in [metric.leader, metric.follower].compactMap(\.self) where !blocs.contains(bloc) {
        findings.append(.unknownBloc(bloc, known: blocs, of: metric))
      }
      return findings
    }
  }
}

extension Finding {
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
