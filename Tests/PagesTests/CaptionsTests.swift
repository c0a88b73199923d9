import TestSupport
import Testing

@testable import Pages

/// Tables in Markdown, which has no captions.
@Suite struct CaptionsTests {
  private static let note = [
    "Input/notes/n.md": """
    ---
    id: n
    page: index
    title: A note
    ---

    | A | B |
    |---|---|
    | 1 | 2 |

    | C | D |
    |---|---|
    | 3 | 4 |

    ### Another part

    > | E | F |
    > |---|---|
    > | 5 | 6 |

    """
  ]

  @Test func tablesOfANoteAreCalledAsWhatStandsAboveThem() async {
    let page = await OnePageSite("{{ note n }}", files: Self.note).text("index.html")
    for caption in ["A note", "A note, table 2", "Another part"] {
      #expect(page.contains("<caption class=\"vh\">\(caption)</caption>"), "\(caption): \(page)")
    }
  }

  @Test func aTableOfAPageHasItsHeading() async {
    let page = await OnePageSite("## Rules\n\n| A | B |\n|---|---|\n| 1 | 2 |\n").text("index.html")
    #expect(page.contains("<caption class=\"vh\">Rules</caption>"), "\(page)")
  }
}
