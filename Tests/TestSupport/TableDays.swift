import Foundation

/// The captions of the tables of a page, written as HTML, that don't say of which day their data are.
///
/// A table says it in the small line under it; that of a chart in the chart's footer, which also speaks for a table of the
/// same data in its section. Tables without data say nothing: the fields of a kind, editions, and what an edition changed,
/// whose heading names its day.
package func tablesWithoutDay(in html: String) -> [String] {
  var captions: [String] = []
  let parts = html.components(separatedBy: "<table")
  for piece in parts.indices.dropFirst() {
    let before = parts[..<piece].joined(separator: "<table")
    let table = parts[piece]
    // The table of a chart opens under its picture.
    if isOpen("<details><summary>Table", until: "</details>", in: before) { continue }
    let caption = table.between("<caption", "</caption>").map { String($0.drop { $0 != ">" }.dropFirst()) } ?? ""
    if undated.contains(where: { caption.hasPrefix($0) }) { continue }
    let rest = table.components(separatedBy: "</table>").dropFirst().joined()
    let after = rest.hasPrefix("</div>") ? rest.dropFirst(6) : rest[...]
    let line = after.hasPrefix("\n<p class=\"small gap-s\">") ? String(after).between("<p", "</p>") ?? "" : ""
    let section = before.components(separatedBy: "<section").last ?? ""
    let footer = section.components(separatedBy: "<figcaption").dropFirst().last ?? ""
    if !saysDay(String(line)), !saysDay(footer) { captions.append(caption) }
  }
  return captions
}

private let undated = [
  "Fields of ", "Editions, ", "Figures that moved", "Verdicts that changed", "Records that changed",
]

private func saysDay(_ words: String) -> Bool {
  ["Data as of ", "Data of ", " read on ", " read up to ", "As recorded on "]
    .contains { words.contains($0) }
}

private func isOpen(_ start: String, until end: String, in text: String) -> Bool {
  let last = text.components(separatedBy: start)
  return last.count > 1 && !(last.last ?? "").contains(end)
}

extension String {
  fileprivate func between(_ start: String, _ end: String) -> Substring? {
    guard let from = firstRange(of: start)?.upperBound, let to = self[from...].firstRange(of: end)?.lowerBound else {
      return nil
    }
    return self[from..<to]
  }
}
