import Diagnostics
import Reading

/// How the text of one field becomes a typed value.
package struct FieldType<Parsed: Sendable>: Sendable {
  /// The type in words, for the data dictionary.
  package var words: String
  /// The same for machines.
  package var shape: FieldShape
  /// The general form of a value.
  package var general: @Sendable (Parsed) -> Value
  /// The value of plain text among bytes, where that is quicker than decoding it first; `nil` for what `parse` has to
  /// look at.
  package var read: (@Sendable (Range<Int>, Span<UInt8>) -> Parsed?)?
  /// The parsed value, or what is wrong as a headline and a hint.
  package var parse: @Sendable (String) -> Result<Parsed, FieldComplaint>

  package init(
    words: String, shape: FieldShape, general: @escaping @Sendable (Parsed) -> Value,
    read: (@Sendable (Range<Int>, Span<UInt8>) -> Parsed?)? = nil,
    parse: @escaping @Sendable (String) -> Result<Parsed, FieldComplaint>
  ) {
    self.words = words
    self.shape = shape
    self.general = general
    self.read = read
    self.parse = parse
  }
}

/// What is wrong with one written value, before its place is known.
package struct FieldComplaint: Error, Sendable {
  package var code: String
  package var headline: String
  package var hint: String?
}

extension FieldType {
  /// True for a record's own id, which can't be missing.
  var isID: Bool {
    if case .id = shape { true } else { false }
  }

  /// The words that a choice allows; empty for other types.
  package var choices: [String] {
    switch shape {
    case .choice(let words): words
    case .yesNo: ["yes", "no"]
    default: []
    }
  }
}

extension FieldType {
  /// Several of them in one cell, between semicolons.
  var list: FieldType<[Parsed]> {
    let item = self
    return FieldType<[Parsed]>(
      words: "list of: \(words)", shape: .list(shape), general: { .list($0.map(item.general)) }
    ) { text in
      var all: [Parsed] = []
      for text in listedTexts(in: text) {
        switch item.parse(text) {
        case .success(let parsed): all.append(parsed)
        case .failure(let complaint): return .failure(complaint)
        }
      }
      return .success(all)
    }
  }
}

extension FieldType<Bool> {
  /// What no cell can hold: it has no value.
  static var nothing: FieldType {
    FieldType(words: "nothing", shape: .text, general: { .yesNo($0) }) { _ in
      .failure(FieldComplaint(code: "not-a-sequence", headline: "a cell can't hold it", hint: nil))
    }
  }
}

extension FieldType where Parsed == String {
  package static var text: FieldType {
    FieldType(words: "text", shape: .text, general: { .text($0) }) { .success($0) }
  }

  /// What a source calls a model, an organisation or a licence; `Input/aliases/` says which of ours it means.
  package static func name(of subject: Alias.Subject) -> FieldType {
    let words = "name of one of the \(subject.kind): its id, or as the source writes it"
    return FieldType(words: words, shape: .text, general: { .text($0) }) { .success($0) }
  }

  /// Text with inline Markdown.
  package static var prose: FieldType {
    FieldType(words: "text with inline Markdown", shape: .prose, general: { .prose($0) }) { .success($0) }
  }

  /// The id of a record of another kind; that it exists is checked when all records are read.
  package static func reference(_ kind: String) -> FieldType {
    FieldType(words: "id in \(kind)", shape: .reference(kind), general: { .reference(kind: kind, id: $0) }) {
      .success($0)
    }
  }

  /// A country by its ISO 3166-1 alpha-2 code.
  package static var country: FieldType {
    FieldType(words: "country, ISO 3166-1 alpha-2", shape: .country, general: { .country($0) }) { text in
      if Country.name(of: text) != nil { return .success(text) }
      let code = text.uppercased()
      let meant = Country.codes.first { Country.name(of: $0) == text || $0 == code }
      return .failure(
        FieldComplaint(
          code: "unknown-country", headline: "country '\(text)' isn't an ISO 3166-1 alpha-2 code",
          hint: meant.map { "write \($0)" } ?? "write two capital letters, such as CN or US"))
    }
  }

  /// An http or https address.
  package static var url: FieldType {
    FieldType(words: "http or https address", shape: .url, general: { .url($0) }) { text in
      let isAddress = ["https://", "http://"].contains { text.hasPrefix($0) && text.utf8.count > $0.utf8.count }
      let isPlain = text.unicodeScalars.allSatisfy { $0.value > 0x20 && $0 != "<" && $0 != ">" && $0 != "\"" }
      guard isAddress, isPlain else {
        return .failure(
          FieldComplaint(
            code: "bad-address", headline: "address '\(text)' isn't an http or https address",
            hint: "start with https:// and leave out spaces, quotes and angle brackets"))
      }
      return .success(text)
    }
  }
}

extension FieldType where Parsed == PartialDate {
  package static var date: FieldType {
    FieldType(words: "date at the precision known", shape: .date, general: { .date($0) }) { text in
      if let date = PartialDate(text) { return .success(date) }
      let looksRight = text.utf8.count == 10 && text.utf8.filter { $0 == UInt8(ascii: "-") }.count == 2
      return .failure(
        FieldComplaint(
          code: "bad-date",
          headline: looksRight ? "the calendar has no day '\(text)'" : "date '\(text)' has none of the known forms",
          hint: "write 2026, 2026-H1, 2026-Q2, 2026-07 or 2026-07-21"))
    }
  }
}

extension FieldType where Parsed == Quantity {
  /// A number, exact, with an interval, or as a range, all of it within `bounds`.
  package static func number(_ unit: String = "", in bounds: ClosedRange<Double>? = nil) -> FieldType {
    FieldType(
      words: unit.isEmpty ? "number" : "number, \(unit)", shape: .number(bounds), general: { .number($0) },
      read: { range, bytes in
        guard let quantity = Quantity(range, in: bytes), quantity.isInOrder, quantity.outside(bounds) == nil else {
          return nil
        }
        return quantity
      }
    ) { text in
      guard let quantity = Quantity(text) else {
        return .failure(
          FieldComplaint(
            code: "bad-number", headline: "'\(text)' isn't a number",
            hint: "write 1432, 1432 ± 6, 1432 [1426, 1438] or 11..14, without units and thousands marks"))
      }
      if !quantity.isInOrder {
        return .failure(
          FieldComplaint(
            code: "crossed-interval", headline: "the bounds of '\(text)' don't enclose it",
            hint: "the lower bound comes first: 1432 [1426, 1438]"))
      }
      if let bounds, let outside = quantity.outside(bounds) {
        return .failure(
          FieldComplaint(
            code: "out-of-range", headline: "\(Quantity.text(of: outside)) lies outside \(Quantity.text(of: bounds))",
            hint: nil))
      }
      return .success(quantity)
    }
  }
}

extension FieldType where Parsed == Bool {
  package static var yesNo: FieldType {
    FieldType(words: "yes or no", shape: .yesNo, general: { .yesNo($0) }) { text in
      switch text {
      case "yes": .success(true)
      case "no": .success(false)
      default:
        .failure(
          FieldComplaint(code: "bad-choice", headline: "'\(text)' is neither yes nor no", hint: "write yes or no"))
      }
    }
  }
}

extension FieldType where Parsed: RawRepresentable, Parsed: CaseIterable, Parsed.RawValue == String {
  /// One of the words of an enumeration.
  package static var choice: FieldType {
    let words = Parsed.allCases.map(\.rawValue)
    return FieldType(
      words: "one of \(words.joined(separator: ", "))", shape: .choice(words), general: { .choice($0.rawValue) }
    ) { text in
      if let parsed = Parsed(rawValue: text) { return .success(parsed) }
      let hint = nearMiss(of: text, among: words).map { "did you mean '\($0)'?" }
      return .failure(
        FieldComplaint(
          code: "bad-choice", headline: "'\(text)' is none of \(words.joined(separator: ", "))", hint: hint))
    }
  }
}
