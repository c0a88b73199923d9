import ArgumentParser
import Diagnostics
import Records

/// `parallax schema`: what the fields of records are, for people, editors and spreadsheets.
struct PrintSchema: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Prints what the fields of records are.",
    discussion: """
      Without a kind, of all of them. As Markdown for people; --json is JSON Schema (2020-12) for an editor's YAML \
      plug-in; --csv is the first line of a CSV file.
      """)

  @Argument(help: "A kind of record, such as models.")
  var kind: String?

  @Flag(help: "As JSON Schema. Without a kind, one schema with a definition for each.")
  var json = false

  @Flag(help: "As the header of a CSV file. Needs a kind.")
  var csv = false

  func validate() throws {
    if json, csv { throw ValidationError("--json and --csv exclude each other") }
    if csv, kind == nil { throw ValidationError("--csv needs a kind") }
  }

  func run() throws {
    let kinds = try kind.map { [try description(ofKind: $0)] } ?? Corpus.kinds
    if json {
      Terminal.print(kind == nil ? SchemaText.jsonSchema(of: kinds) : SchemaText.jsonSchema(of: kinds[0]))
    } else if csv {
      Terminal.print(SchemaText.csvHeader(of: kinds[0]) + "\n")
    } else {
      Terminal.print(SchemaText.markdown(of: kinds))
    }
  }
}

/// The kind of that name.
///
/// - Throws: A usage error that names the nearest one.
func description(ofKind name: String) throws -> KindDescription {
  let names = Corpus.kinds.map(\.name)
  if let kind = Corpus.kinds.first(where: { $0.name == name }) { return kind }
  let meant = nearMiss(of: name, among: names).map { "did you mean '\($0)'?" }
  throw ValidationError(
    "there is no kind '\(printable(name))'; \(meant ?? "the kinds are \(names.joined(separator: ", "))")")
}
