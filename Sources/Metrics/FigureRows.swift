import Diagnostics
import Records

/// Rows of a figure that stand in one file, to be told together.
enum FigureRows {
  /// The rows of a file that come one after the other from a position on: how many they are, and the number of each in
  /// the file, where line and number grow alike; `nil` where each has to be told alone.
  static func together(_ rows: [Figure.Row], from position: Int) -> (count: Int, numbers: [Int]?) {
    let first = rows[position].record
    guard let number = first.rowNumber else { return (1, nil) }
    var numbers = [number]
    var ends = (least: position, greatest: position)
    var (least, greatest) = (number, number)
    for next in rows.indices[(position + 1)...] {
      guard rows[next].record.file === first.file, let number = rows[next].record.rowNumber else { break }
      numbers.append(number)
      if number < least { (least, ends.least) = (number, next) }
      if number > greatest { (greatest, ends.greatest) = (number, next) }
    }
    // A row is on a later line than the one before it, so between two that are as far apart as their lines no line is
    // empty, and no row is written over several.
    let lines = rows[ends.greatest].place.line - rows[ends.least].place.line
    return (numbers.count, numbers.count > 1 && lines == greatest - least ? numbers : nil)
  }
}
