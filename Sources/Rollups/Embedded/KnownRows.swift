import Reading
import Records

extension RowCounter {
  /// Counts the rows from `start` on that have nothing new in them: texts met before, days and counts as they are mostly
  /// written. Ends in front of the first row that isn't like that, for `readRow`.
  ///
  /// It must count each of them as `readRow` does. A row changes sums only once all its cells have been looked at.
  ///
  /// - Parameters:
  ///   - start: Where a row begins.
  ///   - end: Rows that begin here or behind it aren't wanted.
  /// - Returns: where the next row begins, and how many were counted.
  mutating func readKnownRows(in bytes: Span<UInt8>, from start: Int, to end: Int) -> (position: Int, rowCount: Int) {
    guard !hasNumberTests else { return (start, 0) }
    let known = KnownRows(
      cells: cells, nameText: nameText, organisationText: organisationText ?? -1, eraCount: eraCount, take: take,
      texts: tables.texts, verdicts: tables.verdicts, pairs: tables.pairs, meanings: tables.meanings,
      nearDays: tables.days.near)
    return known.read(
      in: bytes, from: start, to: end, successors: &tables.successors, lasts: &tables.lasts, days: &tables.days.days,
      openGroups: &tables.groups.open, closedGroups: &tables.groups.closed, isSumTooLarge: &tables.isSumTooLarge)
  }
}

/// What doesn't change while known rows are read. The tables are borrowed for all of them, so that no row pays for asking
/// whose they are.
private struct KnownRows {
  let cells: [RowCounter.Cell]
  let nameText: Int
  /// -1 where no column says whose a name is.
  let organisationText: Int
  let eraCount: Int
  let take: Rollup.Take
  let texts: InternTable
  let verdicts: [RowCounter.Verdict]
  let pairs: [(organisation: Int, pair: Int)]
  let meanings: [Int32]
  let nearDays: [(key: UInt32, index: Int32)]

  func read(
    in bytes: Span<UInt8>, from start: Int, to end: Int, successors: inout [UInt32], lasts: inout [Int],
    days: inout [DayTable.Day], openGroups: inout [GroupCounts.Open], closedGroups: inout GroupTable,
    isSumTooLarge: inout Bool
  ) -> (position: Int, rowCount: Int) {
    // So many bytes are looked at from the beginning of a cell on without asking whether they are there: here they are.
    let fence = bytes.count - InternTable.reach - 16
    let end = min(end, fence)
    let (cells, verdicts, pairs, meanings, nearDays) = (
      cells.span, self.verdicts.span, pairs.span, meanings.span, self.nearDays.span
    )
    let (entries, textBytes) = (texts.entries.span, texts.bytes.span)
    let maskArray = InternTable.masks
    let masks = maskArray.span
    var successors = successors.mutableSpan
    var lasts = lasts.mutableSpan
    var days = days.mutableSpan
    var groups = openGroups.mutableSpan
    var (position, rowCount) = (start, 0)
    // The day of the row before, the bytes that wrote it, and its rows that the table doesn't have yet.
    var (front, back, day) = (UInt64(0), UInt64(0), 0)
    var today = DayTable.Day(number: 0, period: 0, era: 0, isInside: false)
    rows: while position < end {
      var cell = position
      var (name, organisation, count) = (0, 0, 0)
      var passes = true
      for column in 0..<cells.count {
        guard cell < fence else { break rows }
        switch cells[column] {
        case .text(let text):
          let last = lasts[text]
          guard last >= 0 else { break rows }
          var index = Int(successors[last])
          let entry = entries[index]
          if entry.isShort, InternTable.isShortEqual(entry, at: cell, in: bytes, textBytes, masks),
            Self.endsCell(bytes[cell &+ Int(entry.count)])
          {
            cell &+= Int(entry.count)
          } else {
            guard let found = find(text, expecting: index, at: cell, in: bytes) else { break rows }
            (index, cell) = found
            successors[last] = UInt32(truncatingIfNeeded: index)
          }
          lasts[text] = index
          if text == nameText { name = index }
          if text == organisationText { organisation = index }
          if verdicts[index] != .passes {
            guard verdicts[index] == .isLeftOut else { break rows }
            passes = false
          }
        case .day:
          let (ownFront, ownBack) = (wholeWord(at: cell, in: bytes), wholeWord(at: cell &+ 8, in: bytes) & 0xFFFF)
          if ownFront != front || ownBack != back {
            guard let key = DayTable.key(ownFront, ownBack) else { break rows }
            let near = nearDays[DayTable.place(of: key)]
            guard near.key == key, near.index >= 0 else { break rows }
            if today.rows > 0 { days[day].add(today) }
            (front, back, day) = (ownFront, ownBack, Int(near.index))
            today = days[day]
            (today.rows, today.kept) = (0, 0)
          }
          cell &+= 10
        case .count, .otherCount:
          guard let (value, length) = Self.count(at: cell, in: bytes) else { break rows }
          if case .count = cells[column] { count = value }
          cell &+= length
        case .skipped:
          let mark = RowCounter.markIndex(from: cell, in: bytes)
          guard mark > cell, mark &+ 2 < bytes.count, bytes[mark] != UInt8(ascii: "\"") else { break rows }
          cell = mark
        case .otherDay: break rows
        }
        if column < cells.count &- 1 {
          guard bytes[cell] == UInt8(ascii: ",") else { break rows }
          cell &+= 1
        } else {
          guard bytes[cell].isBreak else { break rows }
          cell = lineBreakEnd(at: cell, in: bytes)
        }
      }
      if passes, today.isInside {
        if organisationText >= 0 {
          guard name < pairs.count, pairs[name].organisation == organisation else { break rows }
          name = pairs[name].pair
        }
        let place = name &* eraCount &+ today.era
        guard place < meanings.count, meanings[place] > -2 else { break rows }
        if meanings[place] >= 0 {
          let subject = Int(meanings[place])
          if groups[subject].period != today.period {
            if !closedGroups.add(subject: subject, groups[subject], taking: take) { isSumTooLarge = true }
            groups[subject] = GroupCounts.Open(period: today.period)
          }
          let isFine = groups[subject].group.add(day: today.number, value: count, taking: take)
          if !isFine { isSumTooLarge = true }
        }
        today.kept &+= 1
      }
      today.rows &+= 1
      rowCount &+= 1
      position = cell
    }
    if today.rows > 0 { days[day].add(today) }
    return (position, rowCount)
  }

  @inline(__always)
  private static func endsCell(_ byte: UInt8) -> Bool { byte == UInt8(ascii: ",") || byte.isBreak }

  /// The text that begins at `position`, which isn't written as the one expected or is too long to be compared at once, and
  /// where its cell ends; `nil` for one that the table doesn't have, or that has quotes in it.
  @inline(never)
  private func find(
    _ column: Int, expecting expected: Int, at position: Int, in bytes: Span<UInt8>
  ) -> (index: Int, end: Int)? {
    let isQuoted = bytes[position] == UInt8(ascii: "\"")
    let begin = isQuoted ? position &+ 1 : position
    let entries = texts.entries.span
    let entry = entries[expected]
    let close = begin &+ Int(entry.count)
    // In quotes all the same: some write every text so.
    if isQuoted, entry.isShort, close &+ 2 < bytes.count, bytes[close] == UInt8(ascii: "\""),
      InternTable.isEqual(entry, at: begin, in: bytes, texts.bytes.span)
    {
      return (expected, close &+ 1)
    }
    let mark = RowCounter.markIndex(from: begin, in: bytes)
    guard mark > begin, mark &+ 2 < bytes.count, isQuoted == (bytes[mark] == UInt8(ascii: "\"")) else { return nil }
    let hash = InternTable.hash(of: begin..<mark, in: bytes, seed: texts.seed, column: column)
    guard
      let index = InternTable.find(
        hash, begin..<mark, in: bytes, column: column, texts.slots.span, entries, texts.bytes.span)
    else { return nil }
    return (index, isQuoted ? mark &+ 1 : mark)
  }

  /// The whole number that begins at `position`, of eighteen digits at most, and how many it has; `nil` where there is none.
  @inline(__always)
  private static func count(at position: Int, in bytes: Span<UInt8>) -> (value: Int, length: Int)? {
    let digits = wholeWord(at: position, in: bytes) ^ 0x3030_3030_3030_3030
    // Right up to the first byte that isn't a digit, and that is as far as anybody looks.
    let others = ((digits &+ 0x7676_7676_7676_7676) | digits) & 0x8080_8080_8080_8080
    let bits = UInt64(truncatingIfNeeded: others.trailingZeroBitCount & ~7)
    if bits &- 1 < 63 { return (wholeNumber(ofDigits: digits &<< (64 &- bits)), Int(truncatingIfNeeded: bits &>> 3)) }
    guard bits == 64 else { return nil }
    var value = wholeNumber(ofDigits: digits)
    var length = 8
    while length < 19 {
      let digit = bytes[position &+ length] &- UInt8(ascii: "0")
      guard digit <= 9 else { return (value, length) }
      value = value &* 10 &+ Int(digit)
      length &+= 1
    }
    return nil
  }
}
