import Benchmark
import Foundation
import Stages

/// Each stage over the records in the folder that `PARALLAX_WORKLOAD` names; 'make bench-stages' makes them first.
///
/// Allocations aren't among the metrics: without the package's own allocator they read zero.
let benchmarks: @Sendable () -> Void = {
  let folder = ProcessInfo.processInfo.environment["PARALLAX_WORKLOAD"] ?? ".build-bench/workload"
  for stage in Stage.allCases {
    Benchmark(
      stage.rawValue,
      configuration: .init(
        metrics: [.cpuTotal, .wallClock, .peakMemoryResident], warmupIterations: 1, maxDuration: .seconds(5),
        maxIterations: 50)
    ) { benchmark, workload in
      for _ in benchmark.scaledIterations { blackHole(try await workload.run(stage)) }
    } setup: {
      try await Workload(folder: folder)
    }
  }
}
