import Records

/// Whose models are compared on a board: a bloc's, those with open or closed weights, or both at once.
///
/// Written `china`, `open` or `china/open`.
struct Side: Sendable, Hashable {
  let name: String
  let bloc: String?
  let weights: Weights?

  init(_ name: String) {
    let words = name.split(separator: "/").map(String.init)
    self.name = name
    bloc = words.first { Weights(rawValue: $0) == nil }
    weights = words.lazy.compactMap { Weights(rawValue: $0) }.first
  }

  func admits(_ rating: Rating) -> Bool { admits(rating.bloc, rating.weights) }

  func admits(_ bloc: String?, _ weights: Weights) -> Bool {
    (self.bloc == nil || self.bloc == bloc) && (self.weights == nil || self.weights == weights)
  }

  /// Every combination of blocs and weights that a metric's frontier is split by; blocs when it says nothing.
  static func all(by fields: [String], blocs: [String]) -> [Side] {
    let weights = ["open", "closed"]
    switch (fields.isEmpty || fields.contains("bloc"), fields.contains("weights")) {
    case (true, true): return blocs.flatMap { bloc in weights.map { Side("\(bloc)/\($0)") } }
    case (false, true): return weights.map { Side($0) }
    default: return blocs.map { Side($0) }
    }
  }
}
