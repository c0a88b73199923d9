import Foundation
import TestSupport
import Testing

@Suite struct SchemaAndNewTests {
  let place: Workplace

  init() throws { place = try Workplace() }

  @Test func schemaOfAKindIsItsDictionary() throws {
    let run = try place.parallax("schema", "aliases")
    #expect(run.exitCode == 0)
    #expect(
      run.output.hasPrefix(
        "## aliases\n\nA name that a source uses for one of our records. Written in `Input/aliases/`.\n"))
    #expect(run.output.contains("| `name` | text | yes | The name, letter by letter |"))
  }

  @Test func schemaWithoutAKindHasAllOfThem() throws {
    let run = try place.parallax("schema")
    for kind in ["sources", "families", "models", "compute", "openness", "disputes", "report"] {
      #expect(run.output.contains("\n## \(kind)\n") || run.output.hasPrefix("## \(kind)\n"), "\(kind)")
    }
  }

  @Test(arguments: [["schema", "models", "--json"], ["schema", "--json"]])
  func schemaAsJSONIsJSONSchema(arguments: [String]) throws {
    let run = try place.parallax(arguments)
    let tree = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(tree["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
    #expect((tree["$defs"] as? [String: Any])?["models"] != nil)
  }

  @Test func schemaAsCSVIsTheHeaderOfAFile() throws {
    #expect(try place.parallax("schema", "aliases", "--csv").output == "name,of,record,source,from,to,evidence\n")
  }

  @Test func misspelledKindNamesTheNearest() throws {
    let run = try place.parallax("schema", "modles")
    #expect(run.exitCode == 64)
    #expect(run.errors.contains("there is no kind 'modles'; did you mean 'models'?"))
  }

  @Test func newWritesARecordThatOnlyWantsFillingIn() throws {
    let run = try place.parallax("new", "organisations", "example-lab")
    #expect(run.exitCode == 0)
    #expect(run.output == "Input/organisations/example-lab.yaml\n")
    #expect(try place.folder.text(of: "Input/organisations/example-lab.yaml").contains("\nid: example-lab\nname:  # "))
    let check = try place.parallax("check")
    #expect(check.exitCode == 65)
    #expect(check.output.contains("the record lacks 'name'"))
    try place.replace("name:  #", with: "name: Example Lab  #", in: "Input/organisations/example-lab.yaml")
    #expect(try place.parallax("check").output == "")
  }

  @Test func newMakesTheFolderOfAKindThatHasNone() throws {
    #expect(try place.parallax("new", "chips", "a100", "--input", "Elsewhere").output == "Elsewhere/chips/a100.yaml\n")
  }

  @Test func newWritesANoteAsMarkdown() throws {
    #expect(try place.parallax("new", "notes", "remark").output == "Input/notes/remark.md\n")
    #expect(
      try place.folder.text(of: "Input/notes/remark.md").hasPrefix("---\n# Commentary by an analyst.\nid: remark\n"))
  }

  @Test func newNeverWritesOverAFile() throws {
    _ = try place.parallax("new", "chips", "a100")
    try place.folder.write("mine", to: "Input/chips/a100.yaml")
    let run = try place.parallax("new", "chips", "a100")
    #expect(run.exitCode == 73)
    #expect(run.errors == "parallax: 'Input/chips/a100.yaml' is there already; it was left as it is\n")
    #expect(try place.folder.text(of: "Input/chips/a100.yaml") == "mine")
  }

  @Test func newRefusesAnIDThatAnotherFileHas() throws {
    let run = try place.parallax("new", "sources", "board")
    #expect(run.exitCode == 73)
    #expect(run.errors.hasPrefix("parallax: sources has a record 'board' already, in Input/sources/"))
  }

  @Test func newRefusesAnIDThatLeadsElsewhere() throws {
    let run = try place.parallax("new", "models", "../x")
    #expect(run.exitCode == 64)
    #expect(run.errors.contains("id '../x' can't name a file"))
  }
}
