import Records

extension SiteIndex {
  /// The bloc that a record counts for: of the country it names, of its maker's seat; `nil` when neither is known.
  func bloc(of record: Record) -> String? {
    for field in ["country", "jurisdiction"] {
      if case .country(let code) = record[field] { return corpus.bloc(ofCountry: code) }
    }
    return corpus.subject(of: record.kind, record.id)?.organisation.flatMap { corpus.bloc(of: $0) }
  }
}
