import Diagnostics
package import Records

/// A name of something that a figure says: `arena-gap`, `arena-gap@2025-12.win-rate`, `arena-frontier.us.low`.
///
/// The figure's id; `@` with a date, which takes the last observation that is over by then and isn't too old, and with a
/// number of days behind a stroke where another age is allowed, as in `arena-gap@2025-12/170`; a part of its series; and
/// one of its numbers or words, `value` when none is named. A part with spaces or full stops stands in brackets, as in
/// `jailbreak-r1[Llama 3.1 405B].low`.
package struct FigureName: Sendable, Equatable {
  package enum Sort: Sendable {
    case number, word, date
  }

  package var figure: String
  package var date: PartialDate?
  /// How old the observation may be at the end of the date.
  package var limitInDays = FigureName.usualLimitInDays
  package var part: String?
  package var name: String
  package var sort: Sort

  /// A quarter: who asks for a date doesn't mean the season before.
  package static let usualLimitInDays = 92

  /// `nil` for a term that is no name of what a figure says.
  package init?(_ term: Expression.Term, among figures: [String: Figure]) {
    guard !term.isQuoted, let name = try? Self.reading(term, known: figures, ids: figures.keys.sorted()).get() else {
      return nil
    }
    self = name
  }

  private init(figure: String, name: String, sort: Sort) {
    (self.figure, self.name, self.sort) = (figure, name, sort)
  }

  /// - Parameter ids: the ids of all figures, sorted.
  static func reading(
    _ term: Expression.Term, known: [String: Figure], ids: [String]
  ) -> Result<FigureName, Problem> {
    let text = term.text
    // Ids may contain full stops: the longest one that fits is meant.
    let id = ids.filter { Self.begins(text, with: $0) }.max { $0.count < $1.count }
    guard let id, let figure = known[id] else {
      let written = String(text.prefix { $0 != "@" && $0 != "." && $0 != "[" })
      return .failure(Problem(.unknownFigure(written, ids: ids, at: term.place)))
    }
    var rest = text.dropFirst(id.count)
    var result = FigureName(figure: id, name: "value", sort: .number)
    if rest.first == "@" {
      let written = String(rest.dropFirst().prefix { $0 != "." && $0 != "[" })
      let words = written.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      let limit = words.count > 1 ? Int(words[1]) : FigureName.usualLimitInDays
      guard let date = PartialDate(words[0]), let limit, limit > 0 else {
        return .failure(Problem(.badDate(written, of: id, at: term.place)))
      }
      (result.date, result.limitInDays) = (date, limit)
      rest = rest.dropFirst(written.count + 1)
    }
    if rest.first == "[" {
      let part = String(rest.dropFirst().prefix { $0 != "]" })
      guard figure.partNames.contains(part) else {
        return .failure(Problem(.unknownPart(part, of: figure, at: term.place)))
      }
      result.part = part
      rest = rest.dropFirst(part.count + 2)
      let path = String(rest.dropFirst())
      if rest.isEmpty || rest.first == "." && result.take(path, figure) { return .success(result) }
      return .failure(Problem(.unknownPart(path, of: figure, at: term.place)))
    }
    guard rest.first == "." else { return .success(result) }
    let path = String(rest.dropFirst())
    if result.take(path, figure) { return .success(result) }
    for part in figure.partNames where path == part || path.hasPrefix(part + ".") {
      result.part = part
      if path == part || result.take(String(path.dropFirst(part.count + 1)), figure) { return .success(result) }
    }
    return .failure(Problem(.unknownPart(path, of: figure, at: term.place)))
  }

  /// Whether a term names a figure: its id alone, or with a date, a part or a number behind it.
  static func begins(_ text: String, with id: String) -> Bool {
    guard text.hasPrefix(id) else { return false }
    let next = text.dropFirst(id.count).first
    return next == nil || next == "." || next == "@" || next == "["
  }

  struct Problem: Error {
    var finding: Finding

    init(_ finding: Finding) { self.finding = finding }
  }

  private mutating func take(_ path: String, _ figure: Figure) -> Bool {
    if figure.numberNames.contains(path) {
      (name, sort) = (path, .number)
    } else if path == "as-of" {
      (name, sort) = (path, .date)
    } else if figure.wordNames.contains(path) {
      (name, sort) = (path, .word)
    } else {
      return false
    }
    return true
  }
}

extension FigureName {
  /// The observation that it names, however old; `nil` for the figure's own answer.
  func observation(of figure: Figure) -> Figure.Point? {
    if let part { figure.latest(part, at: date) } else if date != nil { figure.headline(at: date) } else { nil }
  }

  /// The days from the end of an observation to the end of the date; 0 without a date.
  func age(of point: Figure.Point) -> Int { date.map { $0.last.number - point.at.last.number } ?? 0 }

  /// How old an observation may be: one of a period stands until the next is over.
  func limit(for point: Figure.Point) -> Int {
    max(limitInDays, point.at.last.number - point.at.first.number + 1)
  }

  /// What the figure says under this name.
  func operand(of figure: Figure) -> Operand {
    let point = observation(of: figure).flatMap { age(of: $0) <= limit(for: $0) ? $0 : nil }
    let isWhole = part == nil && date == nil
    func number(_ whole: Double?, _ one: Double?) -> Operand {
      ((isWhole ? whole : one).map { .number($0) }) ?? .missing
    }
    switch sort {
    case .date: return (isWhole ? figure.asOf : point?.dated).map { .date($0) } ?? .missing
    case .word: return (isWhole ? figure.words[name] : point?.words[name]).map { .word($0) } ?? .missing
    case .number:
      return switch name {
      case "value": number(figure.value, point?.value)
      case "low": number(figure.low, point?.low)
      case "high": number(figure.high, point?.high)
      case "n": number(figure.value == nil ? nil : Double(figure.n), point?.n.map(Double.init))
      default: number(figure.extras[name], point?.extras[name])
      }
    }
  }
}

extension Finding {
  fileprivate static func unknownFigure(_ name: String, ids: [String], at place: Place) -> Finding {
    Finding(
      .error, "unknown-figure", "no figure '\(name)'", at: place,
      hint: nearMiss(of: name, among: ids).map { "did you mean '\($0)'?" }
        ?? "the figures are \(ids.joined(separator: ", "))")
  }

  fileprivate static func badDate(_ text: String, of id: String, at place: Place) -> Finding {
    Finding(
      .error, "bad-date", "date '\(text)' has none of the known forms", at: place, hint: "write \(id)@2025-12")
  }

  fileprivate static func unknownPart(_ path: String, of figure: Figure, at place: Place) -> Finding {
    let names = figure.numberNames + ["as-of"] + figure.wordNames + figure.partNames
    return Finding(
      .error, "unknown-part", "'\(figure.id)' has no part '\(path)'", at: place,
      hint: nearMiss(of: path, among: names).map { "did you mean '\($0)'?" }
        ?? "its parts are \(names.joined(separator: ", "))")
  }
}
