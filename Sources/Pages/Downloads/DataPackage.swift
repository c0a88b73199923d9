import Diagnostics
import Metrics
import Records

/// `datapackage.json`: every table of the site with its fields, by the Data Package standard, for programs.
///
/// A number may carry an interval in its cell, as records write it; so fields that hold numbers are of any type there.
struct DataPackage {
  static let path = "datapackage.json"
  private let context: SiteContext

  init(_ context: SiteContext) { self.context = context }

  var file: OutputFile {
    let kinds = context.holdings.map(resource(of:))
    let figures = context.figures.map(resource(of:))
    let json = """
      {
        "profile": "tabular-data-package",
        "name": "\(context.corpus.report.title.lowercased().filter { $0.isLetter || $0.isNumber || $0 == "-" })",
        "title": \(jsonText(context.corpus.report.title)),
        "description": \(jsonText(Self.description)),
        "version": \(jsonText(context.asOf.description)),
        "homepage": \(jsonText(context.corpus.report.baseAddress ?? "")),
        "citation": \(jsonText(Citation(context.corpus.report, on: context.asOf).words(of: "Data", at: "data.html"))),
        "resources": [
      \((kinds + figures).joined(separator: ",\n"))
        ]
      }

      """
    return OutputFile(path: Self.path, bytes: Array(json.utf8))
  }

  static let description =
    "Records and figures on how far apart American and Chinese AI models stand, each with its source."

  private func resource(of holding: Holding) -> String {
    let fields = holding.kind.fields.map { field in
      """
            {"name": \(jsonText(field.name)), "type": "\(type(of: field.shape))", "description": \(jsonText(field.explanation))}
      """
    }
    return resource(holding.kind.name, holding.kind.summary.capitalisedFirst, fields, from: holding.sources)
  }

  private func resource(of figure: Figure) -> String {
    let fields = Downloads.columns.map { #"        {"name": "\#($0.name)", "type": "\#($0.type)"}"# }
    return resource(figure.id, "\(figure.title), in \(figure.unit)", fields)
  }

  /// - Parameter sources: where its rows come from, with the licence of each.
  private func resource(
    _ name: String, _ title: String, _ fields: [String], from sources: [Source] = []
  ) -> String {
    let from = sources.map { source in
      let address = source.url.map { ", \"path\": \(jsonText($0))" } ?? ""
      let licence = source.licence.map { ", \"licence\": \(jsonText($0))" } ?? ""
      return "{\"title\": \(jsonText(source.title))\(address)\(licence)}"
    }
    let named = from.isEmpty ? "" : "\n     \"sources\": [\(from.joined(separator: ", "))],"
    return """
          {"name": \(jsonText(name)), "path": \(jsonText("data/\(name).csv")), "title": \(jsonText(title)),
           "profile": "tabular-data-resource", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",\(named)
           "schema": {"fields": [
      \(fields.joined(separator: ",\n"))
           ]}}
      """
  }

  private func type(of shape: FieldShape) -> String {
    switch shape {
    case .number: "any"
    default: "string"
    }
  }
}
