import ArgumentParser
import Diagnostics
import Glibc
import Reading
import Records

/// Reads both folders from the disk.
///
/// - Throws: An exit code, having said why, when a folder isn't there at all.
func readFolders(_ folders: Folders) throws -> (ingredients: Ingredients, findings: [Finding]) {
  for folder in [folders.input, folders.templates] where unsafe access(folder, R_OK | X_OK) != 0 {
    Terminal.complain(
      """
      parallax: nothing was published: the folder '\(printable(folder))' can't be read: \(unsafe String(cString: strerror(errno)))
      Name another one with --input or --templates, or run parallax where they are.

      """)
    throw ExitCode.inputOutput
  }
  let (input, unreadable) = InputFolder.read(root: folders.input, as: "Input")
  let (templates, unusable) = InputFolder.read(root: folders.templates, as: "Templates")
  let ofPages = unusable.map { finding in
    var finding = finding
    finding.area = .pages
    return finding
  }
  return (Ingredients(input: input, templates: templates), unreadable + ofPages)
}

/// A day on the command line, such as `2026-11-23`.
extension Day: ExpressibleByArgument {
  public init?(argument: String) {
    guard let date = PartialDate(argument), date.precision == .day else { return nil }
    self = date.first
  }
}
