import Diagnostics
import Metrics
import Records

/// The data of the site as JSON-LD of schema.org's `Dataset`, for those who list data sets.
struct DatasetDescription {
  private let context: SiteContext

  init(_ context: SiteContext) { self.context = context }

  /// Safe between the tags of a script element, in HTML and in XML.
  var json: String {
    let report = context.corpus.report
    let base = report.baseAddress.map { $0.hasSuffix("/") ? $0 : $0 + "/" } ?? ""
    let kinds = context.holdings.map { holding in
      distribution("data/\(holding.kind.name).csv", "text/csv", base)
    }
    let files = [distribution("data/figures.json", "application/json", base)] + kinds
    let measured = context.figures.map { jsonText($0.title) }.joined(separator: ",")
    var members: [(String, String)] = [
      ("@context", jsonText("https://schema.org")), ("@type", jsonText("Dataset")), ("name", jsonText(report.title)),
      ("description", jsonText(DataPackage.description)), ("url", jsonText(base + "data.html")),
      ("dateModified", jsonText(context.asOf.description)), ("version", jsonText(context.asOf.description)),
    ]
    members += [
      ("isAccessibleForFree", "true"),
      ("creditText", jsonText(Citation(report, on: context.asOf).words(of: "Data", at: "data.html"))),
      ("variableMeasured", "[\(measured)]"),
      ("distribution", "[\(files.joined(separator: ","))]"),
    ]
    let text = "{" + members.map { "\(jsonText($0.0)):\($0.1)" }.joined(separator: ",") + "}"
    return text.replacing("&", with: "\\u0026").replacing("<", with: "\\u003c").replacing(">", with: "\\u003e")
  }

  private func distribution(_ path: String, _ type: String, _ base: String) -> String {
    #"{"@type":"DataDownload","contentUrl":\#(jsonText(base + path)),"encodingFormat":"\#(type)"}"#
  }
}
