import Diagnostics
import Glibc
import Publishing
import Reading
import Records

/// What an edition is made from: every file read, the program itself, and the options that change pages.
///
/// Two runs with the same fingerprint make the same bytes, so the second needs not run.
func fingerprint(of ingredients: Ingredients) -> Digest {
  var fingerprint = Fingerprint()
  for file in ingredients.input + ingredients.templates {
    fingerprint.add(Array(file.path.utf8))
    fingerprint.add(file.bytes)
  }
  fingerprint.add(asOf: ingredients.asOf, isStrict: ingredients.isStrict)
  return fingerprint.digest
}

/// What pages are made from beside records: templates, the program itself, and the options that change them.
///
/// The day isn't in it: pages say which it is.
func baseOfPages(_ ingredients: Ingredients) -> [UInt8] {
  var base = Fingerprint()
  for file in ingredients.templates {
    base.add(file.path)
    base.add(file.bytes)
  }
  base.add(ingredients.isStrict ? [1] : [0])
  base.add(program)
  return Array(base.digest.description.utf8)
}

/// What decides, beside its bytes, whether a file passes the gate: the program and the figures that it is compared with.
func circumstances(of figures: [PublishedFigure]) -> Digest {
  var fingerprint = Fingerprint()
  fingerprint.add(program)
  for figure in figures { fingerprint.add(figure.plainBytes) }
  return fingerprint.digest
}

/// What the system says of all files that would be read, and how many they are, with all else that decides what they are
/// made into.
///
/// Where it is what it was, so is the fingerprint. `nil` where that can't be told: see `FolderLook`.
func look(of folders: Folders, asOf: Day?, isStrict: Bool) -> (digest: Digest, fileCount: Int)? {
  guard let input = FolderLook(root: folders.input), let templates = FolderLook(root: folders.templates) else {
    return nil
  }
  var look = Fingerprint()
  look.add(input.text)
  look.add(templates.text)
  look.add(asOf: asOf, isStrict: isStrict)
  return (look.digest, input.fileCount + templates.fileCount)
}

extension Fingerprint {
  /// The program itself, and the options that change pages.
  fileprivate mutating func add(asOf: Day?, isStrict: Bool) {
    add(Array((asOf?.description ?? "last known day").utf8))
    add(isStrict ? [1] : [0])
    add(program)
  }
}

/// The program's size and time stand for its bytes, which would take longer to sum than all records.
private var program: [UInt8] {
  var status = stat()
  guard unsafe stat("/proc/self/exe", &status) == 0 else { return [] }
  let identity = "\(status.st_size) \(status.st_mtim.tv_sec) \(status.st_mtim.tv_nsec)"
  return Array(identity.utf8)
}
