import Metrics
import Publishing
import Records

extension PublishedFigure {
  /// The numbers of a figure, for the gate to compare the edition's files with.
  init(_ figure: Figure) {
    let own = Reading(value: figure.value, low: figure.low, high: figure.high)
    self.init(
      id: figure.id, title: figure.title, unit: figure.unit, version: figure.version, reading: own, level: figure.level,
      n: figure.n, extras: figure.extras, part: figure.headlinePart, asOf: figure.asOf?.description,
      isDifference: figure.measure == "gap" || figure.measure == "lag", after: figure.words["after"],
      by: figure.words["by"],
      series: figure.series.map { point in
        Observation(
          at: point.at.description, day: point.at.middle.number, part: point.part,
          reading: Reading(value: point.value, low: point.low, high: point.high), n: point.n, extras: point.extras,
          unit: figure.unit(of: point.part))
      },
      choices: figure.sensitivity.map { sensitivity in
        [Choice(id: "", reading: own)]
          + sensitivity.choices.map {
            Choice(id: $0.id, reading: Reading(value: $0.value, low: $0.low, high: $0.high))
          }
      } ?? [])
  }
}

extension Figure {
  /// The part of the series that the figure's own value is one of; the last part of its day where none has it.
  fileprivate var headlinePart: String? {
    let date = headlineDate
    let candidates = series.filter { $0.at == date }
    return (candidates.last { $0.value == value } ?? candidates.last ?? series.last)?.part
  }
}
