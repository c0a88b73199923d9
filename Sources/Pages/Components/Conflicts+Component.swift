import Metrics
import Records

extension Component {
  static let conflicts = Component(
    name: "conflicts",
    summary:
      "Where sources disagree: every answer, who gives it, which ranks first and why; of the page's record, or all.",
    parameters: [], isBlock: true
  ) { _, page in
    let site = page.site
    let all = site.index.disagreements
    guard let record = page.record else {
      // Those of which an analyst says more than the rule does come first.
      let explained = all.filter { !$0.reasons.isEmpty || $0.reason != .ourRecord }
      let bare = all.filter { $0.reasons.isEmpty && $0.reason == .ourRecord }
      return table(of: explained + bare, isNaming: true, site)
    }
    if record.kind == "sources" {
      let own = all.filter { $0.answers.contains { $0.witnesses.contains { $0.source == record.id } } }
      return table(of: own, isNaming: true, site)
    }
    guard record.kind == "claims" else {
      return table(of: all.filter { $0.about == record.key }, isNaming: false, site, with: site.rivalry(about: record))
    }
    // A claim's figure stands in a record that names the claim.
    let own = all.filter { conflict in
      conflict.about == record.key || conflict.about.map { site.claim(of: $0) == record.id } ?? false
    }
    return table(of: own, isNaming: true, site)
  }

  private static func table(
    of conflicts: [Disagreement], isNaming: Bool, _ site: SiteContext, with further: [Table.Row] = []
  ) -> Content {
    guard !conflicts.isEmpty || !further.isEmpty else { return .nothing }
    let rows = conflicts.map { conflict in
      Table.Row(
        id: nil,
        cells: [
          isNaming ? site.subject(of: conflict) : [.text(site.question(of: conflict).capitalisedFirst)],
          site.answers(of: conflict), site.ranking(of: conflict),
        ])
    }
    let titles = ["Question", "Answers and who gives them", "Which comes first, and why"]
    var days = DataDays(site)
    for witness in conflicts.flatMap(\.answers).flatMap(\.witnesses) {
      days.add(witness.at)
      if !witness.source.isEmpty { days.add(source: witness.source) }
    }
    return .blocks([
      .table(
        Table(
          caption: "Values on which sources disagree", columns: titles.map { Table.Column(title: [.text($0)]) },
          rows: rows + further, style: .stack, days: days.line()))
    ])
  }
}

extension SiteContext {
  /// Questions to which others and we give answers about a record: a row each, in the columns of conflicts.
  fileprivate func rivalry(about record: Record) -> [Table.Row] {
    let claims = Set(index.records(of: Claim.kind, about: record.key).map(\.id))
    return corpus.rivals.compactMap { rival in
      let own = figures(of: rival).filter { $0.words["follower-record"] == record.id }
      let published = rival.answers.filter { $0.claim.map { claims.contains($0) } ?? false }
      guard !own.isEmpty, !published.isEmpty else { return nil }
      var lines = own.map { ours($0) + [.small([.text(" "), link("figures", $0.id, [.text($0.title)])])] }
      lines[0] = [.strong(lines[0])]
      lines += published.map { answer in
        self.published(answer) + [
          .small([
            .text(" \(answer.publisher ?? "") ".replacing("  ", with: " ")), link("sources", answer.source),
            .text(", \(NumberFormat.date(answer.asOf, isShort: true))"),
          ])
        ]
      }
      return Table.Row(
        id: nil,
        cells: [
          [link(Rival.kind, rival.id, Markdown.inlines(ofProse: rival.question).withoutLinks)],
          Self.joined(lines, by: .lineBreak),
          [.text("Ours, with the others beside it. ")] + Markdown.inlines(ofProse: rival.why),
        ])
    }
  }

  fileprivate func subject(of conflict: Disagreement) -> [Inline] {
    guard let about = conflict.about else {
      let subject = conflict.subject.replacing(" at \(Price.firstParty), input/output", with: " by its maker")
      return [.text(Typography.curled(subject.withWrittenNumbers.capitalisedFirst))]
    }
    return [link(about.kind, about.id, title(of: about).map { [.text($0)] }), .text(": \(question(of: conflict))")]
  }

  /// The question in words: `price by its maker`, `price at Novita AI, above 200k`; `FP8` of `fp8`.
  fileprivate func question(of conflict: Disagreement) -> String {
    guard conflict.kind == Price.kind,
      let scope = conflict.question.firstMatch(of: /^price at ([^,]+)(.*), input\/output$/)
    else { return conflict.question.wordsInText }
    let provider = String(scope.1)
    return "price \(provider == Price.firstParty ? "by its maker" : "at \(Provider.name(of: provider))")\(scope.2)"
  }

  /// What a record without a name is about, in its own words; `nil` for one that has a name.
  func title(of key: Record.Key) -> String? {
    guard let record = corpus.record(key.kind, key.id), name(key.kind, key.id) == key.id else { return nil }
    func words(_ field: String) -> String? {
      switch record[field] {
      case .text(let text): text
      case .prose(let text): text.hasSuffix(".") ? String(text.dropLast()) : text
      default: nil
      }
    }
    if let event = words("event") { return [words("organisation"), event].compactMap(\.self).joined(separator: ", ") }
    return words("measure") ?? words("statement")
  }

  fileprivate func claim(of key: Record.Key) -> String? {
    guard case .reference(_, let id)? = corpus.record(key.kind, key.id)?["claim"] else { return nil }
    return id
  }

  /// Every answer on a line of its own, the first one strong.
  fileprivate func answers(of conflict: Disagreement) -> [Inline] {
    var content: [Inline] = []
    for (position, answer) in conflict.answers.enumerated() {
      if position > 0 { content.append(.lineBreak) }
      let words: [Inline] = [.text(self.words(answer.text, in: conflict))]
      content += position == 0 ? [.strong(words)] : words
      var witnesses: [Inline] = []
      for witness in answer.witnesses {
        witnesses.append(.text(witnesses.isEmpty ? " " : "; "))
        witnesses.append(witness.source.isEmpty ? .text("our record") : link("sources", witness.source))
        if let date = witness.at { witnesses.append(.text(", \(NumberFormat.date(date, isShort: true))")) }
      }
      content.append(.small(witnesses))
    }
    return content
  }

  /// Why the first answer comes first, and what analysts wrote of the others.
  fileprivate func ranking(of conflict: Disagreement) -> [Inline] {
    var content: [Inline] = [.text(conflict.reason.words)]
    if case .used(_, let latest?) = conflict.reason {
      content.append(.text(" Now they use \(words(latest, in: conflict))."))
    }
    for answer in conflict.answers {
      for reason in answer.witnesses.compactMap(\.reason) {
        content += [.lineBreak, .text("\(words(answer.text, in: conflict).capitalisedFirst): ")]
        content += Markdown.inlines(ofProse: reason)
      }
    }
    return content
  }

  /// An answer as a reader sees it: a price with its currency, a number with its unit, a country by its name.
  private func words(_ text: String, in conflict: Disagreement) -> String {
    if conflict.kind == Price.kind {
      let parts = text.split(separator: "/").map { part in Double(part).map(NumberFormat.cents) ?? String(part) }
      return parts.count == 2 ? "$\(parts[0]) in, $\(parts[1]) out" : text
    }
    let name = conflict.question.split(separator: " ").joined(separator: "-")
    guard let field = Corpus.kinds.first(where: { $0.name == conflict.kind })?.fields.first(where: { $0.name == name })
    else { return text.withWrittenNumbers }
    if let missing = Missing(rawValue: text) { return Self.word(for: missing) }
    switch field.shape {
    case .number:
      var unit = field.type.split(separator: ",", maxSplits: 1).dropFirst().joined()
      // Where the kind counts this and that, the record names its unit.
      if unit.allSatisfy(\.isWhitespace), let about = conflict.about,
        case .text(let own)? = corpus.record(about.kind, about.id)?["unit"]
      {
        unit = " " + own
      }
      return plain(.number(Quantity(text) ?? Quantity(value: nil))) + (unit == " billions" ? " billion" : unit)
    case .date: return PartialDate(text).map { NumberFormat.date($0) } ?? text
    case .country: return Country.name(of: text) ?? text
    case .reference(let kind): return self.name(kind, text)
    default: return text
    }
  }

  private func plain(_ value: Value) -> String { inlines(value).plainText }
}

extension Disagreement {
  /// What analysts wrote of its answers.
  fileprivate var reasons: [String] { answers.flatMap { $0.witnesses.compactMap(\.reason) } }
}

extension Disagreement.Reason {
  fileprivate var words: String {
    switch self {
    case .ourRecord: "Our record counts."
    case .readFurther(let first, let other):
      "Its source was read further: \(first.rawValue.withoutHyphens), the next one: \(other.rawValue.withoutHyphens)."
    case .nearer(let first, let other):
      "It is nearer to the first source: \(first.rawValue), the next one: \(other.rawValue)."
    case .moreSources(let first, let other):
      "\(NumberFormat.count(first)) sources give it, \(NumberFormat.count(other)) the next one.".capitalisedFirst
    case .newer: "It is the newer one."
    case .used(let day, _): "Our figures use it \(NumberFormat.when(PartialDate(day)))."
    case .none: "Nothing tells them apart; they stand in the order of our records."
    }
  }

}
