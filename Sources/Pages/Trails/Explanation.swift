import Diagnostics
import Metrics

/// What a thing is, what it rests on and what rests on it: for a terminal, and for programs.
package struct Explanation: Sendable {
  struct Part: Sendable {
    var title: String
    var terms: [Term]
  }

  /// `figures/arena-gap`, `models/qwen3-8b`, `convergence.html`, `Input/scores/a.csv:12`.
  package let thing: String
  /// `figure`, `choice`, `record`, `claim`, `page`, `file`.
  package let kind: String
  package let title: String
  let parts: [Part]
  /// Other things that the name could mean.
  var namesakes: [String] = []
  /// The numbers of a figure, for programs.
  var numbers: EditionFacts.Figure?

  init(_ thing: String, kind: String, title: String, parts: [Part]) {
    self.thing = thing
    self.kind = kind
    self.title = title
    self.parts = parts.filter { !$0.terms.isEmpty }
  }

  /// Every fact as words, part by part: what a page of the same thing must hold too.
  package var facts: [(part: String, name: String, text: String)] {
    parts.flatMap { part in
      part.terms.flatMap { term in term.content.map { (part.title, term.name, $0.plainText) } }
    }
  }
}

// MARK: - A tree of lines

extension Explanation {
  /// A tree that no line of is wider.
  package func tree(width: Int = 80) -> String {
    var lines = Self.wrapped("\(title)", width: width)
    lines += Self.wrapped("\(kind) \(thing)", width: width)
    if !namesakes.isEmpty {
      lines += Self.wrapped("Of the same name: \(namesakes.joined(separator: ", "))", width: width)
    }
    for (index, part) in parts.enumerated() {
      let isLast = index == parts.count - 1
      lines.append((isLast ? "└─ " : "├─ ") + part.title)
      let stem = isLast ? "   " : "│  "
      for (position, term) in part.terms.enumerated() {
        lines += Self.branch(of: term, stem: stem, isLast: position == part.terms.count - 1, width: width)
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func branch(of term: Term, stem: String, isLast: Bool, width: Int) -> [String] {
    let (knot, below) = (isLast ? "└─ " : "├─ ", isLast ? "   " : "│  ")
    let texts = term.content.map(\.plainText)
    guard texts.count > 1 else {
      let lines = wrapped("\(term.name): \(texts.first ?? "")", width: width - stem.count - 3)
      return lines.enumerated().map { stem + ($0 == 0 ? knot : below + "  ") + $1 }
    }
    var lines = [stem + knot + term.name]
    for (index, text) in texts.enumerated() {
      let isLast = index == texts.count - 1
      let inner = wrapped(text, width: width - stem.count - below.count - 3)
      lines += inner.enumerated().map { position, line in
        stem + below + (position == 0 ? (isLast ? "└─ " : "├─ ") : (isLast ? "     " : "│    ")) + line
      }
    }
    return lines
  }

  /// Broken at spaces; a word that is wider than a line is cut. Every line but the first has two places less.
  private static func wrapped(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(whereSeparator: { $0 == " " || $0.isNewline }) {
      var rest = word[...]
      let limit = lines.isEmpty ? width : width - 2
      if !line.isEmpty, line.count + 1 + rest.count > limit {
        lines.append(line)
        line = ""
      }
      while rest.count > (lines.isEmpty ? width : width - 2) {
        let room = lines.isEmpty ? width : width - 2
        lines.append(String(rest.prefix(room)))
        rest = rest.dropFirst(room)
      }
      line += (line.isEmpty ? "" : " ") + rest
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    return lines
  }
}

// MARK: - JSON

extension Explanation {
  package var json: String {
    let parts = parts.map { part in
      let facts = part.terms.flatMap { term in
        term.content.map { content in
          let links = content.targets.map(jsonText).joined(separator: ", ")
          return """
                  {"name": \(jsonText(term.name)), "text": \(jsonText(content.plainText)), "links": [\(links)]}
            """
        }
      }
      return "    {\"title\": \(jsonText(part.title)), \"facts\": [\n\(facts.joined(separator: ",\n"))\n    ]}"
    }
    return """
      {
        "thing": \(jsonText(thing)),
        "kind": \(jsonText(kind)),
        "title": \(jsonText(title)),\(numbers.map(Self.members) ?? "")
        "namesakes": [\(namesakes.map(jsonText).joined(separator: ", "))],
        "parts": [
      \(parts.joined(separator: ",\n"))
        ]
      }

      """
  }
}

extension Explanation {
  private static func members(_ figure: EditionFacts.Figure) -> String {
    """

        "value": \(reckonedNumber(figure.value)),
        "low": \(reckonedNumber(figure.low)),
        "high": \(reckonedNumber(figure.high)),
        "unit": \(jsonText(figure.unit)),
        "n": \(figure.n),
        "as_of": \(figure.asOf.map(jsonText) ?? "null"),
        "verdict": \(figure.verdict.map(jsonText) ?? "null"),
        "version": \(figure.version),
    """
  }
}

extension [Inline] {
  /// Where its links lead: paths from the site's root, addresses.
  fileprivate var targets: [String] {
    flatMap { inline -> [String] in
      switch inline {
      case .link(let link):
        switch link.target {
        case .file(let path, let fragment): [path + (fragment.map { "#\($0)" } ?? "")]
        case .here(let fragment): ["#\(fragment)"]
        case .address(let address): [address]
        }
      case .emphasis(let content), .strong(let content), .struck(let content), .aside(let content), .small(let content),
        .muted(let content), .unbroken(let content), .bloc(_, let content, _), .sentence(let content),
        .quoted(_, let content):
        content.targets
      case .text, .absent, .code, .lineBreak, .bar, .verdict, .placeholder: []
      }
    }
  }
}
