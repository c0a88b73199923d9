extension FieldType where Parsed == String {
  /// Who makes a rule: a country by its ISO 3166-1 alpha-2 code, or `EU`.
  package static var jurisdiction: FieldType {
    let country = FieldType.country
    return FieldType(
      words: "country, ISO 3166-1 alpha-2, or EU", shape: .jurisdiction,
      general: { $0 == "EU" ? .text($0) : .country($0) }
    ) { text in text == "EU" ? .success(text) : country.parse(text) }
  }
}
