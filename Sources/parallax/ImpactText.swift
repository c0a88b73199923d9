import Diagnostics
import Metrics
import Pages
import Records

/// An impact as a terminal, a pull request or a program takes it.
enum ImpactFormat: String, CaseIterable {
  case text, markdown, json
}

extension Impact {
  func rendered(_ format: ImpactFormat) -> String {
    switch format {
    case .text: text
    case .markdown: markdown
    case .json: json
    }
  }

  // MARK: Text

  private var text: String {
    var lines = ["against \(baseline)"]
    func section(_ title: String, _ items: [String]) {
      guard !items.isEmpty else { return }
      lines += ["", title] + items.map { "  \($0)" }
    }
    section(
      "records", changes.records.flatMap { ["\($0.words), \($0.cause.words):"] + Self.names($0.keys).map { "  \($0)" } }
    )
    section("fields", fieldLines)
    section(
      "kept out of every figure", keptOut.map { "\($0.place.file.path):\($0.place.line): \($0.finding.headline)" })
    section(
      "figures",
      changes.figures.flatMap { move in
        [
          "\(move.id)\(headline(move.id)): \(move.words)",
          "  "
            + ([words(of: reach(of: move)), move.verdictWords.map { "verdict: \($0)" }, move.reasons.words]
            .compactMap(\.self)).joined(separator: "; "),
        ]
      })
    section(
      "claims",
      changes.verdicts.map { move in
        let isHeadline = headlineClaims.contains(move.id) ? " (headline)" : ""
        return "\(move.id)\(isHeadline): \(move.words)"
      })
    section("pages", pages.lines)
    section(
      "citations that won't be what the site says any more",
      outdated.map { "\($0.edition): \($0.figures.joined(separator: ", "))" })
    lines += ["", summary]
    return lines.map { printable($0) + "\n" }.joined()
  }

  private func headline(_ id: String) -> String { headlines.contains(id) ? " (headline)" : "" }

  private var summary: String {
    if isNothing { return "nothing would change" }
    func count(_ number: Int, _ thing: String) -> String {
      number == 0 ? "no \(thing)" : "\(number) \(thing)\(number == 1 ? "" : "s")"
    }
    return [
      count(changes.records.reduce(0) { $0 + $1.count }, "record"), count(changes.figures.count, "figure"),
      count(changes.verdicts.count, "claim"),
      count(pages.added.count + pages.changed.count + pages.removed.count, "page"),
    ].joined(separator: ", ") + "; nothing was written"
  }

  private func words(of reach: Reach) -> String {
    switch reach {
    case .new: "a new figure"
    case .gone: "gone"
    case .history: "the answer stays; other observations moved"
    case .withinInterval: "within the interval that it had"
    case .beyondInterval: "beyond the interval that it had"
    case .withoutInterval: "it had no interval"
    case .number: "the number stays; its day, its rows or its verdict moved"
    }
  }

  /// The most fields that are named.
  private static let mostFields = 30

  /// Where each stands, and under it what it was and is.
  private var fieldLines: [String] {
    let more = fields.count - Self.mostFields
    return fields.prefix(Self.mostFields).flatMap { [$0.spot, "  \($0.words)"] }
      + (more > 0 ? ["… and \(more) more"] : [])
  }

  private static func names(_ keys: [String]) -> [String] {
    let shown = 6
    return keys.count > shown ? Array(keys.prefix(shown)) + ["… and \(keys.count - shown) more"] : keys
  }

  // MARK: Markdown

  private var markdown: String {
    var blocks = ["### What this changes against \(Self.inline(baseline))", "**\(summary).**"]
    if !changes.figures.isEmpty {
      blocks.append(
        Self.table(
          ["Figure", "Before", "After", "Verdict", "How far", "Why"],
          changes.figures.map { move in
            [
              "`\(move.id)`\(headline(move.id))", move.before.answer, move.after.answer, move.verdictWords ?? "",
              words(of: reach(of: move)), move.reasons.words,
            ]
          }))
    }
    if !changes.verdicts.isEmpty {
      blocks.append(
        Self.table(
          ["Claim", "Before", "After"],
          changes.verdicts.map { move in
            let isHeadline = headlineClaims.contains(move.id) ? " (headline)" : ""
            return [
              "`\(move.id)`\(isHeadline)", move.before?.verdict ?? "not there", move.after?.verdict ?? "gone",
            ]
          }))
    }
    func list(_ title: String, _ items: [String]) {
      guard !items.isEmpty else { return }
      blocks.append(
        "<details><summary>\(title)</summary>\n\n" + items.map { "- \($0)" }.joined(separator: "\n") + "\n\n</details>")
    }
    list(
      "Records",
      changes.records.map {
        "\($0.words), \($0.cause.words): \(Self.names($0.keys).map(Self.inline).joined(separator: "; "))"
      })
    if !fields.isEmpty {
      blocks.append(
        Self.table(
          ["Record", "Field", "Before", "After", "Where"],
          fields.prefix(Self.mostFields).map { [$0.record, $0.field, $0.before ?? "", $0.after ?? "", $0.spot] }))
    }
    list(
      "Rows kept out of every figure",
      keptOut.map { Self.inline("\($0.place.file.path):\($0.place.line): \($0.finding.headline)") })
    list("Pages", pages.lines.map(Self.inline))
    list(
      "Citations that won't be what the site says any more",
      outdated.map { "\($0.edition): " + $0.figures.map { "`\($0)`" }.joined(separator: ", ") })
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private static func table(_ head: [String], _ rows: [[String]]) -> String {
    ([head, head.map { _ in "---" }] + rows.map { $0.map(inline) }).map { "| \($0.joined(separator: " | ")) |" }
      .joined(separator: "\n")
  }

  /// A name in Markdown: nothing in it is mark-up, but for our own code spans.
  private static func inline(_ text: String) -> String {
    printable(text).map { "|<>[]*_".contains($0) ? "\\\($0)" : String($0) }.joined()
  }

  // MARK: JSON

  private var json: String {
    func list(_ items: [String]) -> String {
      items.isEmpty ? "[]" : "[\n    \(items.joined(separator: ",\n    "))\n  ]"
    }
    func texts(_ texts: [String]) -> String { "[\(texts.map(jsonText).joined(separator: ", "))]" }
    let reaches = changes.figures.map { move in
      "{\"id\": \(jsonText(move.id)), \"reach\": \(jsonText(reach(of: move).rawValue)), "
        + "\"headline\": \(headlines.contains(move.id))}"
    }
    let moved = fields.map { move in
      "{\"kind\": \(jsonText(move.kind)), \"record\": \(jsonText(move.record)), \"field\": \(jsonText(move.field)), "
        + "\"before\": \(move.before.map(jsonText) ?? "null"), \"after\": \(move.after.map(jsonText) ?? "null"), "
        + "\"where\": \(jsonText(move.spot))}"
    }
    let kept = keptOut.map { row in
      "{\"where\": \(jsonText("\(row.place.file.path):\(row.place.line)")), \"why\": \(jsonText(row.finding.headline))}"
    }
    let flips = changes.verdicts.map { move in
      "{\"id\": \(jsonText(move.id)), \"headline\": \(headlineClaims.contains(move.id))}"
    }
    return """
      {
        "against": \(jsonText(baseline)),
        "changed": \(!isNothing),
        "fields": \(list(moved)),
        "kept_out": \(list(kept)),
        "figures": \(list(reaches)),
        "claims": \(list(flips)),
        "pages": \(pages.json),
        "outdated_citations": \(list(outdated.map { "{\"edition\": \(jsonText($0.edition)), \"figures\": \(texts($0.figures))}" })),
        "changes": \(EditionJSON.text(of: changes))
      }

      """
  }
}

extension Shelf.Pages {
  /// A line a page, those of one kind together where there are many.
  fileprivate var lines: [String] {
    [("added", added), ("changed", changed), ("removed", removed)].flatMap { word, paths -> [String] in
      var folders: [String] = []
      var byFolder: [String: [String]] = [:]
      for path in paths {
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
        if byFolder[folder] == nil { folders.append(folder) }
        byFolder[folder, default: []].append(path)
      }
      return folders.flatMap { folder -> [String] in
        let pages = byFolder[folder] ?? []
        if pages.count <= 6 || folder.isEmpty { return pages.map { "\(word)  \($0)" } }
        return ["\(word)  \(pages.count) pages in \(folder)/"]
      }
    }
  }
}
