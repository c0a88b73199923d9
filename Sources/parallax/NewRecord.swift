import ArgumentParser
import Diagnostics
import Publishing
import Records

/// `parallax new`: a record to start from.
struct NewRecord: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Writes a record to start from, and prints where.",
    discussion: """
      The file has every field of the kind with what it says; what must be filled in comes as it is, the rest as \
      comments. A file that is there already is never written over.
      """)

  @Argument(help: "A kind of record, such as models.")
  var kind: String

  @Argument(help: "The record's id, which names the file.")
  var id: String

  @Option(help: "The folder of records.")
  var input = "Input"

  func run() throws {
    let kind = try description(ofKind: kind)
    guard isSafeID(id) else {
      throw ValidationError(
        "id '\(printable(id))' can't name a file: use lower-case letters, digits, full stops and hyphens")
    }
    if let place = try placeInUse(by: kind.name) {
      Terminal.complain("parallax: \(kind.name) has a record '\(id)' already, in \(printable(place))\n")
      throw ExitCode.cannotCreate
    }
    guard let text = SchemaText.newRecord(of: kind.name, id: id) else { return }
    let isReport = kind.name == Report.kind
    let folder = isReport ? input : "\(input)/\(kind.name)"
    let name = isReport ? "report.yaml" : kind.name == CommentNote.kind ? "\(id).md" : "\(id).yaml"
    let path = "\(folder)/\(name)"
    let disk = Disk()
    do {
      try disk.makeFolders(folder)
      guard try disk.createNew(path, with: Array(text.utf8)) else {
        Terminal.complain("parallax: '\(printable(path))' is there already; it was left as it is\n")
        throw ExitCode.cannotCreate
      }
    } catch let problem as PublishingProblem {
      Terminal.complain("parallax: \(printable("\(problem)"))\n")
      throw ExitCode(problem)
    }
    Terminal.print(path + "\n")
  }

  /// Where the records have the id, `FILE:LINE`; `nil` where they don't, or where there are no records at all.
  private func placeInUse(by kind: String) throws -> String? {
    guard try Disk().status(of: input) != nil else { return nil }
    let (files, _) = try read(input, as: "Input", option: "--input")
    return Corpus.reading(files).corpus.record(kind, id).map { "\($0.place.file.path):\($0.place.line)" }
  }
}
