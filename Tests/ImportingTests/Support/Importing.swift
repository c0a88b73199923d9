import Diagnostics
import Foundation
import Importing
import Records
import TestSupport
import Testing

/// The importer of a format, which must exist.
func importer(_ format: String) -> Importer { Importer.all.first { $0.format == format }! }

func day(_ text: String) -> Day { PartialDate(text)!.first }

/// Imports texts into the small corpus, with other records beside it or instead.
func importing(
  _ files: [String: String], as format: String, source: String = "board", asOf: String = "2026-11-23",
  into records: [String: String] = [:], options: ImportOptions = ImportOptions()
) -> Import {
  importing(
    files.sorted { $0.key < $1.key }.map { SourceFile(path: $0.key, text: $0.value) }, as: format, source: source,
    asOf: asOf, into: records, options: options)
}

func importing(
  _ files: [SourceFile], as format: String, source: String = "board", asOf: String = "2026-11-23",
  into records: [String: String] = [:], options: ImportOptions = ImportOptions()
) -> Import {
  let input = smallInput.merging(records) { $1 }.sorted { $0.key < $1.key }
  return Import(
    files, as: importer(format), source: source, asOf: day(asOf),
    into: input.map { SourceFile(path: $0.key, text: $0.value) }, options: options)
}

extension Import {
  /// The files that would be written, by path.
  var files: [String: String] { Dictionary(uniqueKeysWithValues: changes.map { ($0.path, $0.after) }) }

  /// What is wrong, as lines, notes left out.
  var complaints: [String] { findings.filter { $0.severity > .note }.map(line(of:)) }
}

/// Boards of the importers, so that their tables aren't left out.
func boards(_ ids: String...) -> [String: String] {
  let records = ids.map { "- {id: \($0), name: \($0), unit: points, better: higher, vintages-comparable: no}\n" }
  return ["Input/benchmarks/boards.yaml": records.joined()]
}

/// Whether `Documentation/findings/` explains a finding.
func hasPage(_ code: String) -> Bool {
  FileManager.default.fileExists(atPath: "\(Shared.packageRoot)/Documentation/findings/\(code).md")
}
