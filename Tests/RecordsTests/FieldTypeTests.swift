import Records
import Testing

/// The complaint about a text, code and words; `nil` when the type reads it.
private func complaint<Parsed>(about text: String, as type: FieldType<Parsed>) -> String? {
  guard case .failure(let complaint) = type.parse(text) else { return nil }
  return "\(complaint.code): \(complaint.headline)\(complaint.hint.map { "; \($0)" } ?? "")"
}

private enum Better: String, CaseIterable { case higher, lower }

@Suite struct FieldTypeTests {
  @Test(arguments: ["https://example.org", "http://a.b/c?d=e#f", "https://example.org/模型"])
  func addressesAreHTTPOrHTTPS(text: String) {
    #expect(complaint(about: text, as: .url) == nil)
  }

  @Test(arguments: [
    "javascript:alert(1)", "ftp://example.org", "//example.org", "example.org", "https://", "https://a b", "",
    "https://a\"onclick=b", "https://a<b>", "HTTPS//x", "data:text/html,x", " https://example.org",
  ])
  func otherAddressesAreRefused(text: String) {
    #expect(
      complaint(about: text, as: .url)
        == "bad-address: address '\(text)' isn't an http or https address; start with https:// and leave out spaces, "
        + "quotes and angle brackets")
  }

  @Test(arguments: [
    ("CN", nil), ("NO", nil), ("China", "write CN"), ("us", "write US"),
    ("UK", "write two capital letters, such as CN or US"),
    ("EU", "write two capital letters, such as CN or US"), ("", "write two capital letters, such as CN or US"),
  ])
  func countriesAreCodesOfISO3166(text: String, hint: String?) {
    #expect(
      complaint(about: text, as: .country)
        == hint.map { "unknown-country: country '\(text)' isn't an ISO 3166-1 alpha-2 code; \($0)" })
  }

  @Test(arguments: [
    ("1432", nil), ("1432 ± 6", nil), ("0..3000", nil),
    (
      "1,432",
      "bad-number: '1,432' isn't a number; write 1432, 1432 ± 6, 1432 [1426, 1438] or 11..14, without units and thousands marks"
    ),
    (
      "5 [6, 7]",
      "crossed-interval: the bounds of '5 [6, 7]' don't enclose it; the lower bound comes first: 1432 [1426, 1438]"
    ),
    (
      "14..11",
      "crossed-interval: the bounds of '14..11' don't enclose it; the lower bound comes first: 1432 [1426, 1438]"
    ),
    ("3001", "out-of-range: 3001 lies outside 0 to 3000"), ("2999 ± 6", "out-of-range: 3005 lies outside 0 to 3000"),
    ("-1..5", "out-of-range: -1 lies outside 0 to 3000"),
  ])
  func numbersStayInsideTheirRangeWithTheirBounds(text: String, expected: String?) {
    #expect(complaint(about: text, as: .number("points", in: 0...3000)) == expected)
  }

  @Test(arguments: [
    ("2026-H1", nil),
    (
      "2026-02-30",
      "bad-date: the calendar has no day '2026-02-30'; write 2026, 2026-H1, 2026-Q2, 2026-07 or 2026-07-21"
    ),
    (
      "July 2026",
      "bad-date: date 'July 2026' has none of the known forms; write 2026, 2026-H1, 2026-Q2, 2026-07 or 2026-07-21"
    ),
    (
      "07/21/2026",
      "bad-date: date '07/21/2026' has none of the known forms; write 2026, 2026-H1, 2026-Q2, 2026-07 or 2026-07-21"
    ),
  ])
  func datesHaveOneOfFiveForms(text: String, expected: String?) {
    #expect(complaint(about: text, as: .date) == expected)
  }

  @Test(arguments: [
    ("yes", nil), ("no", nil), ("true", "bad-choice: 'true' is neither yes nor no; write yes or no"),
    ("No", "bad-choice: 'No' is neither yes nor no; write yes or no"),
  ])
  func yesAndNoAreThoseWordsAlone(text: String, expected: String?) {
    #expect(complaint(about: text, as: .yesNo) == expected)
  }

  @Test(arguments: [
    ("higher", nil), ("hihger", "bad-choice: 'hihger' is none of higher, lower; did you mean 'higher'?"),
    ("best", "bad-choice: 'best' is none of higher, lower"),
  ])
  func choicesNameTheNearestWord(text: String, expected: String?) {
    let type: FieldType<Better> = .choice
    #expect(complaint(about: text, as: type) == expected)
  }

  @Test(arguments: ["qwen3-8b", "apache-2.0", "1", "a.b-c", "console", "com10"])
  func idsCanNameAFile(id: String) {
    #expect(isSafeID(id))
  }

  @Test(arguments: [
    "", ".", "..", "../x", "a/b", "a\\b", "a..b", ".hidden", "a.", "-a", "Qwen", "a b", "a_b", "é", "a\0", "con",
    "nul.txt", "com1",
    "lpt9.x", String(repeating: "a", count: 101),
  ])
  func idsThatCouldLeaveTheirFolderAreRefused(id: String) {
    #expect(!isSafeID(id))
  }
}
