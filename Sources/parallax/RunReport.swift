import Diagnostics
import Glibc
import Publishing

/// What a run did and how long each stage took: `run.json` in the state folder. Nothing of it is published.
struct RunReport {
  enum End: Equatable {
    case published, unchanged
    /// The edition made from the same was rolled back.
    case withdrawn
    case refused(Int32)

    var words: String {
      switch self {
      case .published: "published"
      case .unchanged: "nothing to do"
      case .withdrawn: "nothing to do: the edition of these records was rolled back"
      case .refused(let code): "refused, exit code \(code)"
      }
    }
  }

  private struct Stage {
    var name: String
    var seconds: Double
    var counts: [String: Int]
  }

  var end: End?
  var findings: [Finding] = []
  var changes: Changes?
  /// The id of the edition that was made.
  var edition: String?
  private var stages: [Stage] = []
  private let began = RunReport.wallClock
  private var last = RunReport.clock

  init() {}

  /// Notes that a stage has ended.
  mutating func note(_ stage: String, _ counts: [String: Int]) {
    let now = RunReport.clock
    stages.append(Stage(name: stage, seconds: now - last, counts: counts))
    last = now
  }

  var json: String {
    let stages = stages.map { stage in
      let counts = stage.counts.sorted { $0.key < $1.key }.map { ",\(jsonText($0.key)):\($0.value)" }.joined()
      return "{\"stage\":\(jsonText(stage.name)),\"seconds\":\(jsonNumber(rounded(stage.seconds)))\(counts)}"
    }
    func list(_ paths: [String]?) -> String { "[\((paths ?? []).map(jsonText).joined(separator: ","))]" }
    let counts = [Finding.Severity.error, .warning, .note].map { severity in
      "\"\(severity)s\":\(findings.count { $0.severity == severity })"
    }
    return """
      {"began":\(began),"end":\(jsonText(end?.words ?? "broken off")),"stages":[\(stages.joined(separator: ","))],\
      \(counts.joined(separator: ",")),"added":\(list(changes?.added)),"changed":\(list(changes?.changed)),\
      "removed":\(list(changes?.removed)),"foreign":\(list(changes?.foreign)),\
      "changed_by_hand":\(list(changes?.changedByHand)),"unchanged":\(changes?.unchanged ?? 0)}

      """
  }

  var text: String {
    var lines = stages.map { stage in
      let counts = stage.counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
      return "\(stage.name): \(rounded(stage.seconds)) s\(counts.isEmpty ? "" : ", \(counts)")"
    }
    if !findings.isEmpty { lines.append(countsBySeverity(of: findings)) }
    if let changes {
      lines.append(
        "\(changes.added.count) added, \(changes.changed.count) changed, \(changes.removed.count) removed, \(changes.unchanged) unchanged"
      )
    }
    lines.append(end?.words ?? "broken off")
    return lines.joined(separator: "\n") + "\n"
  }

  private func rounded(_ seconds: Double) -> Double { (seconds * 1000).rounded() / 1000 }

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
