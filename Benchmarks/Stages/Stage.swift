import Diagnostics
import Foundation
import Metrics
import Pages
import Publishing
import Reading
import Records

/// One step from the bytes of the records to the live edition, to be done again and again.
package enum Stage: String, CaseIterable, Sendable {
  /// All files of record text to mappings and lists.
  case recordText = "record-text-files"
  /// All files of rows to columns in which each text is kept once.
  case rows = "csv-files"
  /// All files to typed records, linked and checked.
  case records = "typed-records"
  /// All checks over the linked records once more.
  case checks
  /// All metrics to figures.
  case figures
  /// Templates and figures to all files of the site.
  case pages
  /// All files before the gate, which doesn't compare them with the figures here.
  case gate
  /// All files to a folder that isn't there yet, and gone again.
  case edition
}

/// What the stages are given: made once, so that each can be done without those in front of it.
package struct Workload: Sendable {
  private let input: [SourceFile]
  private let templates: [SourceFile]
  private let corpus: Corpus
  private let figures: [Figure]
  private let site: Site
  private let items: [Item]

  package struct Refused: Error, CustomStringConvertible {
    package var description: String
  }

  /// Reads `Input` and `Templates` in a folder and goes all the way.
  ///
  /// - Throws: what is wrong with them; a stage over broken records would measure something else.
  package init(folder: String) async throws {
    let (input, unreadable) = InputFolder.read(root: "\(folder)/Input", as: "Input")
    let (templates, unusable) = InputFolder.read(root: "\(folder)/Templates", as: "Templates")
    let (corpus, wrong) = Corpus.reading(input)
    let (figures, unanswered, _) = Metrics.figures(of: corpus)
    let site = await Self.site(figures, corpus, templates)
    let findings = unreadable + unusable + wrong + unanswered + site.findings
    guard input.count > 0, findings.allSatisfy({ $0.severity != .error }) else {
      throw Refused(description: input.isEmpty ? "no records in \(folder)" : render(findings, as: .text, limit: 5))
    }
    self.input = input
    self.templates = templates
    self.corpus = corpus
    self.figures = figures
    self.site = site
    items = await Item.all(site.files)
  }

  /// Does a stage once; how many things came of it, so that nothing can be left out.
  package func run(_ stage: Stage) async throws -> Int {
    switch stage {
    case .recordText:
      return input.filter { $0.path.hasSuffix(".yaml") }.reduce(0) { $0 + RecordText.read($1).documents.count }
    case .rows:
      return input.filter { $0.path.hasSuffix(".csv") }.reduce(0) { $0 + (CSVSheet.read($1).sheet?.rowCount ?? 0) }
    case .records: return Corpus.reading(input).findings.count
    case .checks: return Check.all.reduce(0) { $0 + $1.findings(in: corpus).count }
    case .figures: return Metrics.figures(of: corpus).figures.count
    case .pages: return await Self.site(figures, corpus, templates).files.count
    case .gate: return await Gate.findings(in: site.files).count
    case .edition: return try Self.publish(items)
    }
  }

  private static func site(_ figures: [Figure], _ corpus: Corpus, _ templates: [SourceFile]) async -> Site {
    let (verdicts, _) = Verdicts.all(for: corpus, figures: figures)
    return await Site.make(
      figures: figures, corpus: corpus, verdicts: verdicts, templates: templates, findings: [], asOf: corpus.asOf)
  }

  private static func publish(_ items: [Item]) throws -> Int {
    let folder = FileManager.default.temporaryDirectory.appending(path: "stages-\(UUID().uuidString)").path()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    var publisher = try Publisher(output: "\(folder)/Output", state: "\(folder)/state")
    return try publisher.publish(items, madeFrom: Digest(of: [])).changes.added.count
  }
}
