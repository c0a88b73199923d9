import Diagnostics
import Metrics
import Records

/// `choose-data.js`: what the page's script needs to choose by other needs. Loaded by `choose.js`.
///
/// Shape: a call with the readers, the limits that can be set, and the models, the best rated first: each with its
/// rating, price, qualities, what limits look at, and which of the limits it passes.
struct ChooseData {
  static let path = "choose-data.js"
  private let catalogue: LimitCatalogue
  private let site: SiteContext

  init(_ catalogue: LimitCatalogue, _ site: SiteContext) {
    self.catalogue = catalogue
    self.site = site
  }

  var file: OutputFile {
    let first = catalogue.readers[0]
    let measured = catalogue.measured.map { limit in
      let frame = limit.frame
      return "[\(jsonText(limit.field)),\(limit.comparison == .atLeast ? 1 : -1),\(jsonText(frame.before)),"
        + "\(jsonText(frame.after)),\(frame.isPrice ? 1 : 0)]"
    }
    let text = """
      // What is known of every rated model, and the needs of our readers: made at each build, read by choose.js.
      parallaxNeeds({
      "board":\(jsonText(NumberFormat.date(first.vintage))),"draws":\(Balance.draws),"seed":\(Balance.seed),
      "measured":[\(measured.joined(separator: ","))],
      "terms":[\(catalogue.terms.map { jsonText($0.words) }.joined(separator: ",\n"))],
      "readers":{
      \(catalogue.readers.map(reader).joined(separator: ",\n"))},
      "models":[
      \(catalogue.order.map(model).joined(separator: ",\n"))]
      });

      """
    return OutputFile(path: Self.path, bytes: Array(text.utf8))
  }

  private func reader(_ decision: Decision) -> String {
    let limits = decision.steps.compactMap { step in
      catalogue.asked(step.limit).map { asked in
        switch asked {
        case .term(let index): "[\(index)]"
        case .number(let index, let bound): "[\(index),\(number(bound))]"
        }
      }
    }
    let words = LimitWords(site: site)
    let weights = decision.weights.map { number($0.weight) }
    let page = site.routes.pagePath(Profile.kind, decision.profile.id)
    return "\(jsonText(decision.profile.id)):{\"name\":\(jsonText(decision.profile.name)),"
      + "\"page\":\(page.map(jsonText) ?? "null"),\"limits\":[\(limits.joined(separator: ","))],"
      + "\"weights\":[\(weights.joined(separator: ","))],"
      + "\"apart\":[\(decision.undecidable.map { jsonText(words($0)) }.joined(separator: ","))]}"
  }

  private func model(_ index: Int) -> String {
    let option = catalogue.options[index]
    let model = option.model
    func shown(_ value: Double?) -> String { value.map(number) ?? "null" }
    let extents = catalogue.measured.map { limit in
      limit.extents[index].map { "[\(number($0.low)),\(number($0.high))]" } ?? "null"
    }
    let qualities = catalogue.readers[0].qualities(of: option).map(shown)
    let licence = model.licence.map { "[\(jsonText($0)),\(jsonText(site.name(Licence.kind, $0)))]" } ?? "null"
    let parts = [
      jsonText(model.id), jsonText(model.name), jsonText(site.name(Organisation.kind, model.developer)),
      String(["us": 0, "china": 1][option.rating.bloc ?? ""] ?? 2),
      "[\(number(option.rating.value)),\(shown(option.rating.low)),\(shown(option.rating.high)),\(shown(option.price))]",
      "[\(jsonText(NumberFormat.number(option.rating.value))),\(jsonText(SiteContext.interval(of: option) ?? "")),"
        + "\(jsonText(option.price.map(SiteContext.dollars) ?? ""))]",
      licence, "[\(qualities.joined(separator: ","))]", "[\(extents.joined(separator: ","))]",
      jsonText(String(catalogue.terms.map { $0.passing[index] ? "1" : "0" })),
    ]
    return "[\(parts.joined(separator: ","))]"
  }

  /// The shortest digits that read back as the same number.
  private func number(_ value: Double) -> String {
    // Zero has no sign.
    let text = (value + 0).description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
