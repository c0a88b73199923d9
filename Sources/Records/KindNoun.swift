/// What several rows of a kind are called in a sentence: kinds are folders, and not all of their names are plurals.
package func rows(of kind: String) -> String {
  switch kind {
  case "safety": "results of safety tests"
  case "usage": "counts of use"
  case "compute": "stocks of compute"
  case "adoption": "figures of adoption"
  case "openness": "judgements of openness"
  default: kind.split(separator: "-").joined(separator: " ")
  }
}
