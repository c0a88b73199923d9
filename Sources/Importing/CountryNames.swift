import Records

extension Country {
  /// Countries by names that aren't the short ones in common English use.
  private static let upstreamNames = [
    "United States of America": "US", "Korea (Republic of)": "KR", "Russia": "RU", "Vietnam": "VN",
    "United Kingdom of Great Britain and Northern Ireland": "GB", "Philippines (the)": "PH", "Turkey": "TR",
    "Netherlands": "NL", "Czechia": "CZ", "Taiwan": "TW", "Hong Kong": "HK",
  ]

  private static let codeOfName = Dictionary(codes.map { (name(of: $0) ?? $0, $0) }) { first, _ in first }

  /// The code of a country as upstream files name it; `nil` for what is none.
  static func code(ofUpstream name: String) -> String? { upstreamNames[name] ?? codeOfName[name] }
}
