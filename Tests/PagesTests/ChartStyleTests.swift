import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Pages

/// What a downloaded picture takes of the committed style sheets along.
@Suite struct ChartStyleTests {
  private static func sheet(_ name: String) -> String {
    Committed.templates.first { $0.path == "Templates/assets/\(name)" }
      .map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
  }

  private static let rules = ChartStyle.rules(of: [Press.innerStyle, "style.css"].map(sheet).joined(separator: "\n"))

  /// The pictures that the tests of charts compare with.
  private static let pictures = try? FileManager.default
    .contentsOfDirectory(atPath: Shared.packageRoot + "/Tests/ChartsTests/Expected").filter {
      $0.hasSuffix("-wide.svg")
    }
    .sorted()

  @Test func everyClassOfAPictureIsStyledInItsFile() throws {
    let pictures = try #require(Self.pictures)
    #expect(pictures.count > 10)
    for name in pictures {
      let url = URL(fileURLWithPath: Shared.packageRoot + "/Tests/ChartsTests/Expected/" + name)
      let picture = try String(contentsOf: url, encoding: .utf8)
      let classes = picture.components(separatedBy: "class=\"").dropFirst()
        .flatMap { $0.prefix { $0 != "\"" }.split(separator: " ").map(String.init) }
      for one in Set(classes).sorted() where !["chart", "wide", "solid", "per"].contains(one) {
        let isStyled = ["{", " ", ",", ")", ".", ":"].contains { Self.rules.contains(".\(one)\($0)") }
        #expect(isStyled, "no rule for '\(one)' of \(name)")
      }
    }
  }
}
