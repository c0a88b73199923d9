package import Diagnostics

extension Metric {
  /// Which models count.
  package enum Openness: String, Sendable, CaseIterable {
    case all, open, closed
  }

  package enum Period: String, Sendable, CaseIterable {
    case day, month, quarter, half, year
    /// All at once, whatever the dates.
    case whole

    /// `nil` for the whole.
    package var precision: PartialDate.Precision? {
      switch self {
      case .day: .day
      case .month: .month
      case .quarter: .quarter
      case .half: .half
      case .year: .year
      case .whole: nil
      }
    }
  }

  /// Whether a trend's pairs of observations must be of one scale.
  package enum Scales: String, Sendable, CaseIterable {
    case apart, joined
  }

  /// What becomes of observations that show the same models as the one before.
  package enum Repeats: String, Sendable, CaseIterable {
    case kept
    case leftOut = "left-out"
  }

  /// Which of a measure's numbers is the answer.
  package enum Statistic: String, Sendable, CaseIterable {
    case count, distinct, sum, mean, median, p10, p25, p75, p90, minimum, maximum
    case herfindahl, gini, top
    case proportion, difference
    case relativeRisk = "relative-risk"
    case slope, growth
    case blended, cheapest, pareto
    case priceRatio = "price-ratio"
  }

  /// Whose a model made from another is.
  package enum Attribution: String, Sendable, CaseIterable {
    /// Its own maker's.
    case publisher
    /// The maker's of the first model in the line.
    case baseModel = "base-model"
  }

  /// What becomes of rows whose maker or its country isn't known.
  package enum UnknownMakers: String, Sendable, CaseIterable {
    /// A part of their own.
    case apart
    case leftOut = "left-out"
    case toLeader = "to-leader"
    case toFollower = "to-follower"
  }

  /// Whose prices count.
  package enum Offers: String, Sendable, CaseIterable {
    /// Makers' own lists; in place of an introductory price the one that is to follow.
    case list
    /// Makers' own lists, introductory prices while they last.
    case introductory
    /// Whoever sells the model, its maker or a host; in place of an introductory price the one that is to follow.
    case hosts
  }

  package enum Outliers: String, Sendable, CaseIterable {
    case kept
    case leftOut = "left-out"
  }

  /// What is counted and how: all that a variant may choose otherwise. `nil` leaves the choice to the measure.
  package struct Choices: Sendable {
    /// The scale, for measures of scores.
    package var benchmark: String?
    package var openness: Openness?
    /// The kind whose records are counted.
    package var of: String?
    /// Which records count: an expression over their fields, with the place of its text.
    package var filter: String?
    package var filterPlace: Place?
    /// Fields by which counts are split, such as `bloc` and `licence-class`.
    package var by: [String]
    package var every: Period?
    /// Names of fields: the number, its weight, the date, and the date on which it ends.
    package var value: String?
    package var weight: String?
    package var date: String?
    package var ended: String?
    /// Names of the fields that hold trials and, among them, successes.
    package var trials: String?
    package var successes: String?
    package var statistic: Statistic?
    /// What is counted of, where rows don't hold all of it.
    package var whole: Double?
    /// Parts, such as ids of blocs: the one whose value the other's is taken from, and the other.
    package var leader: String?
    package var follower: String?
    package var since: PartialDate?
    package var until: PartialDate?
    package var attribution: Attribution?
    package var unknownMakers: UnknownMakers?
    package var outliers: Outliers?
    /// Fields that must be equal in all rows that are put into one series.
    package var alike: [String]
    /// Another metric, whose figure is read, and the part of its series.
    package var series: String?
    package var part: String?
    /// `nil` where all observations must be of one scale.
    package var scales: Scales?
    package var repeats: Repeats?
    /// The difference that is called equivalent, in the figure's unit.
    package var margin: Double?
    package var rating: Double?
    package var offers: Offers?
    /// Which boards rate what is sold: the last one that isn't later.
    package var boardUntil: PartialDate?
    /// How many of the largest count together.
    package var top: Int?
    package var rubric: String?
    package var profile: String?
    /// Rules, any one of which is enough; `a + b` must both be met.
    package var limits: [String]
    /// With fewer rows there is no number.
    package var minimumRows: Int?

    init(reading fields: inout FieldReader) {
      benchmark = fields.optional("benchmark", .reference("benchmarks"), "The scale, for measures of scores")
      openness = fields.optional("openness", .choice, "Which models count")
      of = fields.optional("of", .text, "The kind whose records are counted")
      filter = fields.optional("where", .text, "Which records count: an expression over their fields")
      filterPlace = fields.lastPlace
      by = fields.list("by", of: .text, "What counts are split by: bloc, licence-class, a field")
      every = fields.optional("every", .choice, "The length of a period; whole for all at once")
      value = fields.optional("value", .text, "The field that holds the number, or the date of a crossing")
      weight = fields.optional("weight", .text, "The field that weighs a record's number")
      date = fields.optional("date", .text, "The field that dates a record, where it isn't its first date")
      ended = fields.optional(
        "ended", .text, "The field that ends a record: it counts in each period at whose end it stands")
      trials = fields.optional("trials", .text, "The field that holds the number of trials")
      successes = fields.optional("successes", .text, "The field that holds how many of them succeeded")
      statistic = fields.optional("statistic", .choice, "Which of the measure's numbers is the answer")
      whole =
        fields.optional(
          "whole", .number("", in: 0...1e18), "What the values are parts of, where rows don't hold all of it")?.value
      leader = fields.optional("leader", .text, "The part whose value the follower's is taken from, such as a bloc")
      follower = fields.optional("follower", .text, "The part that is compared with it")
      since = fields.optional("since", .date, "Rows of earlier dates don't count")
      until = fields.optional("until", .date, "Rows of later dates don't count")
      attribution = fields.optional("attribution", .choice, "Whose a model made from another is")
      unknownMakers = fields.optional(
        "unknown-makers", .choice, "What becomes of rows whose maker or its country isn't known")
      outliers = fields.optional(
        "outliers", .choice, "Whether numbers far outside the quartiles count (Tukey's fences)")
      alike = fields.list(
        "alike", of: .text, "Fields that must be equal in all rows of a series, where not those of the kind")
      series = fields.optional("series", .reference("metrics"), "The metric whose figure is read")
      part = fields.optional("part", .text, "The part of that figure's series")
      scales = fields.optional(
        "scales", .choice, "Of a trend through several scales: pairs within one scale (apart), or all (joined)")
      repeats = fields.optional(
        "repeats", .choice, "Whether an observation counts that shows the same models as the one before")
      margin =
        fields.optional(
          "margin", .number("", in: 0...1e9), "The difference that is called equivalent, in the figure's unit")?.value
      rating = fields.optional("rating", .number(), "The rating at which prices are compared")?.value
      offers = fields.optional("offers", .choice, "Whose prices count: makers' lists, or hosts as well")
      boardUntil = fields.optional("board-until", .date, "Boards of later dates don't rate what is sold")
      top = fields.optional("top", .number("", in: 1...1000), "How many of the largest count together")
        .flatMap { $0.value.map { Int($0) } }
      rubric = fields.optional("rubric", .reference("rubrics"), "The scoring table")
      profile = fields.optional("profile", .reference("profiles"), "The reader whose needs are weighed")
      limits = fields.list("limits", of: .text, "Rules, any one of which is enough; 'a + b' must both be met")
      minimumRows = fields.optional("min-rows", .number("rows", in: 1...1_000_000), "With fewer there is no number")
        .flatMap { $0.value.map { Int($0) } }
    }

    func replaced(by other: Choices) -> Choices {
      var new = self
      func take<Part>(_ path: WritableKeyPath<Choices, Part?>) {
        if let chosen = other[keyPath: path] { new[keyPath: path] = chosen }
      }
      func take<Item>(_ path: WritableKeyPath<Choices, [Item]>) {
        if !other[keyPath: path].isEmpty { new[keyPath: path] = other[keyPath: path] }
      }
      take(\.benchmark)
      take(\.openness)
      take(\.of)
      take(\.by)
      take(\.every)
      take(\.value)
      take(\.weight)
      take(\.date)
      take(\.ended)
      take(\.trials)
      take(\.successes)
      take(\.statistic)
      take(\.whole)
      take(\.leader)
      take(\.follower)
      take(\.since)
      take(\.until)
      take(\.attribution)
      take(\.unknownMakers)
      take(\.outliers)
      take(\.alike)
      take(\.series)
      take(\.part)
      take(\.scales)
      take(\.repeats)
      take(\.margin)
      take(\.rating)
      take(\.offers)
      take(\.boardUntil)
      take(\.top)
      take(\.rubric)
      take(\.profile)
      take(\.limits)
      take(\.minimumRows)
      if other.filter != nil { (new.filter, new.filterPlace) = (other.filter, other.filterPlace) }
      return new
    }
  }
}
