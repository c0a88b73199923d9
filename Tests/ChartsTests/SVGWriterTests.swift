import Testing

@testable import Charts

@Suite struct SVGWriterTests {
  @Test(arguments: [(0.0, "0"), (-0.04, "0"), (12, "12"), (12.25, "12.3"), (-0.35, "-0.4"), (735.96, "736")])
  func coordinatesAreTenths(_ value: Double, _ text: String) { #expect(SVGWriter.number(value) == text) }

  @Test func textIsEscaped() { #expect(SVGWriter.escaped("a<b & \"c\"\u{1}") == "a&lt;b &amp; &quot;c&quot;\u{FFFD}") }

  @Test func aFileStandsAlone() {
    let file = Sample.shares.file(.mini, id: "s", style: ".a > b { fill: red }")
    #expect(file.hasPrefix("<svg class=\"chart mini\""))
    #expect(file.contains("xmlns=\"http://www.w3.org/2000/svg\"><style>.a &gt; b { fill: red }</style>"))
    _ = Drawing(file.replacing("\n", with: ""))
  }
}
