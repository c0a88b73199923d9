import Diagnostics

/// Inline Markdown with names in braces: `The gap closes by {arena-gap-trend.value} a year.`
struct Sentence: Sendable {
  /// With a placeholder for each name.
  var content: [Inline]
  var references: [Reference]

  /// Checks every name. Braces in pairs are not for sentences.
  static func binding(_ token: Placeholder.Token, names: Names) -> (sentence: Sentence, findings: [Finding]) {
    var markdown: [UInt8] = []
    var references: [Reference] = []
    var findings: [Finding] = []
    let bytes = Array(token.text.utf8)
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "{") else {
        markdown.append(bytes[index])
        index += 1
        continue
      }
      guard let end = bytes[index...].firstIndex(of: UInt8(ascii: "}")) else {
        let place = Place(token.place.file, token.place.start + index..<token.place.end)
        findings.append(
          Finding(.error, "unclosed-placeholder", "'{' without '}' in a sentence", at: place, area: .pages))
        break
      }
      let name = String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
      let start = min(token.place.start + index + 1, token.place.end)
      let place = Place(token.place.file, start..<min(start + name.utf8.count, token.place.end))
      switch names.reference(name, at: place) {
      case .success(let reference):
        markdown += Array("\u{E000}\(references.count)\u{E001}".utf8)
        references.append(reference)
      case .failure(let error): findings.append(error.finding)
      }
      index = end + 1
    }
    var content: [Inline] = []
    let parsed = Markdown(markdown, trust: .template, placeholderCount: references.count)
    for block in parsed.blocks {
      switch block {
      case .paragraph(let inlines):
        if !content.isEmpty { content.append(.text(" ")) }
        content += inlines
      case .placeholder(let number): content.append(.placeholder(number))
      // "2026 saw" is a paragraph, "2026. It" would be a list; a sentence is always running text.
      default: content.append(.text(String(decoding: markdown, as: UTF8.self)))
      }
    }
    findings += parsed.problems.map { $0.finding(at: token.place) }
    return (Sentence(content: content, references: references), findings)
  }
}

extension Markdown.Problem {
  func finding(at place: Place) -> Finding {
    switch reason {
    case .html:
      Finding(
        .error, "raw-html", "HTML in a page", at: place, hint: "write Markdown; a component makes what Markdown can't",
        area: .pages)
    case .image:
      Finding(.error, "image", "image in a page", at: place, hint: "place a chart instead", area: .pages)
    case .address(let address):
      Finding(
        .error, "bad-address", "address '\(address)' leads nowhere we may link to", at: place,
        hint: "write an http or https address, or a page's path from the site's root", area: .pages)
    case .tooDeep:
      Finding(
        .error, "too-deep", "Markdown nested more than 100 deep", at: place, hint: "quote and list less deeply",
        area: .pages)
    case .placeholderInAddress:
      Finding(.error, "placeholder-in-address", "placeholder in an address", at: place, area: .pages)
    }
  }
}
