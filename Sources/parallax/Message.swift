import ArgumentParser
import Diagnostics
import Publishing

/// One screen for whoever has to act: why nothing was published, what is still live, what to do.
struct Message {
  private var why: String
  private var details: String
  private var live: String
  private var todo: String

  init(why: String, details: String = "", live: String, todo: String) {
    self.why = why
    self.details = details
    self.live = live
    self.todo = todo
  }

  /// The records, the templates or the gate stop publication.
  ///
  /// - Parameter showsAll: whether every finding is shown, however many are alike.
  static func refusal(_ findings: [Finding], output: String, isLive: Bool, showsAll: Bool = false) -> Message {
    let stopping = findings.filter { $0.effect == .fatal }
    let shown = showsAll ? stopping : fewOfEach(stopping)
    let isOurs = !stopping.contains { $0.area != .output }
    return Message(
      why: "nothing was published: \(countsBySeverity(of: stopping))",
      details: renderText(shown, of: stopping, colour: Terminal.showsColours),
      live: isLive ? "The edition before is still live in '\(output)', unchanged." : "There is no edition yet.",
      todo: isOurs
        ? "The pages we made failed our own gate. This is a bug: please report it with the lines above."
        : "Mend what is listed and run it again; 'parallax check' shows everything, warnings too.")
  }

  /// As many findings as a screen holds: a few of each code, those about the configuration first, since others may
  /// follow from them.
  private static func fewOfEach(_ findings: [Finding]) -> [Finding] {
    func isAboutReport(_ finding: Finding) -> Bool { finding.place?.file.path == "Input/report.yaml" }
    var counts: [String: Int] = [:]
    var few: [Finding] = []
    for finding in findings.filter(isAboutReport) + findings.filter({ !isAboutReport($0) }) where few.count < 6 {
      counts[finding.code, default: 0] += 1
      if counts[finding.code, default: 0] <= 3 { few.append(finding) }
    }
    return few
  }

  /// What a run that changed nothing says of the output.
  static func unchanged(_ output: String) -> String {
    (try? Disk().status(of: "\(output)/\(Sums.name)")) == nil
      ? "There is no edition in '\(output)' yet." : "What was live in '\(output)' is unchanged."
  }

  /// The disk, or another run, stops publication.
  ///
  /// - Parameters:
  ///   - isLive: whether the new edition is live all the same: what failed came after it.
  ///   - todo: what to do; `nil` for what mostly helps.
  static func failure(
    _ problem: PublishingProblem, output: String, isLive: Bool = false, todo: String? = nil
  ) -> Message {
    let usual =
      switch problem {
      case .busy: "Wait for it to end; the lock goes when its process does."
      case .cannotCreate: "Make the folder writable, or name another with --output or --state."
      case .obstructed: "Move it away, then run it again, or name another folder with --output."
      case .readingFailed, .writingFailed: "Look for a full or failing disk, then run it again."
      case .changedMeanwhile: "Run it again."
      case .untidied, .halfway: "Run it again: the next run puts this right first."
      case .brokenArchive:
        "Put the file back from a copy, or remove 'editions' in output and state folder to begin a new list."
      case .noEdition, .noEarlierEdition: Self.editions(in: output)
      case .damaged: "Put the file back from a copy of the site, or make another edition live with 'parallax rollback'."
      }
    let live =
      switch problem {
      case _ where isLive: "The new edition is live in '\(output)'."
      case .untidied: "The new edition is live in '\(output)'."
      case .halfway: "Some files in '\(output)' are of the new edition, some of the one before."
      default: Self.unchanged(output)
      }
    return Message(why: "\(problem)", details: "", live: live, todo: todo ?? usual)
  }

  /// The editions that can be made live again.
  private static func editions(in output: String) -> String {
    let archive = (try? Memory(of: output).archive()) ?? Archive()
    let withPages = archive.entries.reversed().map(\.id).filter { id in
      (try? Disk().status(of: "\(output)/\(Archive.folder)/\(id)/\(Sums.name)")) != nil
    }
    guard !withPages.isEmpty else { return "No edition has pages of its own name; 'editions-kept' says how many do." }
    return "Editions with pages: \(withPages.map { $0 == archive.live ? "\($0) (live)" : $0 }.joined(separator: ", "))."
  }

  var text: String {
    let details = details.isEmpty ? "" : details + "\n"
    return "parallax: \(printable(why))\n\n\(details)\(printable(live))\n\(printable(todo))\n"
  }

  func json(exitCode: Int32) -> String {
    """
    {"level":"error","exit_code":\(exitCode),"why":\(jsonText(why)),"details":\(jsonText(details)),\
    "live":\(jsonText(live)),"to_do":\(jsonText(todo))}

    """
  }
}
