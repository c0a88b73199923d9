import Diagnostics
import Glibc
import Publishing
import Records

/// What a run did and how long each stage took: `run.json` in the state folder. Nothing of it is published.
struct RunReport {
  enum End: Equatable {
    case published, unchanged
    /// Nothing to do, but that the run before was killed when its edition was live already.
    case recovered
    /// The edition made from the same was rolled back.
    case withdrawn
    /// No run, but `parallax rollback`.
    case rolledBack
    case failed(Int32, why: String)

    /// For hooks and programs.
    var word: String {
      switch self {
      case .published, .recovered, .rolledBack: "ok"
      case .unchanged, .withdrawn: "unchanged"
      case .failed: "failed"
      }
    }

    var words: String {
      switch self {
      case .published: "published"
      case .recovered: "published by the run before, which was killed; this one finished it"
      case .unchanged: "nothing to do"
      case .withdrawn: "nothing to do: the edition of these records was rolled back"
      case .rolledBack: "rolled back"
      case .failed(let code, let why): "failed with exit code \(code): \(why)"
      }
    }
  }

  struct Stage {
    var name: String
    var seconds: Double
    var counts: [String: Int]
  }

  static let fileName = "run.json"
  /// The report of the last run that changed what is live.
  static let lastPublication = "published.json"

  var end: End?
  /// `nil` until everything was read and checked.
  var findings: [Finding]?
  var changes: Changes?
  /// The id of the edition that is live at the end.
  var edition: String?
  /// The id of the edition that was live at the beginning.
  var editionBefore: String?
  /// The ids of figures and claims that moved.
  var moved: [String] = []
  var figures: Int?
  var quarantined: Int?
  var verdicts: [String: Int] = [:]
  var freshness: [Freshness] = []
  /// Where the report is kept; `nil` before the state folder is ours.
  var state: String?
  private(set) var stages: [Stage] = []
  private let began = RunReport.wallClock
  private let start = RunReport.clock
  private var last = RunReport.clock

  init() {}

  /// Notes that a stage has ended.
  mutating func note(_ stage: String, _ counts: [String: Int]) {
    let now = RunReport.clock
    stages.append(Stage(name: stage, seconds: now - last, counts: counts))
    last = now
  }

  /// Whether another edition is live than before.
  var hasChanged: Bool { changes.map { !$0.isEmpty } ?? false }

  /// The whole run so far, in seconds.
  var seconds: Double { last - start }

  /// Seconds since 1970.
  var ended: Int { began + Int(seconds.rounded()) }

  /// Findings by severity; none when nobody looked.
  var counts: [(severity: String, count: Int)] {
    guard let findings else { return [] }
    return [Finding.Severity.error, .warning, .note].map { severity in
      ("\(severity)", findings.count { $0.severity == severity })
    }
  }

  private var countsByCode: [(code: String, count: Int)] {
    Dictionary(grouping: findings ?? [], by: \.code).map { ($0.key, $0.value.count) }.sorted { $0.code < $1.code }
  }

  /// Seconds since an arbitrary moment.
  private static var clock: Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Whole seconds since 1970.
  private static var wallClock: Int {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return time.tv_sec
  }
}

extension RunReport {
  /// Puts the report in place of the one of the run before.
  func keep(in state: String) throws(PublishingProblem) {
    let bytes = Array(json.utf8)
    if end == .published || end == .rolledBack {
      try Disk().replace("\(state)/\(RunReport.lastPublication)", with: bytes)
    }
    try Disk().replace("\(state)/\(RunReport.fileName)", with: bytes)
  }
}

// MARK: - As text

extension RunReport {
  /// On one line, the readable form in it as `text`.
  var json: String {
    let stages = stages.map { stage in
      let counts = stage.counts.sorted { $0.key < $1.key }.map { ",\(jsonText($0.key)):\($0.value)" }.joined()
      return "{\"stage\":\(jsonText(stage.name)),\"seconds\":\(jsonNumber(rounded(stage.seconds)))\(counts)}"
    }
    func list(_ paths: [String]?) -> String { "[\((paths ?? []).map(jsonText).joined(separator: ","))]" }
    func optional(_ text: String?) -> String { text.map(jsonText) ?? "null" }
    let counts = counts.map { ",\"\($0.severity)s\":\($0.count)" }.joined()
    let codes = countsByCode.map { "\(jsonText($0.code)):\($0.count)" }.joined(separator: ",")
    return """
      {"began":\(began),"seconds":\(jsonNumber(rounded(seconds))),"end":\(jsonText(end?.words ?? "broken off")),\
      "result":\(jsonText(end?.word ?? "failed")),"edition":\(optional(edition)),\
      "edition_before":\(optional(editionBefore)),"stages":[\(stages.joined(separator: ","))]\(counts),\
      "findings":{\(codes)},"quarantined":\(quarantined.map(String.init) ?? "null"),\
      "figures":\(figures.map(String.init) ?? "null"),"moved":\(list(moved)),"added":\(list(changes?.added)),\
      "changed":\(list(changes?.changed)),"removed":\(list(changes?.removed)),"foreign":\(list(changes?.foreign)),\
      "changed_by_hand":\(list(changes?.changedByHand)),"damaged":\(list(changes?.damaged)),\
      "taken_over":\(list(changes?.takenOver)),\
      "unchanged":\(changes?.unchanged ?? 0),"text":\(jsonText(text))}

      """
  }

  /// For people.
  var text: String {
    var lines = ["run of \(moment(began)), \(jsonNumber(rounded(seconds))) s"]
    for stage in stages {
      let counts = stage.counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
      lines.append("\(stage.name): \(jsonNumber(rounded(stage.seconds))) s\(counts.isEmpty ? "" : ", \(counts)")")
    }
    if let findings, !findings.isEmpty {
      let codes = countsByCode.map { "\($0.count) \($0.code)" }.joined(separator: ", ")
      lines.append("found: \(countsBySeverity(of: findings)) (\(codes))")
    }
    if let quarantined, quarantined > 0 { lines.append("kept out: \(quarantined) rows") }
    if !moved.isEmpty { lines.append("moved: \(moved.joined(separator: ", "))") }
    if let changes {
      lines.append(
        "files: \(changes.added.count) added, \(changes.changed.count) changed, \(changes.removed.count) removed, "
          + "\(changes.unchanged) unchanged")
      lines += named("not ours, and left", changes.foreign) + named("changed by hand", changes.changedByHand)
      lines += named("changed by hand without another copy, and left", changes.damaged)
      lines += named("taken over", changes.takenOver)
    }
    if let edition {
      let before = editionBefore.map { $0 == edition ? ", still" : ", after \($0)" } ?? ""
      lines.append("edition: \(edition)\(before)")
    }
    lines.append(end?.words ?? "broken off")
    return lines.map { printable($0) + "\n" }.joined()
  }

  private func named(_ what: String, _ paths: [String]) -> [String] {
    guard !paths.isEmpty else { return [] }
    let more = paths.count > 8 ? " and \(paths.count - 8) more" : ""
    return ["\(what): \(paths.prefix(8).joined(separator: ", "))\(more)"]
  }

  private func rounded(_ seconds: Double) -> Double { (seconds * 1000).rounded() / 1000 }

  /// `2026-11-23 05:17:00 UTC`.
  private func moment(_ seconds: Int) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let (day, rest) = seconds.quotientAndRemainder(dividingBy: 86_400)
    return "\(Day(number: day)) \(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60)) UTC"
  }
}
