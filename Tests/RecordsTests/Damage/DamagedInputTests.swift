import Diagnostics
import Foundation
import Records
import TestSupport
import Testing

/// What analysts see when their records are damaged: one page of findings, as `parallax check` prints it.
@Suite struct DamagedInputTests {
  /// One sort of damage to the committed records: in a file, the first place of a text becomes another.
  private static let damage: [(file: String, from: String, to: String)] = [
    ("Input/report.yaml", "quarantine-limit: 0.02", "quarantine-limit: 2 %"),
    ("Input/report.yaml", "countries: [CN, HK, MO]", "countries: [CHN, HK, MO]"),
    (
      "Input/sources/datasets.yaml", "url: https://github.com/mayerwin", "url: javascript:alert(1)//github.com/mayerwin"
    ),
    (
      "Input/sources/datasets.yaml", "'AI Arena History: daily Elo of each lab''s",
      "AI Arena History: daily Elo of each lab's"
    ),
    ("Input/sources/datasets.yaml", "published: 2026-07-21", "published: 21 July 2026"),
    ("Input/organisations/china.yaml", "  kind: company", "\tkind: company"),
    ("Input/organisations/united-states.yaml", "name: Anthropic", "name: *anthropic"),
    ("Input/licences/permissive.yaml", "class: permissive", "class: permisive"),
    ("Input/models/alibaba.yaml", "released: 2023-08-03", "relaesed: 2023-08-03"),
    ("Input/models/alibaba.yaml", "total-parameters: 7\n", "total-parameters: 7B\n"),
    ("Input/models/alibaba.yaml", "licence: tongyi-qianwen", "licence: tongyi-qianwan"),
    ("Input/models/alibaba.yaml", "name: Qwen-14B\n", "name: Qwen-14B\n  name: Qwen-14B-Chat\n"),
    ("Input/models/alibaba.yaml", "released: 2023-09-25", "released: 2023-09-31"),
    ("Input/benchmarks/arena.yaml", "id: arena-text\n", "id: Arena Text\n"),
    ("Input/benchmarks/arena.yaml", "scale: elo", "scale: !!str elo"),
    (
      "Input/scores/lmarena-snapshot-2026-02/arena-text-2026-02-11.csv", ",source\n",
      ",source\n\u{1B}[31mqwen-7b,Alibaba,,arena-text,2026-02-11,1,,independent,F,lmarena-snapshot-2026-02\n"
    ),
    (
      "Input/scores/lmarena-snapshot-2026-02/arena-text-2026-02-11.csv", "\"1504 [1494, 1514]\",3922",
      "1504 [1494, 1514],3922"
    ),
    (
      "Input/scores/lmarena-snapshot-2026-02/arena-text-2026-02-11.csv", "4653,independent,F,lmarena-snapshot-2026-02",
      "4653,independent,F"
    ),
    ("Input/aliases/models.csv", "\"same name, other spelling\"", "the \"same\" name"),
    ("Input/notes/convergence.md", "written: 2026-11-23\n---\n", "written: 2026-11-23\n"),
    ("Input/modles/new.yaml", "", "id: qwen3\n"),
  ]

  private static func damaged() throws -> [SourceFile] {
    var texts: [String: String] = [:]
    for (file, from, to) in damage {
      guard !from.isEmpty else {
        texts[file] = to
        continue
      }
      let whole = Committed.input.first { $0.path == file }.map { String(decoding: $0.bytes, as: UTF8.self) }
      let text = try #require(texts[file] ?? whole, "there is no \(file)")
      let place = try #require(text.firstRange(of: from), "\(file) has no '\(from)' to damage")
      texts[file] = text.replacingCharacters(in: place, with: to)
    }
    let sound = Committed.input.filter { texts[$0.path] == nil }
    return (sound + texts.map { SourceFile(path: $0.key, text: $0.value) }).sorted { $0.path < $1.path }
  }

  /// What a finding says of which file; lines above it may have moved.
  private static func words(_ finding: Finding) -> [String] {
    [finding.place?.file.path ?? "", finding.code, finding.headline]
  }

  @Test func recordsAreSoundBeforeTheyAreDamaged() {
    #expect(render(Committed.reading.findings.filter { $0.severity == .error }, as: .text) == "")
  }

  /// What is said of the sound records as well stays away from the page, and so do notes, which count names.
  @Test func damagedInputGivesThePageOfFindings() throws {
    let before = Set(Committed.reading.findings.map(Self.words))
    let findings = try Corpus.reading(Self.damaged()).findings.filter {
      $0.severity > .note && !before.contains(Self.words($0))
    }
    #expect(findings.count < 60, "one mistake doesn't cause many findings")
    expectGolden(render(findings, as: .text), "damaged-input.txt")
  }
}
