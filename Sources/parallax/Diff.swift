import ArgumentParser
import Diagnostics
import Metrics
import Publishing

/// `parallax diff`: what moved between two editions, by cause.
struct Diff: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tells what moved between two editions: figures, verdicts, records, pages.",
    discussion: """
      An edition is named by its id, the beginning of it such as a day, or 'live'. Without names, compares the live \
      edition with the one before it; with one, that with the live one. Exits with 0 whether something moved or not.
      """)

  @Argument(help: "The edition to begin with.")
  var old: String?

  @Argument(help: "The edition to compare it with.")
  var new: String?

  @Option(help: "The published folder.")
  var output = "Output"

  @Flag(help: "As JSON.")
  var json = false

  @Flag(help: "Name every record behind what moved.")
  var records = false

  func run() async throws {
    do {
      let shelf = try Shelf(output)
      let pair = try shelf.pair(old, new)
      let (changes, isByStep) = try shelf.changes(from: pair.old, to: pair.new)
      let pages = try shelf.pages(from: pair.old, to: pair.new)
      Terminal.print(json ? jsonText(pair, changes, pages) : text(pair, changes, isByStep, pages))
    } catch {
      Terminal.complain("parallax: \(printable("\(error)"))\n")
      throw ExitCode(error)
    }
  }

  private func text(
    _ pair: (old: Archive.Entry, new: Archive.Entry), _ changes: EditionChanges, _ isByStep: Bool, _ pages: Shelf.Pages?
  ) -> String {
    var text = "from \(pair.old.id) to \(pair.new.id)\n"
    text += ChangeList(changes, recordLimit: records ? .max : 3).text
    if isByStep { text += "causes and records are those of each step in between: the index of records is gone\n" }
    guard let pages else { return text + "pages can't be compared: the sums of one edition are gone\n" }
    let lines =
      pages.added.map { "page     \($0) added" } + pages.changed.map { "page     \($0) changed" }
      + pages.removed.map { "page     \($0) removed" }
    if records { text += lines.map { printable($0) + "\n" }.joined() }
    return text
      + "\(pages.added.count) pages added, \(pages.changed.count) changed, \(pages.removed.count) removed\n"
  }

  private func jsonText(
    _ pair: (old: Archive.Entry, new: Archive.Entry), _ changes: EditionChanges, _ pages: Shelf.Pages?
  ) -> String {
    return """
      {
        "from": \(Diagnostics.jsonText(pair.old.id)),
        "to": \(Diagnostics.jsonText(pair.new.id)),
        "changed": \(!changes.isEmpty),
        "changes": \(EditionJSON.text(of: changes)),
        "pages": \(pages?.json ?? "null")
      }

      """
  }
}
