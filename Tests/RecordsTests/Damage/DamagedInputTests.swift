import Diagnostics
import Foundation
import Records
import TestSupport
import Testing

/// What analysts see when their records are damaged: one page of findings, as `parallax check` prints it.
@Suite struct DamagedInputTests {
  /// Real records, a few of each sort.
  private static let records: [String: String] = [
    "Input/report.yaml": """
    title: Parallax
    base-address: https://parallax.example/
    blocs:
      - {id: us, name: United States, adjective: American, countries: [US]}
      - {id: china, name: China, adjective: Chinese, countries: [CN, HK, MO]}
    quarantine-limit: 0.02

    """,
    "Input/sources/datasets.yaml": """
    - id: arena-history-2026
      title: 'AI Arena History: daily Elo of each lab''s top model'
      publisher: mayerwin (GitHub)
      published: 2026-07-21
      url: https://github.com/mayerwin/AI-Arena-History
      seen: full-text
    - id: qwen-repo
      title: Qwen README and licence files
      publisher: Alibaba (GitHub)
      published: 2023-08-03
      url: https://github.com/QwenLM/Qwen
      seen: full-text

    """,
    "Input/organisations/china.yaml": """
    # Makers of models with their seat in China.
    - id: alibaba
      name: Alibaba
      kind: company
      country: CN
      hubs: [Qwen, Alibaba-NLP]

    """,
    "Input/organisations/united-states.yaml": """
    - id: anthropic
      name: Anthropic
      kind: company
      country: US

    """,
    "Input/licences/two.yaml": """
    - id: mit
      name: MIT License
      class: permissive
    - id: tongyi-qianwen
      name: Tongyi Qianwen Licence Agreement
      class: restricted

    """,
    "Input/models/alibaba.yaml": """
    - id: qwen-7b
      name: Qwen-7B
      developer: alibaba
      released: 2023-08-03
      total-parameters: 7
      modalities: [text]
      weights: open
      licence: tongyi-qianwen
      source: qwen-repo
    - id: qwen-14b
      name: Qwen-14B
      developer: alibaba
      released: 2023-09-25
      total-parameters: 14
      modalities: [text]
      weights: open
      licence: tongyi-qianwen
      source: qwen-repo

    """,
    "Input/benchmarks/arena.yaml": """
    - id: arena-text
      name: Arena text
      unit: points
      better: higher
      minimum: 0
      maximum: 3000
      scale: elo
      vintages-comparable: no

    """,
    "Input/scores/arena.csv": """
    model,organisation,benchmark,vintage,value,votes,run-by,source
    qwen-14b,alibaba,arena-text,2026-07-21,"1035.1 [1030.2, 1040]",25628,independent,arena-history-2026
    qwen-7b,alibaba,arena-text,2026-07-21,"1003.5 [997, 1010]",12434,independent,arena-history-2026

    """,
    "Input/aliases/models.csv": """
    name,of,record,source,from,evidence
    Qwen 7B,model,qwen-7b,,,"same name, other spelling"

    """,
    "Input/notes/home.md": """
    ---
    id: home
    page: home
    title: What open means here
    written: 2026-11-23
    ---

    We call a model open when its weights can be downloaded.

    """,
  ]

  /// One sort of damage: in a file, the first place of a text becomes another.
  private static let damage: [(file: String, from: String, to: String)] = [
    ("Input/report.yaml", "quarantine-limit: 0.02", "quarantine-limit: 2 %"),
    (
      "Input/report.yaml", "adjective: Chinese, countries: [CN, HK, MO]", "adjective: Chinese, countries: [CHN, HK, MO]"
    ),
    (
      "Input/sources/datasets.yaml", "url: https://github.com/mayerwin", "url: javascript:alert(1)//github.com/mayerwin"
    ),
    (
      "Input/sources/datasets.yaml", "'AI Arena History: daily Elo of each lab''s",
      "AI Arena History: daily Elo of each lab's"
    ),
    ("Input/sources/datasets.yaml", "published: 2023-08-03", "published: 3 August 2023"),
    ("Input/organisations/china.yaml", "  kind: company", "\tkind: company"),
    ("Input/organisations/united-states.yaml", "name: Anthropic", "name: *anthropic"),
    ("Input/licences/two.yaml", "class: permissive", "class: permisive"),
    ("Input/models/alibaba.yaml", "released: 2023-08-03", "relaesed: 2023-08-03"),
    ("Input/models/alibaba.yaml", "total-parameters: 7", "total-parameters: 7B"),
    ("Input/models/alibaba.yaml", "licence: tongyi-qianwen", "licence: tongyi-qianwan"),
    ("Input/models/alibaba.yaml", "name: Qwen-14B", "name: Qwen-14B\n  name: Qwen-14B-Chat"),
    ("Input/models/alibaba.yaml", "released: 2023-09-25", "released: 2023-09-31"),
    ("Input/benchmarks/arena.yaml", "id: arena-text", "id: Arena Text"),
    ("Input/benchmarks/arena.yaml", "minimum: 0", "minimum: !!int 0"),
    (
      "Input/scores/arena.csv", ",source\n",
      ",source\n\u{1B}[31mqwen-7b,alibaba,arena-text,2026-07-21,1,,independent,arena-history-2026\n"
    ),
    ("Input/scores/arena.csv", "\"1035.1 [1030.2, 1040]\",25628", "1035.1 [1030.2, 1040],25628"),
    ("Input/scores/arena.csv", "12434,independent,arena-history-2026", "12434,independent"),
    ("Input/aliases/models.csv", "\"same name, other spelling\"", "the \"same\" name"),
    ("Input/notes/home.md", "written: 2026-11-23\n---\n", "written: 2026-11-23\n"),
    ("Input/modles/new.yaml", "", "id: qwen3\n"),
  ]

  private static func files(_ texts: [String: String]) -> [SourceFile] {
    texts.sorted { $0.key < $1.key }.map { SourceFile(path: $0.key, text: $0.value) }
  }

  @Test func recordsAreSoundBeforeTheyAreDamaged() {
    let findings = Corpus.reading(Self.files(Self.records)).findings.filter { $0.severity == .error }
    #expect(render(findings, as: .text) == "")
  }

  @Test func damagedInputGivesThePageOfFindings() throws {
    var texts = Self.records
    for (file, from, to) in Self.damage {
      let text = texts[file] ?? ""
      guard !from.isEmpty else {
        texts[file] = to
        continue
      }
      let place = try #require(text.firstRange(of: from), "\(file) has no '\(from)' to damage")
      texts[file] = text.replacingCharacters(in: place, with: to)
    }
    expectGolden(render(Corpus.reading(Self.files(texts)).findings, as: .text), "damaged-input.txt")
  }
}
