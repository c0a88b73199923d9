import Diagnostics
import Reading
import Records

extension Importer {
  /// Epoch AI's table of hardware for machine learning.
  ///
  /// - Gives: `chips`, a file of those that no record of ours describes, and `disputes`, what the table says otherwise of
  ///   those that one does. Names are looked up in the ledger.
  /// - Rates are dense; the table counts in single operations, bytes and bits.
  /// - Two values within one percent, or within our record's own range, are the same: the table rounds.
  /// - Left out: chips first sold before 2022, when the first rule counted them, and among new ones cards for desktops
  ///   and chips without any of the rates that rules count; prices, clocks, older formats, and values that our record
  ///   leaves open.
  static let epochHardware = Importer(
    "epoch-hardware", "machine learning hardware, by Epoch AI (CSV) to chips and disputes", endings: ["csv"]
  ) { intake in
    intake.files.filter { $0.stem == "ml_hardware" }.flatMap { intake.hardware($0) }
  }
}

/// A number of the table, and what it is of ours.
private struct Column {
  var field: String
  /// In the order in which they are preferred.
  var names: [String]
  /// How many of upstream's units one of ours is.
  var unit: Double
  var ours: @Sendable (Chip) -> Quantity?
}

private let columns = [
  Column(
    field: "fp16",
    names: ["Tensor-FP16/BF16 performance (FLOP/s)", "FP16 (half precision) performance (FLOP/s)"], unit: 1e12,
    ours: { $0.fp16 }),
  Column(field: "fp8", names: ["FP8 performance (FLOP/s)"], unit: 1e12, ours: { $0.fp8 }),
  Column(field: "int8", names: ["INT8 performance (OP/s)"], unit: 1e12, ours: { $0.int8 }),
  Column(field: "fp4", names: ["FP4 performance (FLOP/s)"], unit: 1e12, ours: { $0.fp4 }),
  Column(field: "die-area", names: ["Die Size (mm^2)"], unit: 1, ours: { $0.dieArea }),
  Column(field: "memory", names: ["Memory (bytes)"], unit: 1e9, ours: { $0.memory }),
  Column(field: "memory-bandwidth", names: ["Memory bandwidth (byte/s)"], unit: 1e9, ours: { $0.memoryBandwidth }),
  Column(field: "interconnect", names: ["Intranode bandwidth (byte/s)"], unit: 1e9, ours: { $0.interconnect }),
  Column(field: "power", names: ["TDP (W)"], unit: 1, ours: { $0.power }),
]

private let rates = ["fp16", "fp8", "int8", "fp4"]

extension Intake {
  fileprivate mutating func hardware(_ file: SourceFile) -> [RecordTable] {
    let needs = [["Hardware name"], ["Manufacturer"], ["Release date"]] + columns.map(\.names)
    guard let upstream = UpstreamTable(file, needs: needs, in: &self) else { return [] }
    var chips = RecordTable(
      kind: Chip.kind, name: "ml-hardware", series: "ml-hardware", key: ["id"],
      defaults: ["confidence": Confidence.secondary.rawValue], rows: [])
    var disputes = RecordTable(
      kind: Dispute.kind, name: "ml-hardware", series: "ml-hardware", key: ["of", "record", "field"], rows: [])
    let known = Dictionary(corpus.chips.filter { !isOwn($0, chips) }.map { ($0.id, $0) }) { first, _ in first }
    for row in 0..<upstream.rowCount {
      guard let name = upstream.text(row, "Hardware name") else { continue }
      let released = upstream.text(row, "Release date").flatMap { day(in: $0) }
      let values = numbers(upstream, row)
      if let id = ledger.record(.chip, named: name, in: source), let ours = known[id] {
        disputes.rows += differences(ours, values, released)
      } else if let new = newChip(name, upstream.text(row, "Manufacturer"), released, values) {
        chips.rows.append(new)
      }
    }
    return [chips, disputes]
  }

  /// Whether an earlier import of this table wrote the record.
  private func isOwn(_ chip: Chip, _ table: RecordTable) -> Bool {
    chip.place.file.path == Import.path(of: table, source: source)
  }

  /// The row's numbers in our units, by field.
  private mutating func numbers(_ upstream: UpstreamTable, _ row: Int) -> [String: Double] {
    var values: [String: Double] = [:]
    for column in columns {
      for name in column.names where values[column.field] == nil {
        guard let number = upstream.number(row, name, in: &self), number > 0 else { continue }
        values[column.field] = (number / column.unit * 1000).rounded() / 1000
      }
    }
    return values
  }

  private func differences(_ ours: Chip, _ values: [String: Double], _ released: Day?) -> [RecordTable.Row] {
    var found: [(field: String, says: String)] = []
    for column in columns {
      guard let value = values[column.field], let own = column.ours(ours) else { continue }
      let (low, high) = (own.low ?? own.value ?? value, own.high ?? own.value ?? value)
      if value < low * 0.99 || value > high * 1.01 { found.append((column.field, Quantity.text(of: value))) }
    }
    if let released, let own = ours.released, released < own.first || released > own.last {
      found.append(("released", released.description))
    }
    return found.map { ["of": Chip.kind, "record": ours.id, "field": $0.field, "says": $0.says] }
  }

  private func newChip(
    _ name: String, _ maker: String?, _ released: Day?, _ values: [String: Double]
  ) -> RecordTable.Row? {
    let isForDesktops = ["GeForce", "Quadro", "TITAN", "Radeon RX", "RTX"].contains { name.contains($0) }
    let id = name.lowercased().split { !$0.isASCII || !$0.isLetter && !$0.isNumber }.joined(separator: "-")
    guard let maker, let released, released >= Day(year: 2022, month: 1, day: 1)!, !isForDesktops,
      rates.contains(where: { values[$0] != nil }), isSafeID(id)
    else { return nil }
    let row = ["id": id, "name": name, "organisation": maker, "released": released.description]
    return row.merging(values.mapValues { Quantity.text(of: $0) }) { own, _ in own }
  }
}
