import Diagnostics
import Reading

/// A file of records in its notation, before anybody looks at its fields: what can be done for all files at once.
struct ParsedFile: Sendable {
  enum Content: Sendable {
    case documents([Node])
    case table(CSVSheet?)
    case note(Note?)
    /// None of the notations that records are written in.
    case unknown
  }

  let file: SourceFile
  let content: Content
  let findings: [Finding]

  init(_ file: SourceFile) {
    self.file = file
    if file.path.hasSuffix(".yaml") || file.path.hasSuffix(".yml") {
      let (documents, findings) = RecordText.read(file)
      (content, self.findings) = (.documents(documents), findings)
    } else if file.path.hasSuffix(".csv") {
      let (table, findings) = CSVSheet.read(file)
      (content, self.findings) = (.table(table), findings)
    } else if file.path.hasSuffix(".md") {
      let (note, findings) = NoteText.read(file)
      (content, self.findings) = (.note(note), findings)
    } else {
      (content, findings) = (.unknown, [])
    }
  }
}
