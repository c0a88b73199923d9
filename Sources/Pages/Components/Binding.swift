import Diagnostics
import Metrics
import Records

/// A placeholder whose every name has been checked.
enum BoundPlaceholder: Sendable {
  case component(Component, Arguments)
  /// A bare name: its value.
  case value(Reference, Placeholder)
  /// Already reported; shows nothing.
  case broken
}

/// Checks the names and arguments of placeholders against what there is.
struct Binding {
  private var names: Names
  private(set) var findings: [Finding] = []

  init(names: Names) { self.names = names }

  mutating func bound(_ placeholder: Placeholder) -> BoundPlaceholder {
    let name = placeholder.name
    if let component = Component.named(name.text), !name.isQuoted {
      return arguments(of: component, placeholder).map { .component(component, $0) } ?? .broken
    }
    let isBare = placeholder.positional.isEmpty && placeholder.named.isEmpty && !name.isQuoted
    if isBare, isReference(name.text) {
      return take(names.reference(name.text, at: name.place)).map { .value($0, placeholder) } ?? .broken
    }
    let known = Component.all.map(\.name) + (isBare ? names.figures.map(\.id) : [])
    report(
      isBare ? "unknown-placeholder" : "unknown-component",
      isBare ? "neither a component nor a figure is called '\(name.text)'" : "no component '\(name.text)'", name.place,
      nearMiss(of: name.text, among: known).map { "did you mean '\($0)'?" })
    return .broken
  }

  /// A name is a reference when its head is known, or when it has a part.
  private func isReference(_ text: String) -> Bool {
    let head = String(text.prefix { $0 != "." && $0 != "@" })
    return head != text || names.figure(head) != nil || ["record", "figure", "site", "drawn"].contains(head)
  }

  private mutating func report(_ code: String, _ headline: String, _ place: Place, _ hint: String? = nil) {
    findings.append(Finding(.error, code, headline, at: place, hint: hint, area: .pages))
  }

  private mutating func take<Value>(_ result: Result<Value, FindingError>) -> Value? {
    switch result {
    case .success(let value): return value
    case .failure(let error):
      findings.append(error.finding)
      return nil
    }
  }

  // MARK: Arguments

  private mutating func arguments(of component: Component, _ placeholder: Placeholder) -> Arguments? {
    var arguments = Arguments(place: placeholder.place)
    let before = findings.count
    let positional = component.parameters.filter(\.isPositional)
    var tokens: [(Component.Parameter, Placeholder.Token)] = []
    for (index, token) in placeholder.positional.enumerated() {
      if index < positional.count {
        tokens.append((positional[index], token))
      } else {
        report(
          "unexpected-argument", "'\(component.name)' takes no '\(token.text)' here", token.place,
          "write NAME=\(token.text)")
      }
    }
    for named in placeholder.named {
      guard let parameter = component.parameters.first(where: { $0.name == named.key.text }) else {
        let known = component.parameters.map(\.name)
        report(
          "unknown-argument", "'\(component.name)' has no argument '\(named.key.text)'", named.key.place,
          nearMiss(of: named.key.text, among: known).map { "did you mean '\($0)'?" }
            ?? (known.isEmpty ? "it takes none" : "it takes \(known.joined(separator: ", "))"))
        continue
      }
      tokens.append((parameter, named.value))
    }
    for parameter in component.parameters where parameter.isRequired {
      if !tokens.contains(where: { $0.0.name == parameter.name }) {
        report("missing-argument", "'\(component.name)' needs '\(parameter.name)'", placeholder.name.place)
      }
    }
    // The kind first: filters and columns are read against it.
    var kind = tokens.first { $0.0.kind.namesKind }?.1.text ?? component.kind
    if component.name == "facts" { kind = names.kind }
    names.isDrawing = component.name == "chart" && Corpus.kinds.contains { $0.name == kind }
    defer { names.isDrawing = false }
    for (parameter, token) in tokens {
      if let value = value(token, as: parameter, kind: kind) { arguments.values[parameter.name] = value }
    }
    return findings.count == before ? arguments : nil
  }

  private mutating func value(
    _ token: Placeholder.Token, as parameter: Component.Parameter, kind: String?
  ) -> Arguments.Value? {
    switch parameter.kind {
    case .sentence:
      let (sentence, found) = Sentence.binding(token, names: names)
      findings += found
      return .sentence(sentence)
    case .test: return test(token).map { .test($0) }
    case .figure: return figure(token.text, at: token.place).map { .figure($0) }
    case .figures:
      let items = items(token)
      let found = items.compactMap { figure($0.text, at: $0.place) }
      return found.count == items.count ? .figures(found) : nil
    case .subject:
      if token.text == "figure", names.kind == "figures" { return .figure(-1) }
      if let index = names.figure(token.text) { return .figure(index) }
      if Corpus.kinds.contains(where: { $0.name == token.text }) { return .word(token.text) }
      report(
        "unknown-figure", "neither a figure nor a kind is called '\(token.text)'", token.place,
        nearMiss(of: token.text, among: names.figures.map(\.id) + Corpus.kinds.map(\.name)).map {
          "did you mean '\($0)'?"
        })
      return nil
    case .date:
      if let date = PartialDate(token.text) { return .date(date) }
      report("bad-date", "'\(token.text)' isn't a date", token.place, "write 2026, 2026-H1, 2026-07 or 2026-07-21")
      return nil
    case .kind:
      let known = Corpus.kinds.map(\.name)
      if known.contains(token.text) { return .word(token.text) }
      report(
        "unknown-template-kind", "no kind '\(token.text)'", token.place,
        nearMiss(of: token.text, among: known).map { "did you mean '\($0)'?" })
      return nil
    case .choice(let words):
      if words.contains(token.text) { return .word(token.text) }
      report(
        "unknown-choice", "'\(parameter.name)' can't be '\(token.text)'", token.place,
        nearMiss(of: token.text, among: words).map { "did you mean '\($0)'?" }
          ?? "write \(words.joined(separator: ", "))")
      return nil
    case .whole:
      if let number = Int(token.text), number > 0 { return .whole(number) }
      report("bad-number", "'\(token.text)' isn't a whole number above zero", token.place)
      return nil
    case .word: return .word(token.text)
    case .reference: return take(names.reference(token.text, at: token.place)).map { .reference($0) }
    case .filter, .columns, .notes, .field, .sort:
      guard let kind, Corpus.kinds.contains(where: { $0.name == kind }) else {
        if let kind, names.figure(kind) != nil || kind == "figure" {
          report("unexpected-argument", "'\(parameter.name)' is for charts of records", token.place)
        }
        return nil
      }
      switch parameter.kind {
      case .field: return take(FieldCatalogue.path(token.text, of: kind, at: token.place)).map { .field($0) }
      case .filter: return filter(token, kind: kind).map { .filter($0) }
      case .columns: return .columns(columns(token, kind: kind))
      case .notes: return .notes(notes(token, kind: kind))
      default: return .sort(sort(token, kind: kind))
      }
    }
  }

  private mutating func figure(_ id: String, at place: Place) -> Int? {
    if id == "figure", names.kind == "figures" { return -1 }
    if let index = names.figure(id) { return index }
    report(
      "unknown-figure", "no figure '\(id)'", place,
      nearMiss(of: id, among: names.figures.map(\.id)).map { "did you mean '\($0)'?" })
    return nil
  }

  private mutating func expression(_ token: Placeholder.Token) -> Expression? {
    let (expression, finding) = ExpressionParser.expression(token.text, at: token.place, area: .pages)
    if let finding { findings.append(finding) }
    return expression
  }

  private mutating func test(_ token: Placeholder.Token) -> BoundTest? {
    guard let expression = expression(token) else { return nil }
    var references: [String: Reference] = [:]
    for term in expression.names {
      if let reference = take(names.reference(term.text, at: term.place)) { references[term.text] = reference }
    }
    for term in expression.rightSides where isReference(term.text) && Double(term.text) == nil {
      if let reference = take(names.reference(term.text, at: term.place)) { references[term.text] = reference }
    }
    return BoundTest(expression: expression, references: references)
  }

  private mutating func filter(_ token: Placeholder.Token, kind: String) -> BoundFilter? {
    guard let expression = expression(token) else { return nil }
    var filter = BoundFilter(expression: expression, fields: [:], references: [:])
    for term in expression.names {
      if let path = take(FieldCatalogue.path(term.text, of: kind, at: term.place)) { filter.fields[term.text] = path }
    }
    for term in expression.rightSides where term.text.hasPrefix("record.") || term.text.hasPrefix("site.") {
      if let reference = take(names.reference(term.text, at: term.place)) { filter.references[term.text] = reference }
    }
    return filter
  }

  private mutating func notes(_ token: Placeholder.Token, kind: String) -> [BoundNote] {
    var result: [BoundNote] = []
    for item in items(token, between: ";") {
      let field = item.text.prefix { $0 != ":" }
      let start = min(item.place.start + field.utf8.count + 1, item.place.end)
      guard field.utf8.count < item.text.utf8.count else {
        report("missing-value", "'\(item.text)' has no note", item.place, "write FIELD: sentence")
        continue
      }
      let place = Place(item.place.file, item.place.start..<start - 1)
      guard let path = take(FieldCatalogue.path(String(field), of: kind, at: place)) else { continue }
      let words = item.text.dropFirst(field.count + 1).drop { $0 == " " }
      let rest = Placeholder.Token(
        text: String(words), place: Place(item.place.file, item.place.end - words.utf8.count..<item.place.end),
        isQuoted: true)
      let (sentence, found) = Sentence.binding(rest, names: names)
      findings += found
      result.append(BoundNote(path: path, sentence: sentence))
    }
    return result
  }

  /// `name, developer, released: Day`, each with its place.
  private func items(_ token: Placeholder.Token, between separator: Character = ",") -> [(text: String, place: Place)] {
    var result: [(String, Place)] = []
    var offset = token.place.start
    for piece in token.text.split(separator: separator, omittingEmptySubsequences: false) {
      let lead = piece.prefix { $0 == " " || $0 == "\n" }.utf8.count
      var text = piece.dropFirst(lead)
      while text.last == " " || text.last == "\n" { text.removeLast() }
      let start = min(offset + lead, token.place.end)
      result.append((String(text), Place(token.place.file, start..<min(start + text.utf8.count, token.place.end))))
      offset += piece.utf8.count + 1
    }
    return result
  }

  private mutating func columns(_ token: Placeholder.Token, kind: String) -> [BoundColumn] {
    var result: [BoundColumn] = []
    for item in items(token) {
      let parts = item.text.split(separator: ":", maxSplits: 1).map(String.init)
      guard let field = parts.first else { continue }
      let place = Place(item.place.file, item.place.start..<min(item.place.start + field.utf8.count, item.place.end))
      guard let path = take(FieldCatalogue.path(field, of: kind, at: place)) else { continue }
      let title = parts.count == 2 ? String(parts[1].drop { $0 == " " }) : nil
      result.append(BoundColumn(path: path, title: title))
    }
    return result
  }

  private mutating func sort(_ token: Placeholder.Token, kind: String) -> [BoundSort] {
    var result: [BoundSort] = []
    for item in items(token) {
      let isDescending = item.text.hasPrefix("-")
      let field = isDescending ? String(item.text.dropFirst()) : item.text
      let place = Place(item.place.file, item.place.start + (isDescending ? 1 : 0)..<item.place.end)
      guard let path = take(FieldCatalogue.path(field, of: kind, at: place)) else { continue }
      result.append(BoundSort(path: path, isDescending: isDescending))
    }
    return result
  }
}

extension Expression {
  /// The right sides of comparisons, which may be names.
  var rightSides: [Term] {
    switch self {
    case .any(let parts), .all(let parts): parts.flatMap(\.rightSides)
    case .not(let part): part.rightSides
    case .comparison(_, _, let right): right.isQuoted ? [] : [right]
    case .present: []
    }
  }
}

extension Component.Parameter.Kind {
  /// True when the argument may name the kind that filters and fields are read against.
  fileprivate var namesKind: Bool {
    switch self {
    case .kind, .subject: true
    default: false
    }
  }
}
