import Diagnostics
import Records

/// The day at the end of a file's name: `lmsys_2024-06-19`, `table_2026_01_08`; `nil` when there is none.
func dateInName(_ name: String) -> Day? {
  let end = String(name.suffix(10)).map { $0 == "_" ? "-" : $0 }
  guard let date = PartialDate(String(end)), date.precision == .day else { return nil }
  return date.first
}

/// The day that a text names, in the ways of upstream files; `nil` for none of them.
///
/// `2026-08-19`, `2026-08-19T02:15:30+00:00`, `2024/12/21`, `Feb 11, 2026`, `17 November 2025 4:28pm`, `Wed, 25 Nov 2026 15:02:37 GMT`, and with the
/// month in front, as in the US, `12/31/2025`.
func day(in text: String) -> Day? {
  let iso = text.prefix(10).map { $0 == "/" ? "-" : $0 }
  if let date = PartialDate(String(iso)), date.precision == .day { return date.first }
  var words = text.split { $0 == " " || $0 == "," }.map(String.init)
  if words.count > 3, weekdays.contains(words[0].prefix(3).lowercased()) { words.removeFirst() }
  if words.count >= 3, let year = Int(words[2]) {
    if let month = month(words[0]), let day = Int(words[1]) { return Day(year: year, month: month, day: day) }
    if let month = month(words[1]), let day = Int(words[0]) { return Day(year: year, month: month, day: day) }
  }
  let numbers = (words.first ?? "").split(separator: "/").compactMap { Int($0) }
  guard numbers.count == 3 else { return nil }
  let year = numbers[2] < 100 ? 2000 + numbers[2] : numbers[2]
  return Day(year: year, month: numbers[0], day: numbers[1])
}

private let weekdays: Set<String> = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

private func month(_ word: String) -> Int? {
  let names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
  return names.firstIndex(of: word.prefix(3).lowercased()).map { $0 + 1 }
}

extension SourceFile {
  /// The last part of the path without its ending.
  var stem: String {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return String(name) }
    return String(name[..<dot])
  }

  var ending: String { String(path.split(separator: ".").last ?? "") }
}
