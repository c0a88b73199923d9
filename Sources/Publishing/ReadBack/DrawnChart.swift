/// A picture of figures, read back: its shapes, and the scale that it states.
struct DrawnChart: Sendable {
  struct Spot: Sendable, Equatable {
    var x: Double
    var y: Double
  }

  struct Shape: Sendable {
    enum Form: Sendable {
      /// A circle by its middle.
      case dot(Spot)
      /// A path as runs of corners.
      case path([[Spot]])
      case box(x: Double, y: Double, width: Double, height: Double)
      case words(String, Spot)
    }

    var form: Form
    var classes: [String]
    /// What is told when a pointer rests on it.
    var title: String?
    var scale: StatedScale?
    /// Where its words lead.
    var observation: Observation?
    var line: Int
  }

  /// An observation of a figure, or one of its other choices, as an address names it.
  struct Observation: Sendable {
    var figure: String
    /// `2026-10-08`, or `choice-hard-requests`.
    var at: String
  }

  /// Ids of the figures that it shows; none for a picture of records.
  var figures: [String]
  var shapes: [Shape]
  /// The words for those who don't see it.
  var description: String
  var line: Int
}

/// What positions of a picture mean: `data-scale="points 19893 49 20734 688.6 -100 380 100 47.4"`.
///
/// The form first; then values and positions in pairs, those across before those upwards where there are both.
struct StatedScale: Sendable, Equatable {
  enum Form: String, Sendable {
    /// Marks at a day and a value.
    case points
    /// Areas stacked over days.
    case stack
    /// Bars and marks at a value, a row for each thing.
    case rows
    /// The same with the logarithm of the value.
    case logRows = "log-rows"
    /// Bars whose width is a share.
    case bars
    /// Stacked columns whose height is a count.
    case columns
    /// Marks at a value on two dates.
    case slope
    /// Marks at two values; and the same with the logarithm of the first.
    case plane, log
    /// The same with the logarithms of both.
    case logs = "log-log"
    /// Spans of days, a row for each thing.
    case spans
    /// Marks that are no observations of the figure.
    case other
  }

  /// A straight scale through two values.
  struct Axis: Sendable, Equatable {
    var first: Double
    var firstPosition: Double
    var last: Double
    var lastPosition: Double

    func value(at position: Double) -> Double {
      first + (position - firstPosition) * perUnit
    }

    func position(of value: Double) -> Double {
      firstPosition + (value - first) / perUnit
    }

    /// How much value a unit of the picture is.
    var perUnit: Double { (last - first) / (lastPosition - firstPosition) }
  }

  var form: Form
  var axes: [Axis]

  init?(_ text: String) {
    let words = text.split(separator: " ")
    guard let name = words.first, let form = Form(rawValue: String(name)) else { return nil }
    let numbers = words.dropFirst().compactMap { Double($0) }
    guard numbers.count == words.count - 1, numbers.count % 4 == 0, numbers.allSatisfy(\.isFinite) else { return nil }
    self.form = form
    axes = stride(from: 0, to: numbers.count, by: 4).map {
      Axis(
        first: numbers[$0], firstPosition: numbers[$0 + 1], last: numbers[$0 + 2], lastPosition: numbers[$0 + 3])
    }
    guard axes.allSatisfy({ $0.first != $0.last && $0.firstPosition != $0.lastPosition }) else { return nil }
  }
}

extension DrawnChart.Shape {
  /// The middle of a mark: a circle, a diamond or a square.
  var middle: DrawnChart.Spot? {
    switch form {
    case .dot(let spot): return spot
    case .path(let runs):
      guard let run = runs.first, runs.count == 1, run.count == 4 else { return nil }
      return DrawnChart.Spot(x: (run[1].x + run[3].x) / 2, y: (run[0].y + run[2].y) / 2)
    case .box(let x, let y, let width, let height): return DrawnChart.Spot(x: x + width / 2, y: y + height / 2)
    case .words: return nil
    }
  }

  var isMark: Bool {
    classes.first.map { $0.hasPrefix("pt-") || $0.hasPrefix("ho-") } ?? false && !classes.contains("dim")
  }
}

extension DrawnChart {
  /// The corners of a path of straight lines: `M`, `L`, `H`, `V` and `Z`, and steps after `l`; `nil` for any other.
  static func corners(of path: String) -> [[Spot]]? {
    var runs: [[Spot]] = []
    var command: Character?
    var numbers: [Double] = []
    var digits = ""
    var isSound = true
    func at() -> Spot { runs.last?.last ?? Spot(x: 0, y: 0) }
    func closeNumber() {
      guard !digits.isEmpty else { return }
      if let number = Double(digits) { numbers.append(number) } else { isSound = false }
      digits = ""
    }
    func closeCommand() {
      closeNumber()
      switch (command, numbers.count) {
      case (nil, 0), ("Z", 0): break
      case ("M", 2): runs.append([Spot(x: numbers[0], y: numbers[1])])
      case ("L", 2) where !runs.isEmpty: runs[runs.count - 1].append(Spot(x: numbers[0], y: numbers[1]))
      case ("H", 1) where !runs.isEmpty: runs[runs.count - 1].append(Spot(x: numbers[0], y: at().y))
      case ("V", 1) where !runs.isEmpty: runs[runs.count - 1].append(Spot(x: at().x, y: numbers[0]))
      case ("l", let count) where !runs.isEmpty && count > 0 && count % 2 == 0:
        for pair in stride(from: 0, to: count, by: 2) {
          runs[runs.count - 1].append(Spot(x: at().x + numbers[pair], y: at().y + numbers[pair + 1]))
        }
      default: isSound = false
      }
      numbers = []
    }
    for character in path {
      switch character {
      case "M", "L", "H", "V", "Z", "l":
        closeCommand()
        command = character
      case " ", ",": closeNumber()
      case "-":
        closeNumber()
        digits = "-"
      case "0"..."9", ".": digits.append(character)
      default: isSound = false
      }
    }
    closeCommand()
    return isSound ? runs : nil
  }
}
