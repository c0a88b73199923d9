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
