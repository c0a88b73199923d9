import ArgumentParser
import Diagnostics
import Glibc
import Publishing
import Reading
import Records
import Rollups

/// `parallax rollup`: a history of counts that is too large to be an input, to records.
struct RollUp: AsyncParsableCommand {
  enum Engine: String, ExpressibleByArgument, CaseIterable {
    case embedded, spark
  }

  static let configuration = CommandConfiguration(
    commandName: "rollup", abstract: "Counts a history too large to be an input into records under Input/.",
    discussion: """
      The spec, a record under Input/rollups/, says which files, columns and filters, whose a name is, the period, and \
      how many rows and which gaps are expected. The result is Input/KIND/rollups/SPEC.csv, with a manifest beside it.

      The embedded engine counts on this machine, with memory for groups and not for rows. The spark engine runs the \
      same spec on Apache Spark through spark-sql and gives the same bytes; Documentation/scale.md says when it's worth it. \
      Nothing is written when a row is malformed, a day is missing or the number of rows isn't the one expected; the exit \
      code is 65 then.
      """)

  @Argument(help: "The id of the spec, or its file.")
  var spec: String

  @Option(help: "The folder of histories, below which the spec's files are; for spark any address that it reads.")
  var history = "History"

  @Option(help: "The folder of records.")
  var input = "Input"

  @Option(help: "Who counts: embedded or spark.")
  var engine = Engine.embedded

  @Option(help: "Embedded: how many workers; as many as there are cores unless given.")
  var jobs: Int?

  @Option(help: "Embedded: the most groups, and the most names, that are held in memory.")
  var groups = 20_000_000

  @Flag(name: .customLong("no-sums"), help: "Leave the SHA-256 sums of the files out of the manifest.")
  var withoutSums = false

  @OptionGroup(title: "Spark")
  var spark: SparkOptions

  @Flag(name: .customLong("print-sql"), help: "Print the query that Spark would be given, and run nothing.")
  var printsSQL = false

  @Flag(name: .customLong("dry-run"), help: "Count, say what would be written, and write nothing.")
  var dryRun = false

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number from one") }
    if groups < 1 { throw ValidationError("--groups takes a number from one") }
    if engine == .embedded, spark.isGiven {
      throw ValidationError("--master, --spark, --exchange and --conf are for --engine spark")
    }
    try spark.check()
  }

  func run() async throws {
    let (files, corpus) = try readRecords()
    let plan = try plan(corpus)
    if printsSQL {
      Terminal.print(SparkQuery(plan, history: history, exchange: spark.exchange ?? "EXCHANGE").text)
      return
    }
    let progress = Progress(isWanted: true)
    let (counting, version) = try count(plan, progress)
    progress.clear()
    guard let tally = counting.tally else { throw refuse(counting.findings) }
    let result = RolledUp(tally, plan)
    guard result.isWhole else { throw refuse(counting.findings + result.findings) }
    let path = "\(plan.spec.into.rawValue)/rollups/\(plan.spec.id)"
    try check(SourceFile(path: "Input/\(path).csv", text: result.beginning), among: files)
    let manifest = RollupManifest(
      plan, engine: engine.rawValue, version: version, counting: counting, tally: tally, result: result,
      resultPath: "Input/\(path).csv")
    let words = dryRun ? "would be written" : try write(result, manifest, to: path)
    complain(counting.findings + result.findings)
    Terminal.print(
      """
      \(input)/\(path).csv \(words): \(result.recordCount) records from \(tally.rowCount) rows, of which \
      \(tally.keptCount) count; \(tally.days.count) days, \(result.missingDays) missing

      """)
  }

  // MARK: - Before

  /// The records, as far as a rollup reads them.
  private func readRecords() throws -> (files: [SourceFile], corpus: Corpus) {
    // Rows of numbers, which may be many: no name is explained by them, and no record refers to one.
    let rows: Set = [Score.kind, Price.kind, Download.kind, Derivative.kind, Usage.kind]
    let (files, unreadable) = try read(input, as: "Input", option: "--input", without: rows)
    let (corpus, findings) = Corpus.reading(files)
    // A broken price is no reason to count no downloads; a broken alias is.
    let read = [
      Rollup.kind, Source.kind, Organisation.kind, Family.kind, Model.kind, Licence.kind, Chip.kind, Alias.kind,
      Report.kind,
    ]
    let stopping = (unreadable + findings).filter { finding in
      guard finding.effect == .fatal else { return false }
      let parts = finding.place?.file.path.split(separator: "/") ?? []
      return parts.count < 3 || read.contains(String(parts[1]))
    }
    guard stopping.isEmpty else { throw refuse(stopping) }
    return (files, corpus)
  }

  private func plan(_ corpus: Corpus) throws -> RollupPlan {
    let named = corpus.rollups.filter { $0.id == spec || path(spec, names: $0.place.file.path) }
    guard let found = named.first else {
      let ids = corpus.rollups.map(\.id)
      let meant = nearMiss(of: spec, among: ids).map { "did you mean '\($0)'?" }
      throw ValidationError(
        "there is no rollup '\(printable(spec))'; \(meant ?? (ids.isEmpty ? "\(input)/rollups/ has none" : "there are \(ids.joined(separator: ", "))"))"
      )
    }
    guard named.count == 1 else {
      throw ValidationError(
        "'\(printable(spec))' has several rollups: name one of \(named.map(\.id).joined(separator: ", "))")
    }
    let (plan, findings) = RollupPlan.make(found, corpus)
    guard let plan else { throw refuse(findings) }
    return plan
  }

  /// Whether a path on the command line is the file that findings know under `Input/`.
  private func path(_ written: String, names known: String) -> Bool {
    written == input + known.dropFirst("Input".count) || written == known
  }

  // MARK: - Counting

  private func count(_ plan: RollupPlan, _ progress: Progress) throws -> (Counting, version: String) {
    do {
      switch engine {
      case .embedded:
        var engine = EmbeddedEngine()
        engine.jobs = jobs
        engine.groupLimit = groups
        engine.hashes = !withoutSums
        let files = try HistoryPath.files(matching: plan.spec.inputs, below: history)
        let counting = try engine.count(plan, files) { read, total in
          progress.show("\(plan.spec.id): \(read * 100 / max(total, 1))% of \(total >> 20) MiB")
        }
        return (counting, Parallax.configuration.version)
      case .spark:
        return try spark.count(plan, history: history, hashes: !withoutSums) { progress.show("\(plan.spec.id): \($0)") }
      }
    } catch let problem as RollupProblem {
      progress.clear()
      throw refuse(problem)
    }
  }

  // MARK: - After

  /// The records must be ones that a build takes. They are all made alike, so the first of them speak for the others.
  private func check(_ file: SourceFile, among files: [SourceFile]) throws {
    let others = files.filter { $0.path != file.path }
    let (_, findings) = Corpus.reading((others + [file]).sorted { $0.path < $1.path })
    let own = findings.filter { $0.place?.file.path == file.path && $0.severity == .error }
    guard own.isEmpty else { throw refuse(own) }
  }

  /// Writes result and manifest, each whole; says what has become of the result.
  private func write(_ result: RolledUp, _ manifest: RollupManifest, to path: String) throws -> String {
    let disk = Disk()
    let file = "\(input)/\(path).csv"
    let name = path.split(separator: "/").last!
    let folder = "\(input)/\(path.dropLast(name.count + 1))"
    do throws(PublishingProblem) {
      try disk.makeFolders(folder)
      let isSame = try disk.isFile(file, of: result.bytes)
      if !isSame { try disk.replace(file, with: result.bytes) }
      // Hidden, since it is no record.
      try disk.replace("\(folder)/.\(name).manifest.json", with: Array(manifest.text.utf8))
      return isSame ? "is unchanged" : "has been written"
    } catch {
      Terminal.complain("parallax: \(printable("\(error)"))\n")
      throw ExitCode(error)
    }
  }

  // MARK: - What goes wrong

  private func complain(_ findings: [Finding]) {
    guard !findings.isEmpty else { return }
    Terminal.complain(render(findings, as: .text, colour: Terminal.showsColours, limit: 12) + "\n")
  }

  /// Shows what stands in the way; gives the exit code.
  private func refuse(_ findings: [Finding]) -> ExitCode {
    let why = "the history wasn't rolled up: \(countsBySeverity(of: findings))"
    Terminal.complain(
      Message(
        why: why, details: render(findings, as: .text, colour: Terminal.showsColours, limit: 20),
        live: "Nothing was written.", todo: "Mend what is listed and run it again."
      ).text)
    return ExitCode(stoppedBy: findings) ?? .records
  }

  private func refuse(_ problem: RollupProblem) -> ExitCode {
    let todo: String
    let code: ExitCode
    switch problem {
    case .unreadable: (todo, code) = ("Name the folder of histories with --history.", .inputOutput)
    case .noSpark:
      (todo, code) = ("Install Apache Spark, or name its folder with --spark or SPARK_HOME.", .templates)
    case .sparkFailed(_, let hint): (todo, code) = (hint, .inputOutput)
    }
    Terminal.complain(
      Message(why: "\(problem)", live: "Nothing was written.", todo: todo).text)
    return code
  }
}
