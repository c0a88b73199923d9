import Diagnostics

extension Check {
  /// Every dispute is about a field that its kind has, and says something that the field could hold.
  package static let disputeIsAboutAFact = Check("unknown-fact") { corpus in
    let kinds = Corpus.kinds.map(\.name)
    return corpus.disputes.compactMap { dispute in
      guard let kind = Corpus.kinds.first(where: { $0.name == dispute.of }) else {
        return .unknownFact("there is no kind '\(dispute.of)'", nearMiss(of: dispute.of, among: kinds), dispute.place)
      }
      guard let field = kind.fields.first(where: { $0.name == dispute.field }) else {
        return .unknownFact(
          "\(dispute.of) have no field '\(dispute.field)'", nearMiss(of: dispute.field, among: kind.fields.map(\.name)),
          dispute.place)
      }
      guard field.shape.holds(dispute.says) else {
        return .unknownFact("'\(dispute.field)' can't be '\(dispute.says)'; it is \(field.type)", nil, dispute.place)
      }
      return nil
    }
  }
}

extension FieldShape {
  /// Whether a field of this form can hold the text.
  func holds(_ text: String) -> Bool {
    switch self {
    case .id, .text, .prose, .markdown, .reference: true
    case .number: Quantity(text) != nil
    case .date: PartialDate(text) != nil
    case .yesNo: text == "yes" || text == "no"
    case .country: Country.name(of: text) != nil
    case .jurisdiction: text == "EU" || Country.name(of: text) != nil
    case .url: text.hasPrefix("http")
    case .choice(let words): words.contains(text)
    case .list(let shape): text.split(separator: ";").allSatisfy { shape.holds(String($0)) }
    case .mappings: false
    }
  }
}

extension Finding {
  fileprivate static func unknownFact(_ headline: String, _ meant: String?, _ place: Place) -> Finding {
    Finding(
      .error, "unknown-fact", headline, at: place,
      hint: meant.map { "did you mean '\($0)'?" } ?? "'parallax schema KIND' tells the fields")
  }
}
