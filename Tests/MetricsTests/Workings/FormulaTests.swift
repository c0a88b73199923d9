import Metrics
import Testing

@Suite struct FormulaTests {
  private static let numbers: [String: FormulaResult] = [
    "a.value": .numbers([1533.9]), "b.value": .numbers([-2]), "many.value": .numbers([4, 1, 3, 2, 5, 6]),
    "many.holder": .words(["x", "y", "x", "z", "z", "z"]), "table.answer": .words(["x", "y"]),
    "table.points": .numbers([3, 1]), "one.at": .words(["2025-07"]),
  ]

  private static func value(_ name: Formula) -> FormulaResult? {
    guard case .column(let group, let column) = name else { return nil }
    return numbers["\(group).\(column)"]
  }

  private static func column(_ group: String, _ column: String = "value") -> Formula {
    .column(group: group, column)
  }

  static let cases: [(formula: Formula, text: String, withNumbers: String, result: [Double])] = [
    (
      .infix(.minus, column("a"), column("b")), "a.value − b.value", "1533.9 − (−2)", [1535.9]
    ),
    (
      .infix(.over, .infix(.plus, column("a"), 2), .infix(.times, 2, 3)), "(a.value + 2) ÷ (2 × 3)",
      "(1533.9 + 2) ÷ (2 × 3)", [1535.9 / 6]
    ),
    (.infix(.minus, 5, .infix(.minus, 3, 1)), "5 − (3 − 1)", "5 − (3 − 1)", [3]),
    (.infix(.power, 2, .infix(.power, 3, 2)), "2 ^ 3 ^ 2", "2 ^ 3 ^ 2", [512]),
    (.infix(.power, .infix(.power, 2, 3), 2), "(2 ^ 3) ^ 2", "(2 ^ 3) ^ 2", [64]),
    (
      .call(.sum, [column("many")]), "sum(many.value)", "sum(4, 1, 3, … 6 in all)", [21]
    ),
    (
      .call(.sums, [column("many"), column("many", "holder")]), "sums(many.value, many.holder)",
      "sums(4, 1, 3, … 6 in all, x, y, x, … 6 in all)", [7, 1, 13]
    ),
    // `z` is no answer of the table.
    (
      .call(.pointsLeast, [column("many", "holder"), column("table", "answer"), column("table", "points")]),
      "points-least(many.holder, table.answer, table.points)", "points-least(x, y, x, … 6 in all, x, y, 3, 1)",
      [3, 1, 3, 1, 1, 1]
    ),
    (
      .call(.pointsMost, [column("many", "holder"), column("table", "answer"), column("table", "points")]),
      "points-most(many.holder, table.answer, table.points)", "points-most(x, y, x, … 6 in all, x, y, 3, 1)",
      [3, 1, 3, 3, 3, 3]
    ),
    (
      .call(.quantile, [0.25, column("many")]), "quantile(0.25, many.value)", "quantile(0.25, 4, 1, 3, … 6 in all)",
      [2.25]
    ),
    (.call(.middle, [column("one", "at")]), "middle(one.at)", "middle(2025-07)", [20285]),
    (.infix(.times, column("many"), 2), "many.value × 2", "(4, 1, 3, … 6 in all) × 2", [8, 2, 6, 4, 10, 12]),
  ]

  @Test(arguments: cases.indices)
  func printsAndComputes(_ index: Int) {
    let (formula, text, withNumbers, result) = Self.cases[index]
    #expect(formula.text == text)
    #expect(formula.text(with: Self.value) == withNumbers)
    #expect(formula.result(Self.value) == .numbers(result))
  }

  @Test func aNameWithNothingBehindItHasNoResult() {
    #expect(Formula.infix(.plus, 1, Self.column("nobody")).result(Self.value) == nil)
  }
}
