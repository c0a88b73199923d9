import Diagnostics
import Metrics
import Pages
import Publishing

/// The pages that are live, which stay where they would come out the same.
struct LivePages {
  /// What they were made from; `nil` where that isn't known, or isn't trusted.
  var memory: PageMemory?

  /// What a site is told of them.
  ///
  /// - Parameter index: comes to the index of the records at hand.
  func former(_ ingredients: Ingredients, _ index: Task<RecordIndex, Never>) -> FormerPages {
    var areLive: (@Sendable ([String], PageSum) -> Bool)?
    if let memory { areLive = { paths, sum in memory.areLive(paths, madeFrom: sum) } }
    return FormerPages(
      base: baseOfPages(ingredients), records: { await index.value }, sum: { bytes in PageSum(of: bytes) },
      areLive: areLive)
  }
}
