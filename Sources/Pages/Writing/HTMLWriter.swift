/// Writes mark-up to bytes: XML syntax, every text escaped, nothing assembled from strings.
struct HTMLWriter {
  private(set) var bytes: [UInt8] = []
  /// Every file of the site that the page leads to.
  private(set) var linked: Set<String> = []
  /// Notes on the numbers that lead to a trail.
  private(set) var notes: PaperNotes
  /// Leads from the page to the site's root: ``, `../`.
  let root: String

  /// - Parameter root: what leads from the page to the site's root, where that isn't told by its path.
  init(path: String, root: String? = nil, reserving count: Int = 32_768, notes: PaperNotes = PaperNotes()) {
    self.notes = notes
    self.root = root ?? PagePath.prefix(toRootFrom: path)
    bytes.reserveCapacity(count)
  }

  /// Mark-up of ours.
  mutating func raw(_ markup: StaticString) {
    markup.withUTF8Buffer { buffer in unsafe bytes.append(contentsOf: buffer) }
  }

  /// Mark-up that another stage made, such as a chart.
  mutating func raw(made markup: String) { bytes.append(contentsOf: markup.utf8) }

  mutating func raw(_ markup: [UInt8]) { bytes.append(contentsOf: markup) }

  /// Text between tags or in a quoted attribute. Characters that XML forbids become U+FFFD.
  mutating func text(_ text: String) {
    guard !Self.special.isDisjoint(with: text) else { return bytes.append(contentsOf: text.utf8) }
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): raw("&amp;")
      case UInt8(ascii: "<"): raw("&lt;")
      case UInt8(ascii: ">"): raw("&gt;")
      case UInt8(ascii: "\""): raw("&quot;")
      case 0x09, 0x0A, 0x0D: bytes.append(0x20)
      case ..<0x20, 0x7F: raw("\u{FFFD}")
      case 0xBE where bytes.suffix(2).elementsEqual([0xEF, 0xBF]),
        0xBF where bytes.suffix(2).elementsEqual([0xEF, 0xBF]):
        // U+FFFE and U+FFFF.
        bytes.append(0xBD)
      default: bytes.append(byte)
      }
    }
  }

  /// The bytes of a text that may not stand for themselves, whatever is around them.
  private static let special = ByteSet(Array(0..<0x20) + Array("&<>\"".utf8) + [0x7F, 0xBE, 0xBF])

  mutating func attribute(_ name: StaticString, _ value: String) {
    bytes.append(0x20)
    raw(name)
    raw("=\"")
    text(value)
    raw("\"")
  }

  /// Code keeps its lines.
  mutating func code(_ code: String) {
    for (index, line) in code.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if index > 0 { raw("\n") }
      text(String(line))
    }
  }

  // MARK: Running text

  mutating func inlines(_ content: [Inline]) {
    for inline in content { self.inline(inline) }
  }

  mutating func inline(_ inline: Inline) {
    switch inline {
    case .text(let words): text(words)
    case .emphasis(let content): element("em", content)
    case .strong(let content): element("strong", content)
    case .struck(let content): element("s", content)
    case .code(let words):
      raw("<code>")
      text(words)
      raw("</code>")
    case .link(let link): self.link(link)
    case .lineBreak: raw("<br/>")
    case .aside(let content): span("i", content)
    case .small(let content): span("small", content)
    case .muted(let content): span("out", content)
    case .absent(let words): span("out nil", [.text(words)])
    case .unbroken(let content): span("nw", content)
    case .bloc(.us, let content, let withMark): withMark ? span("us key-us", content) : span("us", content)
    case .bloc(.china, let content, let withMark): withMark ? span("cn key-cn", content) : span("cn", content)
    case .sentence(let content): inlines(content)
    case .quoted(let quotation, let content):
      raw("<span")
      attribute("data-figure", quotation.figure)
      attributes(of: quotation, at: quotation.at)
      raw(">")
      inlines(content)
      raw("</span>")
    case .bar(let bar): self.bar(bar)
    case .verdict(let word):
      raw("<span class=\"verdict\"><svg viewBox=\"0 0 12 12\" aria-hidden=\"true\">")
      raw(word.shape)
      raw("</svg><span>")
      text(word.title)
      raw("</span></span>")
    case .placeholder: preconditionFailure("a placeholder is resolved before it's written")
    }
  }

  /// Three stretches of one line of 240 units, in the order of the columns beside it.
  private mutating func bar(_ bar: Bar) {
    raw("<svg class=\"chart wbar\" viewBox=\"0 0 240 16\" aria-hidden=\"true\">")
    let unit = bar.whole > 0 ? 240.0 / Double(bar.whole) : 0
    var left = 0.0
    for (name, count) in [("f-us", bar.us), ("f-cn", bar.china), ("pt-xx", bar.other)] where count > 0 {
      let right = left + Double(count) * unit
      raw(made: "<rect class=\"\(name)\" x=\"\(NumberFormat.plain(left))\" y=\"1\" height=\"14\"")
      raw(made: " width=\"\(NumberFormat.plain(right - left))\"/>")
      left = right
    }
    raw("</svg>")
  }

  private mutating func element(_ name: StaticString, _ content: [Inline]) {
    raw("<")
    raw(name)
    raw(">")
    inlines(content)
    raw("</")
    raw(name)
    raw(">")
  }

  private mutating func span(_ name: StaticString, _ content: [Inline]) {
    raw("<span class=\"")
    raw(name)
    raw("\">")
    inlines(content)
    raw("</span>")
  }

  mutating func link(_ link: Link) {
    open(link, class: link.isNumber ? "n" : "")
    inlines(link.content)
    raw("</a>")
  }

  /// What of a figure stands there, but for what goes without saying.
  private mutating func attributes(of quotation: Quotation, at date: String?) {
    if let date { attribute("data-at", date) }
    if let part = quotation.part { attribute("data-part", part) }
    if quotation.number != "value" { attribute("data-number", quotation.number) }
  }

  /// The tag that opens a link.
  mutating func open(_ link: Link, class name: StaticString) {
    raw("<a")
    if name.utf8CodeUnitCount > 0 {
      raw(" class=\"")
      raw(name)
      raw("\"")
    }
    if let number = notes.number(of: link) { attribute("data-note", String(number)) }
    if let quotation = link.quotation {
      // The address says which figure, and perhaps which observation.
      let isSaid = if case .file(_, fragment: "at-\(quotation.at ?? "")") = link.target { true } else { false }
      attributes(of: quotation, at: isSaid ? nil : quotation.at)
    }
    if let address = link.address { attribute("data-address", address) }
    raw(" href=\"")
    switch link.target {
    case .file(let path, let fragment):
      linked.insert(path)
      text(root)
      text(path)
      if let fragment {
        raw("#")
        text(fragment)
      }
    case .here(let fragment):
      raw("#")
      text(fragment)
    case .address(let address): text(address)
    }
    raw("\">")
  }
}
