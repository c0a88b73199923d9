import Metrics
import Records

/// A piece of running text. Both writers, HTML and Markdown, write the same tree, so they can't disagree.
///
/// Text is data, never mark-up: whatever a record says stays text in every writer.
///
/// Only what takes much room is kept apart: most of a page are words.
enum Inline: Sendable, Equatable {
  case text(String)
  case emphasis([Inline])
  case strong([Inline])
  case struck([Inline])
  case code(String)
  indirect case link(Link)
  case lineBreak
  /// What belongs to a number and is lighter than it: an interval, a unit, a date.
  case aside([Inline])
  /// Smaller words beside a name.
  case small([Inline])
  /// What isn't known, in words.
  case muted([Inline])
  /// That nothing was written, in words; lists may leave it out where there is no room.
  case absent(String)
  /// A number or name that must not be broken over lines.
  case unbroken([Inline])
  /// Words in a bloc's colour; `withMark` puts its circle or diamond before them.
  case bloc(Bloc, [Inline], withMark: Bool)
  /// A sentence that stood with its test; in the first heading of a page it has a line of its own.
  case sentence([Inline])
  /// How many of each bloc, drawn; the numbers stand in cells of their own.
  indirect case bar(Bar)
  /// A number of a figure, and what belongs to it, that isn't itself a link.
  indirect case quoted(Quotation, [Inline])
  /// A verdict's shape and word.
  case verdict(VerdictWord)
  /// Stands in a parsed template for its placeholder; never reaches a writer.
  case placeholder(Int)

  enum Bloc: Sendable, Equatable { case us, china }
}

/// Where a link leads.
struct Link: Sendable, Equatable {
  enum Target: Sendable, Equatable {
    /// A file of the site by its path from the root, such as `models/qwen3-8b.html`.
    case file(String, fragment: String?)
    /// A heading or figure of the same page.
    case here(String)
    /// An http or https address.
    case address(String)
  }

  var target: Target
  var content: [Inline]
  /// True for a number that leads to its trail, which is underlined with dots.
  var isNumber: Bool
  /// Which number of a figure it is.
  var quotation: Quotation?
  /// What paper tells behind the words, where the target is a page about something elsewhere.
  var address: String?

  init(_ target: Target, _ content: [Inline], isNumber: Bool = false, quotation: Quotation? = nil) {
    self.target = target
    self.content = content
    self.isNumber = isNumber
    self.quotation = quotation
  }
}

/// Which number of which figure stands in a text, so that whoever reads the page can look it up there.
struct Quotation: Sendable, Equatable {
  var figure: String
  /// The observation, as `2026-10-08`; `nil` for the figure's headline.
  var at: String?
  /// Of the series; `nil` for the part of the headline.
  var part: String?
  /// Which of its numbers, by the names that pages quote: `lead`, `low`, `leaders-win-rate`.
  var number = "value"
}

extension Quotation {
  /// Of an observation of a figure.
  init(_ figure: Figure, _ point: Figure.Point, number: String = "value") {
    let isOnlyPart = figure.series.allSatisfy { $0.part == point.part }
    self.init(figure: figure.id, at: point.at.description, part: isOnlyPart ? nil : point.part, number: number)
  }
}

/// Counts of both blocs and of others, out of a whole.
struct Bar: Sendable, Equatable {
  var us: Int
  var china: Int
  var other: Int
  var whole: Int
}

extension [Inline] {
  /// The words alone, for anchors, labels and the title of a window.
  var plainText: String {
    var text = ""
    for inline in self { inline.appendPlainText(to: &text) }
    return text
  }
}

extension Inline {
  fileprivate func appendPlainText(to text: inout String) {
    switch self {
    case .text(let words), .code(let words), .absent(let words): text += words
    case .emphasis(let content), .strong(let content), .struck(let content), .aside(let content), .small(let content),
      .muted(let content),
      .unbroken(let content), .bloc(_, let content, _), .sentence(let content), .quoted(_, let content):
      text += content.plainText
    case .link(let link): text += link.content.plainText
    case .lineBreak: text += " "
    case .verdict(let word): text += word.title
    case .placeholder, .bar: break
    }
  }
}
