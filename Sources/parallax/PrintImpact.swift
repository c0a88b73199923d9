import ArgumentParser
import Diagnostics
import Metrics
import Pages
import Publishing
import Records

/// `parallax impact`: what a change of records or templates would do, before it is committed.
struct PrintImpact: AsyncParsableCommand {
  /// What a change is refused for.
  enum Refused: String, CaseIterable, ExpressibleByArgument {
    case claims, headlines
  }

  static let configuration = CommandConfiguration(
    commandName: "impact",
    abstract: "Tells what records and templates as they stand would change; writes nothing.",
    discussion: """
      Against the live edition, or with --against a revision of git: records, field by field with file and line, \
      figures with whether they leave their interval, claims, pages, and earlier editions whose numbers would be outdated. Exits with 0, changes or not; with \
      --fail-on with 65 when a claim's verdict turns, or a headline moves; and as build does when nothing could be \
      published.
      """)

  @OptionGroup var folders: Folders

  @Option(help: "The published folder.")
  var output = "Output"

  @Option(help: ArgumentHelp("Compare with a revision of git instead, such as main.", valueName: "revision"))
  var against: String?

  @Option(help: "text, markdown (for a pull request) or json.")
  var format = ImpactFormat.text

  @Flag(help: "As JSON, as --format json.")
  var json = false

  @Option(
    name: .customLong("fail-on"),
    help: "claims or headlines: exit with 65 when a verdict turns, or when a headline figure or claim moves.")
  var failOn: [Refused] = []

  @Option(name: .customLong("as-of"), help: "The day of the edition. (default: the last day that the records know of)")
  var asOf: Day?

  func run() async throws {
    var (ingredients, unreadable) = try readFolders(folders)
    ingredients.asOf = asOf
    let impact: Impact
    do {
      impact = try await self.impact(of: ingredients, unreadable)
    } catch let problem as PublishingProblem {
      Terminal.complain("parallax: \(printable("\(problem)"))\n")
      throw ExitCode(problem)
    }
    Terminal.print(impact.rendered(json ? .json : format))
    let isRefused = failOn.contains { $0 == .claims ? !impact.changes.verdicts.isEmpty : impact.movesHeadlines }
    if isRefused { throw ExitCode.records }
  }

  private func impact(of ingredients: Ingredients, _ unreadable: [Finding]) async throws -> Impact {
    let live = try Shelf(output).live()
    let editions = live?.past.editions ?? []
    if let against {
      let old = await makeReport(from: try Revision(against).ingredients(folders, asOf: asOf))
      let new = try await outcome(of: ingredients, unreadable, past: nil)
      let changes = Comparison.changes(
        from: old.facts, RecordIndex(of: old.corpus, figures: old.figures), to: new.facts,
        RecordIndex(of: new.corpus, figures: new.figures), isOtherDay: old.day != new.day, lookedAt: new.lookedAt)
      let sums = Dictionary(old.files.map { ($0.path, Digest(of: $0.bytes)) }) { first, _ in first }
      return Impact(
        baseline: "revision \(against)", changes: changes, pages: Shelf.Pages(new.files, over: sums),
        editions: editions, corpus: new.corpus, isPublished: false,
        old: { RecordsJSON.everything(of: $0, in: old.corpus) })
    }
    guard let live else {
      Terminal.complain(
        """
        parallax: there is no edition in '\(printable(output))' to compare with
        Publish one with parallax build, name another folder with --output, or compare with --against a revision of git.

        """)
      throw ExitCode.validationFailure
    }
    let new = try await outcome(of: ingredients, unreadable, past: live.past)
    return Impact(
      baseline: "the live edition \(live.id)", changes: new.changes ?? EditionChanges(),
      pages: Shelf.Pages(new.files, over: live.sums.digests), editions: editions, corpus: new.corpus,
      isPublished: true, old: { try? Disk().bytes(of: "\(output)/data/\($0.name).json") })
  }

  /// - Throws: the exit code of a build that finds this, having said what it is.
  private func outcome(of ingredients: Ingredients, _ unreadable: [Finding], past: Past?) async throws -> Outcome {
    let outcome = await makeReport(from: ingredients, past: past)
    let findings = unreadable + outcome.findings
    guard let code = ExitCode(stoppedBy: findings) else { return outcome }
    let stopping = findings.filter { $0.effect == .fatal }
    Terminal.complain(
      """
      parallax: nothing could be published: \(countsBySeverity(of: stopping))

      \(render(stopping, as: .text, colour: Terminal.showsColours, limit: 12))

      """)
    throw code
  }
}

extension ImpactFormat: ExpressibleByArgument {}
