import Diagnostics

extension Check {
  /// No row, and no dispute, gives a maker another country than the maker's own record does.
  package static let countryOfOrganisation = Check("country-differs") { corpus in
    var told: Set<[String]> = []
    var findings: [Finding] = []
    func look(_ stated: String?, _ organisation: String?, in source: String, at place: Place) {
      guard let stated, let maker = corpus.organisation(organisation), let country = maker.country, stated != country,
        told.insert([maker.id, stated, source]).inserted
      else { return }
      findings.append(.countryDiffers(stated, from: country, of: maker, in: source, at: place))
    }
    for row in corpus.prices { look(row.country, row.organisation, in: row.source, at: row.place) }
    for row in corpus.chips { look(row.country, row.organisation, in: row.source, at: row.place) }
    for row in corpus.fabs { look(row.country, row.organisation, in: row.source, at: row.place) }
    for dispute in corpus.disputes where dispute.of == Organisation.kind && dispute.field == "country" {
      look(dispute.says, dispute.record, in: dispute.source, at: dispute.place)
    }
    for row in corpus.funding { look(row.country, row.organisation, in: row.source, at: row.place) }
    return findings
  }
}

extension Finding {
  fileprivate static func countryDiffers(
    _ stated: String, from country: String, of maker: Organisation, in source: String, at place: Place
  ) -> Finding {
    func name(_ code: String) -> String { Country.name(of: code) ?? code }
    return Finding(
      .warning, "country-differs",
      "'\(source)' puts '\(maker.id)' in \(name(stated)), our record in \(name(country))", at: place,
      hint: "our record counts; say in its 'country-evidence' why",
      related: [.init("our record is here", at: maker.place)])
  }
}
