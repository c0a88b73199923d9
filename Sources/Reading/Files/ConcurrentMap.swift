import Dispatch
import Glibc
import Synchronization

extension Array where Element: Sendable {
  /// Transforms stretches of neighbours on several threads at once; the results keep the elements' order.
  ///
  /// - Parameters:
  ///   - jobs: How many threads there are; as many as there are cores unless given.
  ///   - stretches: How many stretches there are, of which each thread takes the next one when it is done with one; as
  ///     many as there are threads unless given. More of them where some elements take much longer than others.
  package func concurrentMap<Result: Sendable>(
    jobs: Int? = nil, stretches: Int? = nil, _ transform: @Sendable (ArraySlice<Element>) -> [Result]
  ) -> [Result] {
    let workers = Swift.max(1, Swift.min(jobs ?? sysconf(Int32(_SC_NPROCESSORS_ONLN)), count))
    guard workers > 1 else { return transform(self[...]) }
    let stretches = Swift.max(workers, Swift.min(stretches ?? workers, count))
    let parts = Mutex<[Int: [Result]]>([:])
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      while true {
        let stretch = next.add(1, ordering: .relaxed).oldValue
        guard stretch < stretches else { return }
        let part = transform(self[count * stretch / stretches..<count * (stretch + 1) / stretches])
        parts.withLock { $0[stretch] = part }
      }
    }
    return parts.withLock { parts in (0..<stretches).flatMap { parts[$0] ?? [] } }
  }
}
