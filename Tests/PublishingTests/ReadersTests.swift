import Foundation
import Publishing
import Synchronization
import TestSupport
import Testing

/// Readers who fetch pages all the time while editions are switched.
@Suite struct ReadersTests {
  static let pages = ["index.html", "a/one.html", "a/two.html", "b/c/three.html"]

  /// Long enough that a page half of one edition and half of another would show.
  static func edition(_ number: Int) -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: pages.map { ($0, String(repeating: "edition \(number) of \($0)\n", count: 4000)) })
  }

  final class Trouble: Sendable {
    private let isOverNow = Mutex(false)
    var isOver: Bool { isOverNow.withLock { $0 } }
    func end() { isOverNow.withLock { $0 = true } }

    private let found = Mutex<(reads: Int, faults: [String])>((0, []))
    func note(_ fault: String?) {
      found.withLock {
        $0.reads += 1
        if let fault { $0.faults.append(fault) }
      }
    }
    var result: (reads: Int, faults: [String]) { found.withLock { $0 } }
  }

  /// What is wrong with a page that was just fetched; `nil` when all of it is of one edition.
  private static func fault(of page: String, in path: String) -> String? {
    guard let data = FileManager.default.contents(atPath: "\(path)/Output/\(page)") else { return "\(page) is missing" }
    guard let end = data.firstIndex(of: UInt8(ascii: "\n")) else { return "\(page) is empty" }
    let line = data[...end]
    let isWhole = data.count == line.count * 4000 && data.suffix(line.count) == line
    return isWhole ? nil : "\(page) begins with \(String(decoding: line, as: UTF8.self)) and ends otherwise"
  }

  @Test func seeNoMissingAndNoMixedPageDuringAHundredSwitches() async throws {
    let folder = try TemporaryFolder()
    try await folder.publish(Self.edition(0))
    let trouble = Trouble()
    let path = folder.path
    // Threads of their own: readers don't wait for each other, nor for other tests.
    for reader in 0..<2 {
      Thread.detachNewThread {
        var number = reader
        while !trouble.isOver {
          let page = Self.pages[number % Self.pages.count]
          number += 1
          trouble.note(Self.fault(of: page, in: path))
        }
      }
    }
    for number in 1...100 {
      let publication = try await folder.publish(Self.edition(number))
      #expect(publication.way == .exchanged)
    }
    trouble.end()
    #expect(trouble.result.faults == [])
    #expect(trouble.result.reads > 100)
  }
}
