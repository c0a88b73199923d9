package import Diagnostics

/// What one file of record text says, as a flat list of items in the order of the text.
///
/// A container's items follow it directly; `next` leads over them. Scalars are positions in the file until
/// somebody asks for their text, so reading a file allocates this list and nothing else.
package final class RecordTape: Sendable {
  package let file: SourceFile
  let items: [TapeItem]

  init(file: SourceFile, items: [TapeItem]) {
    self.file = file
    self.items = items
  }
}

/// One scalar or container: sixteen bytes.
struct TapeItem: Sendable, Equatable {
  enum Kind: UInt8, Sendable {
    /// A scalar that stands for itself, or for nothing at all where its range is empty.
    case plain
    case singleQuoted
    case doubleQuoted
    case literal
    case folded
    case sequence
    case mapping
    /// A value that a finding is about; its text is empty.
    case unreadable
  }

  /// How a block scalar treats the line ends behind its last line.
  enum Chomping: UInt8, Sendable {
    case clip, strip, keep
  }

  /// The bytes from the first character, quote or block mark through the last.
  var start: UInt32
  var end: UInt32
  /// The index of the item behind this one and everything in it.
  var next: UInt32
  /// Block scalars: how many spaces each line is indented by.
  var indentation: UInt16 = 0
  var kind: Kind
  /// The chomping of a block scalar; for other scalars 1 when the text differs from the bytes, for containers 1 when
  /// lines were left out that could belong to them.
  var detail: UInt8 = 0

  init(_ kind: Kind, _ bytes: Range<Int>, next: Int) {
    self.kind = kind
    start = UInt32(truncatingIfNeeded: bytes.lowerBound)
    end = UInt32(truncatingIfNeeded: bytes.upperBound)
    self.next = UInt32(truncatingIfNeeded: next)
  }

  var bytes: Range<Int> { Int(start)..<Int(end) }
  var isContainer: Bool { kind == .sequence || kind == .mapping }
  /// True when the text isn't simply the bytes: line breaks, escapes or doubled quotes.
  var needsDecoding: Bool {
    get { detail != 0 }
    set { detail = newValue ? 1 : 0 }
  }
  var isCutShort: Bool {
    get { isContainer && detail != 0 }
    set { detail = newValue ? 1 : 0 }
  }
  var chomping: Chomping { Chomping(rawValue: detail) ?? .clip }
}
