import Diagnostics
import Metrics
import TestSupport

extension Committed {
  /// The figures of the committed records, with what was found while computing.
  static let figures = Metrics.figures(of: corpus)

  static let figuresByID = Dictionary(figures.figures.map { ($0.id, $0) }) { first, _ in first }
}
