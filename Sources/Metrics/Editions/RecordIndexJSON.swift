import Diagnostics
import Reading

/// The index of an edition's records as JSON: `editions/ID.records.json`.
///
/// `about` has all texts, and of each kind how many records there are; each of `columns` is one thing of all records of
/// a kind, a number of so many hexadecimal digits for each of them, on a line of its own. A kind has a column for each
/// part of its keys, then the sums, the sources and the subjects. Where all numbers are 0 the column is empty.
package enum RecordIndexJSON {
  private static let head = #"{"about":"#
  private static let middle = ",\n\"columns\":[\n"
  private static let tail = "\n]}\n"

  package static func bytes(of index: RecordIndex) -> [UInt8] {
    func list(_ texts: [String]) -> String { "[\(texts.map(jsonText).joined(separator: ","))]" }
    let kinds = index.tables.map { table in
      let words = table.parts.map { list($0.words) }.joined(separator: ",")
      let repeats = table.repeats.sorted { $0.key < $1.key }.map { "\($0),\($1)" }.joined(separator: ",")
      return "{\"kind\":\(jsonText(table.kind)),\"records\":\(table.count),"
        + "\"words\":[\(words)],\"repeats\":[\(repeats)]}"
    }
    let figures = index.rowsOfFigure.sorted { $0.key < $1.key }.map { id, ranges in
      "\(jsonText(id)):[\(ranges.map { "\($0.lowerBound),\($0.count)" }.joined(separator: ","))]"
    }
    let retrieved = index.retrieved.sorted { $0.key < $1.key }.map { "\(jsonText($0)):\(jsonText($1))" }
    let about = [
      "\"retrieved\":{\(retrieved.joined(separator: ","))}", "\"sources\":\(list(index.sources))",
      "\"subjects\":\(list(index.subjects))", "\"kinds\":[\(kinds.joined(separator: ","))]",
      "\"figures\":{\(figures.joined(separator: ","))}",
    ]
    var bytes = Array("\(head){\(about.joined(separator: ","))}\(middle)".utf8)
    let (sources, subjects) = (index.sources.count, index.subjects.count)
    bytes.reserveCapacity(bytes.count + index.tables.reduce(16) { $0 + $1.packedSize(sources, subjects) })
    var isFirst = true
    func write(_ numbers: [some FixedWidthInteger], digits: Int) {
      bytes += Array(isFirst ? "\"".utf8 : ",\n\"".utf8)
      isFirst = false
      PackedColumn.write(numbers, digits: digits, to: &bytes)
      bytes.append(UInt8(ascii: "\""))
    }
    for table in index.tables {
      for part in table.parts { write(part.numbers, digits: PackedColumn.digits(below: part.words.count)) }
      write(table.sums, digits: 16)
      write(table.sources, digits: PackedColumn.digits(below: sources))
      write(table.subjects, digits: PackedColumn.digits(below: subjects))
    }
    bytes += Array(tail.utf8)
    return bytes
  }

  /// `nil` when the bytes aren't a whole index.
  package static func index(_ bytes: [UInt8]) -> RecordIndex? {
    guard bytes.starts(with: Array(head.utf8)) else { return FormerRecordIndexJSON.index(bytes) }
    guard let lineEnd = bytes.firstIndex(of: UInt8(ascii: "\n")), lineEnd > head.utf8.count,
      bytes[(lineEnd - 1)...].starts(with: Array(middle.utf8)), bytes.suffix(tail.utf8.count) == Array(tail.utf8)[...],
      let about = JSONTree(Array(bytes[head.utf8.count..<lineEnd - 1]))
    else { return nil }
    func texts(_ tree: JSONTree?) -> [String]? { tree?.list?.compactMap(\.text) }
    guard let sources = texts(about["sources"]), let subjects = texts(about["subjects"]),
      let kinds = about["kinds"]?.list, let figures = about["figures"]?.members
    else { return nil }
    var index = RecordIndex()
    (index.sources, index.subjects) = (sources, subjects)
    for source in about["retrieved"]?.members ?? [] { index.retrieved[source.name] = source.value.text }
    var lines = PackedLines(bytes, from: lineEnd - 1 + middle.utf8.count)
    for kind in kinds {
      guard let name = kind["kind"]?.text, let count = kind["records"]?.whole, let words = kind["words"]?.list else {
        return nil
      }
      var table = RecordIndex.Table(kind: name)
      for part in words {
        guard let words = texts(part), let numbers = lines.next(count, below: words.count) else { return nil }
        table.parts.append(RecordIndex.Part(words: words, numbers: numbers))
      }
      guard let sums = lines.next(count, digits: 16, as: UInt64.self),
        let own = lines.next(count, below: sources.count), let about = lines.next(count, below: subjects.count),
        let repeats = kind["repeats"]?.pairs
      else { return nil }
      (table.sums, table.sources, table.subjects) = (sums, own, about)
      for (position, number) in repeats { table.repeats[position] = number }
      index.tables.append(table)
    }
    for figure in figures {
      index.rowsOfFigure[figure.name] = figure.value.pairs.compactMap { start, count in
        let (end, isTooMuch) = start.addingReportingOverflow(max(count, 0))
        return isTooMuch ? nil : start..<end
      }
    }
    return lines.isAtEnd(before: tail.utf8.count) ? index : nil
  }
}

extension JSONTree {
  /// Whole numbers two by two.
  fileprivate var pairs: [(Int, Int)] {
    let numbers = items.compactMap(\.whole)
    return stride(from: 0, to: numbers.count - 1, by: 2).map { (numbers[$0], numbers[$0 + 1]) }
  }
}

/// A number for each record, in as many hexadecimal digits as the greatest possible one needs.
private enum PackedColumn {
  /// How many digits whole numbers below another need; none where there is only 0.
  static func digits(below count: Int) -> Int { count < 2 ? 0 : (64 - (count - 1).leadingZeroBitCount + 3) / 4 }

  static func write(_ numbers: [some FixedWidthInteger], digits: Int, to bytes: inout [UInt8]) {
    guard digits > 0 else { return }
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: digits * numbers.count))
    var output = bytes.mutableSpan
    var end = start
    for number in numbers {
      var rest = UInt64(truncatingIfNeeded: number)
      end += digits
      for place in 1...digits {
        let digit = UInt8(truncatingIfNeeded: rest & 0xF)
        output[end - place] = digit + (digit < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10)
        rest >>= 4
      }
    }
  }
}

extension RecordIndex.Table {
  /// Bytes of its columns, with what stands around each.
  fileprivate func packedSize(_ sources: Int, _ subjects: Int) -> Int {
    let digits =
      parts.map { PackedColumn.digits(below: $0.words.count) }
      + [16, PackedColumn.digits(below: sources), PackedColumn.digits(below: subjects)]
    return digits.reduce(0) { $0 + $1 * count + 4 }
  }
}

/// The columns of an index, line by line.
private struct PackedLines {
  private let bytes: [UInt8]
  private var position: Int

  init(_ bytes: [UInt8], from position: Int) {
    self.bytes = bytes
    self.position = position
  }

  /// The numbers of the next line, all below a count.
  mutating func next(_ records: Int, below count: Int) -> [UInt32]? {
    let digits = PackedColumn.digits(below: count)
    guard digits <= 8, let numbers = next(records, digits: digits, as: UInt32.self) else { return nil }
    return records == 0 || count > 0 && numbers.allSatisfy { Int($0) < count } ? numbers : nil
  }

  /// `nil` when the line isn't what it should be.
  mutating func next<Number: FixedWidthInteger & UnsignedInteger>(
    _ records: Int, digits: Int, as type: Number.Type
  ) -> [Number]? {
    // A column without digits has no byte for a record, but the sums of the same records have sixteen.
    guard records >= 0, records <= bytes.count, take(UInt8(ascii: "\"")) else { return nil }
    guard digits > 0 else {
      guard take(UInt8(ascii: "\"")) else { return nil }
      endLine()
      return Array(repeating: 0, count: records)
    }
    guard bytes.count - position > records * digits else { return nil }
    var numbers = [Number](repeating: 0, count: records)
    var output = numbers.mutableSpan
    let values = Self.values.span
    let bytes = bytes
    let input = bytes.span
    var position = position
    // Whether any was no digit is asked once for all of them.
    var all: UInt8 = 0
    for record in 0..<records {
      var number: Number = 0
      for place in position..<position + digits {
        let digit = values[Int(input[place])]
        all |= digit
        number = number << 4 | Number(truncatingIfNeeded: digit)
      }
      output[record] = number
      position += digits
    }
    self.position = position
    guard all < 16, take(UInt8(ascii: "\"")) else { return nil }
    endLine()
    return numbers
  }

  func isAtEnd(before count: Int) -> Bool { position == bytes.count - count }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private mutating func endLine() { if take(UInt8(ascii: ",")) { _ = take(UInt8(ascii: "\n")) } }

  /// The value of each byte as a hexadecimal digit; 255 for those that are none.
  private static let values: [UInt8] = (0...255).map { byte in
    switch UInt8(byte) {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt8(byte) - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt8(byte) - UInt8(ascii: "a") + 10
    default: 255
    }
  }
}
