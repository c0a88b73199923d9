/// Dates as a reader sees them: `8 October 2026`, `July 2026`, `second quarter of 2026`, `first half of 2026`, `2026`.
enum PrintedDate {
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
  private static let ordinals = ["first", "second", "third", "fourth"]

  /// All dates of a text in their order, as records write them: `2026-10-08`, `2026-07`, `2026-Q2`, `2026-H1`.
  static func all(in text: String) -> [String] {
    let words = text.split { !($0.isLetter || $0.isNumber) }.map(String.init)
    return words.indices.compactMap { index in
      let year = words[index]
      guard year.utf8.count == 4, Int(year) != nil else { return nil }
      func before(_ count: Int) -> String { index >= count ? words[index - count] : "" }
      if let month = months.firstIndex(of: before(1)) {
        let name = "\(year)-\(padded(month + 1))"
        return Int(before(2)).map { "\(name)-\(padded($0))" } ?? name
      }
      if before(1) == "of", let part = ordinals.firstIndex(of: before(3)) {
        return "\(year)-\(before(2) == "half" ? "H" : "Q")\(part + 1)"
      }
      return year
    }
  }

  private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
