package import Diagnostics
import Reading
package import Records

/// The committed records, read once for all tests of a process: reading them takes seconds in a debug build.
package enum Committed {
  package static let input = InputFolder.read(root: Shared.packageRoot + "/Input", as: "Input").files

  package static let templates = InputFolder.read(root: Shared.packageRoot + "/Templates", as: "Templates").files

  /// All of it, with what was found while reading.
  package static let reading = Corpus.reading(input)

  package static var corpus: Corpus { reading.corpus }
}
