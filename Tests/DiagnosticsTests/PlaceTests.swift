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
}
