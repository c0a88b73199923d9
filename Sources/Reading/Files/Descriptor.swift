import Glibc

/// An open file or folder, closed exactly once.
struct Descriptor: ~Copyable {
  enum Opening: ~Copyable {
    case opened(Descriptor)
    case failed(FileTrouble)
  }

  enum Kind {
    case file, folder, link, other

    init(mode: mode_t) {
      switch mode & S_IFMT {
      case S_IFREG: self = .file
      case S_IFDIR: self = .folder
      case S_IFLNK: self = .link
      default: self = .other
      }
    }
  }

  let number: Int32

  init(number: Int32) { self.number = number }

  deinit { close(number) }

  /// The folder at a path given by whoever runs the program, links allowed.
  static func openingFolder(_ path: String) -> Opening {
    let number = unsafe open(path, O_RDONLY | O_DIRECTORY | O_NONBLOCK | O_CLOEXEC)
    return number >= 0 ? .opened(Descriptor(number: number)) : .failed(.unreadable(systemError(errno)))
  }

  /// A file or folder inside an open one. Not through a link; and without waiting for the other end of a pipe.
  static func opening(_ name: String, in folder: Int32, flags: Int32 = 0) -> Opening {
    let number = unsafe openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | flags)
    guard number >= 0 else {
      // Between the listing and now it has become a link, or something else.
      return .failed(errno == ELOOP ? .link : .unreadable(systemError(errno)))
    }
    return .opened(Descriptor(number: number))
  }

  /// What the open file is, and how large and when changed.
  func status() -> stat? {
    var status = stat()
    return unsafe fstat(number, &status) == 0 ? status : nil
  }

  /// What the system says of `name` in this folder, of links themselves.
  borrowing func status(of name: String) -> Result<stat, FileTrouble> {
    var status = stat()
    guard unsafe fstatat(number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
      return .failure(.unreadable(systemError(errno)))
    }
    return .success(status)
  }

  /// The names in this folder, in the order the system gives them; those that aren't UTF-8 hold U+FFFD.
  borrowing func names() -> Result<[String], FileTrouble> {
    // The stream closes the descriptor it is given, so it gets one of its own.
    let own = unsafe openat(number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard own >= 0 else { return .failure(.unreadable(systemError(errno))) }
    guard let stream = unsafe fdopendir(own) else {
      close(own)
      return .failure(.unreadable(systemError(errno)))
    }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while true {
      // The end and an error both give nothing; only an error leaves a number.
      errno = 0
      guard let entry = unsafe readdir(stream) else { break }
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    let failure = errno
    return failure == 0 ? .success(names) : .failure(.unreadable(systemError(failure)))
  }

  /// The bytes from the file's position on, at most `count` and fewer where it ends before; `nil` on failure.
  borrowing func bytes(upTo count: Int) -> [UInt8]? {
    let number = number
    var isFailed = false
    // Read into memory that nobody has written zeros to first.
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let got = unsafe Glibc.read(number, buffer.baseAddress?.advanced(by: filled), count - filled)
        if got < 0, errno == EINTR { continue }
        isFailed = got < 0
        if got <= 0 { break }
        filled += got
      }
    }
    return isFailed ? nil : bytes
  }
}

/// What the system calls an error number, whatever the locale: `strerror` would answer in the user's language.
package func systemError(_ number: Int32) -> String {
  switch number {
  case ENOENT: "No such file or directory"
  case EACCES: "Permission denied"
  case ENOTDIR: "Not a directory"
  case EISDIR: "Is a directory"
  case EMFILE, ENFILE: "Too many open files"
  case EIO: "Input/output error"
  case ELOOP: "Too many levels of symbolic links"
  case ENAMETOOLONG: "File name too long"
  case ENXIO: "No such device or address"
  default: "System error \(number)"
  }
}
