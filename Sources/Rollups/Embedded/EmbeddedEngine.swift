package import Diagnostics
import Glibc
import Reading
import Records
import Synchronization

/// What an engine came to.
package struct Counting: Sendable {
  /// `nil` when something stops the rollup.
  package var tally: Tally?
  package var inputs: [InputSum] = []
  package var findings: [Finding] = []
}

/// Counts a history on this machine: all cores, one pass, memory for groups and names and not for rows.
package struct EmbeddedEngine: Sendable {
  /// The most groups, and the most names, that a run may hold.
  package var groupLimit = 20_000_000
  /// The most malformed rows that are told.
  package var findingLimit = 100
  /// How many workers there are; as many as there are cores unless given.
  package var jobs: Int?
  /// Whether the manifest gets the sums of the files.
  package var hashes = true
  /// The bytes of a stretch. A file's sum depends on it, so only tests change it.
  package var stretchSize = FileSums.stretchSize

  package init() {}

  /// - Parameter progress: is told how many bytes of how many have been read, from any thread.
  package func count(
    _ plan: RollupPlan, _ files: [HistoryFile], progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
  ) throws(RollupProblem) -> Counting {
    if let finding = refusal(plan, files) { return Counting(findings: [finding]) }
    let stretches = stretches(of: files, plan)
    let queue = StretchQueue(stretches, total: files.reduce(0) { $0 + $1.size }, progress)
    let workers = max(1, min(jobs ?? sysconf(Int32(_SC_NPROCESSORS_ONLN)), stretches.count))
    let merger = Mutex(TallyMerger(taking: plan.spec.take))
    let results = Array(0..<workers).concurrentMap(jobs: workers) { part in
      part.map { _ in work(on: queue, plan, files, merger) }
    }
    if let problem = results.lazy.compactMap(\.problem).first { throw problem }
    let outcomes = Dictionary(uniqueKeysWithValues: results.flatMap(\.outcomes))
    var findings = findings(outcomes, stretches, files, plan)
    if findings.isEmpty { findings = changes(in: files) }
    if results.contains(where: \.hasTooManyGroups) { findings.append(tooManyGroups(plan)) }
    guard findings.isEmpty else { return Counting(findings: findings) }
    let isSumTooLarge = merger.withLock(\.isSumTooLarge) || results.contains(where: \.isSumTooLarge)
    guard !isSumTooLarge else { return Counting(findings: [.tooLargeSum(plan.spec)]) }
    let days = days(of: results)
    let tally = merger.withLock { $0.tally(days: days) }
    let sums = stretches.indices.map { outcomes[$0]?.sum ?? [] }
    return Counting(tally: tally, inputs: FileSums.sums(of: files, stretches, hashes ? sums : nil))
  }

  private func refusal(_ plan: RollupPlan, _ files: [HistoryFile]) -> Finding? {
    if plan.spec.format == .parquet {
      return Finding(
        .error, "needs-spark", "the embedded engine reads CSV, not Parquet", at: plan.spec.place,
        hint: "run it with --engine spark")
    }
    if files.isEmpty { return .noHistory(plan.spec) }
    guard
      let file = files.first(where: { file in ["gz", "bz2", "zst", "xz"].contains { file.path.hasSuffix(".\($0)") } })
    else { return nil }
    return Finding(
      .error, "needs-spark", "'\(file.path)' is compressed, and the embedded engine reads plain CSV",
      at: plan.spec.inputsPlace, hint: "unpack it, or run it with --engine spark")
  }

  /// A stretch for each so many bytes; whole files where a line break may stand in a cell, for nobody can tell then where
  /// a row begins.
  private func stretches(of files: [HistoryFile], _ plan: RollupPlan) -> [Stretch] {
    Stretch.all(of: files, size: plan.spec.hasLineBreaks ? Int.max : stretchSize)
  }

  // MARK: - One worker

  private struct WorkerResult: Sendable {
    var outcomes: [(Int, StretchOutcome)] = []
    var days: [DayTable.Day] = []
    var isSumTooLarge = false
    var hasTooManyGroups = false
    var problem: RollupProblem?
  }

  /// So many groups are handed over together, so that workers seldom wait for each other. Their sums are whole numbers, so
  /// that it makes no difference who counted which row.
  private static let groupsHandedOver = 4096

  private func work(
    on queue: StretchQueue, _ plan: RollupPlan, _ files: [HistoryFile], _ merger: borrowing Mutex<TallyMerger>
  ) -> WorkerResult {
    var result = WorkerResult()
    var counter = RowCounter(plan)
    var reader = HistoryReader()
    do throws(RollupProblem) {
      while let (index, stretch) = queue.next() {
        let outcome = try reader.read(
          stretch, of: files[stretch.file], into: &counter, plan, limit: findingLimit + 1, hashes: hashes)
        queue.finished(stretch.bytes.count, problems: outcome.problems.count, limit: findingLimit)
        result.outcomes.append((index, outcome))
        let isNearLimit = merger.withLock { $0.groupCount } + counter.groupCount > groupLimit
        if isNearLimit { counter.closeGroups() }
        if isNearLimit || counter.closedCount > Self.groupsHandedOver {
          merger.withLock { counter.handOver(to: &$0) }
        }
        if isTooMuch(counter, merger) { queue.stop() }
      }
    } catch {
      result.problem = error
      queue.stop()
    }
    counter.closeGroups()
    merger.withLock { counter.handOver(to: &$0) }
    result.hasTooManyGroups = isTooMuch(counter, merger)
    result.days = counter.days
    result.isSumTooLarge = counter.isSumTooLarge
    return result
  }

  private func isTooMuch(_ counter: RowCounter, _ merger: borrowing Mutex<TallyMerger>) -> Bool {
    counter.nameCount > groupLimit || merger.withLock { $0.groupCount } > groupLimit
  }

  // MARK: - What they came to together

  private func days(of results: [WorkerResult]) -> [Tally.DayRows] {
    var days: [Int: Tally.DayRows] = [:]
    for day in results.flatMap(\.days) {
      days[day.number, default: .init(day: day.number, rows: 0, kept: 0)].rows += day.rows
      days[day.number]!.kept += day.kept
    }
    return Array(days.values)
  }

  private func findings(
    _ outcomes: [Int: StretchOutcome], _ stretches: [Stretch], _ files: [HistoryFile], _ plan: RollupPlan
  ) -> [Finding] {
    var findings: [Finding] = []
    var (file, line) = (-1, 1)
    for (index, stretch) in stretches.enumerated() {
      if stretch.file != file { (file, line) = (stretch.file, 1) }
      // Where it has been stopped, what is missing comes after everything that was found.
      guard let outcome = outcomes[index] else { break }
      findings += outcome.problems.map { $0.finding(in: files[file].path, firstLine: line, plan.spec) }
      line += outcome.lines
    }
    guard findings.count > findingLimit else { return findings }
    let last = findings[findingLimit - 1].place
    return findings.prefix(findingLimit) + [
      Finding(
        .error, "too-many-findings", "more than \(findingLimit) rows are malformed; reading stopped there", at: last,
        hint: "mend those in front of it and run again")
    ]
  }

  /// Files that were written while they were read.
  private func changes(in files: [HistoryFile]) -> [Finding] {
    files.compactMap { file in
      var status = stat()
      guard unsafe stat(file.fullPath, &status) == 0, Int(status.st_size) == file.size else {
        return Finding(
          .error, "changed-while-read", "file that changed while it was read",
          at: Place(SourceFile(path: file.path, bytes: [])), hint: "run again once nothing writes to it")
      }
      return nil
    }
  }

  private func tooManyGroups(_ plan: RollupPlan) -> Finding {
    Finding(
      .error, "too-many-groups", "more than \(groupLimit) groups or names, which is the limit", at: plan.spec.place,
      hint: "split by something larger, take longer periods, raise --groups where memory allows, or use --engine spark")
  }
}

/// Stretches on their way to the workers, in order.
private final class StretchQueue: Sendable {
  private struct State {
    var next = 0
    var problems = 0
    var read = 0
  }

  private let stretches: [Stretch]
  private let total: Int
  private let progress: @Sendable (Int, Int) -> Void
  private let state = Mutex(State())

  init(_ stretches: [Stretch], total: Int, _ progress: @escaping @Sendable (Int, Int) -> Void) {
    self.stretches = stretches
    self.total = total
    self.progress = progress
  }

  func next() -> (Int, Stretch)? {
    state.withLock { state in
      guard state.next < stretches.count else { return nil }
      state.next += 1
      return (state.next - 1, stretches[state.next - 1])
    }
  }

  /// Notes that a stretch is done; with too many problems nothing more is begun.
  func finished(_ size: Int, problems: Int, limit: Int) {
    let read = state.withLock { state in
      state.problems += problems
      state.read += size
      if state.problems > limit { state.next = stretches.count }
      return state.read
    }
    progress(read, total)
  }

  func stop() { state.withLock { $0.next = stretches.count } }
}

extension Finding {
  static func tooLargeSum(_ spec: Rollup) -> Finding {
    Finding(
      .error, "too-large-sum", "a sum of '\(spec.countColumn)' is larger than 9223372036854775807",
      at: spec.countColumnPlace,
      hint: "is it a column of counts at all?")
  }

  static func noHistory(_ spec: Rollup) -> Finding {
    Finding(
      .error, "no-history", "no file matches \(spec.inputs.joined(separator: ", "))", at: spec.inputsPlace,
      hint: "patterns are of paths below the folder that --history names")
  }
}
