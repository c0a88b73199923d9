extension PartialDate {
  /// `8 October 2026`, `July 2026`, `second quarter of 2026`, `first half of 2026`, `2026`; short: `8 Oct 2026`,
  /// `July 2026`, `2026 Q2`, `2026 H1`.
  package func words(isShort: Bool = false) -> String {
    let (year, month, day) = first.components
    let name = Self.months[month - 1]
    switch precision {
    case .day: return "\(day) \(isShort ? String(name.prefix(3)) : name) \(year)"
    case .month: return "\(name) \(year)"
    case .quarter:
      let quarter = (month + 2) / 3
      return isShort
        ? "\(year) Q\(quarter)" : "\(["first", "second", "third", "fourth"][quarter - 1]) quarter of \(year)"
    case .half:
      return isShort ? "\(year) H\(month < 7 ? 1 : 2)" : "\(month < 7 ? "first" : "second") half of \(year)"
    case .year: return String(year)
    }
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
}
