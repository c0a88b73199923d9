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
  init(_ archive: Archive, in publisher: borrowing Publisher) throws(PublishingProblem) {
    for entry in archive.chain.reversed() {
      let path = "\(Archive.folder)/\(entry.id).json"
      guard let edition = EditionJSON.edition(try publisher.bytes(of: path)) else {
        throw .brokenArchive(path: "\(publisher.output)/\(path)")
      }
      editions.append(edition)
    }
    guard let live = archive.live else { return }
    let path = "\(Archive.folder)/\(live).records.json"
    guard let records = RecordIndexJSON.index(try publisher.bytes(of: path)) else {
      throw .brokenArchive(path: "\(publisher.output)/\(path)")
    }
    self.records = records
  }
}
