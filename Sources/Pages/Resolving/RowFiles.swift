import Diagnostics
import Metrics
import Records

/// The files in which each source's rows stand: where a row leads to that has no page of its own.
///
/// Rows of CSV files have no page each; the page of their source lists the files, and beside a row stands its line.
struct RowFiles: Sendable {
  struct File: Sendable {
    var path: String
    var kind: String
    var rows: Int
    /// The lines of the first and the last row that name the source.
    var lines: ClosedRange<Int>
  }

  /// By source, in the order of kinds and files.
  private var ofSource: [String: [File]] = [:]
  /// By source and path.
  private var anchors: [String: [String: String]] = [:]

  init() {}

  /// - Parameter kinds: those whose records have no pages.
  init(of kinds: [String], in corpus: Corpus) {
    for kind in kinds {
      for record in corpus.records(of: kind) {
        guard case .reference(Source.kind, let source) = record["source"] else { continue }
        add(record.place.file.path, kind, line: record.place.line, to: source)
      }
    }
    anchors = ofSource.mapValues { files in
      let alike = Dictionary(files.map { (Self.name(of: $0.path), 1) }, uniquingKeysWith: +)
      return Dictionary(
        files.map { file in
          let name = Self.name(of: file.path)
          return (file.path, alike[name] == 1 ? "in-\(name)" : "in-\(Self.kind(of: file.path))-\(name)")
        }
      ) { first, _ in first }
    }
  }

  private mutating func add(_ path: String, _ kind: String, line: Int, to source: String) {
    var files = ofSource[source] ?? []
    // Rows of one file follow each other.
    if let last = files.indices.last(where: { files[$0].path == path }) {
      files[last].rows += 1
      files[last].lines = min(files[last].lines.lowerBound, line)...max(files[last].lines.upperBound, line)
    } else {
      files.append(File(path: path, kind: kind, rows: 1, lines: line...line))
    }
    ofSource[source] = files
  }

  func files(of source: String) -> [File] { ofSource[source] ?? [] }

  /// The address of a file on the page of a source, such as `in-arena-text-2026-10-08`.
  ///
  /// Two files of one name are told apart by their folders' kind.
  func anchor(of path: String, source: String) -> String {
    anchors[source]?[path] ?? "in-\(Self.name(of: path))"
  }

  private static func kind(of path: String) -> Substring { path.split(separator: "/").dropFirst().first ?? "" }

  /// `arena-text-2026-10-08` of `Input/scores/…/arena-text-2026-10-08.csv`.
  static func name(of path: String) -> String {
    let file = path.split(separator: "/").last ?? ""
    return String(file.prefix { $0 != "." })
  }
}

extension SiteContext {
  /// Where the file is told that a row without a page stands in: on the page of the row's source.
  func fileTarget(of record: Record) -> Link.Target? {
    guard routes.listsFiles, !routes.kindsWithPages.contains(record.kind), routes.pageHolding[record.kind] == nil,
      case .reference(Source.kind, let source) = record["source"],
      let page = routes.pagePath(Source.kind, source)
    else { return nil }
    return .file(page, fragment: rowFiles.anchor(of: record.place.file.path, source: source))
  }

  /// A row's source, leading to the file that it stands in, with its line there; as any source else.
  func rowSource(of record: Record) -> [Inline] {
    guard let target = fileTarget(of: record), case .reference(_, let source) = record["source"] else {
      return inlines(record["source"], field: "source")
    }
    return [.link(Link(target, [.text(name(Source.kind, source))])), .text(", line\u{A0}\(record.place.line)")]
  }

  /// A number of a row that has no page, leading to the file that it stands in.
  func leading(_ content: [Inline], to row: Figure.Row) -> [Inline] {
    corpus.record(row.kind, row.id).flatMap { fileTarget(of: $0) }.map {
      [.link(Link($0, content, isNumber: true))]
    } ?? content
  }

  /// ` line 12`, behind such a number.
  func line(of row: Figure.Row) -> [Inline] {
    corpus.record(row.kind, row.id).flatMap { fileTarget(of: $0) == nil ? nil : $0.place.line }.map {
      [.small([.text(" line\u{A0}\($0)")])]
    } ?? []
  }

  /// `arena-text-2026-10-08, line 12`, where a table doesn't name sources; `nil` for what has a page.
  func rowPlace(of record: Record) -> [Inline]? {
    fileTarget(of: record).map { target in
      [
        .link(Link(target, [.text(RowFiles.name(of: record.place.file.path))])),
        .text(", line\u{A0}\(record.place.line)"),
      ]
    }
  }
}

extension Component {
  static let files = Component(
    name: "files", summary: "The files in which the rows of the page's source stand, each with its lines.",
    parameters: [], isBlock: true
  ) { _, page in
    guard let record = page.record, record.kind == Source.kind else { return .nothing }
    let files = page.site.rowFiles.files(of: record.id)
    guard !files.isEmpty else { return .nothing }
    let rows = files.map { file in
      Table.Row(
        id: page.site.rowFiles.anchor(of: file.path, source: record.id),
        cells: [
          [.code(file.path)], [.text(file.kind.withoutHyphens)],
          [.text(NumberFormat.number(Double(file.rows)))],
          [.text("\(file.lines.lowerBound)\(NumberFormat.rangeDash)\(file.lines.upperBound)")],
        ])
    }
    let titles = ["File", "Kind", "Rows", "Lines"]
    return .blocks([
      .table(
        Table(
          caption: "Files in which its rows stand",
          columns: titles.map { Table.Column(title: [.text($0)], isNumber: $0 == "Rows" || $0 == "Lines") }, rows: rows,
          style: .dense, days: DataDays(page.site, of: [record]).line()))
    ])
  }
}
