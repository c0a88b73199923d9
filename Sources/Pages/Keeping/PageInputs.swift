import Metrics
import Records

/// What each page of a template is made from, where its words alone tell that: the page's record, rows about it, the names
/// of what they refer to, and what the whole site has.
///
/// Only what a few components show is known. A template that places another one, or asks for a figure or for a field that
/// follows from other records, has no such inputs: its pages are made each time.
struct PageInputs: Sendable {
  /// The kinds of which a page shows rows about its record.
  private(set) var rows: Set<String> = []
  /// The kinds whose records may be named on a page.
  private(set) var named: Set<String> = []
  private var isKnown = true

  init?(of page: PageTemplate) {
    // Tables on the page of a source leave out what stands there anyway.
    guard let kind = page.kind, kind != "figures", kind != Source.kind else { return nil }
    for sentence in [page.title, page.description, page.kicker].compactMap(\.self) { add(sentence) }
    for placeholder in page.placeholders { add(placeholder) }
    guard isKnown else { return nil }
  }

  private mutating func add(_ placeholder: BoundPlaceholder) {
    switch placeholder {
    case .broken: isKnown = false
    case .value(let reference, _): add(reference)
    case .component(let component, let arguments):
      switch component.name {
      case Component.layout.name: break
      case Component.sentence.name, Component.facts.name: add(arguments)
      case Component.table.name:
        guard arguments.word("about") != nil, let kind = arguments.word("kind") else { return isKnown = false }
        rows.insert(kind)
        add(arguments)
      default: isKnown = false
      }
    }
  }

  private mutating func add(_ arguments: Arguments) {
    for value in arguments.values.values {
      switch value {
      case .word, .date, .whole: break
      case .sentence(let sentence): add(sentence)
      case .test(let test): for reference in test.references.values { add(reference) }
      case .filter(let filter):
        for path in filter.fields.values { add(path) }
        for reference in filter.references.values { add(reference) }
      case .columns(let columns): for column in columns { add(column.path) }
      case .sort(let order): for sort in order { add(sort.path) }
      case .field(let path): add(path)
      case .reference(let reference): add(reference)
      case .figure, .figures: isKnown = false
      }
    }
  }

  private mutating func add(_ sentence: Sentence) { for reference in sentence.references { add(reference) } }

  private mutating func add(_ reference: Reference) {
    switch reference {
    case .record(let path): add(path)
    case .site: break
    case .figure, .ownFigure, .drawn: isKnown = false
    }
  }

  /// A field that is the record's own; what it refers to is named.
  private mutating func add(_ path: FieldPath) {
    guard let position = path.position, let kind = Corpus.kinds.first(where: { $0.name == path.kind }) else {
      isKnown = false
      return
    }
    add(kind.fields[position].shape)
  }

  private mutating func add(_ shape: FieldShape) {
    switch shape {
    case .reference(let kind): named.insert(kind)
    case .list(let shape): add(shape)
    case .mappings: isKnown = false
    case .id, .text, .prose, .markdown, .date, .yesNo, .country, .jurisdiction, .url, .number, .choice: break
    }
  }
}
