import Diagnostics

/// Why a file can't be read.
enum FileTrouble: Error, Equatable {
  /// What the system says, in its words.
  case unreadable(String)
  case notAFile
  case link
  case badName
  case tooDeep
  case tooLarge(Int)
  case changed

  func finding(at path: String) -> Finding {
    let place = Place(SourceFile(path: path, bytes: []))
    return switch self {
    case .unreadable(let reason):
      Finding(
        .error, "unreadable-file", "file that can't be read: \(reason)", at: place,
        hint: "let the account that runs this read it")
    case .notAFile:
      Finding(
        .error, "not-a-file", "neither a file nor a folder", at: place,
        hint: "delete it: pipes, sockets and devices aren't read")
    case .link:
      Finding(
        .error, "symbolic-link", "symbolic link", at: place,
        hint: "put the file itself here: links aren't followed, they could lead out of the folder")
    case .badName:
      Finding(
        .error, "bad-file-name", "file name with control characters, or that isn't UTF-8", at: place,
        hint: "rename it")
    case .tooDeep:
      Finding(
        .error, "too-deep", "folders nested more than \(InputFolder.depthLimit) deep", at: place,
        hint: "move the files up")
    case .tooLarge(let size):
      Finding(
        .error, "too-large", "file of \(size) bytes; the limit is \(InputFolder.fileSizeLimit)", at: place,
        hint: "split the file")
    case .changed:
      Finding(
        .error, "changed-while-read", "file that changed while it was read, several times over", at: place,
        hint: "run again once nothing writes to it")
    }
  }
}

enum FileOutcome: Sendable {
  case bytes([UInt8])
  case trouble(FileTrouble)
}
