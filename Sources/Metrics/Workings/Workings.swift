import Diagnostics
package import Records

/// A figure's number made again from its rows: which rows, what is read of them, and the arithmetic with its results.
///
/// Page, `figures.json` and `explain` print the same workings. Every result is that of its formula, and the steps
/// `value`, `low` and `high` are the figure's own; tests hold them to it for every figure of the records.
package struct Workings: Sendable {
  /// A row with what formulas read of it.
  package struct Entry: Sendable {
    /// `nil` for an observation of another figure.
    package var row: Figure.Row?
    /// What a person calls it.
    package var label: String
    /// Column by column, in the order of reading.
    package var cells: [(column: String, cell: WorkingsCell)]
    /// The other figure and the date of its observation.
    package var observation: (figure: String, at: PartialDate)?

    package func cell(_ column: String) -> WorkingsCell? { cells.first { $0.column == column }?.cell }
  }

  /// Rows under one name.
  package struct Group: Sendable {
    package var name: String
    package var meaning: String
    package var entries: [Entry]
  }

  package struct Step: Sendable {
    /// `value`, `low`, `high`, or a name that later steps use.
    package var name: String
    package var meaning: String
    package var formula: Formula
    package var result: [Double]
    /// The formula with these very numbers.
    package var withNumbers: String
  }

  package private(set) var groups: [Group] = []
  package private(set) var steps: [Step] = []
  /// What isn't arithmetic, in a sentence: how the rows were chosen, or which algorithm with which seed; empty for none.
  package var choice = ""

  package init() {}
}

/// Of what somebody will want to see workings.
enum ShownWorkings {
  case nothing, theAnswer, everyObservation
}

extension Workings {
  mutating func add(_ name: String, _ meaning: String, _ entries: [Entry]) {
    groups.append(Group(name: name, meaning: meaning, entries: entries))
  }

  /// Adds a step with its result; none when the formula has no finite one.
  mutating func step(_ name: String, _ formula: Formula, _ meaning: String = "") {
    guard let numbers = formula.result(value)?.numbers, !numbers.isEmpty, numbers.allSatisfy(\.isFinite) else { return }
    steps.append(
      Step(
        name: name, meaning: meaning, formula: formula, result: numbers, withNumbers: formula.text(with: value)))
  }

  /// The result of a step; `nil` when there is no such step.
  package func result(_ name: String) -> Double? {
    steps.last { $0.name == name }.flatMap { $0.result.count == 1 ? $0.result[0] : nil }
  }

  /// A step's formula over columns alone, the formulas of earlier steps put in for their names.
  package func formula(of name: String) -> Formula? {
    steps.last { $0.name == name }.map { $0.formula.replacing { formula(of: $0) } }
  }

  /// What a name in a formula stands for.
  package func value(of name: Formula) -> FormulaResult? {
    switch name {
    case .step(let name): return steps.last { $0.name == name }.map { .numbers($0.result) }
    case .column(let group, let column):
      guard let entries = groups.first(where: { $0.name == group })?.entries else { return nil }
      if column.isEmpty { return .words(entries.map(\.label)) }
      let cells = entries.compactMap { $0.cell(column) }
      let numbers = cells.compactMap { if case .number(let number) = $0 { number } else { nil } }
      if numbers.count == cells.count { return .numbers(numbers) }
      return .words(cells.map { if case .text(let text) = $0 { text } else { "" } })
    default: return nil
    }
  }

  private var value: (Formula) -> FormulaResult? { { self.value(of: $0) } }
}

extension Workings.Entry {
  /// A record's row with the number that a figure reads of it.
  ///
  /// - Parameters:
  ///   - field: the field that holds the number; its bounds are `low` and `high`, which are the number itself where the
  ///     row gives none.
  ///   - further: other cells.
  init(_ row: Figure.Row, _ corpus: Corpus, field: String? = nil, further: [(column: String, cell: WorkingsCell)] = [])
  {
    let record = corpus.record(behind: row)
    self.row = row
    label = record.map { $0.shortName } ?? row.id
    cells = []
    if let field, let quantity = record?[field].quantity {
      if let value = quantity.value { cells.append(("value", .number(value))) }
      if let low = quantity.low ?? quantity.value { cells.append(("low", .number(low))) }
      if let high = quantity.high ?? quantity.value { cells.append(("high", .number(high))) }
    }
    cells += further
  }
}

extension Record {
  /// What its row is called: the name of what it is about.
  package var shortName: String {
    for field in ["published-name", "model", "name", "title", "subject", "statement"] {
      if let word = self[field].word { return word }
    }
    return id
  }
}
