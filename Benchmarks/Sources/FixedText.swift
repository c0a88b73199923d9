/// Text that never changes, so that counts of instructions can be compared with those of an earlier day.
extension Contender {
  var fixedText: [UInt8] {
    switch self {
    case .recordText, .yamsCompose, .libyamlEvents: Self.repeated(Self.record, header: "")
    case .csvTable, .csvSheet:
      Self.repeated(Self.row, header: "model,organisation,benchmark,vintage,value,votes,note\n")
    }
  }

  private static func repeated(_ text: String, header: String) -> [UInt8] {
    let part = Array(text.utf8)
    return Array(header.utf8) + repeatElement(part, count: (1 << 20) / part.count).joined()
  }

  private static let record = """
    - id: example-large-2
      name: Example Large 2
      developer: example-lab   # as the card says
      released: 2026-03-14
      parameters: {total: 235e9, active: 22e9}
      licence: apache-2.0
      sources: [example-card, "example: report"]
      note: >-
        A text of two lines, the second of which
        is folded into the first.
      summary: Weights are published; the training text isn't, and nobody outside has seen it.

    """

  private static let row = """
    example-large-2,example-lab,board,2026-03-14,1432.51,23626,
    example-small,other-lab,board,2026-03-14,1398.2,1204,"quoted, with a comma"

    """
}
