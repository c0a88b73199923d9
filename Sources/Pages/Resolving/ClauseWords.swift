import Records

/// What a licence says on one point in words that need no lawyer: the records keep the analysts' short ones.
enum ClauseWords {
  /// The point, as the head of a column or of a row.
  static func title(of clause: String) -> String? {
    switch LicenceClause.Clause(rawValue: clause) {
    case .commercialUse: "use in business"
    case .userLimit: "many users"
    case .revenueLimit: "high revenue"
    case .naming: "showing its name"
    case .attribution: "credit"
    case .fieldOfUse: "forbidden uses"
    case .outputTraining: "training on outputs"
    case .territory: "places left out"
    case .patent: "patents"
    case .termination: "when it ends"
    case .indemnity: "who bears claims"
    case nil: nil
    }
  }

  /// The answer; as the record has it where these words aren't known.
  static func answer(_ answer: String, to clause: String) -> String {
    switch (LicenceClause.Clause(rawValue: clause), answer) {
    case (.commercialUse, "conditional"): "with conditions"
    case (.commercialUse, "on registration"): "after registration"
    case (.commercialUse, "conflict"): "texts disagree"
    case (.commercialUse, "relicensed"): "under later terms"
    case (.naming, "conditional"): "in some cases"
    case (.naming, "encouraged"): "asked for"
    case (.naming, "none"), (.territory, "none"), (.fieldOfUse, "none"), (.termination, "none"), (.indemnity, "none"),
      (.patent, "none"), (.outputTraining, "none"):
      "not mentioned"
    case (.attribution, "yes"): "required"
    case (.fieldOfUse, "list"): "those of a list"
    case (.fieldOfUse, "law"): "unlawful ones"
    case (.fieldOfUse, "guardrail clause"): "without its guardrails"
    case (.fieldOfUse, "model as a service"): "selling it as a service"
    case (.fieldOfUse, "hosting"): "hosting it for others"
    case (.fieldOfUse, "conditional"): "in some cases"
    case (.outputTraining, "banned"): "forbidden"
    case (.outputTraining, "banned (competing)"): "forbidden to rivals"
    case (.outputTraining, "allowed with flow-down"): "allowed, terms pass on"
    case (.outputTraining, "allowed with naming"): "allowed, naming it"
    case (.outputTraining, "research only"): "for research only"
    case (.territory, "EU (no effect)"): "EU, without effect"
    case (.territory, "missed"): "not looked for"
    case (.territory, _): answer.replacing(";", with: ",")
    case (.patent, "grant"): "licensed"
    case (.patent, "ends on suit"): "licensed until you sue"
    case (.termination, "yes"): "on breach"
    case (.termination, "remote restriction"): "maker may cut it off"
    case (.indemnity, "licensee"): "who uses it"
    case (.indemnity, "distributor"): "who passes it on"
    default: answer
    }
  }
}
