package import Diagnostics
package import Records

/// The least that a corpus needs: a report, a source, two organisations, two licences, a benchmark.
package let smallInput: [String: String] = [
  "Input/report.yaml": """
  title: Test
  blocs:
    - {id: us, name: United States, adjective: American, countries: [US]}
    - {id: china, name: China, adjective: Chinese, countries: [CN]}
  """,
  "Input/sources/s.yaml": """
  id: board
  title: A board
  seen: full-text
  """,
  "Input/organisations/o.yaml": """
  - {id: openai, name: OpenAI, country: US}
  - {id: deepseek, name: DeepSeek, country: CN}
  """,
  "Input/licences/l.yaml": """
  - {id: mit, name: MIT License, class: permissive}
  - {id: proprietary, name: Proprietary, class: closed}
  """,
  "Input/benchmarks/b.yaml": """
  - {id: arena, name: Arena, unit: rating points, better: higher, minimum: 0, maximum: 3000, scale: elo,
     vintages-comparable: no}
  """,
]

/// A corpus of the small input with some files replaced or added, and what was wrong with it.
package func corpus(
  with files: [String: String] = [:], asOf: Day? = nil
) -> (corpus: Corpus, findings: [Finding]) {
  let all = smallInput.merging(files) { _, new in new }.sorted { $0.key < $1.key }
  return Corpus.reading(all.map { SourceFile(path: $0.key, text: $0.value) }, asOf: asOf)
}

/// What is wrong with the small input and these files beside it, as lines; notes are left out.
package func complaints(with files: [String: String], asOf: Day? = nil) -> [String] {
  corpus(with: files, asOf: asOf).findings.filter { $0.severity > .note }.map(line(of:))
}

/// How a finding reads in a test: `Input/a.yaml:3:7: error: headline; hint`.
package func line(of finding: Finding) -> String {
  let place = finding.place.map { "\($0.file.path):\($0.lineAndColumn.line):\($0.lineAndColumn.column): " } ?? ""
  return place + finding.summary + (finding.hint.map { "; \($0)" } ?? "")
}
