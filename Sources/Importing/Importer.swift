import Diagnostics
import Records

/// A format of upstream exports, and how they become records.
///
/// An importer reads what it is given and says what is wrong with it. Whether an export may be taken at all, what it
/// changes in records that are there already, and whether the records can be published with it, is decided for all
/// formats alike in `Import`.
package struct Importer: Sendable {
  /// What the command line calls it.
  package let format: String
  /// What it reads and what it gives, for the help text.
  package let summary: String
  /// The ends of the names of its files; others in a folder are passed over.
  package let endings: [String]
  let read: @Sendable (inout Intake) -> [RecordTable]

  init(
    _ format: String, _ summary: String, endings: [String], _ read: @escaping @Sendable (inout Intake) -> [RecordTable]
  ) {
    self.format = format
    self.summary = summary
    self.endings = endings
    self.read = read
  }

  /// All formats, in the order of the help text.
  package static let all: [Importer] = [
    .arena, .liveBench, .aider, .epochRuns, .modelsDev, .genaiPrices, .llmPrices, .hubDownloads, .openRouter, .osai,
    .modelOpenness, .epochCompute, .epochHardware, .epochClusters, .epochTraining, .htmlTable, .feed,
  ]
}

/// One import on its way: the upstream files, what the caller said of them, and what was wrong.
struct Intake {
  /// Sorted by path, so that the order in which they were named can't matter.
  let files: [SourceFile]
  /// The id of the source that the records will name.
  let source: String
  /// The day on which the export was made.
  let asOf: Day
  let ledger: Ledger
  /// The records that are there, for an export that speaks of the same things.
  let corpus: Corpus
  let options: ImportOptions
  /// The names by which earlier imports from this source priced models, by file.
  let namesInUse: [String: Set<String>]
  var findings: [Finding] = []

  init(
    files: [SourceFile], source: String, asOf: Day, ledger: Ledger, corpus: Corpus, options: ImportOptions
  ) {
    self.files = files
    self.source = source
    self.asOf = asOf
    self.ledger = ledger
    self.corpus = corpus
    self.options = options
    namesInUse = Dictionary(grouping: corpus.prices.filter { $0.source == source }) { $0.place.file.stem }
      .mapValues { Set($0.map(\.publishedName)) }
  }
}
