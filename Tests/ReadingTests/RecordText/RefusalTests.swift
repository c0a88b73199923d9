import Diagnostics
import Reading
import TestSupport
import Testing

/// Every finding about record text in full: place (`«…»`), headline and hint.
@Suite struct RefusalTests {
  @Test(arguments: [
    ("price: «&base» 0.5", "anchor '&base'; give what it names an id, and use that"),
    ("price: «*base»", "alias '*base'; write the value out, or quote text that begins with '*'"),
    ("a: [«*b», c]", "alias '*b'; write the value out, or quote text that begins with '*'"),
    ("date: «!!str» 2026", "tag '!!str'; delete it: the field's type says how a value is read"),
    (
      "date: «!<tag:yaml.org,2002:str>» 2026",
      "tag '!<tag:yaml.org,2002:str>'; delete it: the field's type says how a value is read"
    ),
    ("«?» a\n: b", "key marked with '?'; write 'key: value'"),
    ("{«?» a: b}", "key marked with '?'; write 'key: value'"),
    ("«[a, b]»: c", "key that is a collection, not text; give the key a name in words, followed by ': '"),
    ("«<<»: {a: b}", "merge key '<<'; write the fields out; quote it if '<<' is meant as a name"),
    ("«%YAML 1.1»\n---\na: b", "directive '%YAML 1.1'; delete the line: record text is YAML 1.2 without directives"),
    (
      "a: 1\nb: 2\n«\"\\x61\"»: 3",
      "key 'a' stands twice in one mapping; delete one, or begin another record with '---' or '- '"
    ),
    (
      "a: {b: 1, «b»: 2}", "key 'b' stands twice in one mapping; delete one, or begin another record with '---' or '- '"
    ),
    ("a:\n  b: 1\n«\t»c: 2", "tab in the indentation; indent by spaces"),
    ("a: b«\u{7}»c", "control character U+0007; delete it, or write a space or line break instead"),
    ("a: b«\u{85}»c", "control character U+0085; delete it, or write a space or line break instead"),
    ("a: b«\u{FEFF}»c", "control character U+FEFF; delete it, or write a space or line break instead"),
    ("a: b«\0»c", "control character U+0000; is this a text file?"),
    ("a: \"b«\\x07»c\"", "escape for control character U+0007; pages can't hold it; leave it out"),
    (
      "a: b«:» c",
      "second ': ' on one line, behind 'b'; quote the value if the colon belongs to its text, or begin a mapping on the next line"
    ),
    (
      "a: b\n«price 2»",
      "no ': ' behind the key in 'price 2'; write 'key: value', or indent the line to continue the one above"
    ),
    (
      "a: b\n«c:\u{A0}d»",
      "no ': ' behind the key in 'c:\u{A0}d'; the space behind the colon is a no-break space, U+00A0: write a plain one"
    ),
    ("a: b\n«c：d»", "no ': ' behind the key in 'c：d'; '：' is a full-width colon: write ': '"),
    (
      "a: b\n«<<<<<<<» HEAD\nc: d\n=======\nc: e\n>>>>>>> main\n",
      "mark of a merge that isn't finished; choose between the two versions and delete the lines '<<<<<<<', '=======' and '>>>>>>>'"
    ),
    ("a: b«\u{202E}»c", "control character U+202E; delete it, or write a space or line break instead"),
    ("a: b\n«c:d»", "no ': ' behind the key in 'c:d'; put a space behind the colon"),
    (
      "a:\n    b: 1\n  «c: 2»",
      "line indented by 2 where its collection is by 0: 'c: 2'; line it up with the entries above"
    ),
    (
      "a: one\n  «of text»: more",
      "key 'of text' stands inside the text of the line above; line it up with the key above, or quote the text"
    ),
    (
      "a: one\n  «:» b",
      "': ' without a key inside the text of the line above; write the key in front of it, or quote the text"
    ),
    (
      "a:\n  b: [c\n  «]»",
      "line inside brackets no further in than their key: ']'; indent it further, or close the bracket above"
    ),
    (
      "a: |\n«    »\n  b",
      "blank line with more spaces than the text below it; delete the spaces, or say how far the text is indented: '|2'"
    ),
    (
      "a: «-» b",
      "'- ' where no sequence can begin; begin the sequence on the next line, indented; quote the text if no sequence is meant"
    ),
    ("«'a\n  b'»: 1", "key over several lines: ''a'; write the key on one line, or quote the text if it isn't a key"),
    ("a: «@»b", "text that begins with '@'; quote it"),
    ("a: [b, «-»]", "'-' alone inside brackets; quote it; items inside brackets are separated by commas"),
    (
      "a: «\"»b",
      "quote that isn't closed: \"b; close it; further lines of quoted text are indented further than its key"
    ),
    ("a: «[»b", "'[' that isn't closed; close it with ']', or quote text that begins with '['"),
    ("a: {b: c«]»", "']' closes a bracket of another kind; the one open is '{'"),
    ("a: [b, «,» c]", "comma with nothing in front of it; delete it"),
    (
      "a: [\"b\" «c»]",
      "no comma in front of 'c]'; put a comma between items, and quote text with brackets, commas or ': ' in it"
    ),
    ("a: \"b\" «c»", "text behind the closing quote: 'c'; write \\\" for a quote inside quotes"),
    ("a: 'b' «c»", "text behind the closing quote: 'c'; write '' for an apostrophe inside single quotes"),
    ("a: [b] «c»", "text behind the closing bracket: 'c'"),
    ("a: [b]«#c»", "text behind the closing bracket: '#c'; put a space in front of a comment"),
    (
      "a: | «b»",
      "text behind '|' on its line: 'b'; begin the text on the next line, indented; quote text that begins with '|' or '>'"
    ),
    (
      "- a\n«b: c»",
      "text behind the end of the record: 'b: c'; line it up with the record's first line, or begin another record with '---'; what follows isn't read"
    ),
    (
      "- a\n«\u{A0}\u{A0}b: c»",
      "text behind the end of the record: '\u{A0}\u{A0}b: c'; indent it by plain spaces: it begins with a no-break space, U+00A0; what follows isn't read"
    ),
    ("a: \"«\\q»\"", "escape '\\q' stands for nothing; write \\\\ for a backslash, or use single quotes"),
    ("a: \"«\\u12»\"", "escape '\\u12' isn't a character; \\u takes 4 hexadecimal digits of a Unicode character"),
    ("a: \"«\\uD800»\"", "escape '\\uD800' isn't a character; \\u takes 4 hexadecimal digits of a Unicode character"),
  ])
  func refusalPointsAtWhatItNames(text: String, expected: String) {
    let marked = Marked(text)
    let findings = RecordText.read(marked.file).findings
    #expect(findings.map { $0.headline + ($0.hint.map { "; \($0)" } ?? "") } == [expected])
    #expect(findings.map { $0.severity } == [.error])
    #expect(findings.compactMap { $0.place.map { $0.start..<$0.end } } == marked.marks)
  }

  @Test func repeatedKeyNamesWhereItWasFirstGiven() {
    let file = SourceFile(path: "a.yaml", text: "id: a\nname: b\nid: c\n")
    let related = RecordText.read(file).findings.flatMap(\.related)
    #expect(related == [Finding.Related("first given here", at: Place(file, 0..<2))])
  }

  @Test(arguments: [
    ([0x61, 0x3A, 0x20, 0xE9, 0x0A], "byte 0xE9 isn't UTF-8", 3), ([0xC0, 0xAF], "byte 0xC0 isn't UTF-8", 0),
    ([0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0], "file is UTF-32, not UTF-8", 0),
    ([0x61, 0, 0x62, 0], "file is UTF-16, not UTF-8", 0), ([0, 0x61, 0, 0x62], "file is UTF-16, not UTF-8", 0),
    ([0x61, 0xE2, 0x82], "byte 0xE2 isn't UTF-8", 1), ([0xED, 0xA0, 0x80], "byte 0xED isn't UTF-8", 0),
    ([0xFF, 0xFE, 0x61, 0x00], "file is UTF-16, not UTF-8", 0),
  ])
  func bytesThatAreNotUTF8EndTheReading(bytes: [UInt8], headline: String, start: Int) {
    let file = SourceFile(path: "a.yaml", bytes: bytes)
    let (documents, findings) = RecordText.read(file)
    #expect(documents.isEmpty)
    #expect(
      findings == [
        Finding(.error, "not-utf8", headline, at: Place(file, start..<start + 1), hint: "save the file as UTF-8")
      ])
  }

  @Test func workbookIsNamedAndWhatWasWrongInFrontOfABadByteStays() {
    let workbook = SourceFile(path: "a.csv", bytes: [0x50, 0x4B, 3, 4, 0, 0])
    #expect(
      CSVTable.read(workbook).findings.map { "\($0.headline); \($0.hint ?? "")" } == [
        "file is an archive or a workbook, not UTF-8; export a table of it as CSV, in UTF-8"
      ])
    let file = SourceFile(path: "a.yaml", bytes: [0x61, 0x3A, 0x20, 0x07, 0x0A, 0xFC])
    #expect(RecordText.read(file).findings.map(\.code) == ["control-character", "not-utf8"])
  }

  /// What stands behind a line that broke the rules may have belonged to the mapping in front of it.
  @Test(arguments: [
    ("- id: a\n b: c\n  d: e\n- id: b\n", [true, false]), ("- id: a\n  b\n- id: b\n", [true, false]),
    ("- id: a\n- id: b\nc: d\n", [false, true]), ("- id: a\n  b: @c\n- id: b\n", [false, false]),
  ])
  func mappingSaysWhetherLinesOfItWereLeftOut(text: String, expected: [Bool]) {
    let (documents, findings) = RecordText.read(SourceFile(path: "a.yaml", text: text))
    #expect(findings.count == 1)
    #expect(documents.first?.items?.map(\.isCutShort) == expected)
  }

  @Test func collectionsMayBeAHundredDeepAndNoMore() {
    func nested(_ count: Int) -> SourceFile {
      SourceFile(
        path: "a.yaml", text: String(repeating: "[", count: count) + String(repeating: "]", count: count))
    }
    #expect(RecordText.read(nested(100)).findings.isEmpty)
    let file = nested(101)
    #expect(
      RecordText.read(file).findings == [
        Finding(
          .error, "too-deep", "collections nested more than 100 deep", at: Place(file, 100..<101),
          hint: "give parts of it ids")
      ])
  }

  @Test func keysMayHaveAThousandAndTwentyFourBytesAndNoMore() {
    let key = String(repeating: "k", count: 1024)
    #expect(RecordText.read(SourceFile(path: "a.yaml", text: "\(key): 1")).findings.isEmpty)
    let file = SourceFile(path: "a.yaml", text: "\(key)k: 1")
    #expect(
      RecordText.read(file).findings == [
        Finding(
          .error, "too-large", "key of 1025 bytes; the limit is 1024", at: Place(file, 0..<1025),
          hint: "quote the text if it isn't a key")
      ])
  }

  @Test func filesMayHaveSixtyFourMegabytesAndNoMore() {
    let file = SourceFile(path: "a.yaml", bytes: [UInt8](repeating: 0x23, count: (64 << 20) + 1))
    let (documents, findings) = RecordText.read(file)
    #expect(documents.isEmpty)
    #expect(
      findings == [
        Finding(
          .error, "too-large", "file of 67108865 bytes; the limit is 67108864", at: Place(file), hint: "split the file")
      ])
  }

  /// Where a record begins with a line that has no key, its first key still begins it.
  @Test func keyBehindStrayTextBeginsTheRecord() throws {
    let marked = Marked("Models of Qwen\n«id»: a\nname: b\n«stray»\nmaker: c\n")
    let (documents, findings) = RecordText.read(marked.file)
    #expect(findings.map(\.code) == ["bad-indentation", "missing-colon"])
    #expect(findings.compactMap { $0.place.map { $0.start..<$0.end } } == marked.marks)
    let entries = try #require(documents.first?.entries)
    #expect(entries.map { [$0.key.text, $0.value.text] } == [["id", "a"], ["name", "b"], ["maker", "c"]])
  }

  @Test func restOfARecordThatNeverBeginsIsAFindingAndTheNextRecordIsRead() {
    let text = String(repeating: "@\n", count: 20)
    #expect(RecordText.read(SourceFile(path: "a.yaml", text: text)).findings.count == 20)
    let file = SourceFile(path: "a.yaml", text: text + "# more\n  @one\n@two\n---\nid: b\n")
    let (documents, findings) = RecordText.read(file)
    #expect(findings.count == 21)
    #expect(
      findings.last
        == Finding(
          .error, "too-many-findings", "rest of the record, which isn't read: 20 times it couldn't begin",
          at: Place(file, 49..<53), hint: "mend what is in front of it and run again"))
    #expect(documents.last?.entries?.first?.value.text == "b")
  }

  @Test func oneRunReportsEveryTroubleItCanTellApart() {
    let marked = Marked(
      """
      - id: «&x» a
        date: «!!str» 2026
        name: «@»b
      - id: c
        list: [d, «*e»]
      """)
    let findings = RecordText.read(marked.file).findings
    #expect(findings.map(\.code) == ["anchor", "tag", "reserved-character", "alias"])
    #expect(findings.compactMap { $0.place.map { $0.start..<$0.end } } == marked.marks)
  }
}
