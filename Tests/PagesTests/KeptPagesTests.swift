import Diagnostics
import Metrics
import Pages
import Records
import TestSupport
import Testing

/// A page that stays as it was is the page that would be made: nothing that it shows may change without its sum.
@Suite struct KeptPagesTests {
  @Test(arguments: 0..<UInt64(12)) func keptPageIsWhatWouldBeMadeAfterAnyChange(seed: UInt64) async {
    var random = SeededGenerator(seed: seed)
    var world = World(&random)
    var before = await Made(world)
    var (kept, changed) = (0, 0)
    for _ in 0..<25 {
      let what = world.change(&random)
      let wanted = await Made(world)
      let made = await Made(world, knowing: before)
      #expect(Set(made.site.kept).intersection(made.files.keys) == [], "\(what)")
      for (path, text) in wanted.files where before.files[path] != text { changed += path.hasSuffix(".html") ? 1 : 0 }
      for path in made.site.kept {
        kept += 1
        #expect(before.files[path] == wanted.files[path], "\(path) after \(what)")
      }
      let all = made.files.merging(made.site.kept.map { ($0, before.files[$0] ?? "") }) { _, new in new }
      #expect(all == wanted.files, "\(what)")
      #expect(made.sums == wanted.sums, "\(what)")
      before = wanted
    }
    #expect(kept > 100, "hardly any page was kept")
    #expect(changed > 25, "hardly any page changed")
  }

  @Test func oneRecordChangesItsPageAndNoOther() async {
    var random = SeededGenerator(seed: 1)
    var world = World(&random)
    let before = await Made(world)
    world.models[0].context += 1
    let made = await Made(world, knowing: before)
    let remade = made.files.keys.filter { $0.hasPrefix("models/") }
    #expect(Set(remade) == ["models/m0.html", "models/m0.md"])
  }

  @Test func changedRowChangesThePageOfItsModelAndNoOther() async {
    var random = SeededGenerator(seed: 1)
    var world = World(&random)
    world.scores[0][0] = "m1,arena,2026-01-15,1300,500,independent,A,board"
    let before = await Made(world)
    world.scores[0][0] = "m1,arena,2026-01-15,1301,500,independent,A,board"
    let made = await Made(world, knowing: before)
    #expect(Set(made.files.keys.filter { $0.hasPrefix("models/") }) == ["models/m1.html", "models/m1.md"])
  }

  @Test(arguments: [
    "{{ places }}", "{{ ratings }}", "{{ record.bloc }}", "{{ facts columns=\"name, developer.country\" }}",
    "{{ table models columns=name }}", "{{ table scores about=record columns=\"benchmark, our-organisation\" }}",
    "{{ names }}",
    "{{ chart scores about=record form=lines name=model value=value at=vintage title=\"A\" else=\"B\" }}",
  ])
  func pageThatShowsMoreIsMadeEachTime(placeholder: String) async {
    var random = SeededGenerator(seed: 1)
    var world = World(&random)
    world.modelPage += "\n\(placeholder)\n"
    let made = await Made(world)
    #expect(made.sums.keys.filter { $0.hasPrefix("models/") } == [])
    #expect(await Made(world, knowing: made).site.kept.filter { $0.hasPrefix("models/") } == [])
  }

  @Test func pageWithAFindingIsMadeEachTime() async {
    var random = SeededGenerator(seed: 1)
    var world = World(&random)
    world.modelPage += "\n{{ sentence \"Large.\" if=\"record.context > 1000000000\" }}\n"
    let made = await Made(world)
    #expect(made.site.findings.contains { $0.code == "failed-sentence" })
    #expect(made.sums.keys.filter { $0.hasPrefix("models/") } == [])
  }
}

/// A site with what is known of its pages.
private struct Made {
  let site: Site
  let files: [String: String]
  let sums: [String: PageSum]

  init(_ world: World, knowing before: Made? = nil) async {
    let (corpus, findings) = corpus(with: world.files, asOf: world.asOf)
    let figures = Metrics.figures(of: corpus).figures
    let known = before?.sums
    var areLive: (@Sendable ([String], PageSum) -> Bool)?
    if let known { areLive = { paths, sum in known[paths[0]] == sum } }
    site = await Site.make(
      figures: figures, corpus: corpus, verdicts: [], templates: world.templates, findings: findings,
      asOf: corpus.asOf,
      former: FormerPages(
        base: world.templates.flatMap { Array($0.path.utf8) + $0.bytes },
        records: { RecordIndex(of: corpus, figures: figures) }, sum: { PageSum(plainly: $0) }, areLive: areLive))
    files = Dictionary(uniqueKeysWithValues: site.files.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) })
    sums = Dictionary(uniqueKeysWithValues: site.sums.map { ($0.files[0], $0.sum) })
  }
}

extension PageSum {
  /// Two sums with different beginnings: no product of the program, but good enough to tell pages of a test apart.
  fileprivate init(plainly bytes: [UInt8]) {
    var (high, low) = (UInt64(0xCBF2_9CE4_8422_2325), UInt64(0x1234_5678_9ABC_DEF1))
    for byte in bytes {
      high = (high ^ UInt64(byte)) &* 0x100_0000_01B3
      low = (low &+ UInt64(byte) &+ 1) &* 0x9E37_79B9_7F4A_7C15
    }
    self.init(high: high, low: low)
  }
}

/// Records and templates that change at random: what pages show of others is among what changes.
private struct World {
  struct Model {
    var id: String
    var name: String
    var developer: String
    var released: String
    var weights = "open"
    var licence: String
    var context: Int
    var base: String?
    var note: String?
  }

  var models: [Model] = []
  /// Rows of two files.
  var scores: [[String]] = [[], []]
  var downloads: [String] = []
  var aliases: [String] = []
  var disputes: [String] = []
  var names = ["openai": "OpenAI", "deepseek": "DeepSeek", "mit": "MIT License", "arena": "Arena", "board": "A board"]
  var retrieved = 1
  var title = "Test"
  var baseAddress: String?
  var asOf: Day?
  var modelPage = """
    ---
    title: "{record.name}"
    kicker: Model
    description: "{record.name}: facts and ratings."
    for: models
    ---

    {{ facts columns="name, developer, released, weights, licence, base-model, context" absent=hidden }}

    {{ record.note }} [Home](index.html)

    {{ sentence "It was made by {record.developer}." if="record.weights = open" else="Its weights are closed." }}

    ## Ratings

    {{ table scores about=record columns="benchmark, vintage, value, votes" sort="-vintage, benchmark" top=3 caption="Ratings of {record.name}" }}

    ## Use

    {{ table downloads about=record columns="as-of, value, platform, source" where="value > 100" sort="-value" caption="Downloads" }}

    """
  var otherPage = "A page."

  init(_ random: inout SeededGenerator) {
    for index in 0..<8 { models.append(model(index, &random)) }
    for _ in 0..<24 { scores[random.below(2)].append(score(&random)) }
    for _ in 0..<10 { downloads.append(download(&random)) }
    aliases = ["Model Zero,model,m0,board,its own page"]
  }

  private func model(_ index: Int, _ random: inout SeededGenerator) -> Model {
    Model(
      id: "m\(index)", name: "Model \(index)", developer: random.pick(["openai", "deepseek"]),
      released: "2026-01-0\(1 + random.below(9))", licence: random.pick(["mit", "proprietary"]),
      context: 1000 * (1 + random.below(9)), note: random.oneIn(3) ? "A note on *it*." : nil)
  }

  private func score(_ random: inout SeededGenerator) -> String {
    let name = random.pick(models.map(\.id) + ["Model Zero", "Model 1", "nobody"])
    return
      "\(name),arena,2026-0\(1 + random.below(6))-15,\(1200 + random.below(200)),\(random.below(900)),independent,A,board"
  }

  private func download(_ random: inout SeededGenerator) -> String {
    "\(random.pick(models).id),model,Hub,downloads,\(random.below(1000)),downloads,2026-0\(1 + random.below(6)),month,all models,board"
  }

  var files: [String: String] {
    func csv(_ head: String, _ rows: [String]) -> String { ([head] + rows).joined(separator: "\n") + "\n" }
    let models = models.map { model in
      let rest = (model.base.map { ", base-model: \($0)" } ?? "") + (model.note.map { ", note: \"\($0)\"" } ?? "")
      return "- {id: \(model.id), name: \(model.name), developer: \(model.developer), released: \(model.released), "
        + "weights: \(model.weights), licence: \(model.licence), context: \(model.context)\(rest), source: board}\n"
    }
    let scoreHead = "model,benchmark,vintage,value,votes,run-by,scale,source"
    var files = [
      "Input/models/m.yaml": models.joined(), "Input/scores/a.csv": csv(scoreHead, scores[0]),
      "Input/scores/b.csv": csv(scoreHead, scores[1]),
      "Input/downloads/d.csv": csv(
        "subject,subject-kind,platform,measure,value,unit,as-of,window,population,source", downloads),
      "Input/aliases/a.csv": csv("name,of,record,source,evidence", aliases),
      "Input/sources/s.yaml":
        "id: board\ntitle: \(names["board"]!)\nseen: full-text\nretrieved: 2026-07-0\(retrieved)\n",
      "Input/organisations/o.yaml": """
      - {id: openai, name: \(names["openai"]!), country: US}
      - {id: deepseek, name: \(names["deepseek"]!), country: CN}
      """,
      "Input/licences/l.yaml": """
      - {id: mit, name: \(names["mit"]!), class: permissive}
      - {id: proprietary, name: Proprietary, class: closed}
      """,
      "Input/benchmarks/b.yaml": """
      - {id: arena, name: \(names["arena"]!), unit: rating points, better: higher, minimum: 0, maximum: 3000, scale: elo,
         vintages-comparable: no}
      """,
    ]
    if !disputes.isEmpty {
      files["Input/disputes/d.csv"] = csv("of,record,field,says,as-of,source,confidence,reason", disputes)
    }
    files["Input/report.yaml"] =
      smallInput["Input/report.yaml"]!.replacing("title: Test", with: "title: \(title)")
      + (baseAddress.map { "\nbase-address: \($0)\n" } ?? "")
    return files
  }

  var templates: [SourceFile] {
    let shell = """
      <!DOCTYPE html>
      <html lang="en" xmlns="http://www.w3.org/1999/xhtml"><head><title><slot name="title"/></title>\
      <slot name="head"/></head><body><nav><ul><slot name="reference"/></ul></nav><main><slot name="main"/></main>\
      <footer><slot name="edition"/> <slot name="colophon"/></footer></body></html>
      """
    func page(_ title: String, _ text: String, _ more: String = "") -> String {
      "---\ntitle: \(title)\ndescription: A test.\n\(more)---\n\n\(text)\n"
    }
    let organisation = """
      {{ facts columns="name, country" }}

      {{ table models about=record columns="name, released, licence" sort="-released" }}
      """
    return [
      ("site.html", shell),
      ("pages/index.md", page("Home", otherPage, "navigation: reference\norder: 0\npath: index.html\n")),
      ("pages/licence.md", page("\"{record.name}\"", "{{ facts columns=\"name, class\" }}", "for: licences\n")),
      ("pages/model.md", modelPage),
      ("pages/organisation.md", page("\"{record.name}\"", organisation, "for: organisations\n")),
    ].map { SourceFile(path: "Templates/\($0)", text: $1) }
  }

  /// Changes one thing, and says what.
  mutating func change(_ random: inout SeededGenerator) -> String {
    let model = random.below(models.count)
    let file = random.below(2)
    let row = random.below(max(scores[file].count, 1))
    let what = random.below(26)
    switch what {
    case 0, 1, 2: models[model].context += 1
    case 3: models[model].name += "x"
    case 4: models[model].released = "2026-02-0\(1 + random.below(9))"
    case 5: models[model].licence = models[model].licence == "mit" ? "proprietary" : "mit"
    case 6: models[model].developer = models[model].developer == "openai" ? "deepseek" : "openai"
    case 7: models[model].weights = models[model].weights == "open" ? "closed" : "open"
    case 8: models[model].note = models[model].note == nil ? "Another [note](https://example.org/)." : nil
    case 9: models[model].base = models[model].base == nil ? random.pick(models).id : nil
    case 10: models.append(self.model(100 + random.below(800), &random))
    case 11 where models.count > 5: models.remove(at: model)
    case 12, 13: scores[file].append(score(&random))
    case 14 where !scores[file].isEmpty: scores[file].remove(at: row)
    case 15,
      16 where !scores[file].isEmpty:
      scores[file][row] = score(&random)
    case 17 where !scores[file].isEmpty: scores[1 - file].append(scores[file].remove(at: row))
    case 18 where !scores[file].isEmpty: scores[file].append(scores[file][row])
    case 19: downloads[random.below(downloads.count)] = download(&random)
    case 20: aliases = ["Model Zero,model,\(random.pick(models).id),board,its own page"]
    case 21: names[random.pick(Array(names.keys).sorted())]! += "y"
    case 22: retrieved = 1 + random.below(9)
    case 23:
      disputes =
        disputes.isEmpty ? ["models,\(models[model].id),context,77,2026-01-01,board,primary,Because."] : []
    case 24: otherPage += " More."
    default:
      switch random.below(4) {
      case 0: title += "z"
      case 1: baseAddress = baseAddress == nil ? "https://example.org/" : nil
      case 2: asOf = asOf == nil ? PartialDate("2026-05-01")?.first : nil
      default: modelPage += "\nMore.\n"
      }
    }
    return "change \(what)"
  }
}
