package import Diagnostics
package import Metrics

/// What is known of the pages that are live, so that those needn't be made again that would come out as they are.
package struct FormerPages: Sendable {
  /// What all pages are made from beside records: templates, program and options.
  let base: [UInt8]
  /// The index of the records at hand.
  let records: @Sendable () async -> RecordIndex
  let sum: @Sendable ([UInt8]) -> PageSum
  /// Whether files of a page are live, as they were published, and were made from what has this sum; `nil` where nothing
  /// is known of any.
  let areLive: (@Sendable (_ paths: [String], _ sum: PageSum) -> Bool)?

  package init(
    base: [UInt8], records: @escaping @Sendable () async -> RecordIndex,
    sum: @escaping @Sendable ([UInt8]) -> PageSum,
    areLive: (@Sendable (_ paths: [String], _ sum: PageSum) -> Bool)?
  ) {
    self.base = base
    self.records = records
    self.sum = sum
    self.areLive = areLive
  }
}

extension Press.Job {
  /// The files of a page that draws nothing: HTML and Markdown.
  var ownFiles: [String] { [path, PagePath.twin(of: path)] }
}

extension Press.Printed {
  /// Whether the page can stand as it is while what it was made from stays the same.
  ///
  /// A page that leads to a figure is named on that figure's page, one that is reported has to be reported again.
  var canBeKept: Bool {
    isKept || findings.isEmpty && files.count == 2 && !linked.contains { $0.utf8.starts(with: "figures/".utf8) }
  }
}
