/// What must hold for every element of one name on every page, as an XPath expression seen from that element.
///
/// Elements are named without their namespaces: the gate takes those off XHTML and SVG first.
struct PageAssertion: Sendable {
  let element: String
  let code: String
  let expression: String
  let headline: String
  let hint: String

  /// The table of contents of what a page must be. Order: as in a page, from outside in.
  static let all: [PageAssertion] = [
    PageAssertion(
      element: "html", code: "page-language", expression: "normalize-space(@lang)",
      headline: "language missing from 'html'", hint: "give the shell's 'html' a 'lang', such as 'en-GB'"),
    PageAssertion(
      element: "html", code: "page-title", expression: "count(head/title) = 1 and normalize-space(head/title)",
      headline: "'title' missing or empty", hint: "give the page a title in its front matter"),
    PageAssertion(
      element: "html", code: "page-main-heading", expression: "count(body//h1) = 1",
      headline: "'h1' missing or repeated", hint: "a page has exactly one 'h1'"),
    PageAssertion(
      element: "base", code: "page-base", expression: "false()",
      headline: "'base' would redirect every link", hint: "leave it out; links are relative to their page"),
    PageAssertion(
      element: "style", code: "page-inline-style", expression: "false()",
      headline: "'style' element in a page", hint: "put the rules into the style sheet"),
    PageAssertion(
      element: "script", code: "page-inline-script",
      expression: "@src or @type = 'application/ld+json' or @type = 'application/json'",
      headline: "script inside a page", hint: "put it into the script file"),
    PageAssertion(
      element: "meta", code: "page-refresh", expression: "not(@http-equiv = 'refresh')",
      headline: "'meta' that reloads the page", hint: "leave it out"),
    PageAssertion(
      element: "img", code: "page-alternative-text", expression: "@alt",
      headline: "alternative text missing from 'img'", hint: "add 'alt', empty for decoration"),
    PageAssertion(
      element: "svg", code: "page-alternative-text",
      expression: """
        @aria-hidden = 'true' or ancestor::svg
        or ((@role = 'img' or @role = 'document') and (normalize-space(title) or normalize-space(@aria-label) or @aria-labelledby))
        """,
      headline: "alternative text missing from 'svg'",
      hint: "add role=\"img\" and a title, 'aria-label' or 'aria-labelledby'; aria-hidden=\"true\" for decoration"),
    PageAssertion(
      element: "table", code: "page-table-caption", expression: "normalize-space(caption)",
      headline: "'caption' missing from 'table'", hint: "say in one line what the table shows"),
    PageAssertion(
      element: "table", code: "page-table-heads", expression: ".//th and not(.//th[not(@scope)])",
      headline: "'th' with 'scope' missing from 'table'", hint: "every head cell says what it heads: 'col' or 'row'"),
    PageAssertion(
      element: "button", code: "page-control-name", expression: "normalize-space() or normalize-space(@aria-label)",
      headline: "name missing from 'button'", hint: "give it a text or 'aria-label'"),
    PageAssertion(
      element: "input", code: "page-control-name", expression: labelled,
      headline: "label missing from 'input'", hint: "add a 'label' or 'aria-label'"),
    PageAssertion(
      element: "select", code: "page-control-name", expression: labelled,
      headline: "label missing from 'select'", hint: "add a 'label' or 'aria-label'"),
  ]

  private static let labelled =
    "@type = 'hidden' or normalize-space(@aria-label) or @aria-labelledby or ancestor::label or @id = //label/@for"
}
