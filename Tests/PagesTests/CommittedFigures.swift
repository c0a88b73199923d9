import Metrics
import TestSupport

extension Committed {
  /// The figures of the committed records.
  static let figures = Metrics.figures(of: corpus).figures
}
