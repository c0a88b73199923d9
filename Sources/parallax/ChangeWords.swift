import Diagnostics
import Metrics
import Pages
import Records

// What moved in words, the same wherever it is told in a terminal or a pull request.

extension EditionChanges.Cause {
  /// `our correction`.
  var words: String { String(rawValue.map { $0 == "-" ? " " : $0 }) }
}

extension [EditionChanges.Reason] {
  /// `new data, our correction`.
  var words: String { map(\.cause.words).joined(separator: ", ") }
}

extension EditionChanges.RecordMove {
  /// `3 rows of prices from genai-prices changed`.
  var words: String {
    "\(count) \(count == 1 ? "row" : "rows") of \(kind)\(source.isEmpty ? "" : " from \(source)") \(change.rawValue)"
  }
}

extension EditionChanges.FigureMove {
  /// `42 points (29 to 55), now 38 points (25 to 51)`; where both read alike, that it moved by less than is printed.
  var words: String {
    let (old, new) = (before.answer, after.answer)
    if old == new {
      return isOnlyHistory || before?.value == after?.value ? new : "\(new), moved by less than is printed"
    }
    return "\(old), now \(new)"
  }

  /// `leads, now tie`; `nil` where its verdict stays.
  var verdictWords: String? {
    guard let old = before?.verdict, let new = after?.verdict, old != new else { return nil }
    return "\(old), now \(new)"
  }
}

extension EditionChanges.VerdictMove {
  /// `holds, now does-not-hold`.
  var words: String { "\(before?.verdict ?? "not there"), now \(after?.verdict ?? "gone")" }
}

extension EditionFacts.Figure? {
  /// `42 points (29 to 55)`, as pages have it.
  var answer: String { self.map(\.answer) ?? "not there" }
}

extension Shelf.Pages {
  var json: String {
    func list(_ paths: [String]) -> String { "[\(paths.map { jsonText($0) }.joined(separator: ", "))]" }
    return "{\"added\": \(list(added)), \"changed\": \(list(changed)), \"removed\": \(list(removed))}"
  }
}
