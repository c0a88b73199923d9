import Diagnostics
import Metrics
import Records

extension FuzzTarget {
  /// Tests in claims and sentences: an expression or a finding, and every operand can be put in.
  static func expressions(_ seeds: SeedFiles) -> FuzzTarget {
    let written = [
      "arena-gap.low > 0 and not (n < 20)", "gap.low > 0 at 2025-12", "gap = 40 ± 5",
      "licence = 'a b' or weights != open",
      "released >= 2025-Q3", "released > 2026", "developer",
    ]
    return FuzzTarget(
      name: "expressions", seeds: written.map { Array($0.utf8) },
      words: [
        "(", ")", "((((", "not ", " and ", " or ", " at ", "±", " ± ", "'", "=", "!=", "<", ">=", "gap.low", "2025-12",
        "0", "1e300",
        "-1e300", "n", ".", "@",
      ], weight: 8
    ) { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      let file = SourceFile(path: "Input/claims/test.yaml", text: text)
      let place = Place(file, 0..<file.bytes.count)
      let (expression, finding) = ExpressionParser.expression(text, at: place, area: .records)
      guard let expression else {
        guard let finding else { return "no expression, and no finding" }
        return Fuzzing.complaint(about: [finding])
      }
      for term in expression.names {
        if let wrong = Fuzzing.complaint(about: term.place) { return wrong }
      }
      let date = PartialDate("2026-07").map(Operand.date) ?? .missing
      for operand in [.number(3), date, .word("open"), .words(["CN", "US"]), .missing] {
        let holds = expression.holds { $0.isQuoted ? nil : operand }
        let decision = expression.decision { $0.isQuoted ? nil : operand }
        if let decision, decision != holds { return "'\(text)' is \(holds) and \(decision) of \(operand)" }
      }
      return nil
    }
  }
}
