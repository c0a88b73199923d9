import Foundation
import TestSupport
import Testing

/// Pages that stay as they are, as an operator meets them: each run publishes what a run would that trusts nothing.
@Suite struct KeptPagesTests {
  let place: Workplace

  init() throws {
    place = try Workplace()
    try place.folder.write(
      """
      ---
      title: "{record.name}"
      kicker: Model
      description: "One model."
      for: models
      ---

      {{ facts columns="name, developer, released, licence" }}

      ## Ratings

      {{ table scores about=record columns="benchmark, vintage, value" sort="-vintage" caption="Ratings" }}

      """, to: "Templates/pages/model.md")
  }

  /// What is published by a run that trusts nothing, over a copy of everything.
  private func publishedAnew() throws -> [String: String] {
    let copy = "\(place.path)/copy"
    try? FileManager.default.removeItem(atPath: copy)
    try FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: false)
    for name in ["Output", ".parallax"] where place.folder.has(name) {
      try FileManager.default.copyItem(atPath: "\(place.path)/\(name)", toPath: "\(copy)/\(name)")
    }
    let run = try place.parallax("build", "--read-all", "--output", "copy/Output", "--state", "copy/.parallax")
    #expect(run.exitCode == 0, "\(run.errors)")
    return try place.folder.contents(of: "copy/Output")
  }

  /// Builds, and tells how many files were kept.
  private func keptFiles() throws -> Int {
    let anew = try publishedAnew()
    let run = try place.parallax("build", "--verbose")
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(try place.folder.contents(of: "Output") == anew)
    let words = run.errors.firstMatch(of: /(\d+) files kept/)
    return words.flatMap { Int($0.1) } ?? 0
  }

  @Test func everyRunPublishesWhatARunWouldThatTrustsNothing() throws {
    #expect(try keptFiles() == 0)
    let pages = ["models/eagle-1", "models/panda-1", "models/panda-2"].count * 2
    let organisations = 2 * 2
    let licences = place.folder.files(in: "Output/licences").count
    #expect(licences > 0)
    try place.replace("1405 [1395, 1415]", with: "1407 [1397, 1417]", in: "Input/scores/board.csv")
    #expect(try keptFiles() == pages - 2 + organisations + licences)
    try place.replace("Panda One", with: "panda-2", in: "Input/scores/board.csv")
    #expect(try keptFiles() == pages - 4 + organisations + licences)
    try place.replace("Eagle Lab", with: "Eagle Laboratory", in: "Input/organisations/labs.yaml")
    #expect(try keptFiles() == licences + 2)
    try place.replace("Eagle 1,", with: "Eagle One,", in: "Input/models/models.csv")
    #expect(try keptFiles() == pages - 2 + organisations + licences)
    try place.replace("title: Two labs", with: "title: Both labs", in: "Input/report.yaml")
    #expect(try keptFiles() == 0)
    try place.replace("One model.", with: "A model.", in: "Templates/pages/model.md")
    #expect(try keptFiles() == 0)
  }

  @Test func pageThatSomebodyChangedIsMadeAnew() throws {
    _ = try keptFiles()
    let page = try place.folder.text(of: "Output/models/panda-2.html")
    try place.folder.write("spoiled", to: "Output/models/panda-2.html")
    try place.replace("1405 [1395, 1415]", with: "1407 [1397, 1417]", in: "Input/scores/board.csv")
    #expect(try place.parallax("build").exitCode == 0)
    #expect(try place.folder.text(of: "Output/models/panda-2.html") == page)
  }

  @Test func everyPageIsMadeWhereTheMemoryIsLost() throws {
    _ = try keptFiles()
    try FileManager.default.removeItem(atPath: "\(place.path)/.parallax/pages")
    try place.replace("1405 [1395, 1415]", with: "1407 [1397, 1417]", in: "Input/scores/board.csv")
    #expect(try keptFiles() == 0)
    try place.replace("1407 [1397, 1417]", with: "1409 [1399, 1419]", in: "Input/scores/board.csv")
    #expect(try keptFiles() > 0)
  }
}
