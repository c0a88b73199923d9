/// What a source calls the model and the maker that a record is about.
struct Names {
  var model: String?
  var organisation: String?
}

/// A kind of record that names models or organisations as its source writes them.
protocol NamesSubjects: RecordKind {
  var source: String { get }
  var names: Names { get }

  /// Keeps what the names mean.
  ///
  /// - Parameters:
  ///   - model: `nil` when the record names none, or one that we don't know.
  ///   - organisation: the id of the model's developer, or else of the organisation that the source names.
  mutating func take(model: Model?, organisation: String?)
}
