import Records

extension SiteContext {
  /// What a part of a figure is called: a bloc's name, that of the record whose id it is, as of a licence or a rule, or the
  /// country's; else the word itself.
  func partName(_ part: String) -> String {
    part.split(separator: "/").map { name(ofPiece: String($0)) }.joined(separator: ", ").replacing(";", with: ",")
  }

  private func name(ofPiece id: String) -> String {
    if let bloc = corpus.bloc(id) { return bloc.name }
    let kinds = [Model.kind, Organisation.kind, Licence.kind, Rule.kind, Chip.kind, Family.kind, Source.kind]
    guard let kind = kinds.first(where: { corpus.record($0, id) != nil }) else {
      return Country.name(of: id) ?? Self.words(ofChoice: id, field: "")
    }
    if case .text(let short)? = corpus.record(kind, id)?["short"] { return Typography.curled(short) }
    return name(kind, id)
  }
}
