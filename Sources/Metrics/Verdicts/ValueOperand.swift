package import Records

extension Operand {
  /// A record's value as an expression compares it: what is absent is missing, other gaps are words.
  package init(_ value: Value) {
    switch value {
    case .text(let text), .prose(let text), .choice(let text), .country(let text), .url(let text): self = .word(text)
    case .reference(_, let id): self = .word(id)
    case .number(let quantity): self = (quantity.value ?? quantity.low).map { .number($0) } ?? .missing
    case .date(let date): self = .date(date)
    case .yesNo(let answer): self = .word(answer ? "yes" : "no")
    case .list(let values):
      self = .words(
        values.compactMap { value in
          if case .word(let word) = Operand(value) { word } else { nil }
        })
    case .missing(.absent): self = .missing
    case .missing(let reason): self = .word(reason.rawValue)
    }
  }
}
