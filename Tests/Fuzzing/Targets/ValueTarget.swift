import Records

extension FuzzTarget {
  /// The types of fields: what is accepted is the same when it is written out and read again.
  static func values(_ seeds: SeedFiles) -> FuzzTarget {
    let cells = seeds.ending(in: ".csv").flatMap { file in
      file.split { [0x2C, 0x0A, 0x22].contains($0) }.prefix(60).map { [UInt8]($0) }
    }
    let written = [
      "1432", "1432 ± 6", "1432 [1426, 1438]", "11..14", "-0.5", "2026", "2026-H1", "2026-Q2", "2026-07", "2026-07-21",
      "CN", "https://example.org/a?b=c#d", "qwen3-8b", "yes", "not-applicable", "a; b; c",
    ]
    return FuzzTarget(
      name: "values", seeds: written.map { Array($0.utf8) } + cells,
      words: [
        " ± ", "..", " [", ", ", "]", "-", "e", ".", "H1", "Q4", "-13", "http://", "https://", "inf", "nan", "0x1p3",
        "_", "±",
      ], weight: 2
    ) { bytes in complaint(aboutValue: String(decoding: bytes, as: UTF8.self)) }
  }

  private static func complaint(aboutValue text: String) -> String? {
    if let date = PartialDate(text) {
      if date.description != text { return "the date '\(text)' is written '\(date)'" }
      if date.first > date.last { return "the date '\(text)' ends before it begins" }
    }
    if let quantity = Quantity(text) {
      if Quantity(quantity.text) != quantity {
        return "'\(text)' is written '\(quantity.text)', which reads differently"
      }
      let digits = text.utf8.prefix { $0 | 0x20 != UInt8(ascii: "e") }
      if quantity == Quantity("0"), digits.contains(where: { (0x31...0x39).contains($0) }) {
        return "'\(text)' isn't zero"
      }
      if ![quantity.low, quantity.value, quantity.high].compactMap(\.self).allSatisfy(\.isFinite) {
        return "'\(text)' isn't finite"
      }
    }
    if case .success(let address) = FieldType<String>.url.parse(text), address.utf8.contains(where: { $0 <= 0x20 }) {
      return "the address '\(text)' has blanks in it"
    }
    if isSafeID(text), text.contains("/") || text.contains("..") || text.isEmpty || text.utf8.count > 100 {
      return "the id '\(text)' can leave its folder"
    }
    _ = FieldType<Quantity>.number("points", in: 0...100).parse(text)
    _ = FieldType<PartialDate>.date.parse(text)
    _ = FieldType<String>.country.parse(text)
    _ = FieldType<Bool>.yesNo.parse(text)
    _ = FieldType<Score.Runner>.choice.parse(text)
    return nil
  }
}
