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
  static func refusal(_ findings: [Finding], output: String, isLive: Bool) -> Message {
    let stopping = findings.filter { $0.effect == .fatal }
    let isOurs = !stopping.contains { $0.area != .output }
    return Message(
      why: "nothing was published: \(countsBySeverity(of: stopping))",
      details: render(stopping, as: .text, colour: Terminal.showsColours, limit: 12),
      live: isLive ? "The edition before is still live in '\(output)', unchanged." : "There is no edition yet.",
      todo: isOurs
        ? "The pages we made failed our own gate. This is a bug: please report it with the lines above."
        : "Mend what is listed and run it again; 'parallax check' shows everything, warnings too.")
  }

  /// The disk, or another run, stops publication.
  ///
  /// - Parameter isLive: whether the new edition is live all the same: what failed came after it.
  static func failure(_ problem: PublishingProblem, output: String, isLive: Bool = false) -> Message {
    let todo =
      switch problem {
      case .busy: "Wait for it to end; the lock goes when its process does."
      case .cannotCreate, .obstructed: "Make the folder writable, or name another with --output or --state."
      case .readingFailed, .writingFailed: "Look for a full or failing disk, then run it again."
      case .untidied, .halfway: "Run it again: the next run puts this right first."
      case .brokenArchive: "Put the file back from a copy, or remove the folder of editions to begin a new list."
      case .noEdition: "editions/index.html in the output lists the editions, and which have pages still."
      }
    let live =
      switch problem {
      case _ where isLive: "The new edition is live in '\(output)'."
      case .untidied: "The new edition is live in '\(output)'."
      case .halfway: "Some files in '\(output)' are of the new edition, some of the one before."
      default: "What was live in '\(output)' is unchanged."
      }
    return Message(why: "\(problem)", details: "", live: live, todo: todo)
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
