import ArgumentParser
import Diagnostics
import Publishing

// The values are those of sysexits.h; DESIGN and the help text list them.
extension ExitCode {
  /// The records stop publication.
  static let records = ExitCode(65)
  /// A bug: the gate refused what we made.
  static let bug = ExitCode(70)
  /// The output can't be made.
  static let cannotCreate = ExitCode(73)
  /// Reading or writing failed.
  static let inputOutput = ExitCode(74)
  /// Another run is going on.
  static let busy = ExitCode(75)
  /// Templates or configuration.
  static let templates = ExitCode(78)

  /// The code for what stops publication; `nil` when nothing does.
  ///
  /// Records come first: what pages lack may be what the records lost.
  init?(stoppedBy findings: [Finding]) {
    let stopping = findings.filter { $0.effect == .fatal }
    if stopping.contains(where: { $0.area == .records }) {
      self = .records
    } else if stopping.contains(where: { $0.area == .pages }) {
      self = .templates
    } else if !stopping.isEmpty {
      self = .bug
    } else {
      return nil
    }
  }

  init(_ problem: PublishingProblem) {
    switch problem {
    case .busy: self = .busy
    case .cannotCreate, .obstructed: self = .cannotCreate
    case .readingFailed, .writingFailed, .untidied, .halfway, .brokenArchive, .damaged, .changedMeanwhile:
      self = .inputOutput
    case .noEdition, .noEarlierEdition: self = .validationFailure
    }
  }
}
