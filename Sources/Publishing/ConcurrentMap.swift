import Reading

extension Array where Element: Sendable {
  /// Transforms stretches of neighbouring elements on several threads at once; the results keep the stretches' order.
  package func concurrentMap<Result: Sendable>(
    stretch: Int, _ transform: @escaping @Sendable (ArraySlice<Element>) -> Result
  ) async -> [Result] {
    await withTaskGroup { group in
      let starts = Swift.stride(from: 0, to: count, by: stretch)
      for start in starts {
        let slice = self[start..<Swift.min(start + stretch, count)]
        group.addTask { (start, transform(slice)) }
      }
      let results = await group.reduce(into: [Int: Result]()) { $0[$1.0] = $1.1 }
      return starts.compactMap { results[$0] }
    }
  }
}

extension Array where Element: Sendable {
  /// What comes of each element, in their order: made on several threads at once where there are hundreds, for the disk
  /// lets more than one at a time into it.
  ///
  /// - Throws: The problem of the first element that has one. Later elements may have been seen to all the same.
  func concurrentResults<Result: Sendable>(
    _ transform: @Sendable (Element) throws(PublishingProblem) -> Result
  ) throws(PublishingProblem) -> [Result] {
    @Sendable func results(of part: ArraySlice<Element>) throws(PublishingProblem) -> [Result] {
      var results: [Result] = []
      results.reserveCapacity(part.count)
      for element in part { results.append(try transform(element)) }
      return results
    }
    guard count > 256 else { return try results(of: self[...]) }
    let parts = concurrentMap(stretches: count / 64) { part -> [Swift.Result<[Result], PublishingProblem>] in
      do throws(PublishingProblem) {
        return [.success(try results(of: part))]
      } catch {
        return [.failure(error)]
      }
    }
    var all: [Result] = []
    all.reserveCapacity(count)
    for part in parts { all += try part.get() }
    return all
  }
}
