/// A string as JSON writes it, quotes included.
package func jsonText(_ text: String) -> String {
  var json = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": json += "\\\""
    case "\\": json += "\\\\"
    case "\n": json += "\\n"
    case "\r": json += "\\r"
    case "\t": json += "\\t"
    case _ where scalar.value < 0x20 || scalar.value == 0x7F:
      let digits = String(scalar.value, radix: 16)
      json += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: json.unicodeScalars.append(scalar)
    }
  }
  return json + "\""
}

/// A number as JSON writes it: the shortest text that reads back the same, whole numbers without a point.
///
/// Infinite numbers and those that aren't any have no JSON: they become `null`.
package func jsonNumber(_ number: Double?) -> String {
  guard let number, number.isFinite else { return "null" }
  if number == number.rounded(), abs(number) < 1e15 { return String(Int(number)) }
  return number.description
}
