/// A published count of models made from others.
package typealias Derivative = PublishedCount<DerivedThing>

package enum DerivedThing: CountedThing {
  package static let kind = "derivatives"
  package static let summary = "a published count of models made from others, with its counting rule and population"
}
