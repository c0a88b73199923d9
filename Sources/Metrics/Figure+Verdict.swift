extension Figure {
  /// A verdict with its subject, as a reader needs it: `China leads`, `a tie`, `not told from chance`.
  ///
  /// - Parameter name: what a side of a comparison is called, written `us`, `open` or `us/closed`.
  package func inWords(_ verdict: String, naming name: (String) -> String) -> String {
    let ahead = verdict == "leads" ? words["leader"] : verdict == "trails" ? words["follower"] : nil
    if let ahead {
      let isOfWeights = Side(ahead).bloc == nil
      return "\(name(ahead)) \(isOfWeights ? "lead" : "leads")"
    }
    return verdict == "tie" ? "a tie" : verdict.replacing("-", with: " ")
  }
}
