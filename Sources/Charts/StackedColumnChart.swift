/// Counts by period and class, a group of columns for each bloc, on one scale from zero.
///
/// - Shape: in each group the same periods, ascending; in each column a count for each class, in the classes' order.
/// - Drawn: classes from the bottom up in their order, what is unknown on top; the total over each column; the names of
///   the classes with their counts at the last column. Wide: groups side by side. Narrow: one under the other.
/// - Missing: a period that nobody counted is a column of `nil` and says so; it is never a zero.
package struct StackedColumnChart: Chart {
  /// How a class is filled: the bloc's colour in three strengths, white, or hatched.
  package enum Fill: Sendable, Equatable {
    case strong, middle, light, white, unknown
  }

  package struct Class: Sendable {
    package var name: String
    package var fill: Fill

    package init(name: String, fill: Fill) {
      self.name = name
      self.fill = fill
    }
  }

  package struct Column: Sendable {
    /// Under the column, such as "H1".
    package var label: String
    /// Under neighbours that share it, bold, such as "2026".
    package var year: String
    /// One for each class, in the order of the classes; `nil` when the period wasn't counted.
    package var counts: [Double]?
    /// Where its numbers lead, as an address seen from the page.
    package var link: String?

    package init(label: String, year: String, counts: [Double]?, link: String? = nil) {
      self.label = label
      self.year = year
      self.counts = counts
      self.link = link
    }

    /// "2026-H1", in titles.
    var name: String { label.isEmpty ? year : year.isEmpty ? label : "\(year)-\(label)" }

    /// "the first half of 2026", in a sentence.
    var spokenName: String {
      let part: String? =
        switch label {
        case "H1": "first half"
        case "H2": "second half"
        case "Q1": "first quarter"
        case "Q2": "second quarter"
        case "Q3": "third quarter"
        case "Q4": "last quarter"
        default: nil
        }
      return part.map { "the \($0) of \(year)" } ?? name
    }
  }

  package struct Group: Sendable {
    /// Over the columns, such as "China, releases by half-year".
    package var heading: String
    package var mark: Mark
    package var columns: [Column]

    package init(heading: String, mark: Mark, columns: [Column]) {
      self.heading = heading
      self.mark = mark
      self.columns = columns
    }
  }

  package var title: String
  package var classes: [Class]
  package var groups: [Group]
  package var format: NumberFormat

  package init(title: String, classes: [Class], groups: [Group], format: NumberFormat = NumberFormat()) {
    for column in groups.flatMap(\.columns) {
      precondition(column.counts.map { $0.count == classes.count } ?? true, "a count for each class")
      precondition(column.counts?.allSatisfy { $0 >= 0 && $0.isFinite } ?? true, "counts from zero up")
    }
    self.title = title
    self.classes = classes
    self.groups = groups.filter { !$0.columns.isEmpty }
    self.format = format
  }

  /// The classes as they are stacked: in order, the unknown last and so on top.
  var stacking: [Int] {
    classes.indices.filter { classes[$0].fill != .unknown } + classes.indices.filter { classes[$0].fill == .unknown }
  }

  package var summary: String {
    Summary.sentences(
      groups.flatMap { group in
        let totals = group.columns.compactMap { column in column.counts.map { (column.spokenName, $0.reduce(0, +)) } }
        let name = group.heading.isEmpty ? title : group.heading
        guard let first = totals.first, let last = totals.last else { return ["\(name): not counted"] }
        let counts = group.columns.last { $0.counts != nil }?.counts ?? []
        let parts = stacking.filter { counts[$0] > 0 }.map { "\(classes[$0].name) \(format.text(counts[$0]))" }
        let most = totals.max { $0.1 < $1.1 } ?? last
        return [
          totals.count == 1
            ? "\(name): \(format.text(last.1)) in \(last.0)"
            : "\(name): \(format.text(first.1)) in \(first.0), \(format.text(last.1)) in \(last.0)"
              + (most.0 != first.0 && most.0 != last.0 ? ", at most \(format.text(most.1)) in \(most.0)" : ""),
          parts.isEmpty ? "" : "In \(last.0): \(parts.joined(separator: ", "))",
        ]
      })
  }

  package func svg(_ layout: ChartLayout, id: String) -> String {
    guard !groups.isEmpty else { return SVGWriter.empty(self, layout, id: id) }
    let highest = groups.flatMap(\.columns).compactMap { $0.counts?.reduce(0, +) }.max() ?? 0
    let isSideBySide = layout == .wide && groups.count <= 3
    let gap = 20.0
    let width =
      isSideBySide ? (layout.width - gap * Double(groups.count - 1)) / Double(groups.count) : layout.width
    let part = layout == .mini ? 196.0 : 256.0
    var writer = SVGWriter(layout)
    if classes.contains(where: { $0.fill == .unknown }) { writer.hatching(id: "\(id)-\(layout.letter)-h") }
    for (index, group) in groups.enumerated() {
      let place = Double(index)
      let box =
        isSideBySide
        ? Box(left: place * (width + gap), top: 0, right: place * (width + gap) + width, bottom: part)
        : Box(left: 0, top: place * (part + 8), right: width, bottom: place * (part + 8) + part)
      StackedColumns(self, group, in: box, highest: highest, hatching: "url(#\(id)-\(layout.letter)-h)")
        .draw(in: &writer)
    }
    let height = isSideBySide ? part : part * Double(groups.count) + 8 * Double(groups.count - 1)
    return writer.picture(
      of: self, layout, id: id, height: height,
      scale: ChartScale(
        .columns, [ChartScale.Axis((0, highest)) { $0 / highest * StackedColumns.room(in: part) }]))
  }
}
