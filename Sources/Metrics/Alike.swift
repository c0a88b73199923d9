import Diagnostics
import Records

/// Which fields of a kind must be equal in all rows that are put into one series.
///
/// Two series with one name don't join: a share of all models and one of new models, a count over a month and one
/// over all time. A metric that splits by such a field keeps its rows apart; one that asks for fewer fields says so
/// with `alike`, and is answerable for it.
enum Alike {
  static func fields(of metric: Metric, kind: String) -> [String] {
    let wanted = metric.alike.isEmpty ? usual(kind, metric.offers) : metric.alike
    return wanted.filter { !metric.by.contains($0) }
  }

  /// A comparison of two parts that differ by a field which makes rows unlike, unless the record answers for it.
  static func finding(of metric: Metric, kind: String) -> Finding? {
    guard metric.leader != nil, metric.follower != nil, metric.alike.isEmpty, metric.measure == .ratio,
      let field = metric.by.first, usual(kind, metric.offers).contains(field)
    else { return nil }
    return Finding(
      .error, "unlike-rows", "'\(metric.id)' compares two parts of \(kind) whose '\(field)' differ",
      at: metric.place, hint: "split by another field, or answer for it: name in 'alike' the fields that must be equal")
  }

  private static func usual(_ kind: String, _ offers: Metric.Offers?) -> [String] {
    switch kind {
    case Download.kind, Derivative.kind, Usage.kind:
      ["source", "platform", "measure", "unit", "window", "population", "counting-rule", "attribution-rule"]
    case Adoption.kind: ["source", "unit"]
    case Claim.kind: ["unit"]
    case Compute.kind: ["source", "measure", "cumulative"]
    case Safety.kind: ["source", "evaluation", "measure"]
    case Openness.kind: ["source", "scale"]
    case Score.kind: ["benchmark", "scale"]
    case Price.kind: offers == .hosts ? [] : ["provider"]
    default: []
    }
  }

  /// The first field that isn't equal everywhere, as a finding in the metric's record.
  static func finding(_ fields: [String], _ records: [Record], of metric: Metric) -> Finding? {
    guard let first = records.first else { return nil }
    for field in fields {
      guard let position = Corpus.kinds.first(where: { $0.name == first.kind })?.position(of: field) else { continue }
      guard let other = Record.firstUnlike(among: records, at: position) else { continue }
      return Finding(
        .error, "unlike-rows",
        "'\(metric.id)' joins \(first.kind) whose '\(field)' differ, \(text(first[field])) and \(text(other[field]))",
        at: metric.filterPlace ?? metric.place,
        hint: "choose one with 'where', or split by '\(field)'",
        related: [.init("one is here", at: first.place), .init("the other is here", at: other.place)])
    }
    return nil
  }

  private static func text(_ value: Value) -> String {
    switch value {
    case .missing: "none"
    case .number(let quantity): quantity.text
    case .date(let date): date.description
    default: value.word.map { "'\($0)'" } ?? "several"
    }
  }
}
