import Diagnostics
import Reading
import Records

extension Importer {
  /// Epoch AI's table of machine learning systems, for what training took.
  ///
  /// - Gives: `compute`, one file of training runs, in 10^24 operations, with the interval where the table has both its ends. A run
  ///   is dated by the system's publication.
  /// - The country is that of the makers, by the table; where they are of several, the maker that our ledger knows decides
  ///   alone. Of several makers the first one that it knows stands, or else the first.
  /// - Confidence: what the table is confident of is secondary, what it holds likely or guesses is reported, and what it
  ///   says nothing of is unconfirmed.
  /// - Left out: runs below 10^23 operations, which the table itself takes for the line of large ones; systems that it
  ///   leaves out of its own counts; everything but the compute.
  static let epochTraining = Importer(
    "epoch-training", "training runs of machine learning systems, by Epoch AI (CSV) to compute", endings: ["csv"]
  ) { intake in
    // The tables beside it are chips, which another table has newer, and results copied from papers.
    intake.files.filter { $0.stem.hasPrefix("All ML Systems") || intake.files.count == 1 }
      .compactMap { intake.trainingRuns($0) }
  }
}

/// A large run: Epoch AI's own line.
private let least = 1e23
/// One of our units.
private let unit = 1e24

private let confidences: [String: Confidence] = [
  "Confident": .secondary, "Likely": .reported, "Speculative": .reported,
]

extension Intake {
  fileprivate mutating func trainingRuns(_ file: SourceFile) -> RecordTable? {
    let needs = [
      ["Model"], ["Organization"], ["Publication date"], ["Training compute (FLOP)"], ["Country (from Organization)"],
      ["Confidence"], ["Exclude"],
    ]
    guard let upstream = UpstreamTable(file, needs: needs, in: &self) else { return nil }
    var table = RecordTable(
      kind: Compute.kind, name: "training-runs", series: "training-runs", key: ["model"], rank: "operations", rows: [])
    for row in 0..<upstream.rowCount where upstream.text(row, "Exclude") != "1" {
      guard let model = upstream.text(row, "Model"),
        let operations = upstream.number(row, "Training compute (FLOP)", in: &self), operations >= least,
        let published = upstream.text(row, "Publication date").flatMap({ day(in: $0) })
      else { continue }
      let low = upstream.number(row, "Training compute lower bound", in: &self)
      let high = upstream.number(row, "Training compute upper bound", in: &self)
      let makers = parts(of: upstream.text(row, "Organization"))
      table.rows.append([
        "measure": Compute.Measure.trained.rawValue, "model": model,
        "organisation": knownMaker(among: makers) ?? makers.first ?? "",
        "country": country(of: parts(of: upstream.text(row, "Country (from Organization)")), upstream, row) ?? "",
        "as-of": published.description, "cumulative": "no",
        "operations": text(of: operations, low, high),
        "confidence": (upstream.text(row, "Confidence").flatMap { confidences[$0] } ?? .unconfirmed).rawValue,
      ])
    }
    return table
  }

  private func knownMaker(among makers: [String]) -> String? {
    makers.first { ledger.record(.organisation, named: $0, in: source) != nil }
  }

  private func parts(of list: String?) -> [String] {
    (list ?? "").split(separator: ",").map { String($0.drop { $0 == " " }) }.filter { !$0.isEmpty }
  }

  /// The one country of all makers; `nil` for several, or none. A firm of several countries doesn't speak against one.
  private mutating func country(of names: [String], _ upstream: UpstreamTable, _ row: Int) -> String? {
    var codes: Set<String> = []
    for name in names where name != "Multinational" {
      guard let code = Country.code(ofUpstream: name) else {
        findings.append(.unlikeFormat("'\(name)' is no country that we know", at: upstream.place(ofRow: row)))
        continue
      }
      codes.insert(code)
    }
    return codes.count == 1 ? codes.first : nil
  }

  /// In our unit, with the interval where both its ends are known.
  private func text(of operations: Double, _ low: Double?, _ high: Double?) -> String {
    guard let low, let high else { return Quantity(value: scaled(operations)).text }
    return Quantity(value: scaled(operations), low: scaled(low), high: scaled(high)).text
  }

  private func scaled(_ operations: Double) -> Double { (operations / unit * 100_000).rounded() / 100_000 }
}
