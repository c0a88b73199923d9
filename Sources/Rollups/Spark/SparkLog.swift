import Diagnostics

/// What Spark says on standard error, as far as it is of use to a person.
struct SparkLog {
  /// Why it failed, told from the first message that we know.
  enum Cause: Equatable {
    /// A cell that our query refuses: the word for it, the column, the file and the cell.
    case refusedCell(word: String, column: Int, file: String, cell: String)
    case malformedRow(file: String?)
    case header(file: String?)
    case noInput(String)
    case tooLargeSum
    case noJava
    case noMaster
    case noWorkers
    case memory
    case other(String)
  }

  private(set) var cause: Cause?
  /// The file whose reading failed, from whichever message names it.
  private var file: String?
  private var starvedTimes = 0
  /// The last lines, for a log.
  private(set) var lines: [String] = []

  /// How often in a row Spark may say, four times a minute, that no worker takes the job.
  private static let starvationLimit = 20

  /// Takes a line; gives what there is to show of it. `nil` for nothing.
  mutating func take(_ line: String) -> String? {
    if let progress = Self.progress(in: line) {
      starvedTimes = 0
      return progress
    }
    lines.append(line)
    if lines.count > 4000 { lines.removeFirst(2000) }
    if line.contains("has not accepted any resources") {
      starvedTimes += 1
      if starvedTimes >= Self.starvationLimit { cause = .noWorkers }
      return "Spark waits for workers with free cores and memory"
    }
    if let path = Self.text(in: line, after: "Encountered error while reading file ", until: ".  ")
      ?? Self.text(in: line, after: "Encountered error while reading file ", until: ". ")
    {
      file = path
    }
    if let found = Self.cause(in: line), cause == nil || Self.rank(found) < Self.rank(cause!) { cause = found }
    return nil
  }

  /// Whether to wait no longer.
  var isHopeless: Bool { cause == .noWorkers }

  /// The cause with the file that another line named.
  var wholeCause: Cause {
    switch cause {
    case .malformedRow(nil): .malformedRow(file: file)
    case .header(nil): .header(file: file)
    case let cause?: cause
    case nil: .other(lines.last { !$0.hasPrefix("\t") && !$0.isEmpty } ?? "it said nothing")
    }
  }

  /// Our own words first, then what tells more than that something failed.
  private static func rank(_ cause: Cause) -> Int {
    switch cause {
    case .refusedCell: 0
    case .header, .tooLargeSum, .noInput, .noJava, .noMaster, .noWorkers, .memory: 1
    case .malformedRow: 2
    case .other: 3
    }
  }

  private static func cause(in line: String) -> Cause? {
    if let words = text(in: line, after: "[USER_RAISED_EXCEPTION] parallax:", until: nil) {
      let parts = words.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 3, let column = Int(parts[1]) else { return nil }
      // The cell is behind the last colon of a path that may hold some itself, and ends with the class of the error.
      var rest = parts[2]
      if let state = rest.range(of: " SQLSTATE") { rest = String(rest[..<state.lowerBound]) }
      let colon = rest.lastIndex(of: ":") ?? rest.endIndex
      return .refusedCell(
        word: parts[0], column: column, file: String(rest[..<colon]), cell: String(rest[colon...].dropFirst()))
    }
    if line.contains("CSV header does not conform to the schema") || line.contains("Number of column in CSV header") {
      return .header(file: text(in: line, after: "CSV file: ", until: nil))
    }
    if line.contains("[MALFORMED_RECORD_IN_PARSING") || line.contains("[MALFORMED_CSV_RECORD")
      || line.contains("TextParsingException")
    {
      return .malformedRow(file: nil)
    }
    if line.contains("[PATH_NOT_FOUND]") { return .noInput(line) }
    if line.contains("[ARITHMETIC_OVERFLOW]") { return .tooLargeSum }
    if line.contains("JAVA_HOME is not set") || line.contains("java: not found")
      || line.contains("java: command not found")
    {
      return .noJava
    }
    if line.contains("All masters are unresponsive") || line.contains("Failed to connect to master") {
      return .noMaster
    }
    if line.contains("OutOfMemoryError") { return .memory }
    if line.contains(" ERROR ") || line.hasPrefix("Error") || line.contains("Exception: ") { return .other(line) }
    return nil
  }

  /// `[Stage 3:=====>      (12 + 2) / 20]`, perhaps several.
  static func progress(in line: String) -> String? {
    guard let start = line.range(of: "[Stage ") else { return nil }
    let rest = line[start.upperBound...]
    guard let stage = Int(rest.prefix { $0.isNumber }), let open = rest.firstIndex(of: "("),
      let done = Int(rest[open...].dropFirst().prefix { $0.isNumber }), let close = rest.range(of: ") / "),
      let all = Int(rest[close.upperBound...].prefix { $0.isNumber })
    else { return nil }
    return "Spark has \(done) of \(all) tasks of stage \(stage)"
  }

  private static func text(in line: String, after front: String, until end: String?) -> String? {
    guard let start = line.range(of: front) else { return nil }
    let rest = line[start.upperBound...]
    guard let end else { return String(rest) }
    return rest.range(of: end).map { String(rest[..<$0.lowerBound]) }
  }
}

extension StringProtocol {
  /// Where a text first stands.
  fileprivate func range(of text: String) -> Range<Index>? {
    let wanted = Array(text.utf8)
    guard let first = wanted.first else { return nil }
    var index = startIndex
    while let found = self[index...].utf8.firstIndex(of: first) {
      if self[found...].utf8.starts(with: wanted) {
        return found..<utf8.index(found, offsetBy: wanted.count)
      }
      index = utf8.index(after: found)
    }
    return nil
  }
}
