import Diagnostics
import Records
import TestSupport
import Testing

@Suite struct NameResolutionTests {
  private let models = """
    - {id: r1, name: DeepSeek R1, developer: deepseek, weights: open, licence: mit, source: board}
    - {id: gpt-4o, name: GPT-4o, developer: openai, weights: unknown, source: board}
    """
  private let scores = """
    model,organisation,licence-label,benchmark,vintage,value,source
    deepseek-r1,DeepSeek AI,MIT,arena,2025-01-29,"1358 [1349, 1366]",board
    GPT-4o,OpenAI,Proprietary,arena,2025-01-29,1377 ± 5,board
    nobody-knows,OpenAI,,arena,2025-01-29,1200,board
    nobody-knows,OpenAI,,arena,2025-02-22,1200,board
    """
  private let aliases = """
    name,of,record,source
    deepseek-r1,model,r1,board
    DeepSeek AI,organisation,deepseek,
    """

  @Test func namesResolveByAliasThenByName() {
    let (read, findings) = corpus(with: [
      "Input/models/m.yaml": models, "Input/scores/s.csv": scores, "Input/aliases/a.csv": aliases,
    ])
    #expect(read.scores.map(\.model) == ["r1", "gpt-4o", nil, nil])
    #expect(read.scores.map(\.organisation) == ["deepseek", "openai", "openai", "openai"])
    #expect(read.scores.map(\.weights) == [.open, .closed, .unknown, .unknown])
    #expect(read.scores.map { read.bloc(of: $0.organisation) } == ["china", "us", "us", "us"])
    #expect(read.scores[0].value == Quantity(value: 1358, low: 1349, high: 1366))
    #expect(read.unresolved.map(\.name) == ["nobody-knows"])
    #expect(read.unresolved.map(\.rows) == [2])
    #expect(
      findings.map(line(of:)) == [
        """
        Input/scores/s.csv:4:1: note: 1 name of 'board' resolves to no model, 'nobody-knows' first; \
        add the model and a row in Input/aliases/; the Quality page lists all of them
        """
      ])
  }

  @Test func oneNameForTwoModelsIsRefused() {
    let twice = aliases + "\ndeepseek-r1,model,gpt-4o,board"
    let (_, findings) = corpus(with: [
      "Input/models/m.yaml": models, "Input/scores/s.csv": scores, "Input/aliases/a.csv": twice,
    ])
    #expect(
      findings.filter { $0.severity == .error }.map(line(of:)) == [
        """
        Input/aliases/a.csv:4:1: error: the name 'deepseek-r1' means 'r1' and 'gpt-4o'; \
        say in 'source' which source means which, or in 'from' and 'to' which held when
        """
      ])
  }

  @Test func aRowOutsideItsScaleIsKeptOutAndListed() {
    let wrong = scores + "\nGPT-4o,OpenAI,Proprietary,arena,2025-02-22,13770,board"
    let (read, findings) = corpus(with: [
      "Input/models/m.yaml": models, "Input/scores/s.csv": wrong, "Input/aliases/a.csv": aliases,
    ])
    #expect(read.scores.count == 4)
    #expect(read.records(of: "scores").count == 4)
    #expect(read.quarantined.map(\.kind) == ["scores"])
    #expect(
      findings.filter { $0.effect == .quarantined }.map(line(of:)) == [
        """
        Input/scores/s.csv:6:1: warning: 13770 lies outside the scale of 'arena', 0 to 3000; \
        the row is kept out of every figure; correct it, or the benchmark's range
        """
      ])
  }
}
