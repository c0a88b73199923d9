/// A number of a figure as a page shows it, with what the page says of which number it is.
struct NumberQuote: Sendable {
  var figure: String
  /// The observation, as `2026-10-08`; `nil` for the figure's headline.
  var at: String?
  var part: String?
  /// `value`, `lead`, `low`, `win-rate`, …
  var number: String
  var text: String
  /// What stands behind it, as `(29 to 55)`.
  var interval: String?
  var line: Int
  /// True when it leads to the figure's page.
  var isLink: Bool
  /// The observation that it leads to there.
  var anchor: String?
  /// The first cell of the table's row that it stands in.
  var rowHead: String?

  /// What the page's Markdown must hold for it.
  func markdown(root: String) -> String {
    let behind = interval.map { " " + $0 } ?? ""
    guard isLink else { return text + behind }
    return anchor.map { "[\(text)](\(root)figures/\(figure).md#at-\($0))\(behind)" } ?? "[\(text)][\(figure)]\(behind)"
  }
}

/// The attributes by which a page says which number of a figure it shows.
enum QuoteAttribute: String, CaseIterable {
  case figure = "data-figure"
  case at = "data-at"
  case part = "data-part"
  case number = "data-number"
}

extension NumberQuote {
  /// - Parameter attributes: as the element has them; a link may leave figure and observation to its address.
  init?(
    _ attributes: [QuoteAttribute: String], address: String?, text: String, interval: String?, line: Int,
    rowHead: String?
  ) {
    let target = address.flatMap { Self.target(of: $0) }
    guard let figure = attributes[.figure] ?? target?.figure else { return nil }
    self.init(
      figure: figure, at: attributes[.at] ?? target?.at, part: attributes[.part],
      number: attributes[.number] ?? "value", text: text, interval: interval, line: line, isLink: target != nil,
      anchor: target?.at, rowHead: rowHead)
  }

  /// `figures/arena-gap.html#at-2026-10-08`, seen from any page.
  static func target(of address: String) -> (figure: String, at: String?)? {
    let parts = address.split(separator: "#", maxSplits: 1)
    guard let path = parts.first, path.hasSuffix(".html") else { return nil }
    let names = path.dropLast(5).split(separator: "/")
    guard names.count >= 2, names[names.count - 2] == "figures", let name = names.last else { return nil }
    guard parts.count == 2 else { return (String(name), nil) }
    return parts[1].hasPrefix("at-") ? (String(name), String(parts[1].dropFirst(3))) : nil
  }
}
