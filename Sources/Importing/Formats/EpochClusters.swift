import Diagnostics
import Reading
import Records

extension Importer {
  /// Epoch AI's table of clusters of AI chips.
  ///
  /// - Gives: `compute`, one file of the sites that exist, with chips, H100 equivalents and megawatts.
  /// - A site holds what it holds on the day of the export; `from` is the day on which it began to work.
  /// - Clusters of China are mostly without names; several that have one name are told apart by number, in the order of
  ///   their size.
  /// - Left out: plans, what was taken down, possible duplicates, clusters that are held to be unlikely, and sources,
  ///   costs and quotations.
  static let epochClusters = Importer(
    "epoch-clusters", "clusters of AI chips, by Epoch AI (CSV) to compute", endings: ["csv"]
  ) { intake in
    intake.files.filter { $0.stem == "gpu_clusters" }.compactMap { intake.clusters($0) }
  }
}

private let confidences: [String: Confidence] = ["Confirmed": .secondary, "Likely": .reported]

extension Intake {
  fileprivate mutating func clusters(_ file: SourceFile) -> RecordTable? {
    let needs = [
      ["Name"], ["Status"], ["Certainty"], ["Country"], ["Owner"], ["H100 equivalents"], ["Possible Duplicate"],
    ]
    guard let upstream = UpstreamTable(file, needs: needs, in: &self) else { return nil }
    var found: [(size: Double, row: RecordTable.Row)] = []
    for row in 0..<upstream.rowCount where upstream.text(row, "Status") == "Existing" {
      guard upstream.text(row, "Possible Duplicate") == nil, let site = upstream.text(row, "Name"),
        let confidence = upstream.text(row, "Certainty").flatMap({ confidences[$0] })
      else { continue }
      let country = upstream.text(row, "Country")
      let code = country.flatMap { Country.code(ofUpstream: $0) }
      if let country, code == nil {
        findings.append(.unlikeFormat("'\(country)' is no country that we know", at: upstream.place(ofRow: row)))
      }
      let equivalents = upstream.number(row, "H100 equivalents", in: &self)
      let chips =
        upstream.number(row, "Total number of AI chips", in: &self)
        ?? upstream.number(row, "Chip quantity (primary)", in: &self)
      let other = upstream.text(row, "Chip type (secondary)").map { ", \($0)" } ?? ""
      let began = upstream.text(row, "First Operational Date").flatMap { day(in: $0) }
      found.append(
        (
          equivalents ?? 0,
          [
            "measure": Compute.Measure.site.rawValue, "organisation": upstream.text(row, "Owner") ?? "",
            "country": code ?? "", "site": site,
            "chip": upstream.text(row, "Chip type (primary)").map { $0 + other } ?? "",
            "from": began?.description ?? "", "as-of": asOf.description, "cumulative": "yes",
            "units": rounded(chips), "h100-equivalents": rounded(equivalents),
            "power": rounded(upstream.number(row, "Power Capacity (MW)", in: &self)),
            "confidence": confidence.rawValue,
          ]
        ))
    }
    var table = RecordTable(
      kind: Compute.kind, name: "clusters", series: "clusters", key: ["site"], seenOn: "as-of", isDatedAsOne: true,
      rows: [])
    table.rows = numbered(found)
    return table
  }

  /// Sites of one name with a number behind it, the largest first.
  private func numbered(_ sites: [(size: Double, row: RecordTable.Row)]) -> [RecordTable.Row] {
    func order(_ row: RecordTable.Row) -> String { row.sorted { $0.key < $1.key }.map(\.value).joined(separator: "|") }
    var rows: [RecordTable.Row] = []
    for (name, alike) in Dictionary(grouping: sites, by: { $0.row["site"] ?? "" }) {
      let sorted = alike.sorted { ($1.size, order($0.row)) < ($0.size, order($1.row)) }
      for (index, site) in sorted.enumerated() {
        var row = site.row
        if sorted.count > 1 { row["site"] = "\(name) \(index + 1)" }
        rows.append(row)
      }
    }
    return rows
  }

  private func rounded(_ number: Double?) -> String {
    number.map { Quantity.text(of: ($0 * 100).rounded() / 100) } ?? ""
  }
}
