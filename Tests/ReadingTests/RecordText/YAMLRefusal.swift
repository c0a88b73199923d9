/// What record text leaves out of YAML, by the names under which it does.
enum YAMLRefusal: String, CaseIterable {
  case anchor, alias, tag
  case complexKey = "complex-key"
  case mergeKey = "merge-key"
  case directive
  case duplicateKey = "duplicate-key"
  case tabIndentation = "tab-indentation"
  case controlCharacter = "control-character"
  case notUTF8 = "not-utf8"
  case tooDeep = "too-deep"
  case tooLarge = "too-large"

  /// What stands first at the place of a refusal, where that tells it; `nil` where it doesn't.
  var firstBytes: String? {
    switch self {
    case .anchor: "&"
    case .alias: "*"
    case .tag: "!"
    case .complexKey: "?[{"
    case .mergeKey: "<"
    case .directive: "%"
    case .tabIndentation: "\t"
    case .duplicateKey, .controlCharacter, .notUTF8, .tooDeep, .tooLarge: nil
    }
  }
}
