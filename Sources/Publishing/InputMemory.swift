/// What files looked like without being opened, with the fingerprint of what was read of them then: files that still look
/// so needn't be read to know that there is nothing to do.
struct InputMemory {
  let places: Places
  let disk: Disk

  private static let head = "parallax-inputs 1"

  /// The fingerprint of what was read when all files looked like this; `nil` when it isn't known.
  func fingerprint(of look: Digest) -> Digest? {
    guard let bytes = try? disk.bytes(of: places.inputs) else { return nil }
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard lines.count == 4, lines[3].isEmpty, lines[0].elementsEqual(Self.head.utf8), Digest(lines[1]) == look else {
      return nil
    }
    return Digest(lines[2])
  }

  /// Keeps it. Nothing depends on it: where it can't be kept, or is lost, files are read.
  func keep(_ look: Digest, as fingerprint: Digest) {
    guard self.fingerprint(of: look) != fingerprint else { return }
    let temporary = places.inputs + ".tmp"
    if (try? disk.status(of: temporary)) != nil { try? disk.removeFile(temporary) }
    do throws(PublishingProblem) {
      try disk.write(Array("\(Self.head)\n\(look)\n\(fingerprint)\n".utf8), to: temporary)
      try disk.rename(temporary, to: places.inputs)
    } catch {
      try? disk.removeFile(temporary)
    }
  }
}

extension Publisher {
  /// The fingerprint of what was read when all files looked like this; `nil` when it isn't known.
  package func fingerprint(ofLook look: Digest) -> Digest? {
    InputMemory(places: places, disk: disk).fingerprint(of: look)
  }

  /// Keeps it for the next run, which needn't read them when they look the same.
  package func remember(look: Digest, as fingerprint: Digest) {
    InputMemory(places: places, disk: disk).keep(look, as: fingerprint)
  }
}
