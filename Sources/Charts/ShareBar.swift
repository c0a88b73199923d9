/// Shares of a whole, a bar of 100% for each count, with a hatched rest that has its number too.
///
/// - Shape: a row for each count, because different denominators are never one series.
/// - Unit: percent. Parts that don't reach 100 leave a rest; parts over 100 by more than rounding are a mistake.
package struct ShareBar: Chart {
  package struct Part: Sendable {
    package var name: String
    package var mark: Mark
    package var percent: Double
    /// The number that is written, where an interval holds fewer digits than the bar is long.
    package var shown: Double
    /// Where its number leads, as an address seen from the page.
    package var link: String?

    package init(name: String, mark: Mark, percent: Double, shown: Double? = nil, link: String? = nil) {
      precondition(percent >= 0 && percent.isFinite, "a share from zero up")
      self.name = name
      self.mark = mark
      self.percent = percent
      self.shown = shown ?? percent
      self.link = link
    }
  }

  package struct Row: Sendable {
    package var label: String
    package var parts: [Part]
    /// What the rest is, such as "other and unknown".
    package var restName: String
    /// Where the number of the rest leads.
    package var link: String?

    package init(label: String, parts: [Part], restName: String = "rest", link: String? = nil) {
      precondition(parts.reduce(0) { $0 + $1.percent } <= 100.5, "parts of a whole")
      self.label = label
      self.parts = parts
      self.restName = restName
      self.link = link
    }

    var rest: Double { max(0, 100 - parts.reduce(0) { $0 + $1.percent }) }
    /// What the written numbers leave.
    var shownRest: Double { max(0, 100 - parts.reduce(0) { $0 + $1.shown }) }
  }

  package var title: String
  package var rows: [Row]

  package init(title: String, rows: [Row]) {
    self.title = title
    self.rows = rows
  }

  package var summary: String {
    Summary.sentences(
      rows.map { row in
        let parts = row.parts.map { "\($0.name) \(Self.percent($0.shown))" }
        let rest = row.rest >= 0.05 ? ["\(row.restName) \(Self.percent(row.shownRest))"] : []
        return "\(row.label): \((parts + rest).joined(separator: ", "))"
      })
  }

  /// "46%", "36.5%": a decimal only where the share has one.
  static func percent(_ value: Double) -> String {
    let tenths = (value * 10).rounded(.toNearestOrAwayFromZero)
    let isWhole = tenths.truncatingRemainder(dividingBy: 10) == 0
    return NumberFormat(decimals: isWhole ? 0 : 1, suffix: "%").text(value)
  }

  package func svg(_ layout: ChartLayout, id: String) -> String {
    guard !rows.isEmpty else { return SVGWriter.empty(self, layout, id: id) }
    var writer = SVGWriter(layout)
    writer.hatching(id: "\(id)-\(layout.letter)-h")
    var top = 0.0
    for row in rows {
      top += draw(row, top: top, width: layout.width, "url(#\(id)-\(layout.letter)-h)", in: &writer)
    }
    // Parts over 100 are drawn smaller, each row by its own measure.
    let isWhole = rows.allSatisfy { $0.parts.reduce(0) { $0 + $1.percent } <= 100 }
    return writer.picture(
      of: self, layout, id: id, height: top - 4,
      scale: isWhole ? ChartScale(.bars, [ChartScale.Axis((0, 100)) { $0 / 100 * (layout.width - 1) }]) : nil)
  }

  /// Draws a row and gives how high it is.
  private func draw(_ row: Row, top start: Double, width: Double, _ hatching: String, in writer: inout SVGWriter)
    -> Double
  {
    let titles = TextStyle.axisTitle.wrapped(row.label, to: width).map { TextStyle.axisTitle.fitted($0, to: width) }
    for (index, title) in titles.enumerated() {
      writer.text(title, .axisTitle, x: 0, y: start + 13 + Double(index) * TextBlock.lineHeight)
    }
    let top = start + Double(max(0, titles.count - 1)) * TextBlock.lineHeight
    let total = max(100, row.parts.reduce(0) { $0 + $1.percent })
    var left = 0.0
    var labels: [Label] = []
    for part in row.parts where part.percent > 0 {
      let right = left + part.percent / total * (width - 1)
      let box = Box(left: left, top: top + 20, right: right, bottom: top + 36)
      let colour = part.mark == .us || part.mark == .china ? "f-\(part.mark.suffix)" : "pt-\(part.mark.suffix)"
      let number = Self.percent(part.shown)
      writer.rect(colour, box, title: "\(row.label): \(part.name) \(number)")
      if part.mark == .other, part.percent < Self.small, labels.last?.isSmall == true {
        labels[labels.count - 1].add(part.shown)
      } else {
        labels.append(Label(part, over: box))
      }
      left = right
    }
    if row.rest >= 0.05 {
      let box = Box(left: left, top: top + 20, right: width - 1, bottom: top + 36)
      let number = Self.percent(row.shownRest)
      let title = "\(row.label): \(row.restName) \(number)"
      writer.rect("f-none", box, title: title)
      writer.rect("hx", box, fill: hatching, title: title)
      labels.append(Label(rest: row.restName, row.shownRest, over: box, link: row.link))
    }
    let lines = write(labels, y: top + 51, width: width, in: &writer)
    return top - start + 51 + Double(lines) * TextBlock.lineHeight
  }

  /// Grey parts of fewer percent share a label with their neighbours.
  private static let small = 2.0

  /// What is written under a part, or under several small ones.
  private struct Label {
    var name: String
    var percent: Double
    var style: TextStyle
    /// Where the label would stand best: the rest ends with the bar, others begin with their part.
    var wanted: Double
    var link: String?
    var isLast = false
    var isSmall = false
    private var count = 1

    init(_ part: Part, over box: Box) {
      name = part.name
      percent = part.shown
      style = .plain(part.mark)
      wanted = box.left
      link = part.link
      isSmall = part.mark == .other && part.percent < ShareBar.small
    }

    init(rest name: String, _ percent: Double, over box: Box, link: String?) {
      self.name = name
      self.percent = percent
      style = .plain(.ink)
      wanted = box.right + 1
      self.link = link
      isLast = true
    }

    /// Takes a small neighbour in.
    mutating func add(_ percent: Double) {
      count += 1
      self.percent += percent
      name = "\(count) more"
      link = nil
    }

    /// The name and the number, which is never cut.
    func text(in width: Double) -> String {
      let number = ShareBar.percent(percent)
      return "\(style.fitted(name, to: width - style.room(for: " " + number))) \(number)"
    }
  }

  /// The farthest that a label is moved along its line, before it takes one of its own.
  private static let farthest = 24.0

  /// Each label under its part, in as many lines as they need; gives their number.
  private func write(_ labels: [Label], y: Double, width: Double, in writer: inout SVGWriter) -> Int {
    /// Where the next label of a line may begin.
    var free: [Double] = []
    for label in labels {
      let text = label.text(in: width)
      let room = label.style.room(for: text)
      let wanted = max(0, min(label.isLast ? label.wanted - room : label.wanted, width - room))
      let line =
        free.firstIndex { $0 <= wanted + (label.isLast ? 0 : Self.farthest) && $0 + room <= width } ?? free.count
      if line == free.count { free.append(0) }
      let left = max(wanted, free[line])
      let baseline = y + Double(line) * TextBlock.lineHeight
      writer.linked(to: label.link) {
        $0.text(
          text, label.style, x: label.isLast ? left + room : left, y: baseline, anchor: label.isLast ? .end : .start)
      }
      free[line] = left + room + 8
    }
    return max(1, free.count)
  }
}
