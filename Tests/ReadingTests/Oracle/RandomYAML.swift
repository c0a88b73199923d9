import TestSupport

/// Writes random YAML: collections as people and spoilers write them, and scalars full of marks.
struct RandomYAML {
  private var random: SeededGenerator
  private var output: [UInt8] = []

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func document() -> [UInt8] {
    output.removeAll(keepingCapacity: true)
    if random.oneIn(6) { write("---\n") }
    block(indentation: 0, depth: 0)
    if random.oneIn(8) {
      write(random.pick(["---\n", "...\n", "--- ", "# end\n"]))
      block(indentation: 0, depth: 2)
    }
    if random.oneIn(5) { spoil() }
    return output
  }

  // MARK: - Blocks

  private mutating func block(indentation: Int, depth: Int) {
    switch random.below(depth > 2 ? 4 : 10) {
    case 0, 1: scalarLine(indentation: indentation)
    case 2:
      flow(indentation: indentation, depth: 0)
      endLine()
    case 3: blockScalar(indentation: indentation)
    case 4, 5, 6:
      for _ in 0..<1 + random.below(3) { item(indentation: indentation, depth: depth) }
    default:
      for _ in 0..<1 + random.below(4) { entry(indentation: indentation, depth: depth) }
    }
  }

  private mutating func entry(indentation: Int, depth: Int) {
    indent(indentation)
    key()
    write(":")
    value(indentation: indentation, depth: depth, mayBeLevel: true)
  }

  private mutating func item(indentation: Int, depth: Int) {
    indent(indentation)
    write("-")
    if random.oneIn(4) {
      // A collection that begins on the same line.
      write(" ")
      let start = output.count
      block(indentation: indentation + 2, depth: depth + 1)
      output.removeSubrange(start..<min(start + indentation + 2, output.count))
    } else {
      value(indentation: indentation, depth: depth, mayBeLevel: false)
    }
  }

  private mutating func value(indentation: Int, depth: Int, mayBeLevel: Bool) {
    switch random.below(9) {
    case 0: endLine()
    case 1, 2:
      endLine()
      block(indentation: indentation + (mayBeLevel && random.oneIn(4) ? 0 : 1 + random.below(3)), depth: depth + 1)
    case 3:
      write(" ")
      blockScalar(indentation: indentation)
    case 4:
      write(" ")
      flow(indentation: indentation + 1, depth: 0)
      endLine()
    default:
      write(random.oneIn(20) ? "\t" : " ")
      scalarLine(indentation: indentation + 1)
    }
  }

  private mutating func blockScalar(indentation: Int) {
    write(random.pick(["|", ">"]))
    write(random.pick(["", "", "", "", "", "-", "-", "+", "2", "-1", "1+"]))
    write(random.pick(["", "", "", " # why"]))
    write("\n")
    let inner = indentation + 1 + random.below(3)
    for _ in 0..<random.below(5) {
      if random.oneIn(4) {
        write(random.pick(["", " ", "   ", "      "]))
      } else {
        indent(inner + (random.oneIn(4) ? random.below(3) : 0))
        text(marks: random.oneIn(2))
      }
      write("\n")
    }
  }

  private mutating func scalarLine(indentation: Int) {
    switch random.below(6) {
    case 0: quoted("'", indentation: indentation)
    case 1: quoted("\"", indentation: indentation)
    default:
      text(marks: random.oneIn(8))
      while random.oneIn(4) {
        newLine(indentation)
        text(marks: random.oneIn(8))
      }
    }
    endLine()
  }

  // MARK: - Parts of lines

  private mutating func flow(indentation: Int, depth: Int) {
    let isMapping = random.oneIn(2)
    write(isMapping ? "{" : "[")
    for index in 0..<random.below(4) {
      if index > 0 { write(random.oneIn(12) ? ",," : ",") }
      gap(indentation)
      if isMapping || random.oneIn(5) {
        key()
        if !random.oneIn(8) { write(random.oneIn(6) ? ":" : ": ") }
      }
      switch random.below(8) {
      case 0 where depth < 2: flow(indentation: indentation, depth: depth + 1)
      case 1: quoted("\"", indentation: indentation)
      case 2: quoted("'", indentation: indentation)
      case 3: break
      default: text(marks: random.oneIn(8))
      }
      gap(indentation)
    }
    if random.oneIn(5) { write(",") }
    gap(indentation)
    write(isMapping ? "}" : "]")
  }

  private mutating func gap(_ indentation: Int) {
    switch random.below(6) {
    case 0: write(" ")
    case 1: newLine(indentation)
    case 2 where random.oneIn(3): write(" # c\n\(String(repeating: " ", count: indentation))")
    default: break
    }
  }

  private mutating func key() {
    switch random.below(8) {
    case 0: quoted("'", indentation: 0)
    case 1: quoted("\"", indentation: 0)
    case 2: text(marks: random.oneIn(4))
    default: write(random.pick(["a", "b", "c d", "key", "é", "x-y", "1", "~", "null", "<"]))
    }
  }

  private mutating func quoted(_ quote: String, indentation: Int) {
    write(quote)
    for _ in 0..<random.below(4) {
      switch random.below(12) {
      case 0: newLine(indentation)
      case 1:
        write(quote == "'" ? "''" : random.pick(["\\n", "\\\"", "\\\\", "\\x41", "\\u00e9", "\\ ", "\\t", "\\/"]))
      case 2 where quote == "\"" && random.oneIn(4):
        write(random.pick(["\\\n", "\\q", "\\u12", "\\U0001F600", "\\N", "\\_"]))
      case 3: write(" ")
      default: text(marks: random.oneIn(8))
      }
    }
    write(quote)
  }

  private mutating func text(marks: Bool) {
    for index in 0..<1 + random.below(3) {
      if index > 0, random.oneIn(2) { write(" ") }
      if marks {
        write(random.pick(Self.marks))
      } else {
        write(random.pick(Self.words))
      }
    }
  }

  private static let words = [
    "a", "bc", "d e", "NO", "1.10", "2026-07-21", "é", "中文", "x#y", "h://i.j/k", "a-b", "f(g)",
  ]
  private static let marks = [
    ":", "-", "?", "#", ",", "[", "]", "{", "}", "'", "\"", "|", ">", "%", "@", "`", ": ", "- ", " #", "a:", "-a", "::",
    "...", "---", "<<", "=", "a", "!", "\\", "~", "\u{A0}",
  ]

  private mutating func newLine(_ indentation: Int) {
    write(random.pick(["\n", "\n", "\n", "\r\n", " \n", "\n\n", "\n  \n"]))
    indent(indentation)
  }

  private mutating func endLine() {
    write(random.pick(["\n", "\n", "\n", "\n", "\n", " # c\n", " \n", "\n\n", "\r\n", "\n# c\n", "\t\n"]))
  }

  private mutating func indent(_ count: Int) {
    for _ in 0..<count { output.append(0x20) }
  }

  private mutating func write(_ text: String) { output += text.utf8 }

  /// Cuts, doubles or changes a few bytes.
  private mutating func spoil() {
    for _ in 0..<1 + random.below(2) where !output.isEmpty {
      let index = random.below(output.count)
      switch random.below(4) {
      case 0: output.remove(at: index)
      case 1: output.insert(random.pick(Array(" \n:-#'\"[]{},|>a\t".utf8)), at: index)
      case 2: output.removeLast(output.count - index)
      default: output[index] = random.pick(Array(" \n:-#'\"[]{},|>a\t".utf8))
      }
    }
  }
}
