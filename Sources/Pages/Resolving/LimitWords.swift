import Records

/// What a reader's limit asks for, in words: `context at least 200,000 tokens`, `maker isn’t from China or Russia`.
struct LimitWords {
  /// How a limit whose bound is a number reads around it.
  struct Frame: Sendable, Equatable {
    var before: String
    var after = ""
    var isPrice = false
  }

  let site: SiteContext

  /// The limits that anybody may set by a number, in the order in which the page offers them.
  static let measured: [(field: String, comparison: Profile.Comparison, frame: Frame)] = [
    ("context", .atLeast, Frame(before: "context at least", after: "tokens")),
    ("blended-price", .atMost, Frame(before: "blended price at most", isPrice: true)),
    ("rating-lower-bound", .atLeast, Frame(before: "lower bound of rating at least")),
    ("total-parameters", .atMost, Frame(before: "parameters at most", after: "billion")),
    ("hosts", .atLeast, Frame(before: "sold by at least", after: "providers")),
  ]

  func callAsFunction(_ limit: Profile.Limit) -> String {
    if let (_, _, frame) = Self.measured.first(where: { $0.field == limit.field && $0.comparison == limit.comparison }),
      let bound = limit.values.first.flatMap({ Double($0) })
    {
      return [frame.before, frame.isPrice ? SiteContext.dollars(bound) : NumberFormat.exact(bound), frame.after]
        .filter { !$0.isEmpty }.joined(separator: " ")
    }
    return known(limit) ?? plain(limit)
  }

  /// Whoever reads a field's name alone would have to guess.
  private func known(_ limit: Profile.Limit) -> String? {
    let isPermission = limit.comparison == .equals || limit.comparison == .isIn
    switch (limit.field, limit.comparison) {
    case ("weights", .equals) where limit.values == ["open"]: return "weights can be downloaded"
    case ("commercial-use", _) where isPermission && Set(limit.values) == ["yes"]:
      return "licence allows commercial use"
    case ("commercial-use", _) where isPermission && Set(limit.values) == ["yes", "conditional"]:
      return "licence allows commercial use, if need be with conditions"
    case ("research-use", _) where isPermission && Set(limit.values) == ["yes"]: return "licence allows research"
    case ("output-ban", .equals) where limit.values == ["no"]: return "licence lets outputs train other models"
    case ("licence-in-repository", .equals) where limit.values == ["yes"]: return "licence stands in the repository"
    case ("version-pinned", .equals) where limit.values == ["yes"]: return "version can be pinned"
    case ("user-limit", .atLeast): return "licence allows \(values(limit)) users"
    case ("api-cost-usd-per-month", .atMost): return "calls cost at most $\(values(limit)) a month"
    case ("territory", .notIn): return "licence doesn’t leave out \(values(limit))"
    case ("field-of-use", .notIn): return "licence doesn’t bar \(values(limit)) use"
    case ("revenue-limit", .notIn): return "licence has no revenue limit \(values(limit))"
    case ("licence", .isIn): return "licence is \(values(limit))"
    case ("base-model-licence", .isIn): return "licence of the base model is \(values(limit))"
    case ("developer-country", .notIn): return "maker isn’t from \(values(limit))"
    case ("base-model-country", .notIn): return "base model isn’t from \(values(limit))"
    case ("hosting-region", .isIn): return "hosted in \(values(limit))"
    default: return nil
    }
  }

  private func plain(_ limit: Profile.Limit) -> String {
    let field = limit.field.withoutHyphens
    return switch limit.comparison {
    case .atLeast: "\(field) at least \(values(limit))"
    case .atMost: "\(field) at most \(values(limit))"
    case .equals, .isIn: "\(field): \(values(limit))"
    case .notIn: "\(field): not \(values(limit))"
    case .required: "\(field) known"
    }
  }

  private func values(_ limit: Profile.Limit) -> String {
    let isCountry = limit.field.hasSuffix("country") || limit.field == "hosting-region" || limit.field == "territory"
    let words = limit.values.map { value -> String in
      if let number = Double(value) { return NumberFormat.exact(number) }
      if value == "EU" { return "the European Union" }
      if isCountry, value == "own" { return "one’s own data centre" }
      if isCountry, let name = Country.name(of: value) { return Self.definite(name) }
      if limit.field.hasSuffix("licence"), site.corpus.licence(value) != nil { return site.name(Licence.kind, value) }
      return value
    }
    guard let last = words.last, words.count > 1 else { return words.joined() }
    return words.dropLast().joined(separator: ", ") + " or " + last
  }

  /// `the United States`.
  private static func definite(_ country: String) -> String {
    country.hasPrefix("United ") || country == "Netherlands" || country == "Philippines" ? "the \(country)" : country
  }
}
