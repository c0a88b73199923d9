/// A published count of tokens, calls or users.
package typealias Usage = PublishedCount<UsedThing>

package enum UsedThing: CountedThing {
  package static let kind = "usage"
  package static let summary = "a published count of tokens, calls or users, with its counting rule and population"
}
