import Diagnostics

/// `search.js`: every page's path and words, for search without a server. Loaded when a reader begins to search.
///
/// Shape: a call with the folders, each with its pages: name of the file without ending, title, further words.
struct SearchIndex {
  static let path = "search.js"

  struct Entry: Sendable {
    var path: String
    var title: String
    var words: String
  }

  static func file(of entries: [Entry]) -> OutputFile {
    var folders: [String: [Entry]] = [:]
    for entry in entries {
      folders[PagePath.folder(of: entry.path), default: []].append(entry)
    }
    let lines = folders.sorted { $0.key < $1.key }.map { folder, entries in
      let pages = entries.sorted { $0.path < $1.path }.map { entry in
        "[\(jsonText(PagePath.stem(of: entry.path))),\(jsonText(entry.title))"
          + (entry.words.isEmpty ? "]" : ",\(jsonText(entry.words))]")
      }
      return "\(jsonText(folder)):[\n\(pages.joined(separator: ",\n"))]"
    }
    let text =
      "// Every page: made at each build, read by script.js.\nparallaxPages({\(lines.joined(separator: ",\n"))});\n"
    return OutputFile(path: path, bytes: Array(text.utf8))
  }
}
