import Diagnostics
import Metrics
import Records

/// The controls of the page that helps to choose; hidden until script makes them work.
struct NeedsForm: Sendable {
  struct Group: Sendable {
    var title: String
    var terms: [(index: Int, words: String)]
    var numbers: [(index: Int, frame: LimitWords.Frame)]
  }

  /// Whose needs the lists below are worked out for.
  var start: String
  var readers: [(id: String, name: String)]
  var groups: [Group]
  /// What stands there without script.
  var plain: [Inline]

  static let invitation =
    "Start from the reader nearest to you, then change what you can’t do without. With script every list of this page "
    + "follows, and nothing that you set leaves it."
}

extension Component {
  static let needs = Component(
    name: "needs",
    summary: "Hard limits as controls, from one reader’s needs on; with script the lists of the page follow them.",
    parameters: [.positional("profile", .word, isRequired: false)], isBlock: true
  ) { arguments, page in
    guard let decision = page.decision(arguments), let catalogue = page.site.limits,
      catalogue.readers.contains(where: { $0.profile.id == decision.profile.id })
    else { return .nothing }
    let groups = LimitCatalogue.Group.allCases.map { group in
      NeedsForm.Group(
        title: group.rawValue,
        terms: catalogue.terms.enumerated().filter { $0.element.group == group }.map {
          ($0.offset, $0.element.words)
        },
        numbers: catalogue.measured.enumerated().filter { $0.element.group == group }.map {
          ($0.offset, $0.element.frame)
        })
    }.filter { !$0.terms.isEmpty || !$0.numbers.isEmpty }
    return .blocks([
      .needs(
        NeedsForm(
          start: decision.profile.id, readers: catalogue.readers.map { ($0.profile.id, $0.profile.name) },
          groups: groups,
          plain: [
            .text("The lists below are worked out for this reader: "),
            page.site.link(Profile.kind, decision.profile.id), .text("."),
          ]))
    ])
  }
}
