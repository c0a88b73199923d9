/// How wide a text is, computed rather than measured: no font is read.
///
/// Widths are Arial's in thousandths of the size, taken from the metric-compatible Liberation Sans. A tenth is added
/// because the other fonts of the style sheet's stack run wider; Noto Sans by 5 to 9 hundredths in ordinary labels.
enum TextWidth {
  static let reserve = 1.1

  /// The room, in units of the picture, that `text` needs at `size`.
  static func room(for text: String, size: Double, isBold: Bool = false) -> Double {
    Double(thousandths(of: text, isBold: isBold)) * size / 1000 * reserve
  }

  /// Arial's own width without the reserve.
  static func thousandths(of text: String, isBold: Bool) -> Int {
    text.unicodeScalars.reduce(0) { $0 + width(of: $1.value, isBold: isBold) }
  }

  private static func width(of scalar: UInt32, isBold: Bool) -> Int {
    switch scalar {
    case 0x20..<0x7F: return (isBold ? boldASCII : regularASCII)[Int(scalar) - 0x20]
    case 0xA0...0xFF: return (isBold ? boldLatin : regularLatin)[Int(scalar) - 0xA0]
    case 0x0300...0x036F, 0x200B...0x200F: return 0
    case 0x2009, 0x202F: return 200
    case 0x2012, 0x2013: return 556
    case 0x2018, 0x2019: return isBold ? 278 : 222
    case 0x201C, 0x201D: return isBold ? 500 : 333
    case 0x2212: return 584
    case 0x2014, 0x2026, 0x2190, 0x2192, 0x1100...0x115F, 0x2E80...0x9FFF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFF00...0xFF60, 0x1F300...0x1FAFF:
      return 1000
    default: return isBold ? 722 : 667
    }
  }

  private static let regularASCII = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778,
    722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278,
    278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
  ]

  private static let boldASCII = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778,
    722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333,
    278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611,
    611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
  ]

  private static let regularLatin = [
    278, 333, 556, 556, 556, 556, 260, 556, 333, 737, 370, 556, 584, 333, 737, 552, 400, 549, 333, 333,
    333, 576, 537, 278, 333, 333, 365, 556, 834, 834, 834, 611, 667, 667, 667, 667, 667, 667, 1000, 722,
    667, 667, 667, 667, 278, 278, 278, 278, 722, 722, 778, 778, 778, 778, 778, 584, 778, 722, 722, 722,
    722, 667, 667, 611, 556, 556, 556, 556, 556, 556, 889, 500, 556, 556, 556, 556, 278, 278, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 549, 611, 556, 556, 556, 556, 500, 556, 500,
  ]

  private static let boldLatin = [
    278, 333, 556, 556, 556, 556, 280, 556, 333, 737, 370, 556, 584, 333, 737, 552, 400, 549, 333, 333,
    333, 576, 556, 278, 333, 333, 365, 556, 834, 834, 834, 611, 722, 722, 722, 722, 722, 722, 1000, 722,
    667, 667, 667, 667, 278, 278, 278, 278, 722, 722, 778, 778, 778, 778, 778, 584, 778, 722, 722, 722,
    722, 667, 667, 611, 556, 556, 556, 556, 556, 556, 889, 556, 556, 556, 556, 556, 278, 278, 278, 278,
    611, 611, 611, 611, 611, 611, 611, 549, 611, 611, 611, 611, 611, 556, 611, 556,
  ]
}
