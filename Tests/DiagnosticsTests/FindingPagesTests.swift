import Foundation
import TestSupport
import Testing

/// Every code that the program can give has a page in `Documentation/findings/`, and no page is about a code that's gone.
@Suite struct FindingPagesTests {
  /// Codes as the sources write them: behind a severity, as `code:`, or first in a call that reports.
  private static func codes() throws -> Set<String> {
    let patterns: [Regex<(Substring, Substring)>] = [
      #/(?:\.(?:error|warning|note)|severity),\s*"([a-z0-9-]+)"/#, #/\bcode: "([a-z0-9-]+)"/#,
      #/\b(?:report|stop|output)\(\s*"([a-z0-9-]+)"/#,
    ]
    var codes: Set<String> = []
    for text in try sources() {
      for pattern in patterns { codes.formUnion(text.matches(of: pattern).map { String($0.output.1) }) }
    }
    return codes
  }

  private static func sources() throws -> [String] {
    let folder = "\(Shared.packageRoot)/Sources"
    let names = FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []
    return try names.filter { $0.hasSuffix(".swift") }.sorted().map {
      try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8)
    }
  }

  private static func pages() throws -> [String: String] {
    let folder = "\(Shared.packageRoot)/Documentation/findings"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".md") }
    return try Dictionary(
      uniqueKeysWithValues: names.map {
        (String($0.dropLast(3)), try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8))
      })
  }

  @Test func everyCodeHasAPage() throws {
    let codes = try Self.codes()
    #expect(codes.count > 100, "the patterns find the codes")
    #expect(codes.subtracting(try Self.pages().keys).sorted() == [])
  }

  @Test func everyPageIsAboutACodeOfTheSources() throws {
    let text = try Self.sources().joined()
    #expect(try Self.pages().keys.filter { !text.contains("\"\($0)\"") }.sorted() == [])
  }

  @Test func everyPageSaysWhatItMeansAndHowToMendIt() throws {
    for (code, page) in try Self.pages() {
      #expect(page.hasPrefix("# \(code)\n\n"), "\(code).md has another title")
      #expect(page.contains("\n**How to mend it.** "), "\(code).md doesn't say how to mend it")
    }
  }
}
