import Dispatch
import Glibc
import Synchronization

extension Array where Element: Sendable {
  /// Transforms stretches of neighbours on several threads at once; the results keep the elements' order.
  ///
  /// - Parameter jobs: How many stretches there are; as many as there are cores unless given.
  package func concurrentMap<Result: Sendable>(
    jobs: Int? = nil, _ transform: @Sendable (ArraySlice<Element>) -> [Result]
  ) -> [Result] {
    let workers = Swift.max(1, Swift.min(jobs ?? sysconf(Int32(_SC_NPROCESSORS_ONLN)), count))
    guard workers > 1 else { return transform(self[...]) }
    let parts = Mutex<[Int: [Result]]>([:])
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      let part = transform(self[count * worker / workers..<count * (worker + 1) / workers])
      parts.withLock { $0[worker] = part }
    }
    return parts.withLock { parts in (0..<workers).flatMap { parts[$0] ?? [] } }
  }
}
