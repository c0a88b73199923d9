import Foundation
import Metrics
import TestSupport
import Testing

/// A fixture of `Tests/Oracle/` with what SciPy, statsmodels or a plain loop made of it.
struct OracleCase: CustomTestStringConvertible, Sendable {
  let name: String
  let input: JSON
  let answer: JSON

  var testDescription: String { name }

  /// All cases of one measure; `make oracle` makes the answers.
  static func all(of measure: String) throws -> [OracleCase] {
    func list(_ folder: String) throws -> [JSON] {
      let path = "\(Shared.packageRoot)/Tests/Oracle/\(folder)/\(measure).json"
      let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
      return try JSON.all(in: text).first?.items ?? []
    }
    let (inputs, answers) = (try list("Fixtures"), try list("Expected"))
    try #require(!inputs.isEmpty && inputs.count == answers.count)
    return try zip(inputs, answers).map { input, expected in
      let name = try #require(input["name"]?.text)
      try #require(expected["name"]?.text == name)
      return OracleCase(name: name, input: input, answer: try #require(expected["answer"]))
    }
  }
}

extension JSON {
  subscript(name: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  var items: [JSON] { if case .list(let items) = self { items } else { [] } }

  var members: [Member] { if case .object(let members) = self { members } else { [] } }

  var double: Double? { if case .number(let text) = self { Double(text) } else { nil } }

  var doubles: [Double] { items.compactMap(\.double) }

  var text: String? { if case .text(let text) = self { text } else { nil } }

  var isTrue: Bool? { if case .bool(let answer) = self { answer } else { nil } }
}

/// Compares with the oracle to a billionth, of the number where it is above one.
func expectSame(
  _ ours: Double?, _ expected: JSON?, _ name: String, location: SourceLocation = #_sourceLocation
) {
  guard let wanted = expected?.double else {
    #expect(ours == nil, "\(name): the oracle has none", sourceLocation: location)
    return
  }
  guard let ours else {
    Issue.record("\(name): the oracle has \(wanted), we have none", sourceLocation: location)
    return
  }
  #expect(abs(ours - wanted) <= 1e-9 * max(1, abs(wanted)), "\(name)", sourceLocation: location)
}

/// The same for a value with its bounds.
func expectSame(
  _ ours: Estimate?, _ expected: JSON?, _ name: String, location: SourceLocation = #_sourceLocation
) {
  expectSame(ours?.value, expected?["value"], name, location: location)
  expectSame(ours?.low, expected?["low"], "\(name), low", location: location)
  expectSame(ours?.high, expected?["high"], "\(name), high", location: location)
}
