import Diagnostics
import Records

extension Component {
  static let sentence = Component(
    name: "sentence", summary: "Words that stand only while their test holds, and what to say otherwise.",
    parameters: [.positional("text", .sentence), .named("if", .test), .named("else", .sentence)], isBlock: false
  ) { arguments, page in
    let holds = arguments.test("if").map { page.holds($0) } ?? true
    if holds, let words = arguments.sentence("text").flatMap({ page.inlines($0) }) {
      return .inlines([.sentence(words)])
    }
    if let words = arguments.sentence("else").flatMap({ page.inlines($0) }) {
      return words.isEmpty ? .nothing : .inlines([.sentence(words)])
    }
    page.report(
      Finding(
        .error, "failed-sentence", "the sentence's test fails, and there is nothing to say otherwise",
        at: arguments.place, hint: "add else=\"…\", or change the words", area: .pages))
    return .nothing
  }

  static let layout = Component(
    name: "layout", summary: "How the section is laid out.",
    parameters: [.positional("form", .choice(Layout.allCases.map(\.rawValue)))], isBlock: true
  ) { arguments, _ in
    arguments.word("form").flatMap { Layout(rawValue: $0) }.map { .blocks([.layout($0)]) } ?? .nothing
  }

  static let note = Component(
    name: "note", summary: "An analyst's commentary, by its id; `optional` leaves out one that isn't written yet.",
    parameters: [.positional("id", .word), .named("optional", .choice(["yes"]))], isBlock: true
  ) { arguments, page in
    let id = arguments.word("id") ?? ""
    guard let note = page.site.corpus.notes.first(where: { $0.id == id }) else {
      if arguments.word("optional") == "yes" { return .nothing }
      let meant = nearMiss(of: id, among: page.site.corpus.notes.map(\.id)).map { "did you mean '\($0)'?" }
      page.report(
        Finding(.error, "unknown-note", "no note '\(id)'", at: arguments.place, hint: meant, area: .pages))
      return .nothing
    }
    return .blocks(Markdown(Array(note.body.utf8), trust: .record).blocks.captioned(by: note.title))
  }
}
