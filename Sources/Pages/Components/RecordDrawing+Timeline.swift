import Charts
import Metrics
import Records

/// Rules and events as spans of time.
extension RecordDrawing {
  /// In force from `from` to `to`, announced only from `announced` on.
  ///
  /// Three and more of one side with the same days share a row, which says how many they are: one below the other they
  /// would say the same thing many times.
  var timeline: (any Chart)? {
    let fates = records.compactMap { record -> Fate? in
      let spans = spans(of: record)
      return spans.isEmpty ? nil : Fate(record: record, name: name(record), mark: mark(record), spans: spans)
    }
    guard !fates.isEmpty else { return nil }
    return TimelineChart(
      title: title, axisTitle: axisTitle, rows: grouped(fates).flatMap { rows(of: $0) }, now: site.asOf.number)
  }

  /// A record with what became of it.
  private struct Fate {
    let record: Record
    let name: String
    let mark: Mark
    let spans: [TimelineChart.Span]

    /// What records of one row have in common.
    var key: String {
      "\(mark)" + spans.map { " \($0.from) \($0.to ?? .max) \($0.isInForce) \($0.words ?? "")" }.joined()
    }
  }

  private func spans(of record: Record) -> [TimelineChart.Span] {
    let name = name(record)
    let from = date(.from, record)?.first.number
    let to = date(.to, record)?.first.number
    var spans: [TimelineChart.Span] = []
    func add(_ start: Int, _ end: Int?, _ words: String, isInForce: Bool) {
      spans.append(.init(from: start, to: end, isInForce: isInForce, title: "\(name): \(words)", words: words))
    }
    if let announced = date(.announced, record)?.first.number, announced < from ?? to ?? .max {
      let end = from == nil && to != nil ? ", withdrawn \(words(.to, record))" : ""
      add(announced, from ?? to, "announced \(words(.announced, record))\(end)", isInForce: false)
    }
    if let from, from <= to ?? .max {
      let end = to == nil ? "" : " until \(words(.to, record))"
      // What comes into force later isn't in force.
      let isInForce = from <= site.asOf.number
      add(from, to, "in force \(isInForce ? "since" : "from") \(words(.from, record))\(end)", isInForce: isInForce)
    }
    return spans
  }

  /// Those of one key together, where the first of them stands; the page's own record stays alone.
  private func grouped(_ fates: [Fate]) -> [[Fate]] {
    var positions: [String: Int] = [:]
    var groups: [[Fate]] = []
    for fate in fates {
      if fate.record.id != own, let position = positions[fate.key] {
        groups[position].append(fate)
        continue
      }
      if fate.record.id != own { positions[fate.key] = groups.count }
      groups.append([fate])
    }
    return groups
  }

  /// The fewest that share a row.
  private static let fewest = 3

  private func rows(of group: [Fate]) -> [TimelineChart.Row] {
    guard group.count >= Self.fewest else {
      return group.map { fate in
        TimelineChart.Row(
          name: fate.name, mark: fate.mark, spans: fate.spans, isOwn: fate.record.id == own, link: link(fate.record))
      }
    }
    let head = Self.commonHead(of: group.map(\.name))
    let noun = kind.withoutHyphens
    let day = date(.announced, group[0].record) ?? date(.from, group[0].record)
    let name = head + "\(group.count) \(noun)" + (day.map { " of \(NumberFormat.date($0))" } ?? "")
    let members = group.map { String($0.name.dropFirst(head.count)) }.joined(separator: "; ")
    let spans = group[0].spans.map { span in
      var span = span
      span.title = "\(name): \(span.words ?? "")"
      return span
    }
    return [TimelineChart.Row(name: name, mark: group[0].mark, spans: spans, note: members)]
  }

  /// `EU: ` where all names begin with it.
  private static func commonHead(of names: [String]) -> String {
    guard let colon = names[0].firstRange(of: ": ") else { return "" }
    let head = String(names[0][..<colon.upperBound])
    return names.allSatisfy { $0.hasPrefix(head) && $0.count > head.count } ? head : ""
  }
}
