/// A way into the program by which bytes come from outside, and what must hold whatever they are.
package struct FuzzTarget: Sendable {
  package let name: String
  /// Inputs as people write them, which mutations start from.
  package let seeds: [[UInt8]]
  /// Pieces of text that mean something here.
  package let words: [String]
  /// How often this target's turn comes, beside the others'.
  package let weight: Int
  /// What is wrong with how the program took the bytes; `nil` when nothing is. That it comes back at all is part of it.
  package let complaint: @Sendable ([UInt8]) async -> String?

  package init(
    name: String, seeds: [[UInt8]], words: [String], weight: Int,
    complaint: @escaping @Sendable ([UInt8]) async -> String?
  ) {
    self.name = name
    self.seeds = seeds
    self.words = words
    self.weight = weight
    self.complaint = complaint
  }

  /// All targets over the files in these folders, such as `Input` and `Templates`; folders that aren't there give none.
  package static func all(seedsIn folders: [String]) -> [FuzzTarget] {
    let seeds = SeedFiles(in: folders)
    return [
      .recordText(seeds), .json(seeds), .csv(seeds), .notes(seeds), .records(seeds), .values(seeds),
      .markup(seeds), .expressions(seeds), .pages(seeds), .histories(),
    ]
  }
}
