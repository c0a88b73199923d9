/// Which end of a text stands at its x.
enum TextAnchor: Sendable {
  case start, middle, end

  /// The style sheet's class.
  var classes: String {
    switch self {
    case .start: ""
    case .middle: "m"
    case .end: "e"
    }
  }
}

/// A kind of lettering: its classes in the style sheet, and what they mean for its size.
struct TextStyle: Equatable, Sendable {
  var classes: String
  var size: Double
  var isBold: Bool

  static let axisTitle = TextStyle(classes: "axt", size: 13, isBold: false)
  static let tick = TextStyle(classes: "tick", size: 12, isBold: false)
  static let year = TextStyle(classes: "tick yr", size: 12, isBold: true)
  /// Names of periods stand in their middle, where ticks stand at a day: who reads a picture back tells them by their class.
  static let period = TextStyle(classes: "per tick", size: 12, isBold: false)
  static let periodYear = TextStyle(classes: "per tick yr", size: 12, isBold: true)
  static let note = TextStyle(classes: "note", size: 12, isBold: false)
  static let noteOverLines = TextStyle(classes: "note halo", size: 12, isBold: false)

  /// A label in its mark's colour, with paper around the letters so that lines may pass behind.
  static func label(_ mark: Mark, isBold: Bool = false) -> TextStyle {
    TextStyle(classes: (isBold ? "b halo" : "halo") + mark.textClass, size: 13, isBold: isBold)
  }

  /// A label with nothing behind it.
  static func plain(_ mark: Mark, isBold: Bool = false) -> TextStyle {
    let classes = (isBold ? "b" : "") + mark.textClass
    return TextStyle(classes: classes.hasPrefix(" ") ? String(classes.dropFirst()) : classes, size: 13, isBold: isBold)
  }

  /// A number under the name of its row, in its mark's colour.
  static func number(_ mark: Mark) -> TextStyle {
    TextStyle(classes: "tick" + mark.textClass, size: 12, isBold: false)
  }

  func room(for text: String) -> Double { TextWidth.room(for: text, size: size, isBold: isBold) }

  /// `text`, or as much of it as `width` holds, ending in an ellipsis.
  func fitted(_ text: String, to width: Double) -> String {
    guard room(for: text) > width else { return text }
    var kept = text
    while !kept.isEmpty, room(for: kept + "…") > width { kept.removeLast() }
    while kept.last == " " { kept.removeLast() }
    return kept + "…"
  }

  /// `text` broken at spaces into as few lines as `width` allows, of about one length; a wider word stands alone.
  func wrapped(_ text: String, to width: Double) -> [String] {
    var lines = filled(text, to: width)
    guard lines.count > 1 else { return lines }
    var narrower = width - 4
    while narrower > 0 {
      let next = filled(text, to: narrower)
      guard next.count == lines.count, next.allSatisfy({ room(for: $0) <= width }) else { break }
      lines = next
      narrower -= 4
    }
    return lines
  }

  private func filled(_ text: String, to width: Double) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ").map(String.init) {
      if let last = lines.last, room(for: last + " " + word) <= width {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines += room(for: word) > width ? broken(word, to: width) : [word]
      }
    }
    return lines
  }

  /// A word without spaces broken after its hyphens and strokes, as in `deepseek-v4-pro-` and `high-20260813`.
  private func broken(_ word: String, to width: Double) -> [String] {
    var lines = [""]
    var piece = ""
    for (index, character) in word.enumerated() {
      piece.append(character)
      guard character == "-" || character == "/" || index == word.count - 1 else { continue }
      if lines[lines.count - 1].isEmpty || room(for: lines[lines.count - 1] + piece) <= width {
        lines[lines.count - 1] += piece
      } else {
        lines.append(piece)
      }
      piece = ""
    }
    return lines
  }
}

/// Lines of text set together.
struct TextBlock: Sendable {
  struct Line: Sendable {
    var text: String
    var style: TextStyle
  }

  var lines: [Line]
  /// Where the words lead, as an address seen from the page.
  var link: String?

  static let lineHeight = 15.0
  /// From the top of the letters to the baseline, and from there to the lowest stroke, as parts of the size.
  static let ascent = 0.8
  static let descent = 0.22

  init(_ lines: [Line], link: String? = nil) {
    precondition(!lines.isEmpty, "a block has a line")
    self.lines = lines
    self.link = link
  }

  init(_ text: String, _ style: TextStyle, link: String? = nil) {
    self.init([Line(text: text, style: style)], link: link)
  }

  var width: Double { lines.map { $0.style.room(for: $0.text) }.max() ?? 0 }
  var ascent: Double { (lines.first?.style.size ?? 13) * Self.ascent }
  var height: Double {
    ascent + Double(lines.count - 1) * Self.lineHeight + (lines.last?.style.size ?? 13) * Self.descent
  }

  /// The room taken when the first baseline is at `y`.
  func box(x: Double, y: Double, anchor: TextAnchor) -> Box {
    let left =
      switch anchor {
      case .start: x
      case .middle: x - width / 2
      case .end: x - width
      }
    return Box(left: left, top: y - ascent, right: left + width, bottom: y - ascent + height)
  }
}

extension SVGWriter {
  mutating func block(_ block: TextBlock, x: Double, y: Double, anchor: TextAnchor) {
    linked(to: block.link) { writer in
      for (index, line) in block.lines.enumerated() {
        writer.text(line.text, line.style, x: x, y: y + Double(index) * TextBlock.lineHeight, anchor: anchor)
      }
    }
  }
}
