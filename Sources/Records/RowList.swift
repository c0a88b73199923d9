/// The records of a kind with very many rows, in the order of the corpus: each is made when it is asked for, so that they
/// take no memory beside the columns of their files.
///
/// One of them is found in as many steps as the logarithm of the number of files; whoever looks at all is given them
/// without looking for each.
package struct RowList<Kind: RecordKind>: Sendable {
  /// Makes a row of one sheet a record, of which the names have been resolved or haven't yet.
  typealias Maker = @Sendable (_ row: Int, _ names: ResolvedNames?) -> Kind

  /// Those of one stretch.
  fileprivate struct Part: Sendable {
    let stretch: RecordStretch
    let form: Form

    enum Form: Sendable {
      case written(Kind)
      /// The numbers say for each row of the sheet which names it has, -1 for none; they are `nil` where no row has any.
      case rows(Maker, numbers: [Int32]?)
    }

    func record(at position: Int, _ names: [ResolvedNames]) -> Kind {
      switch form {
      case .written(let record): return record
      case .rows(let make, let numbers):
        let row = stretch.row(at: position)
        guard let numbers, numbers[row] >= 0 else { return make(row, nil) }
        return make(row, names[Int(numbers[row])])
      }
    }
  }

  /// By the number of the sheet.
  private let makers: [Int: Maker]
  /// By id those that aren't rows.
  private let written: [String: Kind]
  private var parts: [Part] = []
  private var names: [ResolvedNames] = []
  package private(set) var endIndex = 0

  /// A list in which nothing stands yet.
  ///
  /// - Parameters:
  ///   - sheets: all whose rows may stand in it.
  ///   - written: all other records that may.
  init(_ sheets: [RecordSheet] = [], written: [Kind] = []) where Kind: ColumnarKind {
    makers = Dictionary(sheets.map { ($0.number, Kind.rowMaker(of: $0)) }) { first, _ in first }
    self.written = Dictionary(written.map { ($0.id, $0) }) { first, _ in first }
  }
}

extension RowList: RandomAccessCollection {
  package var startIndex: Int { 0 }

  package subscript(position: Int) -> Kind {
    precondition(position >= 0 && position < endIndex, "records are asked for by their positions")
    var (low, high) = (0, parts.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if parts[middle].stretch.positions.upperBound <= position { low = middle + 1 } else { high = middle }
    }
    return parts[low].record(at: position, names)
  }

  package struct Iterator: IteratorProtocol {
    fileprivate let parts: [Part]
    fileprivate let names: [ResolvedNames]
    private var part = 0
    private var position = 0

    fileprivate init(_ parts: [Part], _ names: [ResolvedNames]) {
      self.parts = parts
      self.names = names
    }

    package mutating func next() -> Kind? {
      guard part < parts.count else { return nil }
      let record = parts[part].record(at: position, names)
      position += 1
      if position == parts[part].stretch.positions.upperBound { part += 1 }
      return record
    }
  }

  package func makeIterator() -> Iterator { Iterator(parts, names) }
}

extension RowList where Kind: NamesSubjects {
  /// Puts records into the list, in place of those that stood in it.
  ///
  /// - Parameters:
  ///   - stretches: all of the kind that are kept, in their order.
  ///   - numbers: which of the names each record has, for those that have some.
  mutating func stand(as stretches: [RecordStretch], _ numbers: RecordNumbers, _ names: [ResolvedNames]) {
    self.names = names
    endIndex = stretches.last?.positions.upperBound ?? 0
    parts = stretches.map { stretch in
      if let record = stretch.written {
        guard var kind = written[record.id] else { preconditionFailure("records have both forms") }
        if let number = numbers[record] { kind.take(names[Int(number)]) }
        return Part(stretch: stretch, form: .written(kind))
      }
      guard let sheet = stretch.sheet, let make = makers[sheet.number] else {
        preconditionFailure("records have both forms")
      }
      return Part(stretch: stretch, form: .rows(make, numbers: numbers[sheet]))
    }
  }
}
