package import Diagnostics

/// Reads record text: the YAML that people write by hand. `Documentation/record-text.md` describes it.
package enum RecordText {
  /// The most bytes that a file may have.
  package static let sizeLimit = 64 << 20
  /// The most collections inside each other.
  package static let depthLimit = 100
  /// The most bytes a key may have: what every YAML reader must cope with.
  package static let keyLimit = 1024

  /// The documents of a file, and everything that is wrong with it. One run reports every trouble it can tell apart:
  /// after one, reading goes on with the next line that stands as far left as the value it was in.
  ///
  /// A file without any text has no documents. Time and memory are linear in the file's size.
  package static func read(_ file: SourceFile) -> (documents: [Node], findings: [Finding]) {
    guard file.bytes.count <= sizeLimit else {
      return ([], [.tooLarge(file, limit: sizeLimit)])
    }
    let check = TextCheck.findings(in: file, lineSeparatorsUntil: .max)
    guard check.isReadable else { return ([], check.findings.all) }
    var parser = RecordParser(file: file, isMarked: check.hasMark)
    let bytes = file.bytes
    parser.readStream(in: bytes.span)
    let tape = RecordTape(file: file, items: parser.tape)
    var findings = check.findings
    findings.append(contentsOf: parser.findings)
    if !findings.isEmpty, let conflict = Finding.conflict(in: file) { return ([], [conflict]) }
    return (parser.roots.map { Node(tape: tape, index: $0) }, findings.all)
  }
}

extension Finding {
  static func tooLarge(_ file: SourceFile, limit: Int) -> Finding {
    Finding(
      .error, "too-large", "file of \(file.bytes.count) bytes; the limit is \(limit)", at: Place(file),
      hint: "split the file")
  }
}
