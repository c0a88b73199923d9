import Metrics
import Publishing

/// What earlier editions said, as the live folder remembers it.
struct Past {
  /// The live edition and those before it, oldest first; what was rolled back isn't among them.
  var editions: [PastEdition] = []
  /// What the records of the live edition were.
  var records = RecordIndex()

  init() {}

  /// - Throws: When something that is remembered can't be made out: going on would forget it.
  init(_ archive: Archive, in memory: Memory) throws(PublishingProblem) {
    for entry in archive.chain.reversed() {
      editions.append(try memory.known("\(entry.id).json") { EditionJSON.edition($0) })
    }
    guard let live = archive.live else { return }
    records = try memory.known("\(live).records.json") { RecordIndexJSON.index($0) }
  }
}
