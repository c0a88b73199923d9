/// Shares of a whole, a bar of 100% for each count, with a hatched rest that has its number too.
///
/// - Shape: a row for each count, because different denominators are never one series.
/// - Unit: percent. Parts that don't reach 100 leave a rest; parts over 100 by more than rounding are a mistake.
package struct ShareBar: Chart {
  package struct Part: Sendable {
    package var name: String
    package var mark: Mark
    package var percent: Double
    /// Where its number leads, as an address seen from the page.
    package var link: String?

    package init(name: String, mark: Mark, percent: Double, link: String? = nil) {
      precondition(percent >= 0 && percent.isFinite, "a share from zero up")
      self.name = name
      self.mark = mark
      self.percent = percent
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
        let parts = row.parts.map { "\($0.name) \(Self.percent($0.percent))" }
        let rest = row.rest >= 0.05 ? ["\(row.restName) \(Self.percent(row.rest))"] : []
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
    let pitch = 66.0
    for (index, row) in rows.enumerated() {
      draw(row, top: Double(index) * pitch, width: layout.width, "url(#\(id)-\(layout.letter)-h)", in: &writer)
    }
    // Parts over 100 are drawn smaller, each row by its own measure.
    let isWhole = rows.allSatisfy { $0.parts.reduce(0) { $0 + $1.percent } <= 100 }
    return writer.picture(
      of: self, layout, id: id, height: Double(rows.count) * pitch - 4,
      scale: isWhole ? ChartScale(.bars, [ChartScale.Axis((0, 100)) { $0 / 100 * (layout.width - 1) }]) : nil)
  }

  private func draw(_ row: Row, top: Double, width: Double, _ hatching: String, in writer: inout SVGWriter) {
    writer.text(TextStyle.axisTitle.fitted(row.label, to: width), .axisTitle, x: 0, y: top + 13)
    let total = max(100, row.parts.reduce(0) { $0 + $1.percent })
    var left = 0.0
    var labels: [Label] = []
    for part in row.parts where part.percent > 0 {
      let right = left + part.percent / total * (width - 1)
      let box = Box(left: left, top: top + 20, right: right, bottom: top + 36)
      let colour = part.mark == .us || part.mark == .china ? "f-\(part.mark.suffix)" : "pt-\(part.mark.suffix)"
      let number = Self.percent(part.percent)
      writer.rect(colour, box, title: "\(row.label): \(part.name) \(number)")
      labels.append(Label(part.name, number, .plain(part.mark), over: box, link: part.link))
      left = right
    }
    if row.rest >= 0.05 {
      let box = Box(left: left, top: top + 20, right: width - 1, bottom: top + 36)
      let number = Self.percent(row.rest)
      let title = "\(row.label): \(row.restName) \(number)"
      writer.rect("f-none", box, title: title)
      writer.rect("hx", box, fill: hatching, title: title)
      labels.append(Label(row.restName, number, .plain(.ink), over: box, isLast: true, link: row.link))
    }
    write(labels, y: top + 51, width: width, in: &writer)
  }

  /// What is written under a part: name and number where there is room for all, else the number.
  private struct Label {
    var name: String
    var number: String
    var style: TextStyle
    var box: Box
    /// The rest ends with the bar; other labels begin with their part.
    var isLast: Bool
    var text: String
    var link: String?

    init(
      _ name: String, _ number: String, _ style: TextStyle, over box: Box, isLast: Bool = false, link: String? = nil
    ) {
      self.name = name
      self.number = number
      self.style = style
      self.box = box
      self.isLast = isLast
      self.link = link
      let full = "\(name) \(number)"
      text = isLast || style.room(for: full) <= box.width ? full : number
    }

    var room: Double { style.room(for: text) + 6 }
    var wanted: Double { isLast ? box.right + 7 - room / 2 : box.left + room / 2 }
  }

  private func write(_ all: [Label], y: Double, width: Double, in writer: inout SVGWriter) {
    var labels = all
    // The longest name goes first when they don't fit beside each other.
    while labels.reduce(0, { $0 + $1.room }) > width + 6,
      let longest = labels.indices.filter({ labels[$0].text != labels[$0].number }).max(by: {
        labels[$0].room < labels[$1].room
      })
    { labels[longest].text = labels[longest].number }
    let middles = LabelPlacement.column(
      labels.map(\.wanted), heights: labels.map(\.room), within: 0...(width + 6))
    for (label, middle) in zip(labels, middles) {
      let x = label.isLast ? middle + label.room / 2 - 6 : middle - label.room / 2
      writer.linked(to: label.link) {
        $0.text(label.text, label.style, x: x, y: y, anchor: label.isLast ? .end : .start)
      }
    }
  }
}
