import Testing

@testable import Pages

@Suite struct TypographyTests {
  @Test(arguments: [
    ("the model's weights", "the model’s weights"), ("labs' own", "labs’ own"), ("the 1990's", "the 1990’s"),
    ("it is \"best\", they say", "it is “best”, they say"), ("(\"open\") and \"closed.\"", "(“open”) and “closed.”"),
    ("a 5\" disk", "a 5\" disk"), ("'quoted'", "‘quoted’"), ("of 'open-weight' models'", "of ‘open-weight’ models’"),
    ("'tis so", "'tis so"), ("lone \" mark", "lone \" mark"), ("nothing", "nothing"),
    ("“already”", "“already”"), ("", ""),
  ])
  func quotesAreThoseOfPrint(_ written: String, _ printed: String) {
    #expect(Typography.curled(written) == printed)
  }

  @Test(arguments: [
    ("share", "Share"), ("a US firm", "A US firm"), ("US firms", "US firms"), ("xAI", "xAI"), ("", ""),
  ])
  func aNamesOwnSmallLetterStays(_ written: String, _ printed: String) {
    #expect(written.capitalisedFirst == printed)
  }

  @Test(arguments: [
    ("is of 2026-08-19, 99 days old", "is of 19 August 2026, 99 days old"), ("in 2025-07: 5", "in July 2025: 5"),
    ("more-than 400000000 downloads", "more than 400,000,000 downloads"),
    ("GLM-4.5, 1555 in 2025", "GLM-4.5, 1555 in 2025"),
    ("11..14 in", "11–14 in"), ("0.003..0.008.", "0.003–0.008."), ("-5..3", "\u{2212}5 to 3"),
    ("two  blanks", "two  blanks"), ("", ""),
  ])
  func whatAChecksWordsCountIsWrittenAsForReaders(_ written: String, _ printed: String) {
    #expect(written.withWrittenNumbers == printed)
  }

  @Test func proseOfARecordIsPrintedAndItsCodeAndAddressesStay() {
    let prose = Markdown.inlines(ofProse: "the maker's `it's` and [it's](https://example.org/it's)")
    #expect(
      prose == [
        .text("the maker’s "), .code("it's"), .text(" and "),
        .link(Link(.address("https://example.org/it's"), [.text("it’s")])),
      ])
    #expect(Markdown.inlines(ofProse: "A \"plain\" sentence.") == [.text("A “plain” sentence.")])
  }
}
