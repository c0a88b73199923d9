/// What names mean: by their exact spelling, or else by organisation, then family, then variant.
///
/// Words are compared whole, never a part of one: `ant` isn't in `Anthropic`.
package struct Ledger: Sendable {
  private struct Key: Hashable {
    var subject: Alias.Subject
    var source: String?
    var name: String
  }

  /// One thing that a spelling may mean; `alias` is `nil` for a record's own id, name and hubs.
  private struct Spelling: Sendable {
    var record: String
    var alias: Alias?
  }

  private var spellings: [Key: [Spelling]] = [:]
  /// Names that meant something else at another time.
  private var datedNames: Set<String> = []
  /// For each maker its models by their words, with those of the family in front of them and without.
  private var variants: [String: [[String]: Set<String>]] = [:]
  private var developers: [String: String] = [:]
  /// Each organisation with those that own it or that it owns.
  private var relatives: [String: Set<String>] = [:]

  package init(_ corpus: Corpus) {
    for alias in corpus.aliases {
      add(alias.of, alias.name, alias.record, source: alias.source, alias: alias)
      if alias.from != nil || alias.to != nil { datedNames.insert(alias.name) }
    }
    for model in corpus.models { addOwn(.model, model.id, model.name, of: model.id) }
    for organisation in corpus.organisations {
      addOwn(.organisation, organisation.id, organisation.name, of: organisation.id)
      for hub in organisation.hubs { addOwn(.organisation, hub, of: organisation.id) }
      if let parent = organisation.parent {
        relatives[organisation.id, default: []].insert(parent)
        relatives[parent, default: []].insert(organisation.id)
      }
    }
    for licence in corpus.licences { addOwn(.licence, licence.id, licence.name, of: licence.id) }
    for family in corpus.families { addOwn(.family, family.id, family.name, of: family.id) }
    for chip in corpus.chips {
      addOwn(.chip, chip.id, chip.name, "\(chip.publishedOrganisation) \(chip.name)", of: chip.id)
    }
    let families = Dictionary(corpus.families.map { ($0.id, words(of: $0.name)) }) { first, _ in first }
    for model in corpus.models {
      let family = model.family.flatMap { families[$0] } ?? []
      developers[model.id] = model.developer
      for name in [model.name, model.id] {
        let own = words(of: name).dropping(family)
        guard !own.isEmpty else { continue }
        for words in own == own.dropping(family) ? [own, family + own] : [family + own] {
          variants[model.developer, default: [:]][words, default: []].insert(model.id)
        }
      }
    }
  }

  private mutating func add(
    _ subject: Alias.Subject, _ name: String, _ record: String, source: String? = nil, alias: Alias? = nil
  ) {
    spellings[Key(subject: subject, source: source, name: name), default: []].append(
      Spelling(record: record, alias: alias))
  }

  /// What a record calls itself stands behind what the ledger says that the name means.
  private mutating func addOwn(_ subject: Alias.Subject, _ names: String..., of record: String) {
    for name in Set(names) { add(subject, name, record) }
  }
}

// MARK: - Asking

extension Ledger {
  /// The record that a spelling means in a source on a date; `nil` when it means none, or two.
  package func record(
    _ subject: Alias.Subject, named name: String?, in source: String, on date: PartialDate? = nil
  ) -> String? {
    guard let name else { return nil }
    return only(candidates(subject, name, source, date))
  }

  /// Whether any name means one thing on one day and another on another.
  var hasDatedNames: Bool { !datedNames.isEmpty }

  /// Whether these names may.
  func mayDependOnDate(_ names: Names) -> Bool {
    guard !datedNames.isEmpty else { return false }
    func isDated(_ name: String?) -> Bool {
      guard let name else { return false }
      if datedNames.contains(name) { return true }
      // A hub's name, or that of the model behind it.
      guard name.utf8.contains(UInt8(ascii: "/")) else { return false }
      return name.split(separator: "/").contains { datedNames.contains(String($0)) }
    }
    return isDated(names.model) || isDated(names.organisation) || isDated(names.family)
  }

  /// The model that a source means.
  ///
  /// - Parameters:
  ///   - name: as the source writes it, with or without the hub: `deepseek-ai/DeepSeek-V4-Pro`.
  ///   - maker: our organisation that the source names beside it.
  package func model(
    named name: String?, by maker: String? = nil, in source: String, on date: PartialDate? = nil
  ) -> String? {
    guard let name else { return nil }
    let spelled = candidates(.model, name, source, date)
    if let one = only(spelled) { return one }
    if let maker {
      let own = spelled.filter { record in developers[record].map { related(maker).contains($0) } ?? false }
      if let one = only(own) { return one }
      if let one = only(variantsNamed(name, by: maker)) { return one }
    }
    guard let slash = name.firstIndex(of: "/") else { return nil }
    let (hub, rest) = (String(name[..<slash]), String(name[name.index(after: slash)...]))
    guard let owner = record(.organisation, named: hub, in: source, on: date), !rest.contains("/") else { return nil }
    return model(named: rest, by: owner, in: source, on: date).flatMap { model in
      developers[model].map { related(owner).contains($0) } ?? false ? model : nil
    }
  }

  /// The id of the organisation that made the model which a source means by a name.
  ///
  /// - Parameter maker: our organisation that the source names beside it.
  package func developer(ofModelNamed name: String, by maker: String? = nil, in source: String) -> String? {
    model(named: name, by: maker, in: source).flatMap { developers[$0] }
  }

  /// The best layer of meanings: the source's own, then everyone's, then the records' own names.
  private func candidates(
    _ subject: Alias.Subject, _ name: String, _ source: String, _ date: PartialDate?
  ) -> Set<String> {
    func found(_ source: String?, isAlias: Bool) -> Set<String> {
      let all = spellings[Key(subject: subject, source: source, name: name)] ?? []
      return Set(all.filter { ($0.alias != nil) == isAlias && ($0.alias?.holds(on: date) ?? true) }.map(\.record))
    }
    for layer in [found(source, isAlias: true), found(nil, isAlias: true), found(nil, isAlias: false)] {
      if !layer.isEmpty { return layer }
    }
    return []
  }

  /// The maker's models with these words, the family's in front of them or left out.
  private func variantsNamed(_ name: String, by maker: String) -> Set<String> {
    let wanted = words(of: name)
    return related(maker).reduce(into: []) { found, relative in found.formUnion(variants[relative]?[wanted] ?? []) }
  }

  private func related(_ organisation: String) -> Set<String> {
    (relatives[organisation] ?? []).union([organisation])
  }

  private func only(_ records: Set<String>) -> String? { records.count == 1 ? records.first : nil }
}

// MARK: - Words

/// The words of a name, in lower case: `DeepSeek-V4-Pro` and `deepseek v4 pro` have the same.
///
/// A plus belongs to its word, since `Command R+` isn't `Command R`.
package func words(of name: String) -> [String] {
  name.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "+" }.map(String.init)
}

extension [String] {
  /// The words behind these, if they begin with them.
  fileprivate func dropping(_ front: [String]) -> [String] {
    count > front.count && starts(with: front) ? Array(dropFirst(front.count)) : self
  }
}
