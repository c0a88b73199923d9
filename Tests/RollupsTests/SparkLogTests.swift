import Testing

@testable import Rollups

/// What is made of Spark's messages.
@Suite struct SparkLogTests {
  @Test(arguments: [
    ("[Stage 3:=====>      (12 + 2) / 20]", "Spark has 12 of 20 tasks of stage 3"),
    ("[Stage 0:>  (0 + 2) / 7][Stage 1:>  (1 + 0) / 9]", "Spark has 0 of 7 tasks of stage 0"),
    (
      "26/11/25 WARN TaskSchedulerImpl: Initial job has not accepted any resources; check",
      "Spark waits for workers with free cores and memory"
    ),
    ("26/11/25 INFO something else", nil),
  ])
  func progressIsShownInOurWords(line: String, expected: String?) {
    var log = SparkLog()
    #expect(log.take(line) == expected)
  }

  @Test(arguments: [
    (
      [
        "org.apache.spark.SparkException: Job aborted",
        "[USER_RAISED_EXCEPTION] parallax:count:2:file:///h/a:b.csv:12x SQLSTATE: P0001",
      ],
      SparkLog.Cause.refusedCell(word: "count", column: 2, file: "file:///h/a:b.csv", cell: "12x")
    ),
    (
      [
        "Caused by: [FAILED_READ_FILE.NO_HINT] Encountered error while reading file file:///h/a.csv.  SQLSTATE: KD001",
        "Caused by: [MALFORMED_RECORD_IN_PARSING.WITHOUT_SUGGESTION] Malformed records are detected in record parsing",
      ], .malformedRow(file: "file:///h/a.csv")
    ),
    (["Error: [ARITHMETIC_OVERFLOW] long overflow"], .tooLargeSum),
    (["JAVA_HOME is not set"], .noJava),
    (
      [
        "26/11/25 ERROR StandaloneSchedulerBackend: Application has been killed. Reason: All masters are unresponsive! Giving up."
      ], .noMaster
    ),
    (["java.lang.OutOfMemoryError: Java heap space"], .memory),
    (["Exception: x", "something"], .other("Exception: x")),
  ])
  func causeIsTheMostTellingMessage(lines: [String], expected: SparkLog.Cause) {
    var log = SparkLog()
    for line in lines { _ = log.take(line) }
    #expect(log.wholeCause == expected)
  }

  @Test func waitingForWorkersEndsAfterFiveMinutes() {
    var log = SparkLog()
    for _ in 0..<19 { _ = log.take("Initial job has not accepted any resources") }
    #expect(!log.isHopeless)
    _ = log.take("Initial job has not accepted any resources")
    #expect(log.isHopeless)
  }
}
