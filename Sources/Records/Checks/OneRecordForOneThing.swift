import Diagnostics

extension Check {
  /// No thing has two records: no two models of one maker, and no two organisations, families or licences, share a name,
  /// and no two sources an address.
  ///
  /// Names are compared by their words, so that another spelling doesn't hide a double. A name that the ledger gives to
  /// one record while another calls itself by it is told as well.
  package static let oneRecordForOneThing = Check("one-thing-twice") { corpus in
    var findings: [Finding] = []
    func look(_ kind: String, _ things: [(id: String, names: [String], scope: String, place: Place)]) {
      var first: [[String]: (id: String, name: String, place: Place)] = [:]
      for thing in things {
        var told: Set<String> = []
        for name in thing.names {
          let key = [thing.scope] + words(of: name)
          guard let earlier = first[key] else {
            first[key] = (thing.id, name, thing.place)
            continue
          }
          guard earlier.id != thing.id, told.insert(earlier.id).inserted else { continue }
          findings.append(.oneThingTwice(kind, name, thing.id, at: thing.place, earlier.id, at: earlier.place))
        }
      }
    }
    look(Model.kind, corpus.models.map { ($0.id, [$0.name, $0.id], $0.developer, $0.place) })
    look(Organisation.kind, corpus.organisations.map { ($0.id, [$0.name, $0.id] + $0.hubs, "", $0.place) })
    look(Family.kind, corpus.families.map { ($0.id, [$0.name, $0.id], "", $0.place) })
    look(Licence.kind, corpus.licences.map { ($0.id, [$0.name, $0.id], "", $0.place) })
    return findings + sourcesWithOneAddress(in: corpus) + namesTaken(in: corpus)
  }

  /// Sources that were found at one place. Of a page with several things in it, each has its own address.
  private static func sourcesWithOneAddress(in corpus: Corpus) -> [Finding] {
    var first: [String: Source] = [:]
    return corpus.sources.compactMap { source in
      guard let url = source.url else { return nil }
      let key = plainAddress(url)
      guard let earlier = first[key] else {
        first[key] = source
        return nil
      }
      return .oneAddressTwice(source, earlier)
    }
  }

  /// An address without what doesn't tell pages apart: the protocol, `www.`, capitals of the host, a slash at the end.
  private static func plainAddress(_ url: String) -> String {
    let rest = url.firstRange(of: "://").map { url[$0.upperBound...] } ?? url[...]
    let parts = rest.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    let host = parts[0].lowercased()
    let path = parts.dropFirst().joined()
    return (host.hasPrefix("www.") ? String(host.dropFirst(4)) : host) + "/"
      + (path.hasSuffix("/") ? path.dropLast() : path[...])
  }

  /// Aliases that give to one record the name of another.
  private static func namesTaken(in corpus: Corpus) -> [Finding] {
    var own: [[String]: (id: String, place: Place)] = [:]
    for model in corpus.models { own[[Model.kind, model.name]] = (model.id, model.place) }
    for organisation in corpus.organisations {
      own[[Organisation.kind, organisation.name]] = (organisation.id, organisation.place)
    }
    for licence in corpus.licences { own[[Licence.kind, licence.name]] = (licence.id, licence.place) }
    return corpus.aliases.compactMap { alias in
      guard alias.source == nil, alias.from == nil, alias.to == nil, let owner = own[[alias.of.kind, alias.name]],
        owner.id != alias.record
      else { return nil }
      return .nameTaken(alias, owner: owner.id, at: owner.place)
    }
  }
}

extension Finding {
  fileprivate static func oneThingTwice(
    _ kind: String, _ name: String, _ id: String, at place: Place, _ first: String, at firstPlace: Place
  ) -> Finding {
    Finding(
      .warning, "one-thing-twice", "'\(id)' and '\(first)' of \(kind) are both called '\(name)'", at: place,
      hint: "if they are one thing, delete one record and make its name an alias; if not, give them names that differ",
      related: [.init("the other is here", at: firstPlace)])
  }

  fileprivate static func oneAddressTwice(_ source: Source, _ first: Source) -> Finding {
    Finding(
      .warning, "one-thing-twice", "'\(source.id)' and '\(first.id)' of sources are both at \(source.url ?? "")",
      at: source.place,
      hint: "if they are one publication, delete one record; if not, give each the address of its own file or page",
      related: [.init("the other is here", at: first.place)])
  }

  fileprivate static func nameTaken(_ alias: Alias, owner: String, at place: Place) -> Finding {
    Finding(
      .warning, "one-thing-twice",
      "the name '\(alias.name)' is an alias of '\(alias.record)', but '\(owner)' calls itself so", at: alias.place,
      hint: "say in 'source' who means '\(alias.record)' by it, or delete the row",
      related: [.init("the other record is here", at: place)])
  }
}
