import Diagnostics
import Reading

/// A document written out, and what is wrong with its places.
struct Outline {
  private(set) var text = ""
  /// A place outside the file.
  private(set) var outside: String?
  /// A place outside the one that holds it; what is left of a value that is wrong may lie anywhere.
  private(set) var overlap: String?

  mutating func add(_ node: Node, inside outer: Range<Int>) {
    let place = node.place
    if let wrong = Fuzzing.complaint(about: place) { outside = outside ?? wrong }
    if place.start < outer.lowerBound || place.end > outer.upperBound {
      overlap = overlap ?? "\(place.start)..<\(place.end) lies outside \(outer), which holds it"
    }
    let inner = place.start..<max(place.start, place.end)
    switch node.content {
    case .scalar(let scalar): text += "\"\(scalar)\" "
    case .sequence(let items):
      text += "["
      for item in items { add(item, inside: inner) }
      text += "]"
    case .mapping(let entries):
      text += "{"
      for entry in entries {
        add(entry.key, inside: inner)
        add(entry.value, inside: inner)
      }
      text += "}"
    }
  }
}
