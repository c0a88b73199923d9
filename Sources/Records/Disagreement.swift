package import Diagnostics
import Reading

/// One value that sources give differently, with all that they say.
package struct Disagreement: Sendable {
  /// A source that gives an answer.
  package struct Witness: Sendable {
    package let source: String
    package let at: PartialDate?
    package let place: Place
    /// Why our record doesn't follow it.
    package let reason: String?
  }

  /// One value, and everyone who gives it, the best source first.
  package struct Answer: Sendable {
    package let text: String
    package let isOurRecords: Bool
    package let witnesses: [Witness]
  }

  /// Why the first answer comes first.
  package enum Reason: Sendable, Equatable {
    /// Our record says it.
    case ourRecord
    /// Its source was read further.
    case readFurther(Source.Seen, Source.Seen)
    /// Its source is nearer to the first one.
    case nearer(Confidence, Confidence)
    /// So many sources give it.
    case moreSources(Int, Int)
    /// It was said later, or its source is newer where nobody knows when it was said.
    case newer
    /// Figures use it on that day; and what they use now, where that is another.
    case used(Day, latest: String?)
    /// Nothing tells them apart.
    case none
  }

  /// The kind of the records that say it.
  package let kind: String
  /// What the value is of: `price of 'deepseek-v4-pro' at first-party, input/output`.
  package let subject: String
  /// The same without the name of the thing: `price at first-party, input/output`.
  package let question: String
  /// The record of ours that it is about.
  package let about: Record.Key?
  /// The best answer first.
  package let answers: [Answer]
  package let reason: Reason
}

extension Disagreement {
  /// The same with the answer first that figures use on a day, whatever ranks better.
  package func using(_ position: Int, on day: Day, latest: String?) -> Disagreement {
    var answers = answers
    answers.insert(answers.remove(at: position), at: 0)
    return Disagreement(
      kind: kind, subject: subject, question: question, about: about, answers: answers,
      reason: .used(day, latest: latest))
  }
}

extension Corpus {
  /// Everything on which our sources disagree: facts of our records, then prices, counts, safety results and scores.
  ///
  /// - Parameter days: how far apart two looks at a price may lie and still be looks at one price.
  package func disagreements(withinDays days: Int = 60) -> [Disagreement] {
    disagreements(of: disputes.flatMap(statements), withinDays: .max)
      + disagreements(of: priceStatements, withinDays: days) + disagreementsOfRows()
  }

  /// What is said of prices. A list says of each price that it holds still on the day of the list: the last price that
  /// a source gives goes on until then, unless it has ended.
  private var priceStatements: [Statement] {
    var statements = prices.compactMap(Statement.init)
    var last: [[String?]: Int] = [:]
    for (index, statement) in statements.enumerated() {
      let key = statement.key + [statement.source]
      if let other = last[key], statements[other].from >= statement.from { continue }
      last[key] = index
    }
    let published = Dictionary(sources.map { ($0.id, $0.published?.last) }) { first, _ in first }
    for index in last.values where !statements[index].hasEnded {
      guard let day = published[statements[index].source] ?? nil else { continue }
      statements[index].to = max(statements[index].to, day)
    }
    return statements
  }

  /// Those among rows, as they were noted or else made anew.
  func disagreementsOfRows() -> [Disagreement] { notedDisagreements ?? madeDisagreementsOfRows() }

  /// Keeps those among rows for all who ask, until a row is moved.
  mutating func noteDisagreements() { notedDisagreements = disagreementsOfRows() }

  /// Those among counts, safety results and scores, of which only what is said of one day can be compared.
  private func madeDisagreementsOfRows() -> [Disagreement] {
    let kinds: [@Sendable () -> [Statement]] = [
      { contestedCounts(downloads).compactMap(Statement.init) },
      { contestedCounts(derivatives).compactMap(Statement.init) },
      { contestedCounts(usage).compactMap(Statement.init) },
      { safety.compactMap(Statement.init) },
      { contestedScores.compactMap(Statement.init) },
    ]
    return kinds.concurrentMap(stretches: kinds.count) { kinds in
      kinds.flatMap { disagreements(of: $0(), withinDays: 0) }
    }
  }

  /// The counts of things that two sources speak of, and perhaps some more; the others needn't be compared.
  private func contestedCounts<Kind: CountKind>(_ rows: RowList<Kind>) -> [Kind] {
    let subject = Kind.positions(of: ["subject"])[0]
    return contested(rows, alikeIn: CountSubject.wayFields) { row in
      var way = CountSubject(row.count)
      way.subject = ""
      return way.hashValue
    } things: { stretch in
      let (values, indices) = stretch.values(at: subject)
      let sums = values.map { value -> UInt64? in
        // What is no text is no name.
        let name = if case .text(let text) = value { text } else { "" }
        return UInt64(bitPattern: Int64(name.hashValue))
      }
      return indices.map { $0.map { sums[Int($0)] } } ?? Array(repeating: sums[0], count: stretch.positions.count)
    }
  }

  /// The same of scores; those of a model that we don't know are compared with nothing.
  private var contestedScores: [Score] {
    let models = resolvedNames.map { names in names.model.map { UInt64(bitPattern: Int64($0.id.hashValue)) } }
    return contested(scores, alikeIn: ["benchmark", "vintage", "scale"]) { score in
      var hasher = Hasher()
      hasher.combine(score.benchmark)
      hasher.combine(score.vintage)
      hasher.combine(score.scale)
      return hasher.finalize()
    } things: { stretch in
      resolutions(of: stretch).map { $0 < 0 ? nil : models[Int($0)] }
    }
  }

  /// The rows about things that two sources speak of, and perhaps some more.
  ///
  /// - Parameters:
  ///   - fields: those of which rows say mostly the same one after the other.
  ///   - waySum: a sum of what these fields say in a row.
  ///   - things: for each record of a stretch a sum of what it says beside, `nil` for one that is compared with nothing.
  private func contested<Kind: RowsWithNames>(
    _ rows: RowList<Kind>, alikeIn fields: [String], waySum: (Kind) -> Int, things: (RecordStretch) -> [UInt64?]
  ) -> [Kind] {
    let fields = Kind.positions(of: fields)
    let stretches = stretches(of: Kind.kind)
    let source = Kind.positions(of: ["source"])[0]
    var sources = ValueNumbers()
    let sourcesOfFiles = stretches.map { sources.numbers(of: $0.differentValues(at: source)) }
    // Nobody disagrees with itself.
    guard sources.count > 1 else { return [] }
    // A sum stands for each thing, 0 for none: kept whole, those of very many rows would take more memory than the rows.
    var sums: [UInt64] = []
    sums.reserveCapacity(rows.count)
    for stretch in stretches {
      let own = things(stretch)
      for run in stretch.runs(at: fields) {
        let way = UInt64(bitPattern: Int64(waySum(rows[run.lowerBound])))
        for position in run {
          let thing = own[position - stretch.positions.lowerBound]
          sums.append(thing.map { Swift.max(1, (way ^ $0) &* 0x9E37_79B9_7F4A_7C15) } ?? 0)
        }
      }
    }
    let repeated = repeatedSums(sums.contains(0) ? sums.filter { $0 != 0 } : sums)
    guard !repeated.isEmpty else { return [] }
    var sourceOfSum: [UInt64: Int32] = [:]
    var contested: Set<UInt64> = []
    for (stretch, numbers) in zip(stretches, sourcesOfFiles) {
      let indices = stretch.indices(at: source)
      for (offset, position) in stretch.positions.enumerated() where repeated.contains(sums[position]) {
        let own = numbers[indices.map { Int($0[offset]) } ?? 0]
        let before = sourceOfSum.updateValue(own, forKey: sums[position]) ?? own
        if before != own { contested.insert(sums[position]) }
      }
    }
    guard !contested.isEmpty else { return [] }
    return sums.indices.filter { contested.contains(sums[$0]) }.map { rows[$0] }
  }

  /// Groups statements about one thing at one time, and keeps the groups in which sources differ.
  private func disagreements(of statements: [Statement], withinDays days: Int) -> [Disagreement] {
    var positions: [[String?]: Int] = [:]
    var groups: [[Statement]] = []
    for statement in statements {
      if let position = positions[statement.key] {
        groups[position].append(statement)
      } else {
        positions[statement.key] = groups.count
        groups.append([statement])
      }
    }
    return groups.compactMap { group in
      group.count > 1 ? disagreement(among: contrary(in: group, withinDays: days)) : nil
    }
  }

  /// Those that another one is contrary to, both near in time.
  private func contrary(in group: [Statement], withinDays days: Int) -> [Statement] {
    // From each only those are looked at that begin before it is over, so that a series of very many days takes no longer.
    let order = group.indices.sorted { (group[$0].from, $0) < (group[$1].from, $1) }
    var isContrary = [Bool](repeating: false, count: group.count)
    for (position, earlier) in order.enumerated() {
      for later in order[(position + 1)...] {
        if days < .max, group[later].from.number - group[earlier].to.number > days { break }
        if group[later].isContrary(to: group[earlier]), group[later].isNear(group[earlier], days: days) {
          (isContrary[earlier], isContrary[later]) = (true, true)
        }
      }
    }
    return zip(group, isContrary).filter(\.1).map(\.0)
  }

  func disagreement(among disputed: [Statement]) -> Disagreement? {
    guard let first = disputed.first else { return nil }
    var texts: [String] = []
    var heard: [String: [Statement]] = [:]
    for statement in disputed {
      if heard[statement.text] == nil { texts.append(statement.text) }
      heard[statement.text, default: []].append(statement)
    }
    let ranked = texts.map { text -> (rank: Rank, answer: Disagreement.Answer) in
      var sources: Set<String> = []
      let said = heard[text]!.sorted { (rank(of: $0), $0.place) < (rank(of: $1), $1.place) }
        .filter { sources.insert($0.source).inserted }
      var best = rank(of: said[0])
      best.sources = -said.count
      let witnesses = said.map {
        Disagreement.Witness(source: $0.source, at: $0.at, place: $0.place, reason: $0.reason)
      }
      return (best, .init(text: text, isOurRecords: best.ours == 0, witnesses: witnesses))
    }.sorted { ($0.rank, $0.answer.witnesses[0].place) < ($1.rank, $1.answer.witnesses[0].place) }
    return Disagreement(
      kind: first.kind, subject: first.subject, question: first.question, about: first.about,
      answers: ranked.map(\.answer), reason: ranked.count > 1 ? ranked[0].rank.advantage(over: ranked[1].rank) : .none)
  }

  private func rank(of statement: Statement) -> Rank {
    let source = source(statement.source)
    return Rank(
      ours: statement.isOurRecords ? 0 : 1, seen: source?.seen ?? .unconfirmed,
      confidence: statement.confidence ?? .reported, sources: 0,
      age: -((statement.at ?? source?.published)?.last.number ?? -.max))
  }
}

/// The place of an answer in a dispute; the least is the best.
///
/// Our record comes first, then how far the source was read, how near it is to the first source, how many say the
/// same, and how new the newest of them is.
private struct Rank: Comparable {
  var ours: Int
  var seen: Source.Seen
  var confidence: Confidence
  /// Their number, negative.
  var sources: Int
  var age: Int

  private var numbers: (Int, Int, Int, Int, Int) {
    (
      ours, Source.Seen.allCases.firstIndex(of: seen)!, Confidence.allCases.firstIndex(of: confidence)!, sources, age
    )
  }

  static func < (left: Rank, right: Rank) -> Bool { left.numbers < right.numbers }

  static func == (left: Rank, right: Rank) -> Bool { left.numbers == right.numbers }

  func advantage(over other: Rank) -> Disagreement.Reason {
    if ours != other.ours { return .ourRecord }
    if seen != other.seen { return .readFurther(seen, other.seen) }
    if confidence != other.confidence { return .nearer(confidence, other.confidence) }
    if sources != other.sources { return .moreSources(-sources, -other.sources) }
    return age == other.age ? .none : .newer
  }
}
