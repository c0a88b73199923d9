import Diagnostics
import Glibc
import Reading
import Yams

/// Record text beside Yams's `compose` and libyaml's bare events, on the same bytes and one core.
func benchmarkRecordText(_ name: String, _ bytes: [UInt8]) {
  let file = SourceFile(path: name, bytes: bytes)
  let megabytes = Double(bytes.count) / 1e6
  let (documents, findings) = RecordText.read(file)
  guard findings.isEmpty, let events = countLibyamlEvents(bytes) else {
    print(render(findings, as: .text, limit: 5))
    return print("\(name): left out, since not all of the readers accept it")
  }
  let text = String(decoding: bytes, as: UTF8.self)
  let ours = quickest { precondition(RecordText.read(file).documents.count == documents.count) }
  let oursWithText = quickest { precondition(RecordText.read(file).documents.map(textLength).reduce(0, +) > 0) }
  let libyaml = quickest(of: 5) { precondition(countLibyamlEvents(bytes) == events) }
  let yams = quickest(of: 2) {
    guard let parser = try? Yams.Parser(yaml: text) else { return }
    while (try? parser.nextRoot()) != nil {}
  }
  print("\(name), \(oneDecimal(megabytes)) MB, \(events) libyaml events")
  func line(_ what: String, _ seconds: Double, _ note: String = "") {
    print("  \(what) \(oneDecimal(megabytes / seconds)) MB/s\(note)")
  }
  line("record text                  ", ours)
  line("record text, every text taken", oursWithText)
  line("libyaml, bare events         ", libyaml, "; record text is \(oneDecimal(libyaml / ours)) times as fast")
  line("Yams compose                 ", yams, "; record text is \(oneDecimal(yams / ours)) times as fast")
  print(
    "  with every text taken: \(oneDecimal(libyaml / oursWithText)) times libyaml, \(oneDecimal(yams / oursWithText)) times Yams"
  )
}

/// Asks for every text there is, as a program that uses all of a file would.
private func textLength(_ node: Reading.Node) -> Int {
  if let items = node.items { return items.reduce(0) { $0 + textLength($1) } }
  if let entries = node.entries { return entries.reduce(0) { $0 + textLength($1.key) + textLength($1.value) } }
  return node.text?.utf8.count ?? 0
}
