package import Diagnostics
import Reading
import Records

/// The records that a tally becomes, and what is wrong with the history as a whole.
package struct RolledUp: Sendable {
  /// The file as it will be written.
  package let bytes: [UInt8]
  package let recordCount: Int
  /// The header and the first thousand records.
  package let beginning: String
  /// The days of the history that aren't there, and may be missing.
  package let missingDays: Int
  package let findings: [Finding]

  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Whether it can be written.
  package var isWhole: Bool { !findings.contains { $0.severity == .error } }
}

extension RolledUp {
  package init(_ tally: Tally, _ plan: RollupPlan) {
    let coverage = Coverage(tally, plan)
    var writer = RecordWriter(plan.spec, coverage, expecting: tally.entries.count)
    for entry in tally.entries where entry.group.counted > 0 && !coverage.partial.contains(entry.period) {
      writer.write(entry, tally.subjects[entry.subject])
    }
    bytes = writer.bytes
    recordCount = writer.count
    beginning = String(decoding: writer.bytes.prefix(writer.beginning), as: UTF8.self)
    missingDays = coverage.missing.count
    var findings = coverage.findings
    if findings.allSatisfy({ $0.severity != .error }), writer.count == 0 {
      findings.append(
        Finding(
          .error, "no-history", "no row of \(tally.rowCount) passes the filters and lies in a whole period",
          at: plan.spec.place, hint: "look at 'filters', 'from' and 'to'"))
    }
    if writer.count > Self.manyRecords {
      findings.append(
        Finding(
          .warning, "many-records", "\(writer.count) records, which each build will read", at: plan.spec.place,
          hint: "split by something larger, or take longer periods"))
    }
    self.findings = findings
  }

  /// More records than figures should be read from.
  private static let manyRecords = 100_000
}

/// Which days of a history are there.
struct Coverage {
  /// Days that are missing and may be.
  private(set) var missing: Set<Int> = []
  /// Periods at the edges whose sum would lack days that the history doesn't reach.
  private(set) var partial: Set<Int> = []
  private(set) var findings: [Finding] = []

  init(_ tally: Tally, _ plan: RollupPlan) {
    let spec = plan.spec
    expect(tally.rowCount, spec.rowsExpected, "the history has", at: spec.rowsExpectedPlace)
    let days = tally.days.filter { plan.days.contains($0.day) }
    guard let first = spec.from?.first.number ?? days.first?.day, let last = spec.to?.last.number ?? days.last?.day
    else { return }
    for day in days { expect(day.rows, spec.rowsADay, "\(Day(number: day.day)) has", at: spec.rowsADayPlace) }
    let present = Set(days.map(\.day))
    var run: ClosedRange<Int>?
    for day in first...last where !present.contains(day) {
      if spec.gaps.contains(where: { $0.from.first.number <= day && day <= $0.to.last.number }) {
        missing.insert(day)
      } else if let open = run, open.upperBound == day - 1 {
        run = open.lowerBound...day
      } else {
        if let run { complain(of: run, spec) }
        run = day...day
      }
    }
    if let run { complain(of: run, spec) }
    limit()
    guard spec.take == .sum else { return }
    for period in Set([first, last].map { spec.period.index(ofDay: $0) }).sorted() {
      let whole = spec.period.days(of: period)
      guard whole.lowerBound < first || whole.upperBound > last else { continue }
      partial.insert(period)
      let held = max(whole.lowerBound, first)...min(whole.upperBound, last)
      findings.append(
        Finding(
          .warning, "partial-period",
          "the \(spec.period.rawValue) of \(Day(number: whole.lowerBound)) has \(held.count) of its \(whole.count) days, and is left out",
          at: spec.place, hint: "begin and end the history, or 'from' and 'to', with whole periods"))
    }
  }

  private mutating func expect(_ rows: Int, _ wanted: Quantity?, _ what: String, at place: Place) {
    guard let wanted, let low = wanted.low ?? wanted.value, let high = wanted.high ?? wanted.value else { return }
    guard Double(rows) < low || Double(rows) > high else { return }
    findings.append(
      Finding(
        .error, "unexpected-rows", "\(what) \(rows) rows where the spec expects \(wanted.text)", at: place,
        hint: "is a file missing, or there twice?"))
  }

  private mutating func complain(of run: ClosedRange<Int>, _ spec: Rollup) {
    let days =
      run.count == 1
      ? "\(Day(number: run.lowerBound))" : "\(Day(number: run.lowerBound)) to \(Day(number: run.upperBound))"
    findings.append(
      Finding(
        .error, "missing-days", "the history has no rows of \(days)", at: spec.place,
        hint: "find the file; a gap that nobody can close stands under 'gaps' with its reason"))
  }

  /// So many findings nobody reads through.
  private mutating func limit() {
    let most = 100
    guard findings.count > most else { return }
    let rest = findings.count - most
    findings =
      findings.prefix(most) + [
        Finding(
          .error, "too-many-findings", "\(rest) more findings of rows and days, which aren't listed",
          at: findings[0].place,
          hint: "mend those in front of it and run again")
      ]
  }
}

/// Writes records as rows of CSV.
private struct RecordWriter {
  private let spec: Rollup
  private let coverage: Coverage
  private let expected: Int
  private let behindCountry: String
  private let behindValue: String
  private let behindDates: String
  private(set) var bytes: [UInt8]
  private(set) var count = 0
  /// Where the first thousand records end.
  private(set) var beginning = 0
  /// What stands between value and source for the period written last: rows come period by period.
  private var period: (index: Int, text: String, note: String)?

  /// - Parameter expected: how many records there will be, or a few less.
  init(_ spec: Rollup, _ coverage: Coverage, expecting expected: Int) {
    self.spec = spec
    self.expected = expected
    self.coverage = coverage
    bytes = Array(
      "subject,subject-kind,organisation,country,platform,measure,value,unit,as-of,window,from,to,population,counting-rule,attribution-rule,publisher,caveat,source,note\n"
        .utf8)
    behindCountry = ",\(csvCell(spec.platform)),\(csvCell(spec.measure)),"
    behindValue = ",\(csvCell(spec.unit)),"
    let attribution =
      switch spec.by {
      case .name: "as the history names it"
      case .model, .family, .organisation, .country, .bloc:
        switch spec.attribution {
        case .publisher: "publisher of the repository"
        case .maker: "developer of the model, or else the publisher"
        case .baseModel: "developer of the first model in the line, or else the publisher"
        }
      }
    behindDates =
      [spec.population, spec.countingRule, attribution, spec.publisher, spec.caveat, spec.source].map {
        csvCell($0 ?? "")
      }.joined(separator: ",") + ","
  }

  mutating func write(_ entry: Tally.Entry, _ subject: Subject) {
    count += 1
    defer {
      if count <= 1000 { beginning = bytes.count }
      // By now it can be told how long all of them are, to a few in a hundred: grown by halves it would be there twice.
      if count == 1000 { bytes.reserveCapacity(bytes.count / 1000 * (expected + expected / 16)) }
    }
    let isWord = Missing(rawValue: subject.text) != nil
    append(csvCell(subject.text, isQuoted: isWord))
    append(",")
    append(subject.kind.rawValue)
    append(",")
    if let organisation = subject.organisation { append(csvCell(organisation)) }
    append(",")
    if let country = subject.country { append(country) }
    append(behindCountry)
    append(String(entry.group.value))
    append(behindValue)
    if period?.index != entry.period { period = (entry.period, dates(of: entry.period), note(of: entry.period)) }
    if spec.take == .latest {
      append("\(Day(number: entry.group.lastDay)),\(spec.window?.rawValue ?? Count.Window.day.rawValue),,")
    } else {
      append(period!.text)
    }
    append(",")
    append(behindDates)
    append(period!.note)
    append("\n")
  }

  private func dates(of period: Int) -> String {
    let days = spec.period.days(of: period)
    return "\(spec.period.date(of: period)),\(spec.period.window.rawValue),\(Day(number: days.lowerBound)),"
      + "\(Day(number: days.upperBound))"
  }

  private func note(of period: Int) -> String {
    let days = spec.period.days(of: period)
    let missing = coverage.missing.count { days.contains($0) }
    guard missing > 0, spec.take == .sum else { return "" }
    return "\(days.count - missing) of \(days.count) days counted: the others are missing in the history"
  }

  private mutating func append(_ text: String) { bytes += text.utf8 }
}
