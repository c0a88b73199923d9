import Diagnostics
import Reading
import Records

extension Importer {
  /// Entries of the Model Openness Tool: a YAML file for each model with the components that were released.
  ///
  /// - Gives: `openness` on the scale `mof-1.0`, a row for each component that an entry lists, with its licence as the
  ///   answer: open under a licence that the tool names, partial under terms of the maker's own or explicitly without a
  ///   licence, closed where the component isn't included, unknown where the entry names no licence or discloses none.
  ///   Components that an entry doesn't list have no row: it doesn't say why.
  /// - The date of an entry is often that of the entry, not of the model, so the day of the export stands.
  static let modelOpenness = Importer(
    "model-openness", "entries of the Model Openness Tool (YAML) to openness", endings: ["yml", "yaml"]
  ) { intake in
    var table = RecordTable.openness("components")
    for file in intake.files { table.rows += intake.components(file) }
    return [table]
  }
}

/// Licences that the framework counts as open, by the beginning of the names that the tool gives them.
private let openLicences = [
  "MIT", "Apache", "BSD", "CC-BY-4.0", "CC-BY-SA-4.0", "CC0", "CDLA-Permissive", "GPL", "LGPL", "AGPL", "MPL", "ODC-By",
  "ODC-BY", "OpenMDW", "Creative Commons Attribution 4.0", "arXiv.org perpetual", "ISC", "Unlicense", "ECL",
]

/// What the words of an entry say of a component; nothing said is no answer.
private func openness(under licence: String) -> Openness.Judgement {
  let words = licence.lowercased()
  if words.isEmpty || words == "undisclosed" { return .unknown }
  if words.hasPrefix("component"), words.contains("not include") { return .closed }
  return openLicences.contains { licence.hasPrefix($0) } ? .open : .partial
}

extension Intake {
  fileprivate mutating func components(_ file: SourceFile) -> [RecordTable.Row] {
    guard let root = yaml(file).first, let release = root["release"], let name = text("name", in: release) else {
      findings.append(.unlikeFormat("there is no release with a name", at: Place(file)))
      return []
    }
    let version = root["framework"]?["version"]?.written ?? "1.0"
    return (release["components"]?.items ?? []).compactMap { component in
      guard let criterion = text("name", in: component) else { return nil }
      let own = component["license"]?.written ?? ""
      let licence = own.isEmpty ? general(criterion, in: release["license"]) : own
      return judgement(
        openness(under: licence), of: name, by: release["producer"]?.written, on: "mof-\(version)", criterion,
        answer: licence.isEmpty ? "no licence named" : licence, evidence: component["component_path"]?.written)
    }
  }

  /// The licence of an entry for components of one sort, where a component names none itself.
  private func general(_ component: String, in licences: Node?) -> String {
    let name = component.lowercased()
    let sort =
      name.contains("code") || name.contains("architecture") || name.contains("libraries")
      ? "code" : name.contains("data") && !name.contains("card") ? "data" : "document"
    return (licences?[sort]?["name"] ?? licences?["global"]?["name"])?.written ?? ""
  }
}
