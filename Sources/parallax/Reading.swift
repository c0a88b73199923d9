import ArgumentParser
import Diagnostics
import Glibc
import Reading
import Records

/// Reads both folders from the disk.
///
/// - Throws: An exit code, having said why, when a folder isn't there at all.
func readFolders(_ folders: Folders) throws -> (ingredients: Ingredients, findings: [Finding]) {
  let (input, unreadable) = try read(folders.input, as: "Input", option: "--input")
  let (templates, unusable) = try read(folders.templates, as: "Templates", option: "--templates")
  let ofPages = unusable.map { finding in
    var finding = finding
    finding.area = .pages
    return finding
  }
  return (Ingredients(input: input, templates: templates), unreadable + ofPages)
}

/// Reads one folder from the disk; the paths in findings begin with `name`, wherever the folder is.
///
/// - Parameter unwanted: Folders in it whose files nobody needs.
/// - Throws: An exit code, having said why, when the folder isn't there at all.
func read(
  _ folder: String, as name: String, option: String, without unwanted: Set<String> = []
) throws -> (files: [SourceFile], findings: [Finding]) {
  try requireFolder(folder, option: option)
  return InputFolder.read(root: folder, as: name, without: unwanted)
}

/// - Throws: An exit code, having said why, when one of the folders isn't there at all.
func requireFolders(_ folders: Folders) throws {
  try requireFolder(folders.input, option: "--input")
  try requireFolder(folders.templates, option: "--templates")
}

private func requireFolder(_ folder: String, option: String) throws {
  // With the slash a file isn't taken for a folder that nobody may enter.
  guard unsafe access("\(folder)/", R_OK | X_OK) == 0 else {
    let cause = systemError(errno)
    Terminal.complain(
      """
      parallax: the folder '\(printable(folder))' can't be read: \(cause)
      Name another one with \(option), or run parallax where it is. Nothing was written; what is live is unchanged.

      """)
    throw ExitCode.inputOutput
  }
}

/// A day on the command line, such as `2026-11-23`.
extension Day: ExpressibleByArgument {
  public init?(argument: String) {
    guard let date = PartialDate(argument), date.precision == .day else { return nil }
    self = date.first
  }
}
