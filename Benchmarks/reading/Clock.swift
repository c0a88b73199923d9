import Glibc

/// The quickest of several runs, in seconds of this thread's processor time: another program's work doesn't count.
func quickest(of runs: Int = 7, _ work: () -> Void) -> Double {
  var best = Double.infinity
  for _ in 0..<runs {
    let start = threadSeconds()
    work()
    best = min(best, threadSeconds() - start)
  }
  return best
}

private func threadSeconds() -> Double {
  var time = timespec()
  unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// `123.4`, without the locale's comma.
func oneDecimal(_ number: Double) -> String {
  let tenths = Int((number * 10).rounded())
  return "\(tenths / 10).\(tenths % 10)"
}
