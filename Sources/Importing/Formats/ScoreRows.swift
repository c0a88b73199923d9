import Records

extension RecordTable {
  /// The scores of one table on one board.
  ///
  /// - Parameter day: the day on which the table was published.
  static func scores(on board: String, of day: Day) -> RecordTable {
    RecordTable(
      kind: Score.kind, name: "\(board)-\(day)", series: board, key: ["model", "benchmark", "vintage"], rank: "value",
      rows: [])
  }

  /// Adds one model; rows of `scores` only.
  ///
  /// - Parameters:
  ///   - value: with its interval, if it has one.
  ///   - count: the votes or tasks behind it.
  ///   - vintage: the day of the table where its file is named for another.
  mutating func add(
    _ model: String, organisation: String? = nil, licence: String? = nil, _ value: Quantity, count: Double? = nil,
    runOn: Day? = nil, vintage: String? = nil, scale: String? = nil
  ) {
    rows.append([
      "model": model, "organisation": organisation ?? "", "licence-label": licence ?? "", "benchmark": series,
      "vintage": vintage ?? String(name.suffix(10)), "value": value.text,
      "votes": count.map { Quantity.text(of: $0) } ?? "",
      "run-by": Score.Runner.independent.rawValue, "run-on": runOn?.description ?? "", "scale": scale ?? "",
    ])
  }
}

/// A rating or percentage as we keep it: the third decimal is far inside any interval.
func hundredths(_ number: Double) -> Double { (number * 100).rounded() / 100 }
