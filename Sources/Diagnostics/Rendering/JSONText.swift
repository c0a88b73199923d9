/// A value to write as JSON; members keep their order, so the same value gives the same bytes.
package enum JSONValue: Sendable, Equatable {
  case text(String)
  case number(Int)
  case list([JSONValue])
  case object([(String, JSONValue)])

  package static func == (left: JSONValue, right: JSONValue) -> Bool { left.compact == right.compact }

  /// On one line, without blanks.
  package var compact: String {
    var output = ""
    write(to: &output)
    return output
  }

  private func write(to output: inout String) {
    switch self {
    case .text(let text): output += jsonText(text)
    case .number(let number): output += "\(number)"
    case .list(let items):
      output += "["
      for (index, item) in items.enumerated() {
        if index > 0 { output += "," }
        item.write(to: &output)
      }
      output += "]"
    case .object(let members):
      output += "{"
      for (index, member) in members.enumerated() {
        if index > 0 { output += "," }
        output += jsonText(member.0)
        output += ":"
        member.1.write(to: &output)
      }
      output += "}"
    }
  }
}

/// A string as JSON writes it, quotes included.
package func jsonText(_ text: String) -> String {
  // Most text is plain: none of its bytes is, or begins, what has to be written otherwise.
  if text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C && $0 != 0x7F && $0 != 0xC2 && $0 != 0xE2 }) {
    return "\"\(text)\""
  }
  var output = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": output += "\\\""
    case "\\": output += "\\\\"
    case "\n": output += "\\n"
    case "\t": output += "\\t"
    case "\r": output += "\\r"
    // Control characters, and those that turn the direction of text: a terminal may be what shows this.
    case "\0"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{200E}", "\u{200F}", "\u{2028}"..."\u{202E}",
      "\u{2066}"..."\u{2069}":
      let digits = String(scalar.value, radix: 16)
      output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: output.unicodeScalars.append(scalar)
    }
  }
  return output + "\""
}

/// A number as JSON writes it: the shortest text that reads back the same, whole numbers without a point.
///
/// Infinite numbers and those that aren't any have no JSON: they become `null`.
package func jsonNumber(_ number: Double?) -> String {
  guard let number, number.isFinite else { return "null" }
  if number == number.rounded(), abs(number) < 1e15 { return String(Int(number)) }
  return number.description
}

/// A number that was reckoned, as JSON writes it: the shortest text of twelve digits that count.
///
/// The last places of what was added and divided are noise of the machine: 42.2, not 42.200000000000045.
package func reckonedNumber(_ number: Double?) -> String {
  guard let number, number.isFinite, number != 0 else { return jsonNumber(number) }
  return jsonNumber(number.toTwelveDigits)
}

extension Double {
  /// The nearest number of twelve decimal digits; the number itself where powers of ten aren't exact any more.
  package var toTwelveDigits: Double {
    var (places, size) = (0, magnitude)
    while size < 1e11, places <= 22 { (places, size) = (places + 1, size * 10) }
    guard places > 0, places <= 22 else { return self }
    let scale = (0..<places).reduce(1.0) { power, _ in power * 10 }
    return (self * scale).rounded() / scale
  }
}
