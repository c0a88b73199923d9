import Diagnostics
import Metrics
import Records

extension Component {
  static let changes = Component(
    name: "changes", summary: "What moved from edition to edition, by cause, the newest first.",
    parameters: [.named("top", .whole), .named("form", .choice(["full", "short"]))], isBlock: true
  ) { arguments, page in
    if arguments.word("form") == "short" {
      return page.site.history.entries.last.flatMap { page.site.short($0, top: arguments.whole("top") ?? 5) }
        .map { .blocks($0) } ?? .nothing
    }
    let entries = page.site.history.entries.reversed()
    let shown = entries.prefix(arguments.whole("top") ?? entries.count)
    guard !shown.isEmpty else { return .nothing }
    var blocks: [Block] = []
    for entry in shown {
      blocks.append(
        .heading(
          Heading(
            level: 3, id: page.anchors.unique(entry.name), content: [.text(Words.title(entry))])))
      blocks += page.site.blocks(of: entry)
    }
    return .blocks(blocks)
  }

  static let history = Component(
    name: "history", summary: "What a figure was in each edition that changed it, and why.",
    parameters: [.positional("figure", .figure)], isBlock: true
  ) { arguments, page in
    guard let index = arguments.figure("figure") else { return .nothing }
    let past = page.trail(of: index).past
    // One line only repeats the page.
    guard past.count > 1 else {
      return .blocks([.paragraph([.text("Every edition that has this figure says the same.")])])
    }
    let rows = past.map { line in
      Table.Row(
        id: nil,
        cells: [
          [.text(line.edition)], Words.value(line.figure, isNow: line.isNow),
          [.text(line.figure.asOf.map(Words.date) ?? "no observation")], [.text(String(line.figure.version))],
          [.text(line.why)],
        ])
    }
    let titles = ["Edition", "Value", "As of", "Version", "Why it moved"]
    return .blocks([
      .table(
        Table(
          caption: "The figure in each edition that changed it",
          columns: titles.map { Table.Column(title: [.text($0)], isNumber: $0 == "Version") }, rows: rows,
          style: .stack, days: page.site.days(of: [page.figure(index)])))
    ])
  }

  static let editions = Component(
    name: "editions", summary: "Every edition with its frozen pages, figures and sums.", parameters: [], isBlock: true
  ) { _, page in
    EditionList.table(page.site.editions).map { .blocks([.table($0)]) } ?? .nothing
  }
}

extension SiteContext {
  /// One edition's changes.
  fileprivate func blocks(of entry: History.Entry) -> [Block] {
    guard let changes = entry.changes else {
      return [
        .paragraph([
          .text(
            "The first edition, with \(NumberFormat.number(Double(entry.figures.count))) \(entry.figures.count == 1 ? "figure" : "figures"). There is nothing before it to compare it with."
          )
        ])
      ]
    }
    var blocks: [Block] = [.paragraph([.text(Words.summary(changes, since: entry.previousDay))])]
    let isNow = entry.name == history.entries.last?.name
    if !changes.figures.isEmpty { blocks.append(.table(figures(changes.figures, isNow: isNow))) }
    if !changes.verdicts.isEmpty { blocks.append(.table(verdicts(changes.verdicts))) }
    if !changes.records.isEmpty { blocks.append(.table(records(changes.records))) }
    return blocks
  }

  /// What an edition changed, a line for each of the first moves; `nil` when there is nothing before it.
  fileprivate func short(_ entry: History.Entry, top: Int) -> [Block]? {
    guard let changes = entry.changes else { return nil }
    /// `nil` for what reads the same as before.
    func line(
      _ name: [Inline], _ before: [Inline]?, _ after: [Inline]?, _ reasons: [EditionChanges.Reason]
    ) -> [Block]? {
      let words: [Inline]
      switch (before, after) {
      case (let before?, let after?):
        if before.plainText == after.plainText { return nil }
        words = [.text(": from ")] + before + [.text(" to ")] + after
      case (nil, let after?): words = [.text(", new: ")] + after
      case (let before?, nil): words = [.text(", gone; it was ")] + before
      case (nil, nil): return nil
      }
      return [.paragraph(name + words + [.text(". "), .small([.text("Cause: \(Words.causes(reasons)).")])])]
    }
    // The headlines are the first figures of the records; a move of older observations alone is for the full page.
    let figureLines = changes.figures.filter { !$0.isOnlyHistory }.map { move in
      line(
        figure(move), move.before.map { Words.value($0) }, move.after.map { Words.value($0, isNow: true) },
        move.reasons)
    }
    let verdictLines = changes.verdicts.map { move in
      line(claim(move), move.before.map { verdict($0) }, move.after.map { verdict($0) }, move.reasons)
    }
    var blocks: [Block] = [.paragraph([.text(Words.summary(changes, since: entry.previousDay))])]
    let lines = (figureLines + verdictLines).compactMap(\.self).prefix(top)
    if !lines.isEmpty { blocks.append(.list(List(start: nil, items: Array(lines), isTight: true))) }
    return blocks
  }

  private func figures(_ all: [EditionChanges.FigureMove], isNow: Bool) -> Table {
    // What reads as it did moved in digits that nobody sees, or in its rows alone.
    let moves = all.filter { move in
      guard let before = move.before, let after = move.after else { return true }
      return Words.value(before).plainText != Words.value(after).plainText
    }
    let rows = moves.map { move in
      Table.Row(
        id: nil,
        cells: [
          figure(move), move.before.map { Words.value($0) } ?? [.muted([.text("not there")])],
          move.after.map { Words.value($0, isNow: isNow) } ?? [.muted([.text("gone")])],
          [.text(Words.causes(move.reasons))],
          behind(move.reasons),
        ])
    }
    var table = Table(
      caption: "Figures that moved",
      columns: ["Figure", "Before", "After", "Cause", "Records behind it"].map { Table.Column(title: [.text($0)]) },
      rows: rows, style: .stack)
    let others = all.count - moves.count
    if others > 0 {
      table.note = [
        .text(
          "\(NumberFormat.number(Double(others))) more \(others == 1 ? "reads" : "read") the same before and after.")
      ]
    }
    return table
  }

  private func figure(_ move: EditionChanges.FigureMove) -> [Inline] {
    let words: [Inline] = [.text(move.title)]
    return figures.contains { $0.id == move.id } ? [link("figures", move.id, words)] : words
  }

  private func verdicts(_ moves: [EditionChanges.VerdictMove]) -> Table {
    func word(_ claim: EditionFacts.Claim?) -> [Inline] {
      claim.map { verdict($0) } ?? [.muted([.text("not there")])]
    }
    let rows = moves.map { move in
      Table.Row(
        id: nil,
        cells: [
          claim(move), word(move.before), word(move.after),
          [.text(Words.causes(move.reasons))], behind(move.reasons),
        ])
    }
    return Table(
      caption: "Verdicts that changed",
      columns: ["Claim", "Before", "After", "Cause", "Records behind it"].map { Table.Column(title: [.text($0)]) },
      rows: rows, style: .stack)
  }

  private func verdict(_ claim: EditionFacts.Claim) -> [Inline] {
    VerdictWord(rawValue: claim.verdict).map { [.verdict($0)] } ?? [.text(claim.verdict)]
  }

  private func claim(_ move: EditionChanges.VerdictMove) -> [Inline] {
    let claim = corpus.claims.first { $0.id == move.id }
    let words = claim.map { Markdown.inlines(ofProse: $0.statement).withoutLinks } ?? [.code(move.id)]
    return claim?.isSeed ?? false ? [link("claims", move.id, words)] : words
  }

  private func records(_ moves: [EditionChanges.RecordMove]) -> Table {
    let rows = moves.map { move in
      let isKnown = corpus.source(move.source) != nil
      return Table.Row(
        id: nil,
        cells: [
          [.text(move.kind)], [.text(Words.cause(move.cause))],
          [.text("\(NumberFormat.number(Double(move.count))) \(move.change.rawValue)")],
          move.source.isEmpty
            ? [.muted([.text("none")])] : isKnown ? [link("sources", move.source)] : [.code(move.source)],
          names(move.keys.map { "\(move.kind): \($0)" }, of: move.count, isShort: true),
        ])
    }
    return Table(
      caption: "Records that changed",
      columns: ["Kind", "Cause", "Records", "Source", "Which"].map { Table.Column(title: [.text($0)]) }, rows: rows,
      style: .stack)
  }

  private func behind(_ reasons: [EditionChanges.Reason]) -> [Inline] {
    let count = reasons.reduce(0) { $0 + $1.count }
    let records = reasons.flatMap(\.records)
    guard records.isEmpty else { return names(records, of: count) }
    let isTime = reasons.contains { $0.cause == .passingTime }
    return [.muted([.text(isTime ? "none: it is seen from another day" : "none: the program counts differently")])]
  }

  /// The first few by name, those with a page linked, and how many more there are.
  private func names(_ records: [String], of count: Int, isShort: Bool = false) -> [Inline] {
    let limit = 6
    var content: [Inline] = []
    for record in records.prefix(limit) {
      if !content.isEmpty { content.append(.text("; ")) }
      let parts = record.split(separator: ": ", maxSplits: 1).map(String.init)
      let words: [Inline] = [.text(isShort && parts.count == 2 ? parts[1] : record)]
      if parts.count == 2, routes.kindsWithPages.contains(parts[0]), corpus.record(parts[0], parts[1]) != nil {
        content.append(link(parts[0], parts[1], words))
      } else {
        content += words
      }
    }
    let more = count - min(records.count, limit)
    if more > 0 { content.append(.text("; and \(NumberFormat.number(Double(more))) more")) }
    return content
  }
}

extension EditionFacts.Figure {
  /// `42 points (29 to 55)`, `no value`.
  package var answer: String { Words.value(self).plainText }
}

/// The words of edition changes, for pages and the feed.
enum Words {
  static func day(_ text: String) -> String { date(text) }

  /// `Edition of 1 October 2026`, and which of that day where it isn't the first.
  static func title(_ entry: History.Entry) -> String { "Edition of \(edition(entry))" }

  /// `1 October 2026, number 2 of that day`.
  static func edition(_ entry: History.Entry) -> String {
    "\(day(entry.day))\(entry.ofDay > 1 ? ", number \(entry.ofDay) of that day" : "")"
  }

  static func date(_ text: String) -> String { PartialDate(text).map { NumberFormat.date($0) } ?? text }

  static func cause(_ cause: EditionChanges.Cause) -> String {
    switch cause {
    case .newData: "new data"
    case .upstreamRevision: "upstream revision"
    case .ourCorrection: "our correction"
    case .changedMethod: "changed method"
    case .changedIdentity: "changed identity"
    case .passingTime: "passing time"
    }
  }

  /// What is said of a figure whose answer stays.
  static let onlyHistory = "the answer stays; other observations moved"

  static func causes(_ reasons: [EditionChanges.Reason]) -> String {
    reasons.map { cause($0.cause) }.joined(separator: ", ")
  }

  /// - Parameter isNow: whether it is what the figure says now.
  static func value(_ figure: EditionFacts.Figure, isNow: Bool = false) -> [Inline] {
    let unit = Unit(figure.unit).supporting(figure.low, figure.high)
    func quoted(_ content: [Inline]) -> [Inline] {
      isNow ? [.quoted(Quotation(figure: figure.id), content)] : content
    }
    guard let value = figure.value else {
      switch (figure.low, figure.high) {
      case (let low?, let high?):
        return quoted([.text(unit.rangeText(low, high, isTable: true))])
      case (let low?, nil): return quoted([.text("at least \(unit.text(low, isTable: true))")])
      case (nil, let high?): return quoted([.text("at most \(unit.text(high, isTable: true))")])
      case (nil, nil): return [.muted([.text("no value")])]
      }
    }
    var content: [Inline] = [.unbroken([.text(unit.text(value, isTable: true))])]
    if let interval = unit.interval(figure.low, figure.high, isTable: true) {
      content += [.text(" "), .aside([.text(interval)])]
    }
    return quoted(content)
  }

  /// `Against the edition of 1 October 2026: 3 figures and 1 verdict moved, 12 records changed.`
  static func summary(_ changes: EditionChanges, since day: String?) -> String {
    (day.map { "Against the edition of \(Words.day($0)): " } ?? "") + changes.counts + "."
  }
}

extension EditionChanges {
  /// `3 figures and 1 verdict moved, 12 records changed`.
  package var counts: String {
    func count(_ number: Int, _ noun: String) -> String {
      "\(NumberFormat.number(Double(number))) \(noun)\(number == 1 ? "" : "s")"
    }
    let records = records.reduce(0) { $0 + $1.count }
    return "\(count(figures.count, "figure")) and \(count(verdicts.count, "verdict")) moved, "
      + "\(count(records, "record")) changed"
  }
}
