import Diagnostics
import Metrics
import Records

/// Everything that pages share, made once and never changed.
struct SiteContext: Sendable {
  let index: SiteIndex
  let figures: [Figure]
  /// Computed verdicts by claim.
  let verdicts: [String: ClaimVerdict]
  let asOf: Day
  /// What was found in the records.
  let findings: [Finding]
  /// What downloads hold of each kind.
  let holdings: [Holding]
  let routes: Routes
  /// The position of each figure by the path of its page.
  let figurePositions: [String: Int]
  /// What earlier editions said, and what this one changes.
  let history: History
  /// Every edition, for the page that lists them; empty until this one has its name.
  var editions: [EditionLine] = []
  /// For each path of the site the pages whose text leads there; known once these are written.
  var links = PageLinks()
  /// The files that rows without pages stand in.
  var rowFiles = RowFiles()
  /// How tables of what is about a record are sorted.
  var orders: [String: RecordOrder] = [:]
  /// Cells of the same tables that are made already.
  var columns: [ColumnCells.Name: ColumnCells] = [:]
  /// What a picture needs of the style sheet to stand alone.
  var chartStyle = ""
  /// Whether the site has the style sheet that all pages but the home page load besides.
  var hasInnerStyle = false
  /// What each row that is kept out would move, in the order of the corpus.
  var quarantinePrices: [[EditionChanges.FigureMove]] = []
  /// What the records decide for each profile.
  var decisions: [String: Decision] = [:]
  /// The limits that a reader may set; `nil` without a reader.
  var limits: LimitCatalogue?

  var corpus: Corpus { index.corpus }
  var blocs: [Bloc] { corpus.report.blocs }
}

/// Which pages there are, and where a record can be read about.
struct Routes: Sendable {
  /// Every page by its path.
  var pages: Set<String> = []
  /// Kinds with a page for each record, `figures` among them.
  var kindsWithPages: Set<String> = []
  /// The page that holds all records of a kind, each with its id as anchor.
  var pageHolding: [String: String] = [:]

  /// For each kind with pages the fields that these show among their facts, each with its name as anchor.
  var anchors: [String: Set<String>] = [:]
  /// Whether the pages of figures draw them, with a row for each observation.
  var drawsFigures = false
  /// Whether the pages of figures show their other choices, each with a trail of its own.
  var showsChoices = false
  /// The kinds whose pages tell where each value stands.
  var kindsWithPlaces: Set<String> = []
  /// Whether the pages of questions have a row for each answer.
  var listsAnswers = false
  /// Whether the pages of sources list the files in which their rows stand.
  var listsFiles = false

  /// Where a record can be read about; what it is called is made only where that leads anywhere.
  func target(of record: Record) -> Link.Target? {
    leads(toRecordsOf: record.kind) ? target(record.kind, record.id) : nil
  }

  /// Whether the records of a kind can be read about anywhere.
  func leads(toRecordsOf kind: String) -> Bool {
    kindsWithPages.contains(kind) || pageHolding[kind] != nil
      || kind == Metric.kind && kindsWithPages.contains("figures")
  }

  func target(_ kind: String, _ id: String) -> Link.Target? {
    // A metric's page is that of its figure.
    if kind == Metric.kind, kindsWithPages.contains("figures") { return .file("figures/\(id).html", fragment: nil) }
    if kindsWithPages.contains(kind) { return .file("\(kind)/\(id).html", fragment: nil) }
    return pageHolding[kind].map { .file($0, fragment: id) }
  }
}

extension SiteContext {
  /// The pages that lead to a page, in order of path.
  func pagesLinking(to path: String) -> [PageLinks.Page] { links.pages[path] ?? [] }

  /// A record's name, leading to its page when it has one.
  func link(_ kind: String, _ id: String, _ content: [Inline]? = nil) -> Inline {
    let words = content ?? [.text(name(kind, id))]
    guard let target = routes.target(kind, id) else { return words.count == 1 ? words[0] : .unbroken(words) }
    return .link(Link(target, words))
  }

  /// A number that leads to its trail, when there is a page for it.
  ///
  /// - Parameter quotation: which number it is, where it isn't the figure's headline.
  func number(_ figure: Figure, _ content: [Inline], as quotation: Quotation? = nil) -> [Inline] {
    let quotation = quotation ?? Quotation(figure: figure.id)
    guard let target = routes.target("figures", figure.id) else { return [.quoted(quotation, content)] }
    // The interval stands outside of the link.
    let bare = content.prefix { inline in if case .aside = inline { false } else { true } }
    var linked = Array(bare)
    var rest = Array(content.dropFirst(bare.count))
    if linked.last == .text(" ") {
      linked.removeLast()
      rest.insert(.text(" "), at: 0)
    }
    guard !linked.isEmpty else { return content }
    return [.link(Link(target, linked, isNumber: true, quotation: quotation))] + rest
  }

  /// What a record is called: its name or title, else its id.
  func name(_ kind: String, _ id: String) -> String {
    guard let record = corpus.record(kind, id) else { return id }
    for field in ["name", "title"] {
      if case .text(let name) = record[field] { return Typography.curled(name) }
    }
    return id
  }

  /// The bloc in its colour with its mark.
  func blocMark(_ id: String, isShort: Bool = false) -> Inline {
    guard let bloc = corpus.bloc(id) else { return .text(id == "other" ? "other" : id) }
    let name = isShort && bloc.name == "United States" ? "US" : bloc.name
    guard let colour = Inline.Bloc(id) else { return .text(name) }
    return .bloc(colour, [.text(name)], withMark: true)
  }

  // MARK: Values

  /// A value as a reader sees it. What isn't there is a word, never a dash or a zero.
  func inlines(_ value: Value, field: String = "") -> [Inline] {
    switch value {
    case .text(Price.firstParty) where field == "provider": return [.text("its maker")]
    case .text(let text) where field == "provider": return [.text(Provider.name(of: text))]
    case .text(let text) where field == "criterion": return [.text(CriterionWords.title(of: text))]
    case .text("no") where field == "term": return [.strong([.text("no")])]
    case .text(let text) where field == "scale": return [.text(Self.words(ofChoice: text, field: field))]
    case .text(let text): return [.text(Self.asPrinted.contains(field) ? Typography.curled(text) : text)]
    case .prose(let text): return Markdown.inlines(ofProse: text)
    case .reference(let kind, let id): return [link(kind, id)]
    case .number(let quantity): return number(quantity, field: field)
    case .date(let date): return [.unbroken([.text(NumberFormat.date(date, isShort: true))])]
    case .yesNo(true): return [.text("yes")]
    case .yesNo(false): return [.strong([.text("no")])]
    case .choice(let word) where field == "bloc": return [blocMark(word)]
    case .choice("no"): return [.strong([.text("no")])]
    case .choice("unknown"): return [.muted([.text("not known")])]
    case .choice(let word): return [.text(Self.words(ofChoice: word, field: field))]
    case .country(let code): return [.text(Country.name(of: code) ?? code)]
    case .url(let address): return [.link(Link(.address(address), [.text(Self.host(of: address))]))]
    case .list(let values):
      var result: [Inline] = []
      for (index, value) in values.enumerated() {
        if index > 0 { result.append(.text(", ")) }
        result += inlines(value)
      }
      return result
    case .missing(.absent): return [.absent(Self.word(for: .absent, field: field))]
    case .missing(let reason): return [.muted([.text(Self.word(for: reason, field: field))])]
    }
  }

  /// Fields whose words are ours or a title, and not what a source calls something.
  private static let asPrinted: Set<String> = [
    "title", "name", "short", "status", "actor", "evidence", "threshold-words", "quoted", "publisher", "authors",
    "event",
    "instrument", "measure", "population", "counting-rule", "attribution-rule", "products",
  ]

  /// A choice as a reader would say it.
  static func words(ofChoice word: String, field: String) -> String {
    switch (field, word) {
    case (_, "non-commercial"): word
    case (_, "ai-regulation"): "AI regulation"
    case (_, "ipo"): "IPO"
    case ("market", "CN"): "China"
    case ("market", "CN-proposed"): "China, as proposed"
    case ("market", "global"): "everywhere"
    case ("clause", _): ClauseWords.title(of: word) ?? word
    case ("scale", "osai-index"): "Open Source AI Index"
    case ("scale", "mof-1.0"): "Model Openness Framework"
    default: word.withoutHyphens
    }
  }

  private func number(_ quantity: Quantity, field: String) -> [Inline] {
    // As published: a price of $0.003625 isn't $0.
    func text(_ value: Double) -> String {
      if field == "input" || field == "output" || field == "cached-input" { return "$" + NumberFormat.cents(value) }
      // What we blended ourselves is told to the cent, and to a hundredth of it where it is less.
      if field == "price" || field == "blended" {
        return "$" + NumberFormat.number(value, places: value < 0.01 ? 4 : 2)
      }
      // Days of releases don't bear more.
      if field == "months-behind" { return NumberFormat.number(value, places: 1) }
      return NumberFormat.power(value) ?? NumberFormat.exact(value, upTo: 6)
    }
    switch (quantity.value, quantity.low, quantity.high) {
    case (let value?, let low?, let high?) where field == "months-behind":
      let interval =
        text(low) == text(high)
        ? [] : [Inline.text(" "), .aside([.text("(" + text(low) + NumberFormat.rangeDash + text(high) + ")")])]
      return [.unbroken([.text(text(value))] + interval)]
    case (let value?, let low?, let high?):
      // As many places as the interval's width makes worth telling.
      let places = high - low >= 3 ? 0 : high - low >= 0.3 ? 1 : 2
      let range = NumberFormat.range(low, high, places: places, isLabel: true)
      return [.unbroken([.text(NumberFormat.number(value, places: places) + " "), .aside([.text("(" + range + ")")])])]
    case (let value?, _, _): return [.text(text(value))]
    case (nil, let low?, let high?): return [.text(text(low) + NumberFormat.rangeDash + text(high))]
    default: return [.muted([.text("not known")])]
    }
  }

  static func word(for reason: Missing, field: String = "") -> String {
    switch reason {
    case .absent: absent[field] ?? "not recorded"
    case .unknown: "not known"
    case .undisclosed: "not disclosed"
    case .notApplicable: "not applicable"
    case .unchecked: "not read"
    }
  }

  /// What it means that nothing was written, where that means something.
  private static let absent = [
    "withdrawn": "stands", "parent": "none recorded", "base-model": "none named", "rating": "not on the board",
    "rated": "not on the board", "behind": "none known", "spdx": "not in the list", "valid-from": "day not given",
    "valid-to": "stands", "cached-input": "none listed",
  ]

  /// `example.org` of `https://www.example.org/a`.
  static func host(of address: String) -> String {
    guard let scheme = address.firstRange(of: "://") else { return address }
    let host = address[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    return host.hasPrefix("www.") ? String(host.dropFirst(4)) : String(host)
  }
}

extension Inline.Bloc {
  /// Blue is the United States and vermilion is China; no other bloc has a colour.
  init?(_ id: String) {
    switch id {
    case "us": self = .us
    case "china": self = .china
    default: return nil
    }
  }
}
