import Foundation

/// The number of the input that is being run, in a file that outlives a crash.
///
/// A page of memory that two processes share: telling it for each input costs next to nothing.
@safe final class Progress {
  struct Unavailable: Error {}

  private let memory: UnsafeMutableRawPointer

  init(writing path: String) throws {
    let descriptor = unsafe open(path, O_RDWR | O_CREAT, 0o600)
    guard descriptor >= 0, ftruncate(descriptor, 16) == 0 else { throw Unavailable() }
    defer { close(descriptor) }
    guard let mapped = unsafe mmap(nil, 16, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0),
      unsafe mapped != MAP_FAILED
    else { throw Unavailable() }
    unsafe memory = mapped
  }

  deinit { unsafe munmap(memory, 16) }

  /// The input that is being run.
  var number: Int {
    get { unsafe memory.load(as: Int.self) }
    set { unsafe memory.storeBytes(of: newValue, as: Int.self) }
  }

  /// How many have been run.
  var count: Int {
    get { unsafe memory.load(fromByteOffset: 8, as: Int.self) }
    set { unsafe memory.storeBytes(of: newValue, toByteOffset: 8, as: Int.self) }
  }
}
