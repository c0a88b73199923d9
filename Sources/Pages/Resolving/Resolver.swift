import Diagnostics

/// Puts into a parsed page what its placeholders stand for.
struct Resolver {
  let placeholders: [BoundPlaceholder]
  private(set) var rendering: Rendering

  init(placeholders: [BoundPlaceholder], rendering: Rendering) {
    self.placeholders = placeholders
    self.rendering = rendering
  }

  var findings: [Finding] { rendering.findings }
  var files: [OutputFile] { rendering.files }

  /// The page's blocks, without the sections and sub-sections whose components have nothing to show.
  mutating func resolved(_ blocks: [Block]) -> [Block] {
    var result: [Block] = []
    for section in Self.split(blocks, level: 2) {
      var parts: [Block] = []
      var asked = 0
      var filled = 0
      for part in Self.split(section, level: 3) {
        let (content, askedHere, filledHere) = resolvedPart(part)
        asked += askedHere
        filled += filledHere
        let isHeadingAlone = content.count == 1 && content[0].isHeading(of: 3)
        if (askedHere > 0 && filledHere == 0 && content.first?.isHeading(of: 3) ?? false) || isHeadingAlone { continue }
        parts += content
      }
      let isSection = parts.first?.isHeading(of: 2) ?? false
      let isEmpty = parts.allSatisfy { $0.isHeading(of: 2) || $0.isLayout }
      if isSection, isEmpty || asked > 0 && filled == 0 { continue }
      result += parts
    }
    return result
  }

  /// Parts that begin with a heading of the level; the first begins as it may.
  private static func split(_ blocks: [Block], level: Int) -> [[Block]] {
    blocks.reduce(into: [[]]) { parts, block in
      if block.isHeading(of: level) { parts.append([block]) } else { parts[parts.count - 1].append(block) }
    }
  }

  private mutating func resolvedPart(_ blocks: [Block]) -> (content: [Block], asked: Int, filled: Int) {
    var content: [Block] = []
    var asked = 0
    var filled = 0
    for block in blocks {
      let resolved = resolved(block)
      if case .placeholder(let index) = block, placeholders[index].isBlock {
        asked += 1
        if !resolved.isEmpty { filled += 1 }
      }
      content += resolved
    }
    return (content, asked, filled)
  }

  // MARK: Blocks

  private mutating func resolved(_ block: Block) -> [Block] {
    switch block {
    case .placeholder(let index):
      switch content(of: index) {
      case .blocks(let blocks):
        rendering.note(citedBy: blocks)
        return blocks
      case .inlines(let inlines): return inlines.isEmpty ? [] : [.paragraph(inlines)]
      case .nothing: return []
      }
    case .paragraph(let inlines):
      let content = resolved(inlines)
      return content.plainText.allSatisfy(\.isWhitespace) ? [] : [.paragraph(content)]
    case .heading(var heading):
      heading.content = resolved(heading.content, isLinked: heading.level == 1)
      heading.id = heading.level == 1 ? "top" : rendering.anchors.unique(Anchor.slug(heading.id))
      return heading.content.plainText.isEmpty ? [] : [.heading(heading)]
    case .list(var list):
      list.items = list.items.compactMap { item in
        let content = item.flatMap { resolved($0) }
        return content.isEmpty ? nil : content
      }
      return list.items.isEmpty ? [] : [.list(list)]
    case .quote(let blocks): return [.quote(blocks.flatMap { resolved($0) })]
    case .table(var table):
      table.columns = table.columns.map { column in
        var column = column
        column.title = resolved(column.title)
        return column
      }
      table.rows = table.rows.map { row in Table.Row(id: row.id, cells: row.cells.map { resolved($0) }) }
      table.days = rendering.site.days(quotedIn: table.rows)
      return [.table(table)]
    default: return [block]
    }
  }

  private mutating func content(of index: Int, isLinked: Bool = true) -> Component.Content {
    switch placeholders[index] {
    case .broken: return .nothing
    case .component(let component, let arguments): return component.content(arguments, &rendering)
    case .value(let reference, let placeholder):
      if let content = rendering.inlines(reference, isLinked: isLinked) { return .inlines(content) }
      if case .record = reference { return .inlines([.muted([.text("not known")])]) }
      rendering.report(
        Finding(
          .error, "nothing-to-show", "'\(placeholder.name.text)' has no value", at: placeholder.place,
          hint: "use a sentence with else=\"…\"", area: .pages))
      return .nothing
    }
  }

  // MARK: Running text

  private mutating func resolved(_ inlines: [Inline], isLinked: Bool = true) -> [Inline] {
    var result: [Inline] = []
    for inline in inlines {
      guard case .placeholder(let index) = inline else {
        if case .link(let link) = inline, !exists(link) { continue }
        result.append(inline.mapContent { content in resolved(content, isLinked: isLinked) })
        continue
      }
      switch content(of: index, isLinked: isLinked) {
      case .inlines(let content): result += isLinked ? content : content.withoutLinks
      case .nothing: break
      case .blocks:
        if case .component(let component, let arguments) = placeholders[index] {
          rendering.report(
            Finding(
              .error, "component-in-text", "'\(component.name)' stands inside a line", at: arguments.place,
              hint: "give it a paragraph of its own", area: .pages))
        }
      }
    }
    return result.withoutDoubleBlanks
  }

  /// Links to pages that aren't there are found when the template is read; here they would lead nowhere.
  private func exists(_ link: Link) -> Bool {
    guard case .file(let path, _) = link.target, path.hasSuffix(".html") else { return true }
    return rendering.site.routes.pages.contains(path)
  }
}

extension BoundPlaceholder {
  /// True for a component that stands in a paragraph of its own.
  var isBlock: Bool {
    if case .component(let component, _) = self { component.isBlock && component.name != "layout" } else { false }
  }
}

extension Block {
  func isHeading(of level: Int) -> Bool {
    if case .heading(let heading) = self { heading.level == level } else { false }
  }

  fileprivate var isLayout: Bool { if case .layout = self { true } else { false } }
}

extension [Inline] {
  /// The same words without links, for headings and titles.
  var withoutLinks: [Inline] {
    flatMap { inline -> [Inline] in
      if case .link(let link) = inline {
        let content = link.content.withoutLinks
        return link.quotation.map { [.quoted($0, content)] } ?? content
      }
      return [inline.mapContent(\.withoutLinks)]
    }
  }
}

extension [Inline] {
  /// Without a blank after a blank, as a sentence leaves it that has nothing to say.
  fileprivate var withoutDoubleBlanks: [Inline] {
    var result: [Inline] = []
    for inline in self {
      guard case .text(let words) = inline, case .text(let last)? = result.last else {
        result.append(inline)
        continue
      }
      let isDouble = last.hasSuffix(" ") && words.hasPrefix(" ")
      result[result.count - 1] = .text(last + (isDouble ? words.dropFirst() : words[...]))
    }
    return result
  }
}
