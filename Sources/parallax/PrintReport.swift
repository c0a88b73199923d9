import ArgumentParser
import Diagnostics
import Publishing
import Reading

/// `parallax report`: what the last run did, in words.
struct PrintReport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Tells what the last run read, found, computed, wrote and left, and how long it took.")

  @Option(help: "The published folder.")
  var output = "Output"

  @Option(help: "The state folder. (default: .parallax beside the output)")
  var state: String?

  @Flag(help: "Of the last run that changed what is live, instead of the last run.")
  var published = false

  @Flag(help: "As JSON.")
  var json = false

  func run() throws {
    do {
      let folder = try Publisher.state(of: output, named: state)
      let path = "\(folder)/\(published ? RunReport.lastPublication : RunReport.fileName)"
      let bytes = try Disk().bytes(of: path)
      guard !json else { return Terminal.print(String(decoding: bytes, as: UTF8.self)) }
      guard let text = JSONTree(bytes)?["text"]?.text else {
        throw PublishingProblem.brokenArchive(path: path)
      }
      Terminal.print(text)
    } catch let problem as PublishingProblem {
      Terminal.complain("parallax: \(printable("\(problem)"))\n")
      throw ExitCode(problem)
    }
  }
}
