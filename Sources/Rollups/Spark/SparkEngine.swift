import Diagnostics
import Glibc
import Reading
import Records

/// Counts a history on Apache Spark, through its command line and files in between.
///
/// Spark tells which names there are, our ledger what they mean, and Spark counts; what it counted are whole numbers, which
/// are put in order here. So the result is the one that the embedded engine gives.
package struct SparkEngine: Sendable {
  /// Where `spark-sql` is, or its name on the path.
  package var program: String
  /// `local[*]`, `spark://…`, `yarn` or `k8s://…`.
  package var master: String
  /// The folder of histories, as Spark names it.
  package var history: String
  /// The folder for files in between, on this machine; every worker sees it under the same path.
  package var exchange: String
  /// More settings, as `spark.executor.memory=4g`.
  package var settings: [String] = []
  package var hashes = true

  package init(program: String, master: String, history: String, exchange: String) {
    self.program = program
    self.master = master
    self.history = history
    self.exchange = exchange
  }

  /// - Parameters:
  ///   - files: the files of the history, where this machine sees them; their sums go into the manifest.
  ///   - progress: is told what Spark is at.
  package func count(
    _ plan: RollupPlan, _ files: [HistoryFile]?, progress: (String) -> Void = { _ in }
  ) throws(RollupProblem) -> (Counting, version: String) {
    if let files, files.isEmpty { return (Counting(findings: [.noHistory(plan.spec)]), "") }
    let query = SparkQuery(plan, history: history, exchange: "file://" + exchange)
    var subjects: [Subject] = []
    if query.asksNames {
      progress("Spark starts, to find the names")
      if let finding = try run(query.namesScript, plan, files, progress) { return (finding, "") }
      let names = try rows(in: "names-found", columns: 2)
      progress("the ledger looks up \(names.count) names")
      let meanings: [UInt8]
      (meanings, subjects) = lookUp(names, plan.join)
      try write(meanings, to: "\(exchange)/names.csv")
    }
    progress("Spark starts, to count")
    if let finding = try run(query.countScript, plan, files, progress) { return (finding, "") }
    let tally = try tally(subjects, plan)
    let version = try version()
    guard let tally else { return (Counting(findings: [.tooLargeSum(plan.spec)]), version) }
    return (Counting(tally: tally, inputs: try sums(of: files)), version)
  }

  // MARK: - Names

  /// A row for each name, publisher and stretch of eras in which it means one subject, by that subject's number.
  private func lookUp(_ names: [[String]], _ join: NameJoin) -> (bytes: [UInt8], subjects: [Subject]) {
    var subjects: [Subject] = []
    var indices: [Subject: Int] = [:]
    var bytes: [UInt8] = []
    for name in names {
      var open: (subject: Subject, days: ClosedRange<Int>)?
      func close() {
        guard let open else { return }
        if indices[open.subject] == nil {
          indices[open.subject] = subjects.count
          subjects.append(open.subject)
        }
        bytes += "\(csvCell(name[0])),\(csvCell(name[1])),\(open.days.lowerBound),\(open.days.upperBound),".utf8
        bytes += "\(indices[open.subject]!)\n".utf8
      }
      for era in 0..<join.eraCount {
        let subject = join.subject(of: name[0], organisation: name[1].isEmpty ? nil : name[1], in: era)
        let days = join.days(ofEra: era)
        if let last = open, last.subject == subject {
          open!.days = last.days.lowerBound...days.upperBound
        } else {
          close()
          open = subject.map { ($0, days) }
        }
      }
      close()
    }
    return (bytes, subjects)
  }

  // MARK: - What Spark wrote

  private func tally(_ subjects: [Subject], _ plan: RollupPlan) throws(RollupProblem) -> Tally? {
    var merger = TallyMerger(taking: plan.spec.take)
    var days: [Tally.DayRows] = []
    let places = subjects.map { merger.index(of: $0) }
    for row in try rows(in: "counts", columns: 10) {
      func number(_ column: Int) -> Int? { Int(row[column]) }
      guard let rows = number(5), let kept = number(6), let known = number(7) else { throw misread("counts") }
      if row[0] == "1" {
        guard let day = number(4) else { throw misread("counts") }
        days.append(Tally.DayRows(day: day, rows: rows, kept: kept))
        continue
      }
      guard let period = number(3) else { throw misread("counts") }
      let place: Int
      if plan.spec.by == .name {
        // As the embedded engine has it: the ledger isn't asked, but for the publisher in front of the slash.
        guard let subject = plan.join.subject(of: row[1], organisation: row[2].isEmpty ? nil : row[2], in: 0) else {
          continue
        }
        place = merger.index(of: subject)
      } else {
        // Names that are left out.
        guard !row[1].isEmpty else { continue }
        guard let subject = Int(row[1]), places.indices.contains(subject) else { throw misread("counts") }
        place = places[subject]
      }
      merger.add(
        place, period,
        Tally.Group(rows: kept, counted: known, value: number(8) ?? 0, lastDay: number(9) ?? Int.min))
    }
    return merger.isSumTooLarge ? nil : merger.tally(days: days)
  }

  /// The rows of a result, whose parts Spark names as it likes, in any order. The mark of success must be there.
  private func rows(in name: String, columns: Int) throws(RollupProblem) -> [[String]] {
    let parts = try HistoryPath.files(matching: ["*.csv"], below: "\(exchange)/\(name)")
    guard unsafe access("\(exchange)/\(name)/_SUCCESS", F_OK) == 0 else { throw misread(name) }
    var rows: [[String]] = []
    for part in parts {
      let file = SourceFile(path: part.path, bytes: try bytes(of: part.fullPath))
      let (table, findings) = CSVTable.read(file)
      guard findings.isEmpty, let table, table.header.count == columns else { throw misread(name) }
      for row in 0..<table.rowCount {
        rows.append((0..<columns).map { table.cell(row: row, column: $0).text })
      }
    }
    return rows
  }

  private func misread(_ name: String) -> RollupProblem {
    .sparkFailed(
      "Spark ended well, but its result '\(name)' isn't whole in '\(exchange)'",
      hint: "Name a folder with --exchange that this machine and every worker see under the same path.")
  }

  private func version() throws(RollupProblem) -> String {
    let output = String(decoding: try bytes(of: "\(exchange)/output"), as: UTF8.self)
    let front = "parallax: "
    return output.split(separator: "\n").last { $0.hasPrefix(front) }.map { String($0.dropFirst(front.count)) }
      ?? "unknown"
  }

  // MARK: - Running it

  /// Runs a script; what stands in the way, when the history does.
  private func run(
    _ script: String, _ plan: RollupPlan, _ files: [HistoryFile]?, _ progress: (String) -> Void
  ) throws(RollupProblem) -> Counting? {
    try write(Array(script.utf8), to: "\(exchange)/query.sql")
    var arguments = ["--master", master, "--name", "parallax rollup \(plan.spec.id)"]
    let own = [
      // No Hive: it would leave a database where it runs.
      "spark.sql.catalogImplementation=in-memory", "spark.ui.showConsoleProgress=true",
      "spark.sql.warehouse.dir=file://\(exchange)/warehouse",
    ]
    for setting in own + settings { arguments += ["--conf", setting] }
    arguments += ["-f", "\(exchange)/query.sql"]
    var log = SparkLog()
    let code: Int32
    do throws(SystemTrouble) {
      let process = try ChildProcess(program, arguments, in: exchange, output: "\(exchange)/output")
      code = process.wait { line in
        if let words = log.take(line) { progress(words) }
        return !log.isHopeless
      }
    } catch {
      throw .noSpark("'\(program)' can't be started: \(error.words)")
    }
    try write(Array((log.lines.joined(separator: "\n") + "\n").utf8), to: "\(exchange)/spark.log")
    if code == 0 { return nil }
    return try Counting(findings: findings(of: log.wholeCause, code, plan, files))
  }

  /// Spark's trouble in our words; for a malformed row, of a file that this machine sees, with its line.
  private func findings(
    of cause: SparkLog.Cause, _ code: Int32, _ plan: RollupPlan, _ files: [HistoryFile]?
  ) throws(RollupProblem) -> [Finding] {
    func failed(_ words: String, _ hint: String) -> RollupProblem { .sparkFailed(words, hint: hint) }
    switch cause {
    case .refusedCell(let word, let column, let file, let cell):
      return try lookCloser(file, plan, files) ?? [.refusedCell(word, column, path(of: file), cell, plan.spec)]
    case .malformedRow(let file), .header(let file):
      guard let file else {
        return try allFiles(plan, files) ?? [.malformedRow(plan.spec.inputs.joined(separator: ", "), plan.spec)]
      }
      return try lookCloser(file, plan, files) ?? [.malformedRow(path(of: file), plan.spec)]
    case .noInput: return [.noHistory(plan.spec)]
    case .tooLargeSum: return [.tooLargeSum(plan.spec)]
    case .noJava: throw .noSpark("Spark finds no Java")
    case .noMaster:
      throw failed("no master answers at '\(master)'", "Start it, or correct --master.")
    case .noWorkers:
      throw failed(
        "no worker of '\(master)' took the job in five minutes",
        "Start workers, or ask for less with --conf spark.executor.memory=… and spark.cores.max=….")
    case .memory:
      throw failed(
        "Spark ran out of memory", "Give it more with --conf spark.executor.memory=… or spark.driver.memory=….")
    case .other(let line):
      throw failed("Spark failed with exit code \(code): \(line)", "Its messages are in \(exchange)/spark.log.")
    }
  }

  /// What our own reader finds in the file that Spark refused; `nil` when this machine doesn't see it, or finds nothing.
  private func lookCloser(
    _ address: String, _ plan: RollupPlan, _ files: [HistoryFile]?
  ) throws(RollupProblem) -> [Finding]? {
    let path = path(of: address)
    guard let file = files?.first(where: { $0.path == path }) else { return try allFiles(plan, files) }
    return try allFiles(plan, [file])
  }

  private func allFiles(_ plan: RollupPlan, _ files: [HistoryFile]?) throws(RollupProblem) -> [Finding]? {
    guard let files, plan.spec.format == .csv else { return nil }
    var reader = EmbeddedEngine()
    reader.hashes = false
    let findings = try reader.count(plan, files).findings
    return findings.isEmpty ? nil : findings
  }

  /// The path below the folder of histories that an address of Spark's means.
  private func path(of address: String) -> String {
    func bare(_ text: String) -> String {
      var text = Substring(text)
      if text.hasPrefix("file:") { text = text.dropFirst(5) }
      while text.hasPrefix("//") { text = text.dropFirst() }
      return String(text)
    }
    let (address, root) = (bare(address), bare(history))
    return address.hasPrefix(root + "/") ? String(address.dropFirst(root.count + 1)) : address
  }

  /// Sums of the files, made here; Spark has read them where it runs.
  private func sums(of files: [HistoryFile]?) throws(RollupProblem) -> [InputSum] {
    guard let files else { return [] }
    guard hashes else { return files.map { InputSum(path: $0.path, size: $0.size, sum: nil) } }
    return try FileSums.sums(of: files)
  }
}

extension Finding {
  static func malformedRow(_ path: String, _ spec: Rollup) -> Finding {
    Finding(
      .error, "malformed-row", "Spark refuses a row of '\(path)'", at: spec.place,
      hint:
        "this machine doesn't see the file; look for a row with too many or too few cells, or quotes that don't close")
  }

  static func refusedCell(_ word: String, _ column: Int, _ path: String, _ cell: String, _ spec: Rollup) -> Finding {
    let name = spec.columns.indices.contains(column) ? spec.columns[column].name : "?"
    let what =
      switch word {
      case "empty": "'\(name)' is empty"
      case "count": "'\(cell)' in '\(name)' isn't a count"
      case "day": "'\(cell)' in '\(name)' isn't a day"
      default: "text in '\(name)' that isn't UTF-8, or has control characters"
      }
    return Finding(
      .error, "malformed-row", "\(what), in a row of '\(path)'", at: spec.place,
      hint: "this machine doesn't see the file, so the line isn't known")
  }
}

private func bytes(of path: String) throws(RollupProblem) -> [UInt8] {
  let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { throw .unreadable(path: path, cause: systemError()) }
  defer { close(descriptor) }
  var bytes: [UInt8] = []
  var block = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let got = unsafe block.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
    if got < 0, errno == EINTR { continue }
    guard got >= 0 else { throw .unreadable(path: path, cause: systemError()) }
    guard got > 0 else { return bytes }
    bytes += block[..<got]
  }
}

private func write(_ bytes: [UInt8], to path: String) throws(RollupProblem) {
  let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
  guard descriptor >= 0 else { throw .unreadable(path: path, cause: systemError()) }
  defer { close(descriptor) }
  var rest = bytes[...]
  while !rest.isEmpty {
    let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
    if count < 0, errno == EINTR { continue }
    guard count > 0 else { throw .unreadable(path: path, cause: systemError()) }
    rest = rest.dropFirst(count)
  }
}
