package import Records

extension Figure {
  /// What the headline number stands on, for the check that it is firm.
  package var ground: HeadlineGround {
    HeadlineGround(
      metric: id, rows: (headline(at: nil)?.rows ?? []).map { (kind: rows[$0].kind, id: rows[$0].id) },
      quarantined: coverage.quarantined)
  }
}
