import Diagnostics
import Records

/// How to name what the site says in a footnote, with the edition that said it.
struct Citation {
  private let report: Report
  private let asOf: Day

  init(_ report: Report, on asOf: Day) { (self.report, self.asOf) = (report, asOf) }

  /// Of a page or file: `“The gap”, Parallax, edition of 8 October 2026, https://parallax.example/gap.html`. The full stop
  /// of a title that is a sentence goes: the footnote goes on.
  func words(of title: String, at path: String) -> String {
    let address = report.baseAddress.map { ", " + ($0.hasSuffix("/") ? $0 : $0 + "/") + path } ?? ""
    let name = title.hasSuffix(".") ? title.dropLast() : title[...]
    return "\u{201C}\(name)\u{201D}, \(report.title), edition of \(NumberFormat.date(asOf))\(address)"
  }

  /// Of the records of a kind.
  func words(of kind: KindDescription) -> String { words(of: kind.name.words, at: "data/\(kind.name).json") }
}
