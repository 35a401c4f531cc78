import Diagnostics
import SiteFiles

/// A page of a Hugo site: its front matter and its lines.
struct CStatePage {
  let path: String
  let matter: ForeignValue
  let lines: [String]
  /// The number of the first of them.
  let firstLine: Int

  init(_ file: SourceFile) throws(ImportError) {
    path = file.path
    let all = try textLines(file)
    guard let first = all.first, trimmedLine(first[...]) == "---" else {
      throw .unreadable(
        message: "the file does not begin with a line '---' and front matter in YAML",
        hint: all.first?.hasPrefix("+++") == true
          ? "`hugo convert toYAML` turns front matter in TOML into YAML" : nil,
        at: SourcePosition(path: file.path))
    }
    guard let end = all.dropFirst().firstIndex(where: { trimmedLine($0[...]) == "---" }) else {
      throw .unreadable(
        message: "the front matter has no end: a line '---' is missing", hint: nil,
        at: SourcePosition(path: file.path))
    }
    matter = try readForeignYAML(file, lines: 1..<end + 1)
    lines = Array(all[(end + 1)...])
    firstLine = end + 2
  }

  /// The name of the file, or of the folder of an `index.md`.
  var name: String {
    let parts = path.split(separator: "/").map(String.init)
    let file = String((parts.last ?? "").dropLast(3))
    guard file == "index", parts.count > 1 else { return file }
    return parts[parts.count - 2]
  }

  /// Where Hugo puts the page: the path in lower case, blanks as dashes.
  var address: String {
    if let url = matter.text("url") { return url.hasPrefix("/") ? url : "/" + url }
    let parts = path.split(separator: "/").map(String.init)
    let start = parts.lastIndex(of: "issues").map { $0 + 1 } ?? 0
    let isBundle = fileName(path) == "index.md"
    let folders = parts[min(start, parts.count - 1)..<parts.count - 1]
    let outer = (isBundle ? folders.dropLast() : folders[...]).map { $0 }
    let words = (outer + [matter.text("slug") ?? name]).joined(separator: "/").lowercased()
    return "/issues/" + words.split(whereSeparator: \.isWhitespace).joined(separator: "-") + "/"
  }
}
