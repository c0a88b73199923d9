extension PublishedFigure {
  /// Everything that it says, so that two figures with the same bytes are compared with files alike.
  package var plainBytes: [UInt8] {
    var bytes: [UInt8] = []
    for text in [id, title, unit, part, asOf, after, by] { bytes.append(text: text) }
    for number in [version, n, isDifference ? 1 : 0, series.count, choices.count] {
      bytes.append(word: UInt64(bitPattern: Int64(number)))
    }
    bytes.append(reading: reading)
    bytes.append(number: level)
    bytes.append(extras: extras)
    for observation in series {
      for text in [observation.at, observation.part, observation.unit] { bytes.append(text: text) }
      bytes.append(word: UInt64(bitPattern: Int64(observation.day)))
      bytes.append(reading: observation.reading)
      bytes.append(number: observation.n.map { Double($0) })
      bytes.append(extras: observation.extras)
    }
    for choice in choices {
      bytes.append(text: choice.id)
      bytes.append(reading: choice.reading)
    }
    return bytes
  }
}

extension [UInt8] {
  fileprivate mutating func append(word: UInt64) {
    for place in stride(from: UInt64(56), through: 0, by: -8) { append(UInt8(truncatingIfNeeded: word >> place)) }
  }

  /// A text with a byte behind it that no text holds; another one where there is none.
  fileprivate mutating func append(text: String?) {
    guard let text else { return append(0xFE) }
    append(contentsOf: text.utf8)
    append(0xFF)
  }

  fileprivate mutating func append(number: Double?) {
    append(number == nil ? 0 : 1)
    append(word: (number ?? 0).bitPattern)
  }

  fileprivate mutating func append(reading: PublishedFigure.Reading) {
    for number in [reading.value, reading.low, reading.high] { append(number: number) }
  }

  fileprivate mutating func append(extras: [String: Double]) {
    append(word: UInt64(extras.count))
    for (name, number) in extras.sorted(by: { $0.key < $1.key }) {
      append(text: name)
      append(number: number)
    }
  }
}
