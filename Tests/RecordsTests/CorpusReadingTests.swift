import Diagnostics
import Records
import TestSupport
import Testing

@Suite struct CorpusReadingTests {
  /// What one model's text gives, as lines.
  private func findings(inModel text: String) -> [String] {
    corpus(with: ["Input/models/m.yaml": text]).findings.filter { $0.severity > .note }.map(line(of:))
  }

  @Test func theSmallInputIsClean() {
    #expect(corpus().findings.map(line(of:)) == [])
  }

  @Test func misspelledFieldNamesTheNearest() {
    #expect(
      findings(inModel: "id: r1\nname: R1\ndeveloper: deepseek\nweights: open\nsource: board\nlicense: mit\n") == [
        "Input/models/m.yaml:6:1: error: field 'license' isn't one of this kind's; did you mean 'licence'?"
      ])
  }

  @Test func unknownLicenceNamesTheNearest() {
    #expect(
      findings(inModel: "id: r1\nname: R1\ndeveloper: deepseek\nweights: open\nsource: board\nlicence: mitt\n") == [
        "Input/models/m.yaml:6:10: error: licences has no record 'mitt'; did you mean 'mit'?"
      ])
  }

  @Test func referenceToNothingSaysWhereToAddIt() {
    #expect(
      findings(inModel: "id: r1\nname: R1\ndeveloper: moonshot\nweights: open\nsource: board\n") == [
        """
        Input/models/m.yaml:3:12: error: organisations has no record 'moonshot'; \
        correct the id, or add the record under Input/organisations/
        """
      ])
  }

  @Test func duplicateIDPointsAtBoth() {
    let model = "id: r1\nname: R1\ndeveloper: deepseek\nweights: open\nsource: board\n"
    let found = corpus(with: ["Input/models/a.yaml": model, "Input/models/b.yaml": model]).findings
    #expect(
      found.map(line(of:)) == [
        "Input/models/b.yaml:1:1: error: models has two records with the id 'r1'; give one of them another id, or delete it"
      ])
    #expect(found.first?.related.first?.place.file.path == "Input/models/a.yaml")
  }

  @Test func dateThatDoesNotExistIsNamed() {
    #expect(
      findings(
        inModel: "id: r1\nname: R1\ndeveloper: deepseek\nreleased: 2026-02-30\nweights: open\nsource: board\n") == [
          """
          Input/models/m.yaml:4:11: error: the calendar has no day '2026-02-30'; \
          write 2026, 2026-H1, 2026-Q2, 2026-07 or 2026-07-21
          """
        ])
  }

  @Test func allFindingsComeFromOneRun() {
    let found = findings(inModel: "id: ../r1\nname: R1\ndeveloper: deepseek\nweights: opened\n")
    #expect(
      found == [
        "Input/models/m.yaml:1:1: error: the record lacks 'source'; add it, or write unknown if nobody knows",
        """
        Input/models/m.yaml:1:5: error: id '../r1' can't name a file; \
        use lower-case letters, digits, full stops and hyphens; start with a letter or digit
        """,
        "Input/models/m.yaml:4:10: error: 'opened' is none of open, closed, unknown; did you mean 'open'?",
      ])
  }

  @Test func bothNotationsReadTheSame() {
    let yaml = corpus(with: [
      "Input/models/m.yaml":
        "id: r1\nname: R1\ndeveloper: deepseek\nweights: open\nlicence: mit\nmodalities: [text, image]\nsource: board\n"
    ])
    let csv = corpus(with: [
      "Input/models/m.csv":
        "id,name,developer,weights,licence,modalities,source\nr1,R1,deepseek,open,mit,text;image,board\n"
    ])
    #expect(csv.findings.map(line(of:)) == [])
    let left = yaml.corpus.records(of: "models").map { $0.fields.map { [$0.name, "\($0.value)"] } }
    let right = csv.corpus.records(of: "models").map { $0.fields.map { [$0.name, "\($0.value)"] } }
    #expect(left == right)
    #expect(left.count == 1)
  }

  @Test func missingWordsDiffer() {
    let read = corpus(with: [
      "Input/models/m.yaml": """
      id: r1
      name: R1
      developer: deepseek
      weights: unknown
      total-parameters: undisclosed
      context: unchecked
      source: board
      """
    ]).corpus
    let record = read.record("models", "r1")
    #expect(record?["total-parameters"] == .missing(.undisclosed))
    #expect(record?["context"] == .missing(.unchecked))
    #expect(record?["released"] == .missing(.absent))
    #expect(record?["weights"] == .choice("unknown"))
    #expect(read.models.first?.totalParameters == nil)
  }

  @Test func foldersAreNamedAfterKinds() {
    let found = corpus(with: ["Input/modles/m.yaml": "id: r1\n"]).findings
    #expect(
      found.map(line(of:)) == ["Input/modles/m.yaml:1:1: error: folder 'modles' names no kind; did you mean 'models'?"])
  }

  @Test(arguments: [2, 3, 50])
  func recordsAndFindingsDoNotDependOnHowManyFilesAreParsedAtOnce(jobs: Int) {
    var files = smallInput
    for number in 0..<40 {
      files["Input/models/m\(number).yaml"] = "id: m\(number)\nname: M\ndeveloper: nobody-\(number)\n"
    }
    let sources = files.sorted { $0.key < $1.key }.map { SourceFile(path: $0.key, text: $0.value) }
    let alone = Corpus.reading(sources, jobs: 1)
    let together = Corpus.reading(sources, jobs: jobs)
    #expect(together.findings == alone.findings)
    #expect(together.corpus.models.map(\.id) == alone.corpus.models.map(\.id))
    #expect(alone.findings.count >= 40)
  }
}
