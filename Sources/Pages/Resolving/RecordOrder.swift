import Metrics
import Records

extension Rendering {
  /// The records of a kind, or with `about` those that name the page's own record.
  func records(of kind: String, _ arguments: Arguments) -> [Record] {
    guard arguments.word("about") != nil else { return site.corpus.records(of: kind) }
    return record.map { site.index.records(of: kind, about: $0.key) } ?? []
  }

  /// The records that a table asks for, sorted and cut, and how many there were before.
  ///
  /// Of very many rows only those that a page shows are made to records.
  func rows(of kind: String, _ arguments: Arguments) -> (records: [Record], found: Int) {
    let all = site.corpus.records(of: kind)
    let top = arguments.whole("top") ?? Int.max
    let filter = arguments.filter("where")
    let order = arguments.sort("sort") ?? []
    guard arguments.word("about") != nil else {
      let found = filter.map { filter in all.filter { passes(filter, $0) } } ?? all
      return (Array(sorted(found, by: order).prefix(top)), found.count)
    }
    var positions = record.map { site.index.positions(of: kind, about: $0.key) } ?? []
    if let filter { positions = positions.filter { passes(filter, all[Int($0)]) } }
    if let known = site.orders[RecordOrder.name(of: kind, order)] {
      return (known.sorted(positions).prefix(top).map { all[Int($0)] }, positions.count)
    }
    return (Array(sorted(positions.map { all[Int($0)] }, by: order).prefix(top)), positions.count)
  }

  /// Stable: records that compare alike keep their order. What is missing comes last, whichever way it is sorted.
  func sorted(_ records: [Record], by order: [BoundSort]) -> [Record] {
    guard !order.isEmpty else { return records }
    let index = site.index
    let keys = records.map { record in order.map { index.operand(index.value(of: $0.path, in: record)) } }
    // Positions are sorted, not the records: to move a record is to count many references.
    return records.indices.sorted { left, right in
      for (position, sort) in order.enumerated() {
        let (a, b) = (keys[left][position], keys[right][position])
        if a == b { continue }
        return a.stands(before: b, isDescending: sort.isDescending)
      }
      return left < right
    }.map { records[$0] }
  }
}

/// How all records of a kind are sorted, as a number for each of them: pages that show those about one record sort numbers.
struct RecordOrder: Sendable {
  /// By position among the records of the kind; those that compare alike have the same.
  private let ranks: [UInt32]

  /// `nil` where a field isn't the kind's own, holds lists, or where there are too many different values.
  init?(of kind: String, by order: [BoundSort], in index: SiteIndex) {
    let positions = order.compactMap(\.path.position)
    guard !order.isEmpty, positions.count == order.count else { return nil }
    var ranks = [UInt32](repeating: 0, count: index.corpus.records(of: kind).count)
    var room: UInt32 = 1
    let stretches = index.corpus.stretches(of: kind)
    for (sort, position) in zip(order, positions) {
      let columns = stretches.map { stretch in
        let (values, indices) = stretch.column(at: position)
        return (operands: values.map { index.operand($0.value) }, indices: indices)
      }
      var numbers: [Operand: UInt32] = [:]
      for column in columns {
        for operand in column.operands {
          switch operand {
          case .words, .number(.nan): return nil
          default: numbers[operand] = 0
          }
        }
      }
      let sorted = numbers.keys.sorted { $0 != $1 && $0.stands(before: $1, isDescending: sort.isDescending) }
      for (number, operand) in sorted.enumerated() { numbers[operand] = UInt32(truncatingIfNeeded: number) }
      let (product, isTooMuch) = room.multipliedReportingOverflow(by: UInt32(clamping: max(sorted.count, 1)))
      guard !isTooMuch else { return nil }
      room = product
      for (stretch, column) in zip(stretches, columns) {
        let own = column.operands.map { numbers[$0] ?? 0 }
        for (offset, row) in stretch.positions.enumerated() {
          let number = own[column.indices.map { Int($0[offset]) } ?? 0]
          ranks[row] = ranks[row] * UInt32(truncatingIfNeeded: sorted.count) + number
        }
      }
    }
    self.ranks = ranks
  }

  /// Positions of records in this order; those that compare alike in the order of the positions.
  func sorted(_ positions: [Int32]) -> [Int32] {
    positions.map { UInt64(ranks[Int($0)]) << 32 | UInt64($0) }.sorted().map { Int32(truncatingIfNeeded: $0) }
  }

  /// What tells one order from others.
  static func name(of kind: String, _ order: [BoundSort]) -> String {
    order.reduce(into: kind) { name, sort in
      name += sort.isDescending ? " -" : " "
      name += sort.path.text
    }
  }

  /// The orders of all tables that pages of a kind have of what is about their record.
  static func all(of pages: [PageTemplate], in index: SiteIndex) -> [String: RecordOrder] {
    var orders: [String: RecordOrder] = [:]
    for page in pages where page.kind != nil {
      for case .component(let component, let arguments) in page.placeholders
      where component.name == Component.table.name {
        guard arguments.word("about") != nil, let kind = arguments.word("kind"), let order = arguments.sort("sort")
        else { continue }
        let name = name(of: kind, order)
        if orders[name] == nil { orders[name] = RecordOrder(of: kind, by: order, in: index) }
      }
    }
    return orders
  }
}

extension Operand {
  /// Which of two different ones stands first.
  fileprivate func stands(before other: Operand, isDescending: Bool) -> Bool {
    if self == .missing || other == .missing { return other == .missing }
    return isDescending ? other.isBefore(self) : isBefore(other)
  }

  private func isBefore(_ other: Operand) -> Bool {
    switch (self, other) {
    case (.number(let a), .number(let b)): a < b
    case (.date(let a), .date(let b)): a < b
    case (.word(let a), .word(let b)): (a.lowercased(), a) < (b.lowercased(), b)
    case (.number, _): true
    case (.date, .word), (.date, .words): true
    case (.word, .words): true
    default: false
    }
  }
}
