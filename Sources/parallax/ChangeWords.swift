import Diagnostics
import Metrics
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
  /// `3 prices of genai-prices changed`.
  var words: String { "\(count) \(kind)\(source.isEmpty ? "" : " of \(source)") \(change.rawValue)" }
}

extension EditionChanges.VerdictMove {
  /// `holds, now does-not-hold`.
  var words: String { "\(before?.verdict ?? "not there"), now \(after?.verdict ?? "gone")" }
}

extension EditionFacts.Figure? {
  /// `42.2 (29.326 to 55.074)`, with as many digits as an eye compares.
  var numbers: String {
    guard let figure = self else { return "not there" }
    guard let value = figure.value else { return "no value" }
    func short(_ number: Double) -> String { Quantity.text(of: (number * 1000).rounded() / 1000) }
    let interval = if let low = figure.low, let high = figure.high { " (\(short(low)) to \(short(high)))" } else { "" }
    return short(value) + interval
  }
}

extension Shelf.Pages {
  var json: String {
    func list(_ paths: [String]) -> String { "[\(paths.map { jsonText($0) }.joined(separator: ", "))]" }
    return "{\"added\": \(list(added)), \"changed\": \(list(changed)), \"removed\": \(list(removed))}"
  }
}
