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
  fingerprint.add(Array((ingredients.asOf?.description ?? "last known day").utf8))
  fingerprint.add(ingredients.isStrict ? [1] : [0])
  fingerprint.add(program)
  return fingerprint.digest
}

/// The program's size and time stand for its bytes, which would take longer to sum than all records.
private var program: [UInt8] {
  var status = stat()
  guard unsafe stat("/proc/self/exe", &status) == 0 else { return [] }
  let identity = "\(status.st_size) \(status.st_mtim.tv_sec) \(status.st_mtim.tv_nsec)"
  return Array(identity.utf8)
}
