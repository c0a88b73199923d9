import Diagnostics
import Metrics
import Records

extension FuzzTarget {
  /// One hostile file beside good ones, all the way to figures; its first bytes choose which file it takes the place of.
  static func records(_ seeds: SeedFiles) -> FuzzTarget {
    FuzzTarget(
      name: "records",
      seeds: goodFiles.map { Array($0.text.utf8) } + seeds.ending(in: ".yaml", ".csv", inside: "Input"),
      words: yamlWords + [
        "arena", "board", "deepseek", "model,benchmark,vintage,value,source\n", "licence: mit\n", "threshold: 1e300",
        "code: ",
        "measure: lag", "openness: open", "value", "1e308", "-1e308", "2024-12-05", "0001",
      ], weight: 2
    ) { bytes in
      let victim = bytes.prefix(16).reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFF } % goodFiles.count
      let files = goodFiles.enumerated().map { index, good in
        index == victim
          ? SourceFile(path: good.path, bytes: bytes) : SourceFile(path: good.path, text: good.text)
      }
      let (corpus, findings) = Corpus.reading(files, asOf: Day(number: 20_000))
      if let wrong = Fuzzing.complaint(about: findings) { return wrong }
      let (figures, unanswered, _) = Metrics.figures(of: corpus)
      let (_, untestable) = Verdicts.all(for: corpus, figures: figures)
      return Fuzzing.complaint(about: unanswered + untestable)
    }
  }

  /// The least that makes every measure and every verdict look at something.
  static let goodFiles: [(path: String, text: String)] = [
    (
      "Input/benchmarks/b.yaml",
      """
      - {id: arena, name: Arena, unit: rating points, better: higher, minimum: 0, maximum: 3000, scale: elo,
         vintages-comparable: no}
      """
    ),
    (
      "Input/claims/c.yaml",
      """
      - {id: near, theme: performance, statement: The gap is small., test: gap < 50, confidence: reported, source: board}
      """
    ),
    (
      "Input/licences/l.yaml",
      """
      - {id: mit, name: MIT License, class: permissive}
      - {id: proprietary, name: Proprietary, class: closed}
      """
    ),
    (
      "Input/metrics/m.yaml",
      """
      - {id: gap, title: Gap, measure: gap, unit: points, version: 1, caveat: c, method: m, benchmark: arena,
         leader: us, follower: china}
      - {id: lag, title: Lag, measure: lag, unit: days, version: 1, caveat: c, method: m, benchmark: arena,
         leader: us, follower: china}
      - {id: frontier, title: Best, measure: frontier, unit: points, version: 1, caveat: c, method: m, benchmark: arena}
      - {id: models, title: Models, measure: tally, unit: models, version: 1, caveat: c, method: m, of: models}
      """
    ),
    (
      "Input/models/m.yaml",
      """
      - {id: r1, name: R1, developer: deepseek, released: 2025-01-20, weights: open, licence: mit, source: board}
      - id: o1
        name: o1
        developer: openai
        released: 2024-12-05
        weights: closed
        licence: proprietary
        source: board
      """
    ),
    (
      "Input/organisations/o.yaml",
      """
      - {id: openai, name: OpenAI, country: US}
      - {id: deepseek, name: DeepSeek, country: CN}
      """
    ),
    (
      "Input/report.yaml",
      """
      title: Test
      blocs:
        - {id: us, name: United States, adjective: American, countries: [US]}
        - {id: china, name: China, adjective: Chinese, countries: [CN]}
      checks:
        - {code: sources-disagree, threshold: 60}
      """
    ),
    (
      "Input/scores/s.csv",
      """
      model,benchmark,vintage,value,source
      R1,arena,2025-01-29,"1358 [1349, 1366]",board
      o1,arena,2025-01-29,"1377 [1372, 1382]",board
      o1,arena,2024-12-15,1370 ± 9,board

      """
    ),
    ("Input/sources/s.yaml", "id: board\ntitle: A board\nseen: full-text\n"),
  ]
}
