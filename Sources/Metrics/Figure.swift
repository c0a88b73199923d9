package import Diagnostics
package import Records

/// A metric's answer: the value, how sure it is, and the rows it came from.
package struct Figure: Sendable {
  /// How much of what there is the figure rests on.
  package struct Coverage: Sendable, Equatable {
    package var used: Int
    /// Rows that don't answer the question, such as models of other countries.
    package var leftOut: Int
    package var quarantined: Int
    /// What is counted and what is missing, as a sentence.
    package var note: String
    /// The rows themselves; empty where a measure counts no rows of its own.
    package var evidence: Evidence

    package init(used: Int, leftOut: Int, quarantined: Int, note: String, evidence: Evidence = Evidence()) {
      self.used = used
      self.leftOut = leftOut
      self.quarantined = quarantined
      self.note = note
      self.evidence = evidence
    }
  }

  /// A row that was used: its record and where it stands. What it is called is made when somebody asks.
  package struct Row: Sendable, Hashable {
    package let record: Record

    package init(_ record: Record) { self.record = record }

    /// A row of which nothing but its place is at hand.
    package init(kind: String, id: String, place: Place) {
      record = Record(kind: kind, id: id, place: place, fields: [])
    }

    package var kind: String { record.kind }
    package var id: String { record.id }
    package var place: Place { record.place }
  }

  /// One observation of the series.
  package struct Point: Sendable {
    package var at: PartialDate
    /// A bloc (`us`, `china`), a class, `unattributed`, or `difference`.
    package var part: String
    /// `nil` where only a bound is known.
    package var value: Double?
    package var low: Double?
    package var high: Double?
    package var n: Int?
    /// The model, or models, behind the value: names to show, leader first.
    package var labels: [String]
    /// Further numbers by name: `win-rate` (a fraction), `standard-error`.
    package var extras: [String: Double]
    /// Words by name: `verdict` (`leads`, `trails`, `tie`), `scale` (which ratings may be compared), `record` ids;
    /// `dated` where it tells of another date than the one at which it stands in the series.
    package var words: [String: String]
    /// Positions in the figure's `rows`.
    package var rows: [Int]

    package init(
      at: PartialDate, part: String, value: Double?, low: Double? = nil, high: Double? = nil, n: Int? = nil,
      labels: [String] = [], extras: [String: Double] = [:], words: [String: String] = [:], rows: [Int] = []
    ) {
      self.at = at
      self.part = part
      self.value = value
      self.low = low
      self.high = high
      self.n = n
      self.labels = labels
      self.extras = extras
      self.words = words
      self.rows = rows
    }

    /// The date that it tells of: its own, where all parts of a whole stand at one.
    package var dated: PartialDate { words["dated"].flatMap { PartialDate($0) } ?? at }
  }

  package var id: String
  package var title: String
  package var theme: Claim.Theme?
  package var unit: String
  package var measure: String
  package var version: Int
  /// Inline Markdown: what not to conclude.
  package var caveat: String
  package var method: String

  /// The headline number: of the latest point, or of the whole.
  package var value: Double?
  package var low: Double?
  package var high: Double?
  /// The level of the interval, such as 0.95; `nil` when there is none.
  package var level: Double?
  package var n: Int
  package var asOf: PartialDate?
  package var coverage: Coverage
  /// Further numbers and words by name, as in `Point`.
  package var extras: [String: Double]
  package var words: [String: String]
  /// Dates ascending, parts in declared order.
  package var series: [Point]
  package var rows: [Row]
  /// What the interval or the bounds are, or why there are none, as a sentence.
  package var interval = ""
  /// What a percentage or fraction is of; `nil` for other units.
  package var denominator: String?
  /// The number made again from its rows, step by step; `nil` where there is no number.
  package var workings: Workings?
  /// The same for each observation of the series, one for one; empty where these have none of their own.
  package var workingsOfSeries: [Workings?] = []
  /// What becomes of the figure under the metric's variants; `nil` when it has none.
  package var sensitivity: Sensitivity?

  package init(
    id: String, title: String, unit: String, measure: String, version: Int, caveat: String, method: String,
    value: Double? = nil, low: Double? = nil, high: Double? = nil, level: Double? = nil, n: Int = 0,
    asOf: PartialDate? = nil, coverage: Coverage, extras: [String: Double] = [:], words: [String: String] = [:],
    series: [Point] = [], rows: [Row] = []
  ) {
    self.id = id
    self.title = title
    self.unit = unit
    self.measure = measure
    self.version = version
    self.caveat = caveat
    self.method = method
    self.value = value
    self.low = low
    self.high = high
    self.level = level
    self.n = n
    self.asOf = asOf
    self.coverage = coverage
    self.extras = extras
    self.words = words
    self.series = series
    self.rows = rows
  }
}
