import Diagnostics

extension Check {
  /// Every check that `report.yaml` sets is one that exists, and takes the threshold that it is given.
  package static let checkIsKnown = Check("unknown-check") { corpus in
    let all = Check.all + [.headlineOnFirmGround([])]
    let known = all.map(\.code)
    return corpus.report.checks.compactMap { setting in
      guard let check = all.first(where: { $0.code == setting.code }) else {
        return .unknownCheck(setting, known: known)
      }
      return check.threshold == nil && setting.threshold != nil ? .thresholdOfNothing(setting) : nil
    }
  }
}

extension Finding {
  fileprivate static func unknownCheck(_ setting: CheckSetting, known: [String]) -> Finding {
    let meant = nearMiss(of: setting.code, among: known).map { "did you mean '\($0)'?" }
    return Finding(
      .error, "unknown-check", "there is no check '\(setting.code)'", at: setting.codePlace,
      hint: meant ?? "the checks are \(known.joined(separator: ", "))", area: .pages)
  }

  fileprivate static func thresholdOfNothing(_ setting: CheckSetting) -> Finding {
    Finding(
      .error, "unknown-check", "the check '\(setting.code)' has no threshold", at: setting.codePlace,
      hint: "delete 'threshold'; its severity can be set", area: .pages)
  }
}
