/// A published count of downloads.
package typealias Download = PublishedCount<DownloadedThing>

package enum DownloadedThing: CountedThing {
  package static let kind = "downloads"
  package static let summary = "a published count of downloads, with its counting rule and population"
}
