/// What the caller says beside the files.
package struct ImportOptions: Sendable {
  /// Fields that upstream doesn't give, the same on every row, such as the scale of a table.
  package var fields: [String: String]
  /// True to take an export that is far shorter than the last one.
  package var allowsShorter: Bool
  /// Where a page has its table and what the columns mean, for formats that can't know.
  package var table: TableMapping?

  package init(fields: [String: String] = [:], allowsShorter: Bool = false, table: TableMapping? = nil) {
    self.fields = fields
    self.allowsShorter = allowsShorter
    self.table = table
  }
}

/// Which table of a page is meant, and which of its columns fill which fields.
package struct TableMapping: Sendable {
  /// An XPath expression that finds the table; others that it finds are passed over if they lack a column.
  package var path: String
  /// The kind of the records, such as `scores`.
  package var kind: String
  /// The heading of the column for each field.
  package var columns: [String: String]

  package init(path: String = "//table", kind: String, columns: [String: String]) {
    self.path = path
    self.kind = kind
    self.columns = columns
  }
}
