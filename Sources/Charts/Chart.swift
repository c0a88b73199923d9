/// A picture of numbers: one specification, drawn for each width it is shown at.
///
/// A chart knows no subject. It takes numbers, days and words, and the same chart always gives the same bytes.
package protocol Chart: Sendable {
  /// What is plotted; read out before the description.
  var title: String { get }
  /// Trend, extremes and latest value as sentences, for those who don't see the picture.
  var summary: String { get }
  /// The picture as one SVG element that relies on the classes of the site's style sheet.
  ///
  /// - Parameter id: unique on the page; the ids inside are `ID-w-t`, `ID-w-d` for the wide layout, `-m-` for the mini one; a
  ///   narrow picture has none and is told of by the wide one beside it.
  func svg(_ layout: ChartLayout, id: String) -> String
}

extension Chart {
  /// The picture as a file of its own, with the style sheet it needs.
  package func file(_ layout: ChartLayout = .wide, id: String, style: String, of subjects: [String] = []) -> String {
    let picture = SVGWriter.withoutLinks(svg(layout, id: id, of: subjects))
    guard let end = picture.firstIndex(of: ">") else { return picture }
    let opening = picture[..<end]
    let rest = picture[picture.index(after: end)...]
    return "\(opening) xmlns=\"http://www.w3.org/2000/svg\"><style>\(SVGWriter.escaped(style))</style>\(rest)\n"
  }
}

/// The width a picture is drawn for.
package enum ChartLayout: String, Sendable, CaseIterable {
  /// 736 units: a figure's column.
  case wide
  /// 358 units: a phone.
  case narrow
  /// 352 units, low and sparsely lettered: a theme on the home page.
  case mini

  package var width: Double {
    switch self {
    case .wide: 736
    case .narrow: 358
    case .mini: 352
    }
  }

  /// The letter inside ids.
  var letter: String {
    switch self {
    case .wide: "w"
    case .narrow: "n"
    case .mini: "m"
    }
  }
}

/// How high a chart is drawn. A mini chart has one height.
package enum ChartHeight: Sendable {
  case tall, regular, low

  func units(in layout: ChartLayout) -> Double {
    switch (self, layout) {
    case (_, .mini): 196
    case (.tall, .wide): 430
    case (.tall, .narrow): 410
    case (.regular, .wide): 400
    case (.regular, .narrow): 370
    case (.low, _): 312
    }
  }
}

/// Whose a mark is. It decides colour, dash and shape together, so that none of them carries the meaning alone.
package enum Mark: Sendable, Equatable {
  /// Blue, solid, circle.
  case us
  /// Vermilion, dashed, diamond.
  case china
  /// Grey, square.
  case other
  /// Ink, circle: what belongs to nobody.
  case ink

  /// The ending of the style sheet's classes.
  var suffix: String {
    switch self {
    case .us: "us"
    case .china: "cn"
    case .other: "xx"
    case .ink: "ink"
    }
  }

  /// The class of text in the mark's colour, with a space before it; nothing for ink.
  var textClass: String {
    switch self {
    case .us: " t-us"
    case .china: " t-cn"
    case .other: " axt"
    case .ink: ""
    }
  }

  /// The class of lines. The style sheet has none for ink that isn't a trend.
  var lineClass: String { self == .ink ? "par" : "ln ln-\(suffix)" }
}
