import ArgumentParser
import Diagnostics
import Importing
import Publishing
import Reading
import Records

/// `parallax import`: an upstream export to records.
struct ImportRecords: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Turns an upstream export into records under Input/.",
    discussion: """
      Formats:
      \(Importer.all.map { "  \($0.format): \($0.summary)" }.joined(separator: "\n"))

      The files may be named in any order, folders with all that they hold. Nothing is written when the export is \
      empty, cut off, of another format or far shorter than the last one, nor when the records couldn't be published \
      with it; the exit code is 65 then. Names that no record answers to are listed.
      """)

  @Argument(help: "The format of the export.")
  var format: String

  @Argument(help: "The export: files, or folders of them.", completion: .file())
  var files: [String]

  @Option(help: "The id of the source's record, under Input/sources/.")
  var source: String

  @Option(name: .customLong("as-of"), help: "The day on which the export was made, as 2026-11-23.")
  var asOf: Day

  @Option(help: "The folder of records.")
  var input = "Input"

  @Option(
    name: .customLong("set"), help: "A field that upstream doesn't give, for every row, as scale=D. Can be repeated.")
  var fields: [String] = []

  @Option(help: "The table of a page, for html-table.")
  var xpath = "//table"

  @Option(help: "The kind of record that a row of a page's table becomes, for html-table.")
  var kind: String?

  @Option(
    name: .customLong("column"),
    help: "A field and the heading of its column, as score=Elo, for html-table. Can be repeated.")
  var columns: [String] = []

  @Flag(name: .customLong("dry-run"), help: "Say what would change, row by row, and change nothing.")
  var dryRun = false

  @Flag(name: .customLong("allow-shorter"), help: "Take an export that has lost more than a third of its rows.")
  var allowsShorter = false

  func validate() throws {
    guard Importer.all.contains(where: { $0.format == format }) else {
      let formats = Importer.all.map(\.format)
      let meant = nearMiss(of: format, among: formats).map { "; did you mean '\($0)'?" }
      throw ValidationError(
        "there is no format '\(format)'\(meant ?? ": the formats are \(formats.joined(separator: ", "))")")
    }
    for field in fields where field.split(separator: "=", maxSplits: 1).count != 2 {
      throw ValidationError("--set takes a field and its value, as scale=D, not '\(field)'")
    }
    for column in columns where column.split(separator: "=", maxSplits: 1).count != 2 {
      throw ValidationError("--column takes a field and a heading, as score=Elo, not '\(column)'")
    }
    if format == Importer.htmlTable.format {
      guard kind != nil, !columns.isEmpty else {
        throw ValidationError("html-table needs --kind and a --column for each field, as --column score=Elo")
      }
    } else if kind != nil || !columns.isEmpty {
      throw ValidationError("--kind and --column are for html-table; '\(format)' knows its columns")
    }
  }

  func run() async throws {
    let importer = Importer.all.first { $0.format == format }!
    let (records, unreadable) = try read(input, as: "Input", option: "--input")
    guard unreadable.isEmpty else {
      refuse(unreadable, "the records themselves can't be read")
      throw ExitCode.inputOutput
    }
    let upstream = try readUpstream(endings: importer.endings)
    let options = ImportOptions(
      fields: pairs(in: fields), allowsShorter: allowsShorter,
      table: kind.map { TableMapping(path: xpath, kind: $0, columns: pairs(in: columns)) })
    let result = Import(upstream, as: importer, source: source, asOf: asOf, into: records, options: options)
    if result.isRefused {
      refuse(result.findings, "the export is refused")
      throw ExitCode.records
    }
    if !dryRun { try write(result.changes) }
    Terminal.print(text(of: result))
  }

  /// What stands before and behind the first `=` of each.
  private func pairs(in texts: [String]) -> [String: String] {
    let pairs = texts.map { $0.split(separator: "=", maxSplits: 1).map(String.init) }
    return Dictionary(pairs.map { ($0[0], $0[1]) }) { _, last in last }
  }

  /// The export's files, those in folders too, as far as their names end as the format's do.
  private func readUpstream(endings: [String]) throws -> [SourceFile] {
    var found: [SourceFile] = []
    var wrong: [Finding] = []
    for path in files {
      do {
        if try Disk().status(of: path)?.kind == .folder {
          let (inner, unreadable) = InputFolder.read(root: path, as: path)
          found += inner.filter { file in endings.contains { file.path.hasSuffix(".\($0)") } }
          wrong += unreadable
        } else {
          found.append(SourceFile(path: path, bytes: try Disk().bytes(of: path)))
        }
      } catch {
        Terminal.complain("parallax: \(printable("\(error)"))\nNothing was written.\n")
        throw ExitCode.inputOutput
      }
    }
    guard wrong.isEmpty else {
      refuse(wrong, "the export can't be read")
      throw ExitCode.inputOutput
    }
    // A provenance note beside a copy isn't part of the export.
    return found.filter { !$0.path.hasSuffix("PROVENANCE.yaml") }
  }

  private func write(_ changes: [Import.Change]) throws {
    for change in changes {
      let path = input + change.path.dropFirst("Input".count)
      do {
        let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        try Disk().makeFolders(folder)
        try Disk().replace(path, with: Array(change.after.utf8))
      } catch {
        Terminal.complain(
          "parallax: \(printable("\(error)"))\nThe files before it were written whole; run the import again.\n")
        throw ExitCode(error)
      }
    }
  }

  private func refuse(_ findings: [Finding], _ why: String) {
    let details = render(findings, as: .text, colour: Terminal.showsColours, limit: 12)
    Terminal.complain("parallax: \(why)\n\n\(details)\nNothing was written.\n")
  }
}

// MARK: - What is said

extension ImportRecords {
  private func text(of result: Import) -> String {
    var lines: [String] = []
    for change in result.changes {
      let (added, removed) = change.lines
      let verb = change.before == nil ? "add   " : "change"
      let isNew = change.before == nil
      let counts =
        isNew
        ? "\(added.count) rows"
        : added.isEmpty && removed.isEmpty
          ? "rows in another order" : "\(added.count) rows in, \(removed.count) out"
      lines.append("\(verb)  \(change.path): \(counts)")
      if dryRun, !isNew { lines += excerpt(removed, "-") + excerpt(added, "+") }
    }
    if result.changes.isEmpty { lines.append("nothing is new: \(result.rows) rows are as they were") }
    let told = lines.map { printable($0) + "\n" }.joined()
    let notes = result.findings.isEmpty ? "" : "\n" + render(result.findings, as: .text, colour: false, limit: 12)
    return told + notes + unresolved(result.unresolved).map { printable($0) + "\n" }.joined()
  }

  private func excerpt(_ rows: [String], _ sign: String) -> [String] {
    let limit = 20
    let rest = rows.count > limit ? ["    \(sign) … and \(rows.count - limit) more"] : []
    return rows.prefix(limit).map { "    \(sign) \($0)" } + rest
  }

  private func unresolved(_ names: [UnresolvedName]) -> [String] {
    guard !names.isEmpty else { return [] }
    let rows = names.reduce(0) { $0 + $1.rows }
    let lines = names.map { name in
      "    \(name.of.rawValue) '\(name.name)'" + (name.organisation.map { " of '\($0)'" } ?? "")
    }
    return ["\(names.count) names in \(rows) rows of '\(source)' mean no record of ours; add rows to Input/aliases/:"]
      + lines
  }
}

extension Import.Change {
  /// The lines that only the new file has, and those that only the old one has, the header left out.
  fileprivate var lines: (added: [String], removed: [String]) {
    func rows(_ text: String) -> [String] { text.split(separator: "\n").dropFirst().map(String.init) }
    let (old, new) = (rows(before ?? ""), rows(after))
    let (oldSet, newSet) = (Set(old), Set(new))
    return (new.filter { !oldSet.contains($0) }, old.filter { !newSet.contains($0) })
  }
}
