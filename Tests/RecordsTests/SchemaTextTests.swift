import Diagnostics
import Records
import TestSupport
import Testing

@Suite struct SchemaTextTests {
  private let small = KindDescription(
    name: "things", summary: "a thing to try",
    fields: [
      FieldDescription(name: "id", type: "id", explanation: "Its name", isRequired: true, shape: .id),
      FieldDescription(
        name: "size", type: "number, metres", explanation: "Its size", isRequired: false, shape: .number(0...9)),
      FieldDescription(
        name: "parts", type: "list of mappings", explanation: "Its parts", isRequired: true,
        shape: .mappings([
          FieldDescription(
            name: "colour", type: "one of red|blue", explanation: "Its colour", isRequired: true,
            shape: .choice(["red", "blue"]))
        ])),
    ])

  @Test func dictionaryHasARowForEachFieldAndATableForEntries() {
    #expect(
      SchemaText.markdown(of: small) == """
        ## things

        A thing to try. Written in `Input/things/`.

        | field | type | required | what it says |
        |---|---|---|---|
        | `id` | id | yes | Its name |
        | `size` | number, metres |  | Its size |
        | `parts` | list of mappings | yes | Its parts |

        Each entry of `parts` has:

        | field | type | required | what it says |
        |---|---|---|---|
        | `colour` | one of red\\|blue | yes | Its colour |

        """)
  }

  @Test func jsonSchemaSaysBoundsChoicesAndWhatIsRequired() throws {
    let schema = try JSON.all(in: SchemaText.jsonSchema(of: small))[0]
    let record = schema["$defs"]?["things"]
    #expect(record?["required"] == .list([.text("id"), .text("parts")]))
    #expect(record?["additionalProperties"] == .bool(false))
    #expect(record?["properties"]?["size"]?["anyOf"]?[0]?["maximum"] == .number("9"))
    let parts = record?["properties"]?["parts"]?["items"]
    #expect(parts?["properties"]?["colour"]?["anyOf"]?[0]?["enum"] == .list([.text("red"), .text("blue")]))
    #expect(schema["$defs"]?["missing"]?["enum"]?[0] == .text("unknown"))
  }

  @Test(arguments: Corpus.kinds.map(\.name))
  func everyKindHasASchemaAndKebabCaseNames(name: String) throws {
    let kind = Corpus.kinds.first { $0.name == name }!
    #expect(try JSON.all(in: SchemaText.jsonSchema(of: kind)).count == 1)
    let names = kind.fields.map(\.name)
    #expect(Set(names).count == names.count)
    for field in names {
      #expect(field.utf8.allSatisfy { $0 == 0x2D || (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) })
    }
  }

  @Test(arguments: Corpus.kinds.map(\.name).filter { $0 != "report" && $0 != "notes" })
  func newRecordLacksOnlyWhatMustBeFilledIn(name: String) throws {
    let text = try #require(SchemaText.newRecord(of: name, id: "some-id"))
    let found = corpus(with: ["Input/\(name)/new.yaml": text]).findings.filter {
      $0.place?.file.path.contains("/new.") == true
    }
    #expect(found.filter { $0.code != "missing-field" }.map(line(of:)) == [])
    let kind = Corpus.kinds.first { $0.name == name }!
    #expect(found.filter { $0.headline == "the record lacks 'id'" }.isEmpty)
    #expect(found.isEmpty == kind.fields.filter { $0.isRequired && $0.name != "id" }.isEmpty)
  }

  @Test func newRecordOfAnUnknownKindIsNothing() {
    #expect(SchemaText.newRecord(of: "modles", id: "x") == nil)
  }

  @Test func newRecordTellsEachFieldsTypeBesideIt() {
    #expect(
      SchemaText.newRecord(of: "aliases", id: "x") == """
        # A name that a source uses for one of our records.
        name:  # The name, letter by letter: text
        of:  # What it names: one of model, organisation, licence, family, chip
        record:  # The id of our record: text
        # source:  # The source that uses it; empty for all of them: id in sources
        # from:  # Since when the name means this record: date at the precision known
        # to:  # Until when it did, where it was given up or taken over: date at the precision known
        # evidence:  # Why the two are the same: text

        """)
  }

  @Test func csvHeaderLeavesOutWhatACellCantHold() {
    #expect(SchemaText.csvHeader(of: small) == "id,size")
  }
}

extension JSON {
  fileprivate subscript(name: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  fileprivate subscript(index: Int) -> JSON? {
    guard case .list(let items) = self, items.indices.contains(index) else { return nil }
    return items[index]
  }
}
