import Crypto
import Diagnostics
import Records

/// What a result was made from, for whoever wants to make it again: the same for the same history and spec, whenever and
/// wherever it is made, but for the engine.
package struct RollupManifest: Sendable {
  package var spec: String
  package var engine: String
  package var version: String
  /// The query in SQL, which the embedded engine answers as well.
  package var query: String
  package var inputs: [InputSum]
  package var tally: Tally
  package var result: RolledUp
  package var resultPath: String

  package init(
    _ plan: RollupPlan, engine: String, version: String, counting: Counting, tally: Tally, result: RolledUp,
    resultPath: String
  ) {
    spec = plan.spec.id
    self.engine = engine
    self.version = version
    query = SparkQuery(plan).text
    inputs = counting.inputs
    self.tally = tally
    self.result = result
    self.resultPath = resultPath
  }

  package var text: String {
    let files = inputs.map { input -> JSONValue in
      .object(
        [("path", .text(input.path)), ("bytes", .number(input.size))]
          + (input.sum.map { [("sha256", .text($0))] } ?? []))
    }
    let all = inputs.map { "\($0.path)\t\($0.size)\t\($0.sum ?? "")\n" }.joined()
    var days: [(String, JSONValue)] = [("count", .number(tally.days.count)), ("missing", .number(result.missingDays))]
    if let first = tally.days.first, let last = tally.days.last {
      days += [
        ("first", .text(Day(number: first.day).description)), ("last", .text(Day(number: last.day).description)),
      ]
    }
    let value = JSONValue.object([
      ("spec", .text(spec)), ("engine", .text(engine)), ("version", .text(version)),
      ("query-sha256", sum(of: Array(query.utf8))),
      ("inputs-sha256", sum(of: Array(all.utf8))), ("inputs", .list(files)),
      (
        "rows",
        .object([
          ("read", .number(tally.rowCount)), ("kept", .number(tally.keptCount)),
          ("left-out-names", .number(tally.leftOutCount)), ("groups", .number(tally.entries.count)),
          ("records", .number(result.recordCount)),
        ])
      ), ("days", .object(days)),
      ("result", .object([("path", .text(resultPath)), ("sha256", sum(of: result.bytes))])),
    ])
    return value.compact + "\n"
  }

  private func sum(of bytes: [UInt8]) -> JSONValue {
    .text(hexadecimalDigits(of: Array(SHA256.hash(data: bytes))))
  }
}
