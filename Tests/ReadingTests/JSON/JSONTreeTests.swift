import Diagnostics
import Reading
import TestSupport
import Testing

@Suite struct JSONTreeTests {
  /// The figures of ten million rows are longer than any text that a person would write.
  @Test func whatTheProgramWroteMayBeLongerThanAnUpstreamFile() {
    let bytes = [UInt8](repeating: 0x20, count: RecordText.sizeLimit) + Array("[1]".utf8)
    #expect(JSONText.read(SourceFile(path: "upstream.json", bytes: bytes)).findings.map(\.code) == ["too-large"])
    #expect(JSONTree(bytes)?.list?.count == 1)
  }

  @Test func everyKindOfValueIsReadAsItsType() {
    let text =
      #" {"a": [1, -2.5e3, 0], "b": "x\n\"\\\/\u00e9\ud83d\ude00", "c": null, "d": true, "e": false, "f": {}} "#
    let tree = JSONTree(Array(text.utf8))
    #expect(tree?["a"]?.items.map(\.number) == [1, -2500, 0])
    #expect(tree?["a"]?.items.map(\.whole) == [1, nil, 0])
    #expect(tree?["b"]?.text == "x\n\"\\/é😀")
    #expect(tree?["c"]?.isNull == true)
    #expect(tree?["d"]?.truth == true)
    #expect(tree?["e"]?.truth == false)
    #expect(tree?["f"]?.members.isEmpty == true)
    #expect(tree?["g"] == nil)
  }

  @Test func whatIsOfAnotherTypeIsNothing() {
    let tree = JSONTree(Array(#"{"a": "1", "b": 1, "c": "null", "d": "true", "e": {}}"#.utf8))
    #expect(tree?["a"]?.number == nil)
    #expect(tree?["b"]?.text == nil)
    #expect(tree?["c"]?.isNull == false)
    #expect(tree?["d"]?.truth == nil)
    #expect(tree?["e"]?.list == nil)
  }

  @Test func anyPrefixOfAValueIsRefused() {
    let whole = Array(#"{"a":[1,{"b":"c\u0041"},true,null],"d":"e"}"#.utf8)
    #expect(JSONTree(whole) != nil)
    for end in 0..<whole.count { #expect(JSONTree(Array(whole[..<end])) == nil, "\(end) bytes") }
  }
}
