import Diagnostics
import Testing

@Suite struct PlaceTests {
  @Test func countsLinesAndColumnsAsAnEditorDoes() {
    let file = SourceFile(path: "a", text: "\u{FEFF}one\r\nzwölf: x\rthree")
    func position(of text: String) -> [Int] {
      let bytes = file.bytes
      let wanted = Array(text.utf8)
      let start = (0...(bytes.count - wanted.count)).first { Array(bytes[$0..<($0 + wanted.count)]) == wanted }!
      let (line, column) = Place(file, start..<(start + wanted.count)).lineAndColumn
      return [line, column]
    }
    #expect(position(of: "one") == [1, 1])
    #expect(position(of: "x") == [2, 8])
    #expect(position(of: "three") == [3, 1])
  }

  @Test func countsTheLinesOfAStretchFromItsFirst() {
    let stretch = SourceFile(path: "a", bytes: Array("one\ntwo".utf8), firstLine: 1000)
    let finding = Finding(.error, "missing-cell", "x", at: Place(stretch, 5..<6))
    #expect(finding.place.map { [$0.lineAndColumn.line, $0.lineAndColumn.column, $0.line] } == [1001, 2, 1001])
    #expect(render([finding], as: .text).hasPrefix("a:1001:2: error: x"))
    let later = SourceFile(path: "a", bytes: Array("x".utf8), firstLine: 2000)
    #expect(Place(stretch, 5..<6) < Place(later, 0..<1))
  }
}
