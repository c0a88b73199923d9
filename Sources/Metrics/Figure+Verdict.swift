package import Records

extension Figure {
  /// A verdict with its subject, as a reader needs it: `China leads`, `a tie`, `not told from chance`.
  package func inWords(_ verdict: String, in corpus: Corpus) -> String {
    let ahead = verdict == "leads" ? words["leader"] : verdict == "trails" ? words["follower"] : nil
    if let ahead {
      let isOfWeights = Side(ahead).bloc == nil
      return "\(corpus.name(ofSide: ahead)) \(isOfWeights ? "lead" : "leads")"
    }
    return verdict == "tie" ? "a tie" : verdict.replacing("-", with: " ")
  }
}
