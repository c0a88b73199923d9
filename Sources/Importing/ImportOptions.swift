/// What the caller says beside the files.
package struct ImportOptions: Sendable {
  /// Fields that upstream doesn't give, the same on every row, such as the scale of a table.
  package var fields: [String: String]
  /// True to take an export that is far shorter than the last one.
  package var allowsShorter: Bool

  package init(fields: [String: String] = [:], allowsShorter: Bool = false) {
    self.fields = fields
    self.allowsShorter = allowsShorter
  }
}
