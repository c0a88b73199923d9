import Metrics
import Publishing

/// What earlier editions said, as the live folder remembers it.
struct Past {
  /// The live edition and those before it, oldest first; what was rolled back isn't among them.
  var editions: [PastEdition] = []
  /// What the records of the live edition were.
  var records = RecordIndex()

  init() {}

  /// - Parameter output: the published folder that the archive was read from.
  /// - Throws: When something that is remembered can't be made out: going on would forget it.
  init(_ archive: Archive, in output: String) throws(PublishingProblem) {
    let disk = Disk()
    for entry in archive.chain.reversed() {
      let path = "\(output)/\(Archive.folder)/\(entry.id).json"
      guard let edition = EditionJSON.edition(try disk.bytes(of: path)) else { throw .brokenArchive(path: path) }
      editions.append(edition)
    }
    guard let live = archive.live else { return }
    let path = "\(output)/\(Archive.folder)/\(live).records.json"
    guard let records = RecordIndexJSON.index(try disk.bytes(of: path)) else { throw .brokenArchive(path: path) }
    self.records = records
  }
}
