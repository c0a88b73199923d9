import Diagnostics
import Metrics
import Records

/// Something that a page can place: its name, what it takes, and what becomes of it.
struct Component: Sendable {
  /// What a component gives.
  enum Content: Sendable {
    case inlines([Inline])
    case blocks([Block])
    /// There is nothing to show; a section in which that goes for every block is left out.
    case nothing
  }

  struct Parameter: Sendable {
    enum Kind: Sendable {
      case sentence
      /// An expression over figures and fields of the record.
      case test
      case figure
      /// Figures by comma.
      case figures
      case kind
      /// What a chart draws: a figure, or the records of a kind.
      case subject
      /// An expression over fields of the component's kind.
      case filter
      /// Fields of the component's kind, by comma; `field: Heading` gives a heading.
      case columns
      /// `FIELD: sentence; FIELD: sentence`.
      case notes
      /// One field of the component's kind.
      case field
      case sort
      case date
      case choice([String])
      case whole
      case word
      /// Any name that can be shown.
      case reference
    }

    var name: String
    var kind: Kind
    var isPositional = false
    var isRequired = false
  }

  let name: String
  /// A line of the documentation.
  let summary: String
  let parameters: [Parameter]
  /// True for what stands in a paragraph of its own.
  let isBlock: Bool
  /// What filters and columns are read against where no argument names it.
  var kind: String?
  let content: @Sendable (Arguments, inout Rendering) -> Content

  /// Every component, in the order of the documentation.
  static let all: [Component] = [
    sentence, chart, table, facts, places, files, rail, claims, tally, key, note, trail, workings, rows, grounds, uses,
    metrics, ratings, evaluations, standings, recordSources,
    conflicts, names, mentions, unknowns, dictionary, downloads, withheld, outcomes, quarantine, findings, freshness,
    ages, unresolved, changes, history, editions, matrix, list, cards, events, download, verdict, verdicts, rivals,
    choices,
    profiles,
    answer, turn, needs, funnel, inside, order, robustness, reasons, layout,
  ]

  static func named(_ name: String) -> Component? { all.first { $0.name == name } }
}

extension Component.Parameter {
  static func positional(_ name: String, _ kind: Kind, isRequired: Bool = true) -> Component.Parameter {
    Component.Parameter(name: name, kind: kind, isPositional: true, isRequired: isRequired)
  }

  static func named(_ name: String, _ kind: Kind, isRequired: Bool = false) -> Component.Parameter {
    Component.Parameter(name: name, kind: kind, isRequired: isRequired)
  }
}

/// A component's arguments, read and checked.
struct Arguments: Sendable {
  enum Value: Sendable {
    case sentence(Sentence)
    case test(BoundTest)
    case figure(Int)
    case figures([Int])
    case word(String)
    case field(FieldPath)
    case date(PartialDate)
    case filter(BoundFilter)
    case columns([BoundColumn])
    case notes([BoundNote])
    case sort([BoundSort])
    case whole(Int)
    case reference(Reference)
  }

  var values: [String: Value] = [:]
  /// Of the whole placeholder.
  var place: Place

  func sentence(_ name: String) -> Sentence? { if case .sentence(let value)? = values[name] { value } else { nil } }
  func test(_ name: String) -> BoundTest? { if case .test(let value)? = values[name] { value } else { nil } }
  func figure(_ name: String) -> Int? { if case .figure(let value)? = values[name] { value } else { nil } }
  func figures(_ name: String) -> [Int] { if case .figures(let value)? = values[name] { value } else { [] } }
  func field(_ name: String) -> FieldPath? { if case .field(let value)? = values[name] { value } else { nil } }
  func date(_ name: String) -> PartialDate? { if case .date(let value)? = values[name] { value } else { nil } }
  func word(_ name: String) -> String? { if case .word(let value)? = values[name] { value } else { nil } }
  func filter(_ name: String) -> BoundFilter? { if case .filter(let value)? = values[name] { value } else { nil } }
  func whole(_ name: String) -> Int? { if case .whole(let value)? = values[name] { value } else { nil } }
  func columns(_ name: String) -> [BoundColumn]? { if case .columns(let value)? = values[name] { value } else { nil } }
  func notes(_ name: String) -> [BoundNote] { if case .notes(let value)? = values[name] { value } else { [] } }
  func sort(_ name: String) -> [BoundSort]? { if case .sort(let value)? = values[name] { value } else { nil } }
  func reference(_ name: String) -> Reference? {
    if case .reference(let value)? = values[name] { value } else { nil }
  }
}

/// A test whose names are known.
struct BoundTest: Sendable {
  var expression: Expression
  var references: [String: Reference]
}

/// A filter whose fields are known; `record.…` on the right side is a field of the page's own record, `site.…` the site's.
struct BoundFilter: Sendable {
  var expression: Expression
  var fields: [String: FieldPath]
  var references: [String: Reference]
}

struct BoundColumn: Sendable {
  let path: FieldPath
  /// What stands above it: as it was asked for, or the field's own words.
  let heading: String

  init(path: FieldPath, title: String?) {
    self.path = path
    heading = title ?? path.field.words
  }
}

/// What stands under a fact.
struct BoundNote: Sendable {
  var path: FieldPath
  var sentence: Sentence
}

struct BoundSort: Sendable {
  var path: FieldPath
  var isDescending: Bool
}
