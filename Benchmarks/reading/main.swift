// Measures reading beside its peers: `make bench-reading`.
//
// Arguments: files and folders of YAML, or `--csv FILE` for the columns benchmark.

import Diagnostics
import Glibc
import Reading

let arguments = CommandLine.arguments.dropFirst()
if arguments.first == "--csv" {
  for path in arguments.dropFirst() { benchmarkCSV(path) }
} else if arguments.first == "--profile" {
  // One reading of each file, for a profiler.
  for path in arguments.dropFirst() {
    for file in InputFolder.read(root: path, as: path).files { _ = RecordText.read(file) }
  }
} else {
  for path in arguments {
    let (files, findings) = InputFolder.read(root: path, as: path)
    guard findings.isEmpty else {
      print(render(findings, as: .text, limit: 5))
      continue
    }
    // Small files are joined to one of 4 MB, so that the clock has something to measure.
    var joined: [UInt8] = []
    let texts = files.filter { $0.path.hasSuffix(".yaml") || $0.path.hasSuffix(".yml") }
    guard !texts.isEmpty else { continue }
    while joined.count < 4_000_000 {
      for file in texts {
        joined += Array("---\n".utf8) + file.bytes + (file.bytes.last == 0x0A ? [] : [0x0A])
      }
    }
    benchmarkRecordText(path, joined)
  }
}
