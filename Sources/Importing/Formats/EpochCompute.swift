import Diagnostics
import Reading
import Records

extension Importer {
  /// Epoch AI's counts of AI chips: cumulative totals by maker and by owner, with 90 percent intervals.
  ///
  /// - Gives: `compute`, a file for each upstream file: chips, H100 equivalents and megawatts as median and the 5th and
  ///   95th percentiles.
  /// - Column names differ between files, and days are written as in the US.
  /// - An owner `China` is the country; `Other` has no owner. Left out: files by chip and by quarter, which add up to
  ///   these, and the inputs of the model.
  static let epochCompute = Importer(
    "epoch-chip-counts", "chips made and owned, by Epoch AI (CSV) to compute", endings: ["csv"]
  ) { intake in
    intake.files.filter { $0.stem.hasSuffix("_cumulative_totals") && !$0.path.contains("data_inputs/") }
      .compactMap { intake.stocks($0) }
  }
}

extension Intake {
  fileprivate mutating func stocks(_ file: SourceFile) -> RecordTable? {
    let needs = [
      ["Chip manufacturer"], ["Start date"], ["End date"],
      ["Number of Units", "Number of units (median)", "Number of Units (median)"],
      ["Compute estimate in H100e (median)"],
    ]
    guard let upstream = UpstreamTable(file, needs: needs, in: &self) else { return nil }
    let name = file.stem.lowercased().replacing("_", with: "-")
    guard isSafeID(name) else { return nil }
    var table = RecordTable(
      kind: Compute.kind, name: name, series: name,
      key: ["measure", "organisation", "country", "chip", "as-of", "note"],
      rows: [])
    for row in 0..<upstream.rowCount {
      guard let from = upstream.text(row, "Start date").flatMap({ day(in: $0) }),
        let until = upstream.text(row, "End date").flatMap({ day(in: $0) }),
        let chips = upstream.text(row, "Chip manufacturer")
      else {
        findings.append(.unlikeFormat("a row lacks its days or its maker", at: upstream.place(ofRow: row)))
        continue
      }
      let owner = upstream.text(row, "Owner")
      let isCountry = owner == "China"
      table.rows.append([
        "measure": (owner == nil ? Compute.Measure.made : .owned).rawValue,
        "organisation": owner == nil ? chips : isCountry || owner == "Other" ? "" : owner ?? "",
        "country": isCountry ? "CN" : "", "chip": "\(chips), all models", "from": from.description,
        "as-of": until.description, "cumulative": "yes",
        "units": quantity(
          upstream.number(row, "Number of Units", "Number of units (median)", "Number of Units (median)", in: &self),
          upstream.number(row, "Number of Units (5th percentile)", "Number of units (5th percentile)", in: &self),
          upstream.number(row, "Number of Units (95th percentile)", "Number of units (95th percentile)", in: &self)),
        "h100-equivalents": quantity(
          upstream.number(row, "Compute estimate in H100e (median)", in: &self),
          upstream.number(row, "H100e (5th percentile)", "Compute estimate in H100e (5th percentile)", in: &self),
          upstream.number(row, "H100e (95th percentile)", "Compute estimate in H100e (95th percentile)", in: &self)),
        "power": quantity(
          upstream.number(row, "Power in MW (median)", in: &self),
          upstream.number(row, "Power in MW (5th percentile)", in: &self),
          upstream.number(row, "Power in MW (95th percentile)", in: &self)),
        "incomplete": upstream.text(row, "Incomplete") == nil ? "" : "yes",
        "note": owner == "Other" ? "All other owners together." : "",
      ])
    }
    return table
  }

  private func quantity(_ median: Double?, _ low: Double?, _ high: Double?) -> String {
    guard let median else { return "" }
    guard let low, let high, low <= median, median <= high else { return Quantity(value: median).text }
    return Quantity(value: median, low: low, high: high).text
  }
}
