extension [Block] {
  /// Gives each table without a caption one: the heading above it, or else `title`; a second table under one heading is
  /// called its second.
  ///
  /// Markdown has no captions, and a table without one says nothing to those who hear it.
  func captioned(by title: String) -> [Block] {
    var captions = Captions(heading: title)
    return captions.applied(to: self)
  }
}

private struct Captions {
  var heading: String
  private var uses: [String: Int] = [:]

  init(heading: String) { self.heading = heading }

  mutating func applied(to blocks: [Block]) -> [Block] {
    blocks.map { block in
      switch block {
      case .heading(let found):
        let words = found.content.plainText
        if !words.isEmpty { heading = words }
        return block
      case .table(var table) where table.caption.isEmpty:
        uses[heading, default: 0] += 1
        let count = uses[heading]!
        table.caption = count == 1 ? heading : "\(heading), table \(count)"
        return .table(table)
      case .quote(let content): return .quote(applied(to: content))
      case .folded(let id, let title, let content): return .folded(id: id, title: title, blocks: applied(to: content))
      case .list(var list):
        list.items = list.items.map { applied(to: $0) }
        return .list(list)
      default: return block
      }
    }
  }
}
