package import Records

/// Who a count is given to.
package struct Subject: Sendable, Hashable {
  package var text: String
  package var kind: SubjectKind
  /// The maker or publisher of a model.
  package var organisation: String?
  /// ISO 3166-1 alpha-2, where the subject is a country.
  package var country: String?

  package init(_ text: String, _ kind: SubjectKind, organisation: String? = nil, country: String? = nil) {
    self.text = text
    self.kind = kind
    self.organisation = organisation
    self.country = country
  }

  /// Those that no record of ours answers to.
  package static let unattributed = Subject("unattributed", .group)
}

/// What the names of a history mean: the records' ledger, asked once for each name and not for each row.
///
/// Names change hands. The days on which one may are the borders between eras, and within an era a name means one thing.
package struct NameJoin: Sendable {
  private let corpus: Corpus
  private let ledger: Ledger
  private let source: String
  private let split: Rollup.Split
  private let attribution: Rollup.Attribution
  private let unknown: Rollup.Unknown
  /// The first day of each era but the first, ascending.
  package let borders: [Int]

  package init(_ spec: Rollup, _ corpus: Corpus) {
    self.corpus = corpus
    ledger = Ledger(corpus)
    source = spec.source
    split = spec.by
    attribution = spec.attribution
    unknown = spec.unknown
    // As the history writes it a name is the same in all eras.
    let days = corpus.aliases.flatMap { [$0.from?.first.number, $0.to.map { $0.last.number + 1 }] }
    borders = split == .name ? [] : Set(days.compactMap(\.self)).sorted()
  }

  package var eraCount: Int { borders.count + 1 }

  package func era(ofDay day: Int) -> Int { borders.count { $0 <= day } }

  /// The first and the last day of an era; the outermost reach as far as days do.
  package func days(ofEra era: Int) -> ClosedRange<Int> {
    let first = era == 0 ? Day(year: 1, month: 1, day: 1)!.number : borders[era - 1]
    return first...(era == borders.count ? Day(year: 9999, month: 12, day: 31)!.number : borders[era] - 1)
  }

  /// Who the counts of a name are given to in an era; `nil` when they are left out.
  ///
  /// - Parameter organisation: the publisher as the history names it; `nil` when it has no such column.
  package func subject(of name: String, organisation: String?, in era: Int) -> Subject? {
    known(name, organisation, on: PartialDate(Day(number: days(ofEra: era).lowerBound)))
      ?? (unknown == .apart ? .unattributed : nil)
  }

  /// The publisher as the history writes it, where nobody but publishers is asked for; `nil` where more of a name decides.
  func publisherName(of name: String, organisation: String?) -> String? {
    switch split {
    case .name, .model, .family: nil
    case .organisation, .country, .bloc: attribution == .publisher ? organisation ?? hub(of: name) : nil
    }
  }

  private func known(_ name: String, _ organisation: String?, on date: PartialDate) -> Subject? {
    switch split {
    case .name: return Subject(name, .model, organisation: organisation ?? hub(of: name))
    case .model:
      return model(name, organisation, on: date).map { Subject($0.id, .model, organisation: $0.developer) }
    case .family: return model(name, organisation, on: date)?.family.map { Subject($0, .family) }
    case .organisation:
      return owner(name, organisation, on: date).map { Subject($0, .organisation) }
    case .country:
      guard let country = corpus.organisation(owner(name, organisation, on: date))?.country else { return nil }
      return Subject(Country.name(of: country) ?? country, .country, country: country)
    case .bloc:
      guard let bloc = corpus.bloc(of: owner(name, organisation, on: date)) else { return nil }
      return Subject(corpus.bloc(bloc)?.name ?? "other countries", .group)
    }
  }

  /// The organisation that the attribution rule gives the count to.
  private func owner(_ name: String, _ organisation: String?, on date: PartialDate) -> String? {
    let publisher = publisher(name, organisation, on: date)
    switch attribution {
    case .publisher: return publisher
    case .maker, .baseModel: return model(name, organisation, on: date)?.developer ?? publisher
    }
  }

  private func publisher(_ name: String, _ organisation: String?, on date: PartialDate) -> String? {
    ledger.record(.organisation, named: organisation ?? hub(of: name), in: source, on: date)
  }

  private func model(_ name: String, _ organisation: String?, on date: PartialDate) -> Model? {
    let maker = organisation.flatMap { ledger.record(.organisation, named: $0, in: source, on: date) }
    let model = corpus.model(ledger.model(named: name, by: maker, in: source, on: date))
    guard attribution == .baseModel, var line = model else { return model }
    // A line that goes in a circle ends somewhere all the same.
    for _ in 0..<32 {
      guard let base = corpus.model(line.baseModel) else { break }
      line = base
    }
    return line
  }

  /// What stands before the only slash of a name.
  private func hub(of name: String) -> String? {
    guard let slash = name.utf8.firstIndex(of: UInt8(ascii: "/")), slash == name.utf8.lastIndex(of: UInt8(ascii: "/"))
    else { return nil }
    return String(name[..<slash])
  }
}
