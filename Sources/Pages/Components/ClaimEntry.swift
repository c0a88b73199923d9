import Metrics
import Records

/// A claim one by one: what was published and where, what we have beside it, what differs; on a page of its own also how
/// it is tested, and who says what of it since when.
extension SiteContext {
  func entry(_ claim: Claim, number: Int, id: String, isAlone: Bool) -> Entry {
    let theme = claim.theme.rawValue.capitalisedFirst
    return Entry(
      id: id, label: "\(number) \u{B7} \(theme)", statement: Markdown.inlines(ofProse: claim.statement),
      verdict: verdict(of: claim), theme: theme, terms: isAlone ? terms(of: claim) : mainTerms(of: claim),
      isAlone: isAlone)
  }

  /// The four that a reader of many claims needs, the last with the way to the others.
  private func mainTerms(of claim: Claim) -> [Term] {
    let reason = claim.reason ?? ""
    var differs = reason.isEmpty ? [] : [Markdown.inlines(ofProse: reason.sentences(2))]
    if let target = routes.target(Claim.kind, claim.id) {
      let isTested = verdicts[claim.id]?.isComputed ?? false
      let words = isTested ? "Its test, in full and since when" : "In full, and since when"
      differs.append([.link(Link(target, [.text(words)]))])
    }
    var figure = [ours(claim, withTitles: true)]
    if let computed = verdicts[claim.id], computed.isComputed, computed.deciding > 1 {
      figure.append([.small(choices(computed, claim))])
    }
    return [
      Term(name: "As published", content: asPublished(claim)),
      Term(
        name: claim.confidence == .primary ? "First source" : "Source",
        content: [
          [link("sources", claim.source), .text(", " + read(claim.source) + ". " + Self.nearness(claim.confidence))]
        ]),
      Term(name: "Our figure", content: figure), Term(name: "What differs", content: differs),
    ].filter { !$0.content.isEmpty }
  }

  private func terms(of claim: Claim) -> [Term] {
    let computed = verdicts[claim.id]
    var terms = [
      Term(name: "As published", content: asPublished(claim)), Term(name: "Source", content: sources(of: claim)),
      Term(name: "Our figure", content: [ours(claim, withTitles: true)]),
    ]
    func add(_ name: String, _ content: [[Inline]]) {
      if !content.isEmpty { terms.append(Term(name: name, content: content)) }
    }
    func prose(_ text: String?) -> [[Inline]] { text.map { [Markdown.inlines(ofProse: $0)] } ?? [] }
    if let test = claim.test, let computed {
      // A test beside an analyst's verdict only shows how our value compares.
      let words = corpus.record(Claim.kind, claim.id).flatMap { TestWords(self)(test, at: $0.place) }
      let asked = words.map { $0.capitalisedFirst } ?? [.code(test)]
      if computed.isComputed {
        add("Test", [asked + [.text(".")]])
        add("Under other choices", [choices(computed, claim)])
      } else {
        let answer = computed.holds.map { $0 ? ": passed" : ": not passed" } ?? ": can’t be told"
        add("Compared by", [asked + [.text(answer + ".")]])
      }
    }
    add("What differs", prose(claim.reason))
    add("How measured", prose(claim.method))
    add("Do not conclude", prose(claim.caveat))
    add("Since when", standing(claim, computed))
    return terms
  }

  // MARK: Published

  func published(_ claim: Claim) -> [Inline] {
    if let date = claim.publishedDate { return inlines(.date(date)) }
    guard let quantity = claim.published else {
      return claim.quoted.map { [.text("\u{201C}\(Typography.curled($0))\u{201D}")] } ?? [.muted([.text("no number")])]
    }
    let qualifier = claim.qualifier.map { $0.rawValue.replacing("-", with: " ") + " " } ?? ""
    return [.text(qualifier)] + amount(quantity, claim.unit)
  }

  /// The same, where it is a number or a date leading to the line that it stands at.
  func leadingPublished(_ claim: Claim) -> [Inline] {
    let field = claim.publishedDate != nil ? "published-date" : "published"
    guard claim.publishedDate != nil || claim.published != nil, routes.kindsWithPlaces.contains(Claim.kind),
      let page = routes.pagePath(Claim.kind, claim.id)
    else { return published(claim) }
    return [
      .link(Link(.file(page, fragment: RecordTrail.anchor(field)), published(claim), isNumber: true))
    ]
  }

  /// `$830 billion`, `63%`, `7 months`.
  private func amount(_ quantity: Quantity, _ unit: String?) -> [Inline] {
    let number = inlines(.number(quantity))
    guard let unit else { return number }
    if unit.hasPrefix("US dollars") {
      return [.text("$")] + number + [.text(String(unit.dropFirst("US dollars".count)))]
    }
    guard let currency = unit.ranges(of: " US dollars").first else { return number + [.text(Self.suffixed(unit))] }
    return [.text("$")] + number + [.text(" " + unit[..<currency.lowerBound] + unit[currency.upperBound...])]
  }

  /// `%` for percent, ` months` for months.
  static func suffixed(_ unit: String) -> String {
    unit == "percent" ? "%" : unit.hasPrefix("percent ") ? "%" + unit.dropFirst("percent".count) : " \(unit)"
  }

  private func asPublished(_ claim: Claim) -> [[Inline]] {
    var lines = [leadingPublished(claim)]
    if let quoted = claim.quoted, claim.published != nil {
      lines.append([.text("\u{201C}\(Typography.curled(quoted))\u{201D}")])
    }
    if let asOf = claim.asOf { lines[0].append(.text(", of \(NumberFormat.date(asOf))")) }
    return lines
  }

  private func sources(of claim: Claim) -> [[Inline]] {
    let place = corpus.record(Claim.kind, claim.id)?.place
    var lines: [[Inline]] = [
      [link("sources", claim.source), .text(", " + read(claim.source))]
        + (place.map { [.text(", "), .code($0.spot)] } ?? []),
      [.text(Self.nearness(claim.confidence))],
    ]
    if !claim.also.isEmpty {
      var others: [Inline] = [.text("Also: ")]
      for (index, id) in claim.also.enumerated() {
        if index > 0 { others.append(.text("; ")) }
        others.append(link("sources", id))
      }
      lines.append(others)
    }
    return lines
  }

  /// `read on 12 November 2026, an excerpt`.
  func read(_ source: String) -> String {
    guard let source = corpus.source(source) else { return "not read" }
    let day = source.retrieved.map { "read on \(NumberFormat.date($0))" } ?? "day of reading not recorded"
    return "\(day), \(source.seen.words)"
  }

  /// How near to the first source we came.
  private static func nearness(_ confidence: Confidence) -> String {
    switch confidence {
    case .primary: "We read the first source, or its data."
    case .secondary: "We read others who report the first source."
    case .reported: "Weak: unnamed sources, an estimate, or a single outlet."
    case .unconfirmed: "Unconfirmed: from memory, nothing found."
    }
  }

  // MARK: Ours

  /// What the test read, with days, and what was found in the sources; words where there is neither.
  ///
  /// Several observations of one thing stand in the order of their days: `40%, second half of 2024, then 77%, second half
  /// of 2025`. A day that three things and more share is said once, behind the last.
  ///
  /// - Parameters:
  ///   - withTitles: names each figure, where there is room.
  ///   - isShort: writes intervals and days as labels do.
  func ours(_ claim: Claim, withTitles: Bool = false, isShort: Bool = false) -> [Inline] {
    var content: [Inline] = []
    var named: Set<String> = []
    let subjects = (verdicts[claim.id]?.readings ?? []).bySubject
    let days = Set(subjects.joined().map { $0.by == nil ? $0.at : nil })
    let isOfOneDay = subjects.count > 2 && subjects.allSatisfy { $0.count == 1 } && days.count == 1
    for (position, readings) in subjects.enumerated() {
      guard let figure = figures.first(where: { $0.id == readings[0].figure }) else { continue }
      if !content.isEmpty { content.append(.text("; ")) }
      if withTitles, named.insert(figure.id).inserted { content.append(.text(figure.title + ": ")) }
      let places = readings.map { tablePlaces(of: $0) }.min() ?? 0
      for (index, reading) in readings.enumerated() {
        if index > 0 { content.append(.text(", then ")) }
        content +=
          behind(reading, figure, isShort: isShort)
          ?? number(
            figure, inlines(of: reading, isNamed: index == 0, isShort: isShort, places: places),
            as: quotation(of: reading, figure))
        if reading.by == nil, let date = reading.at, !isOfOneDay || position == subjects.count - 1 {
          content.append(.text((isOfOneDay ? ", all " : ", ") + NumberFormat.date(date, isShort: isShort)))
        }
      }
    }
    if let checked = claim.checked {
      if !content.isEmpty { content.append(.text("; ")) }
      content += amount(checked, claim.checkedUnit ?? claim.unit) + [.text(", from the sources")]
    }
    return content.isEmpty ? [.muted([.text("no figure of ours")])] : content
  }

  private func unit(of reading: Reading) -> Unit { Unit(reading.unit).supporting(reading.low, reading.high) }

  /// Numbers beside each other have the same digits: as many as the least certain of them.
  private func tablePlaces(of reading: Reading) -> Int { unit(of: reading).tablePlaces }

  /// A gap below zero from the side of whoever leads: `Alibaba ahead by 21 points (14 to 28)`; `nil` for all else.
  private func behind(_ reading: Reading, _ figure: Figure, isShort: Bool) -> [Inline]? {
    guard figure.measure == "gap", reading.name == "value", reading.by == nil, reading.part == nil,
      let value = reading.value, value < 0, let follower = figure.words["follower"]
    else { return nil }
    let unit = Unit(reading.unit).supporting(reading.low, reading.high)
    var quotation = quotation(of: reading, figure)
    quotation.number = "lead"
    var words: [Inline] = [.text("\(sideName(follower)) ahead by ")]
    words += number(figure, [.unbroken([.text(unit.text(-value, isTable: true))])], as: quotation)
    if let low = reading.low, let high = reading.high, low < high {
      words += [.text(" "), .aside([.text("(\(unit.range(-high, -low, isTable: true, isLabel: isShort)))")])]
    }
    return words
  }

  /// What a side of a comparison is called: a bloc, a maker or a series by its name.
  private func sideName(_ id: String) -> String {
    if let bloc = corpus.bloc(id) { return bloc.name }
    let kind = [Organisation.kind, Family.kind].first { corpus.record($0, id) != nil }
    return kind.map { name($0, id) } ?? id.withoutHyphens
  }

  /// The figure's headline, or the observation that was read.
  private func quotation(of reading: Reading, _ figure: Figure) -> Quotation {
    let name = reading.by == nil ? reading.name : "between"
    guard reading.by == nil, reading.part != nil || reading.at != figure.asOf else {
      return Quotation(figure: figure.id, number: name)
    }
    let part = reading.part ?? figure.headlinePoint?.part
    // A part that tells of a day of its own stands in the series at the day of all.
    let point = figure.series.last { $0.part == part && ($0.at == reading.at || $0.dated == reading.at) }
    return Quotation(figure: figure.id, at: (point?.at ?? reading.at)?.description, part: part, number: name)
  }

  /// - Parameter isNamed: says of which part it is, and which number.
  private func inlines(of reading: Reading, isNamed: Bool, isShort: Bool, places: Int) -> [Inline] {
    if let by = reading.by {
      let end = NumberFormat.date(by, isShort: isShort)
      guard let after = reading.after else { return [.text("by \(end)")] }
      return [.text("between \(NumberFormat.date(after, isShort: isShort)) and \(end)")]
    }
    var unit = unit(of: reading)
    unit.tablePlaces = places
    var content: [Inline] = isNamed ? reading.part.map { [.text(partName($0).capitalisedFirst + " ")] } ?? [] : []
    if isNamed, reading.name != "value" {
      let name = reading.name == "win-rate" ? "expected win rate" : reading.name.replacing("-", with: " ")
      content.append(.text(name + " "))
    }
    if let value = reading.value {
      content.append(.unbroken([.text(unit.text(value, isTable: true))]))
      if let low = reading.low, let high = reading.high, low < high {
        content += [.text(" "), .aside([.text("(\(unit.range(low, high, isTable: true, isLabel: isShort)))")])]
      }
    } else if let low = reading.low, let high = reading.high {
      content.append(.text("\(unit.range(low, high, isTable: true, isLabel: true)) \(unit.word)"))
    } else if let bound = reading.low ?? reading.high {
      content.append(.text((reading.low == nil ? "at most " : "at least ") + unit.text(bound, isTable: true)))
    }
    return content
  }

  // MARK: The verdict

  private func choices(_ verdict: ClaimVerdict, _ claim: Claim) -> [Inline] {
    guard verdict.holds != nil else { return [.text("The test hangs on a value that no figure has.")] }
    if verdict.deciding <= 1 {
      return [.text(claim.fixesChoices ? "The claim itself makes the choices." : "Nothing else to choose.")]
    }
    let answer = verdict.holds == true ? "holds" : "does not hold"
    guard !verdict.turning.isEmpty else {
      return [.text("It \(answer) under all \(verdict.deciding) choices, both ends of each interval among them.")]
    }
    let same = verdict.deciding - verdict.turning.count
    return [
      .text(
        "It \(answer) under \(same) of \(verdict.deciding) choices. The other way: \(choices(verdict.turning))."
      )
    ]
  }

  /// Choices as `Gap of the best models: open weights alone`; where one figure alone is read, without its name.
  private func choices(_ turning: [String]) -> String {
    let words = TestWords(self)
    let told = turning.map { words.turning($0) }
    let isOne = Set(told.map(\.figure)).count == 1
    return told.map { isOne || $0.figure.isEmpty ? $0.choice : "\($0.figure): \($0.choice)" }.joined(separator: "; ")
  }

  /// Who says it, and since when.
  private func standing(_ claim: Claim, _ computed: ClaimVerdict?) -> [[Inline]] {
    let isTests = computed?.isComputed ?? false
    var lines: [[Inline]] = []
    var first = isTests ? "By the test, at every edition." : "An analyst’s"
    if !isTests {
      first += decided(claim).map { ", since \(NumberFormat.date($0))." } ?? "."
    } else if let decided = decided(claim), claim.verdict != nil {
      first += " Looked at by an analyst on \(NumberFormat.date(decided))."
    }
    lines.append([.text(first)])
    if let since = computed?.since, let computed, isTests {
      let word = computed.holds == true ? "held" : "not held"
      lines.append([
        .text(
          computed.hasTurned
            ? "By our observations it has \(word) since \(NumberFormat.date(since)); before that it was the other way."
            : "By our observations it has \(word) since the first, of \(NumberFormat.date(since)).")
      ])
    }
    if let line = inEditions(claim) { lines.append([.text(line)]) }
    for former in claim.former.reversed() {
      let word = former.verdict.title
      var line: [Inline] = [.text("Before, since \(NumberFormat.date(former.since)): \(word).")]
      if let reason = former.reason { line += [.text(" ")] + Markdown.inlines(ofProse: reason) }
      lines.append(line)
    }
    return lines
  }

  /// When an analyst decided; not told of a day after the edition's own, which is that of the newest record.
  private func decided(_ claim: Claim) -> PartialDate? { claim.decided.flatMap { $0.first <= asOf ? $0 : nil } }

  /// When an edition last gave another verdict than the one before it; `nil` while there is only one edition.
  private func inEditions(_ claim: Claim) -> String? {
    guard history.entries.count > 1, let first = history.entries.first else { return nil }
    for entry in history.entries.reversed() {
      guard
        let move = entry.changes?.verdicts.first(where: { $0.id == claim.id && $0.before?.verdict != $0.after?.verdict }
        )
      else { continue }
      let before = move.before.flatMap { VerdictWord(rawValue: $0.verdict)?.title }
      return "Changed with the edition of \(day(entry.day)); before: \(before ?? "not yet in the ledger")."
    }
    return "The same in every edition since that of \(day(first.day))."
  }

  private func day(_ text: String) -> String { PartialDate(text).map { NumberFormat.date($0) } ?? text }
}

extension [Reading] {
  /// Readings of one number of one figure together, in the order of their days; what is read first stands first.
  fileprivate var bySubject: [[Reading]] {
    var groups: [[Reading]] = []
    for reading in self {
      let group = groups.firstIndex {
        $0[0].figure == reading.figure && $0[0].part == reading.part && $0[0].name == reading.name
      }
      if let group { groups[group].append(reading) } else { groups.append([reading]) }
    }
    return groups.map { group in
      group.enumerated().sorted { left, right in
        guard let a = left.element.at, let b = right.element.at, a != b else { return left.offset < right.offset }
        return a < b
      }.map(\.element)
    }
  }
}
