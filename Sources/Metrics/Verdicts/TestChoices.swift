import Records

/// What a test comes to when what it reads is chosen otherwise.
struct TestChoices: Sendable {
  /// The answer under the figures' own choices; `nil` when it hangs on something missing.
  var own: Bool?
  /// How many choices gave an answer, the own among them.
  var deciding = 0
  /// Choices that give the other answer, in words: `arena-gap: style control`, `arena-gap at its low end`.
  var turning: [String] = []
}

extension FigureTest {
  /// The test under every variant of every figure that it reads, but for those that answer another question, and at both ends of every interval, one at a time.
  ///
  /// A bound that the test names itself, such as `gap.low`, stays; what is compared with a tolerance stays as well.
  func choices(over figures: [String: Figure], withVariants: Bool) -> TestChoices {
    var result = TestChoices(own: holds(over: figures))
    guard let own = result.own else { return result }
    result.deciding = 1
    func take(_ answer: Bool?, _ words: String) {
      guard let answer else { return }
      result.deciding += 1
      if answer != own { result.turning.append(words) }
    }
    for id in withVariants ? Set(reads.map(\.figure)).sorted() : [] {
      for choice in figures[id]?.sensitivity?.counted ?? [] {
        var others = figures
        others[id] = choice.figure
        take(holds(over: others), "\(id): \(choice.name)")
      }
    }
    for name in reads {
      guard let figure = figures[name.figure] else { continue }
      for (end, words) in [("low", "low"), ("high", "high")] {
        guard let bound = name.end(end, in: figure) else { continue }
        var isRead = false
        let answer = holds(over: figures) { term, read in
          guard read == name, !term.isWithinTolerance else { return read }
          isRead = true
          return bound
        }
        if isRead { take(answer, "\(name.words) at the \(words) end of its interval") }
      }
    }
    return result
  }

  /// The answer at each observation of what the test reads without a date, oldest first; empty when it dates all.
  private func answers(over figures: [String: Figure]) -> [(at: PartialDate, holds: Bool)] {
    let undated = reads.filter { $0.date == nil }
    let dates = Set(undated.flatMap { name in (figures[name.figure]?.series ?? []).map(\.at) }).sorted()
    return dates.compactMap { date in
      let answer = holds(over: figures) { _, name in
        var dated = name
        if dated.date == nil { (dated.date, dated.limitInDays) = (date, .max) }
        return dated
      }
      return answer.map { (date, $0) }
    }
  }

  /// Since which observation the answer is what it is, and whether it ever was another before; `nil` for a test of one
  /// date, or over figures of one observation.
  func standing(over figures: [String: Figure]) -> (since: PartialDate, hasTurned: Bool)? {
    let answers = answers(over: figures)
    guard answers.count > 1, let last = answers.last else { return nil }
    let run = answers.reversed().prefix { $0.holds == last.holds }
    guard let first = run.last else { return nil }
    return (first.at, run.count < answers.count)
  }
}

extension FigureName {
  /// The same name read at an end of its interval; `nil` for what has none or is one.
  fileprivate func end(_ end: String, in figure: Figure) -> FigureName? {
    guard sort == .number else { return nil }
    var bound = self
    switch name {
    case "value": bound.name = end
    case "low", "high": return nil
    default:
      bound.name = "\(name)-\(end)"
      guard figure.numberNames.contains(bound.name) else { return nil }
    }
    return bound.operand(of: figure) == .missing ? nil : bound
  }

  /// As it is written in a test.
  fileprivate var words: String {
    figure + (date.map { "@\($0)" } ?? "") + (part.map { ".\($0)" } ?? "") + (name == "value" ? "" : ".\(name)")
  }
}
