import Glibc

/// What positions of a picture mean, stated in it: its form, then values and where they lie, two for each axis.
///
/// `data-scale="points 19893 49.01 20734 688.6 -100 380 100 47.4"`: day 19893 lies at 49.01 across, −100 at 380 down.
struct ChartScale {
  enum Form: String {
    case points, stack, rows, bars, columns, slope, plane, log, spans
    case logs = "log-log"
    case logRows = "log-rows"
  }

  struct Axis {
    var first: (value: Double, position: Double)
    var last: (value: Double, position: Double)

    /// Through the logarithms of two values above zero.
    static func logarithmic(_ values: (Double, Double), position: (Double) -> Double) -> Axis? {
      Axis((log10(values.0), log10(values.1))) { position(pow(10, $0)) }
    }

    /// Through two values; `nil` where they are one.
    init?(_ values: (Double, Double), position: (Double) -> Double) {
      guard values.0 < values.1 else { return nil }
      first = (values.0, position(values.0))
      last = (values.1, position(values.1))
    }
  }

  var form: Form
  var axes: [Axis]

  /// `nil` when an axis has no two values.
  init?(_ form: Form, _ axes: [Axis?]) {
    self.form = form
    self.axes = axes.compactMap(\.self)
    if self.axes.count != axes.count || axes.isEmpty { return nil }
  }

  /// With a space before it.
  var attribute: String {
    let numbers = axes.flatMap { axis in
      [axis.first, axis.last].flatMap { [Self.text($0.value), Self.text(($0.position * 100).rounded() / 100)] }
    }
    return " data-scale=\"\(([form.rawValue] + numbers).joined(separator: " "))\""
  }

  private static func text(_ number: Double) -> String {
    number == number.rounded() && number.magnitude < 1e15 ? String(Int(number)) : number.description
  }
}

extension Chart {
  /// The picture with the names of what it shows, by which it can be compared with that.
  package func svg(_ layout: ChartLayout, id: String, of subjects: [String]) -> String {
    let picture = svg(layout, id: id)
    let start = "<svg"
    guard !subjects.isEmpty, picture.hasPrefix(start) else { return picture }
    let names = SVGWriter.escaped(subjects.joined(separator: " "))
    return "\(start) data-figure=\"\(names)\"\(picture.dropFirst(start.count))"
  }
}
