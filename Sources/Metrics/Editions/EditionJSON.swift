import Diagnostics
import Reading

/// Editions as JSON: `editions/ID.json`, and what `parallax diff --json` prints. An item a line.
package enum EditionJSON {
  package static func text(of edition: PastEdition, previous: String?) -> String {
    """
    {
      "id": \(jsonText(edition.id)),
      "day": \(jsonText(edition.day)),
      "previous": \(previous.map(jsonText) ?? "null"),
      "previous_day": \(edition.previousDay.map(jsonText) ?? "null"),
      "figures": \(lines(edition.facts.figures.map(text(of:)))),
      "claims": \(lines(edition.facts.claims.map(text(of:)))),
      "changes": \(edition.changes.map { text(of: $0) } ?? "null")
    }

    """
  }

  /// `nil` when the bytes aren't a whole edition.
  package static func edition(_ bytes: [UInt8]) -> PastEdition? {
    guard let tree = JSONTree(bytes), let id = tree["id"]?.text, let day = tree["day"]?.text else { return nil }
    guard let figures = all(tree["figures"], figure), let claims = all(tree["claims"], claim) else { return nil }
    var changes: EditionChanges?
    if let written = tree["changes"], !written.isNull {
      guard let read = self.changes(written) else { return nil }
      changes = read
    }
    return PastEdition(
      id: id, day: day, previousDay: tree["previous_day"]?.text, facts: EditionFacts(figures: figures, claims: claims),
      changes: changes)
  }

  /// Every item, or `nil` when one can't be read.
  private static func all<Item>(_ tree: JSONTree?, _ item: (JSONTree) -> Item?) -> [Item]? {
    guard let trees = tree?.list else { return nil }
    let items = trees.compactMap(item)
    return items.count == trees.count ? items : nil
  }

  private static func lines(_ items: [String], indent: String = "    ") -> String {
    items.isEmpty ? "[]" : "[\n\(indent)\(items.joined(separator: ",\n\(indent)"))\n\(indent.dropLast(2))]"
  }

  private static func texts(_ texts: [String]) -> String { "[\(texts.map(jsonText).joined(separator: ", "))]" }

  private static func optional(_ text: String?) -> String { text.map(jsonText) ?? "null" }
}

// MARK: - Figures and claims

extension EditionJSON {
  private static func text(of figure: EditionFacts.Figure) -> String {
    """
    {"id": \(jsonText(figure.id)), "title": \(jsonText(figure.title)), "unit": \(jsonText(figure.unit)), \
    "value": \(jsonNumber(figure.value)), "low": \(jsonNumber(figure.low)), "high": \(jsonNumber(figure.high)), \
    "n": \(figure.n), "as_of": \(optional(figure.asOf)), "verdict": \(optional(figure.verdict)), \
    "version": \(figure.version), "method": \(jsonText(figure.method)), "series": \(jsonText(figure.series))}
    """
  }

  private static func figure(_ tree: JSONTree) -> EditionFacts.Figure? {
    guard let id = tree["id"]?.text, let title = tree["title"]?.text, let unit = tree["unit"]?.text,
      let n = tree["n"]?.whole, let version = tree["version"]?.whole, let method = tree["method"]?.text,
      let series = tree["series"]?.text
    else { return nil }
    return EditionFacts.Figure(
      id: id, title: title, unit: unit, value: tree["value"]?.number, low: tree["low"]?.number,
      high: tree["high"]?.number, n: n, asOf: tree["as_of"]?.text, verdict: tree["verdict"]?.text, version: version,
      method: method, series: series)
  }

  private static func text(of claim: EditionFacts.Claim) -> String {
    """
    {"id": \(jsonText(claim.id)), "verdict": \(jsonText(claim.verdict)), "computed": \(claim.isComputed), \
    "ours": \(optional(claim.ours)), "figures": \(texts(claim.figures))}
    """
  }

  private static func claim(_ tree: JSONTree) -> EditionFacts.Claim? {
    guard let id = tree["id"]?.text, let verdict = tree["verdict"]?.text, let isComputed = tree["computed"]?.truth
    else { return nil }
    return EditionFacts.Claim(
      id: id, verdict: verdict, isComputed: isComputed, ours: tree["ours"]?.text,
      figures: tree["figures"]?.items.compactMap(\.text) ?? [])
  }
}

// MARK: - Changes

extension EditionJSON {
  package static func text(of changes: EditionChanges) -> String {
    let figures = changes.figures.map { move in
      """
      {"id": \(jsonText(move.id)), "before": \(move.before.map(text(of:)) ?? "null"), \
      "after": \(move.after.map(text(of:)) ?? "null"), "reasons": \(text(of: move.reasons))}
      """
    }
    let verdicts = changes.verdicts.map { move in
      """
      {"id": \(jsonText(move.id)), "before": \(move.before.map(text(of:)) ?? "null"), \
      "after": \(move.after.map(text(of:)) ?? "null"), "reasons": \(text(of: move.reasons))}
      """
    }
    let records = changes.records.map { move in
      """
      {"kind": \(jsonText(move.kind)), "source": \(jsonText(move.source)), \
      "change": \(jsonText(move.change.rawValue)), "cause": \(jsonText(move.cause.rawValue)), \
      "count": \(move.count), "keys": \(texts(move.keys))}
      """
    }
    return """
      {
          "figures": \(lines(figures, indent: "      ")),
          "verdicts": \(lines(verdicts, indent: "      ")),
          "records": \(lines(records, indent: "      "))
        }
      """
  }

  private static func text(of reasons: [EditionChanges.Reason]) -> String {
    let items = reasons.map { reason in
      """
      {"cause": \(jsonText(reason.cause.rawValue)), "count": \(reason.count), "records": \(texts(reason.records))}
      """
    }
    return "[\(items.joined(separator: ", "))]"
  }

  private static func changes(_ tree: JSONTree) -> EditionChanges? {
    guard let figures = all(tree["figures"], figureMove), let verdicts = all(tree["verdicts"], verdictMove),
      let records = all(tree["records"], recordMove)
    else { return nil }
    return EditionChanges(figures: figures, verdicts: verdicts, records: records)
  }

  private static func figureMove(_ tree: JSONTree) -> EditionChanges.FigureMove? {
    guard let reasons = all(tree["reasons"], reason) else { return nil }
    return EditionChanges.FigureMove(
      before: tree["before"].flatMap(figure), after: tree["after"].flatMap(figure), reasons: reasons)
  }

  private static func verdictMove(_ tree: JSONTree) -> EditionChanges.VerdictMove? {
    guard let reasons = all(tree["reasons"], reason) else { return nil }
    return EditionChanges.VerdictMove(
      before: tree["before"].flatMap(claim), after: tree["after"].flatMap(claim), reasons: reasons)
  }

  private static func reason(_ tree: JSONTree) -> EditionChanges.Reason? {
    guard let cause = tree["cause"]?.text.flatMap({ EditionChanges.Cause(rawValue: $0) }),
      let count = tree["count"]?.whole
    else { return nil }
    return EditionChanges.Reason(
      cause: cause, count: count, records: tree["records"]?.items.compactMap(\.text) ?? [])
  }

  private static func recordMove(_ tree: JSONTree) -> EditionChanges.RecordMove? {
    guard let kind = tree["kind"]?.text, let source = tree["source"]?.text, let count = tree["count"]?.whole,
      let change = tree["change"]?.text.flatMap({ EditionChanges.Change(rawValue: $0) }),
      let cause = tree["cause"]?.text.flatMap({ EditionChanges.Cause(rawValue: $0) })
    else { return nil }
    return EditionChanges.RecordMove(
      kind: kind, source: source, change: change, cause: cause, count: count,
      keys: tree["keys"]?.items.compactMap(\.text) ?? [])
  }
}
