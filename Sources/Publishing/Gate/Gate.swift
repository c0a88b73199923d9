package import Diagnostics

/// Reads the whole new edition before anybody else does. What it finds stops publication.
package enum Gate {
  /// Everything that is wrong with the files, in the order of their paths and lines.
  ///
  /// - HTML: well-formed XML; exactly one `h1`, headings without a skipped level, unique ids; links and anchors that
  ///   resolve, from disk too; alternative texts, captions, head cells; nothing loaded from elsewhere; no script or
  ///   style inside.
  /// - XML and SVG: well-formed; SVG loads nothing from elsewhere.
  /// - Style sheets: load nothing from elsewhere.
  /// - All text: UTF-8. All paths: safe and different, in upper and lower case too.
  /// - Figures: every number and every picture of one, in every format, is the figure's own to the digits written.
  /// - Links into the folder of editions: only to the page that lists them, since frozen pages have nothing else there.
  ///
  /// - Parameters:
  ///   - about: files of the folder of editions, which are about this one.
  ///   - figures: what the edition's figures are; none where nobody compares.
  ///   - beside: paths that will be there too and were checked when they were new.
  ///   - kept: files of the edition that stay as they are; `nil` where all are new. They are read only where something is
  ///     wrong, or where one of their links might lead nowhere now.
  package static func findings(
    in edition: [OutputFile], about: [OutputFile] = [], figures: [PublishedFigure] = [], beside: Set<String> = [],
    kept: KeptFiles? = nil
  ) async -> [Finding] {
    guard let kept, !kept.isEmpty else { return await all(edition, about, figures, beside).findings }
    let edition = edition.filter { !kept.contains($0.path) }
    let (findings, isSound) = await all(edition, about, figures, beside, kept)
    if findings.isEmpty, isSound { return [] }
    return await all(edition + kept.files, about, figures, beside).findings
  }

  /// - Returns: what is wrong with these files, and whether nothing can be wrong with those that are kept.
  private static func all(
    _ edition: [OutputFile], _ about: [OutputFile], _ figures: [PublishedFigure], _ beside: Set<String>,
    _ kept: KeptFiles? = nil
  ) async -> (findings: [Finding], isSound: Bool) {
    let files = (edition + about).sorted { $0.path < $1.path }
    let positions = Dictionary(files.enumerated().map { ($0.element.path, $0.offset) }) { first, _ in first }
    let readBack = ReadBack(figures)
    let inspections = await files.concurrentMap(stretch: 32) { stretch in
      var inspector = Inspector(positions: positions, beside: beside, readBack: readBack)
      return stretch.map { inspector.inspection(of: $0) }
    }.flatMap { $0 }
    let others = (kept?.paths ?? []).map { OutputFile(path: $0, bytes: []) }
    var findings = PathRule.findings(in: files + others, reserved: Set((edition + others).map(\.path)))
    let anchors = AnchorRule(files: files, inspections: inspections, positions: positions)
    let twins = TwinCheck(files: files, inspections: inspections, positions: positions)
    for index in files.indices {
      findings += inspections[index].findings
      findings += anchors.findings(ofFile: index)
      findings += twins.findings(ofFile: index)
    }
    let isSound = kept.map { KeptLinks($0, files, inspections, positions).areSound } ?? true
    return (findings.sorted(by: Finding.isShownBefore), isSound)
  }
}

/// What is known of one file after looking at it alone.
struct Inspection: Sendable {
  /// A link to a place in another page.
  struct Anchor: Sendable {
    /// Position of the page that is linked to.
    let target: Int
    let id: String
    let line: Int
    let address: String
  }

  var findings: [Finding] = []
  var ids: Set<String> = []
  var anchors: [Anchor] = []
  /// Links to files that will be there too, and weren't looked at here, with the place in them.
  var anchorsBeside: [(path: String, reference: PageFacts.Reference, id: String)] = []
  /// Numbers of figures, which the page's Markdown must have too.
  var quotes: [NumberQuote] = []
  /// Links that lead to no file of the site.
  var dead: [(reference: PageFacts.Reference, path: String)] = []
}
