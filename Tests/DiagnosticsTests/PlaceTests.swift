import Diagnostics
import TestSupport
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

  /// Columns are counted from the place asked for last; the plain way counts each from its line's start.
  @Test func placesAskedForInAnyOrderHaveTheSameColumns() {
    var random = SeededGenerator(seed: 3)
    let text = (0..<40).map { _ in random.pick(["a", "é", "北", "\u{1F600}", "\n", "\r\n", "\r", "long line of text"]) }
    let file = SourceFile(path: "a", text: "\u{FEFF}" + text.joined())
    for _ in 0..<500 {
      let offset = random.below(file.bytes.count + 1)
      #expect(Place(file, offset..<offset).lineAndColumn == Self.plainLineAndColumn(of: offset, in: file.bytes))
    }
  }

  private static func plainLineAndColumn(of offset: Int, in bytes: [UInt8]) -> (Int, Int) {
    var (line, column) = (1, 1)
    for index in 3..<max(offset, 3) {
      let isPair = bytes[index] == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A
      if bytes[index] == 0x0A || (bytes[index] == 0x0D && !isPair) {
        (line, column) = (line + 1, 1)
      } else if bytes[index] & 0xC0 != 0x80 {
        column += 1
      }
    }
    return (line, column)
  }
}
