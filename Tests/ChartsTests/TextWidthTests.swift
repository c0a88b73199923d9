import Testing

@testable import Charts

@Suite struct TextWidthTests {
  @Test func widthsAreArials() {
    #expect(TextWidth.thousandths(of: "United States", isBold: false) == 6003)
    #expect(TextWidth.thousandths(of: "1,534 (1,525–1,543)", isBold: false) == 9006)
    #expect(TextWidth.room(for: "0", size: 10) == 5.56 * TextWidth.reserve)
  }

  @Test func longTextsAreCutWithAnEllipsis() {
    let style = TextStyle.tick
    let text = style.fitted("A very long name of a model", to: 60)
    #expect(text.hasSuffix("…") && style.room(for: text) <= 60)
    #expect(style.fitted("Short", to: 60) == "Short")
  }

  @Test func linesAreOfAboutOneLength() {
    #expect(TextStyle.note.wrapped("No board with intervals held", to: 120) == ["No board with", "intervals held"])
  }
}
