import Diagnostics
import Metrics
import Records

/// The parts of a figure's trail that are tables.
extension FigureTrail {
  /// What each name stands for, then each step; nothing where there is no number.
  var workings: [Block] {
    guard let workings = figure.workings, !workings.steps.isEmpty else { return [] }
    let names = workings.groups.map { group -> Table.Row in
      let positions = rows.positions(of: group.name)
      var stands: [Inline] = []
      if positions.count <= 3 {
        for position in positions {
          if !stands.isEmpty { stands.append(.text("; ")) }
          let row = rows.rows[position]
          stands += [.link(Link(.here("row-\(position + 1)"), [.text(row.name.isEmpty ? row.spot : row.name)]))]
        }
      } else {
        stands = [
          .text("\(NumberFormat.number(Double(positions.count))) rows, "), .code(group.name),
          .text(" in the file of rows"),
        ]
      }
      return Table.Row(id: nil, cells: [[.code(group.name)], [.text(group.meaning.capitalisedFirst)], stands])
    }
    let steps = workings.steps.map { step in
      Table.Row(
        id: "step-\(step.name)",
        cells: [
          [.code(step.name)],
          [.code(step.formula.text)] + (step.meaning.isEmpty ? [] : [.lineBreak, .small([.text(step.meaning)])]),
          [.code(step.withNumbers)], [.code(step.resultText)],
        ])
    }
    let days = site.days(of: [figure])
    var blocks: [Block] = []
    if !workings.choice.isEmpty { blocks.append(.paragraph([.text(workings.choice)])) }
    blocks.append(
      .table(
        Table(
          caption: "What each name stands for",
          columns: ["Name", "Stands for", "Rows"].map { Table.Column(title: [.text($0)]) }, rows: names, style: .stack,
          days: days)))
    blocks.append(
      .table(
        Table(
          caption: "The number made again, step by step",
          columns: ["Step", "Formula", "In numbers", "Result"].map { Table.Column(title: [.text($0)]) },
          rows: steps, style: .stack,
          note: [
            .text("Every name is a column of the "),
            .link(Link(.file(TrailRows.path(of: figure.id), fragment: nil), [.text("file of rows")])),
            .text(": "), .code("group.column"),
            .text(" is what that column says in the rows whose contribution names the group."),
          ], days: days)))
    return blocks
  }

  /// The first rows of a use, and where all of them are; `nil` when there are none.
  func table(of use: TrailRows.Use, top: Int) -> Table? {
    let found = rows.rows.enumerated().filter { $0.element.use == use }
    guard !found.isEmpty else { return nil }
    let hasReasons = use != .used
    let shown = found.prefix(top)
    let lines = shown.map { position, row -> Table.Row in
      var cells: [[Inline]] = [name(of: row), value(of: row), source(of: row), retrieved(row), [.text(row.seen)]]
      cells.append(
        row.row == nil ? [.text(row.spot)] : [.code(row.spot)])
      if hasReasons {
        cells.append([.text(row.reason)] + (use == .quarantined ? price(of: row) : []))
      } else {
        let own = row.contribution.filter { !$0.contains("@") }
        cells.append(own.isEmpty ? [] : [.code(own.joined(separator: " "))])
      }
      return Table.Row(id: "row-\(position + 1)", cells: cells)
    }
    let titles = ["Row", "Value", "Source", "Read on", "Seen", "File and line", hasReasons ? "Why" : "In the workings"]
    var table = Table(
      caption: "\(use.title) for \(figure.title)", columns: titles.map { Table.Column(title: [.text($0)]) },
      rows: lines,
      style: .dense)
    table.note = note(of: use, shown: shown.count, of: found.count)
    table.days = site.days(of: [figure])
    return table
  }

  private func note(of use: TrailRows.Use, shown: Int, of count: Int) -> [Inline] {
    func number(_ count: Int) -> String { NumberFormat.number(Double(count)) }
    let isAll = shown == count
    var note: [Inline] = [
      .text(
        count == 1
          ? "One row; it is also in "
          : isAll
            ? "All \(number(count)) rows; they are also in "
            : "The first \(number(shown)) of \(number(count)) rows; all are in "),
      .link(Link(.file(TrailRows.path(of: figure.id), fragment: nil), [.text("the file of rows")])), .text("."),
    ]
    if use == .leftOut {
      for (reason, count) in rows.unlisted {
        note.append(.text(" \(number(count)) more, \(reason), aren’t listed: they are the rest of their kind."))
      }
    }
    if rows.rows.contains(where: { $0.use == use && $0.isWithheld }) {
      note.append(.text(" Where no value stands, the source doesn’t let its table be passed on."))
    }
    return note
  }

  private func name(of row: TrailRows.Row) -> [Inline] {
    if let observation = row.observation {
      return [
        site.link("figures", observation.figure, [.text("\(observation.figure), \(observation.at)")])
      ]
    }
    guard let found = row.row, site.routes.kindsWithPages.contains(found.kind) else { return [.text(row.name)] }
    return [site.link(found.kind, found.id, [.text(row.name)])]
  }

  private func value(of row: TrailRows.Row) -> [Inline] {
    guard !row.isWithheld else { return [.muted([.text("not passed on")])] }
    if let value = row.text("value") {
      // As many places in all three.
      let places = ["value", "low", "high"].compactMap { row.text($0)?.split(separator: ".").dropFirst().last?.count }
        .max()
      func text(_ column: String) -> String? { row.text(column, places: places ?? 0) }
      guard let low = text("low"), let high = text("high"), let value = text("value"), low != high else {
        return [.text(value)]
      }
      return [.unbroken([.text(value + " "), .aside([.text("(\(low) to \(high))")])])]
    }
    let hidden = ["date", "low", "high"]
    let others = row.cells.filter { !hidden.contains($0.column) }
    guard !others.isEmpty else {
      if row.text("low") == nil, let date = row.text("date") { return [.text(date)] }
      guard let low = row.text("low"), let high = row.text("high") else { return [] }
      return [.text("\(low) to \(high)")]
    }
    return [.text(others.prefix(4).map { "\($0.column) \(row.text($0.column) ?? "")" }.joined(separator: ", "))]
  }

  /// What the figure would be were a row that is kept out let in.
  private func price(of row: TrailRows.Row) -> [Inline] {
    guard let place = row.row?.place, let moves = site.moves(ofQuarantined: place) else { return [] }
    guard let own = moves.first(where: { $0.id == figure.id }), let after = own.after, !own.isOnlyHistory else {
      return [.text(". With it the answer would be the same.")]
    }
    return [.text(". With it the answer would be ")] + Words.value(after) + [.text(".")]
  }

  private func source(of row: TrailRows.Row) -> [Inline] {
    row.source.map { [site.link(Source.kind, $0.id)] } ?? []
  }

  private func retrieved(_ row: TrailRows.Row) -> [Inline] {
    row.source?.retrieved.map { [.unbroken([.text(NumberFormat.date($0, isShort: true))])] } ?? []
  }
}

extension TrailRows.Use {
  var title: String {
    switch self {
    case .used: "Rows used"
    case .leftOut: "Rows left out"
    case .quarantined: "Rows quarantined"
    }
  }
}
