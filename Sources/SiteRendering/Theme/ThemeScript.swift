/// The theme's script, ready to be put into a page, without comments and needless blanks.
struct ThemeScript: Sendable {
  /// For pages that the clock changes.
  let whole: String
  /// For the others, which are nearly all: without what stands between `// live` and `// end`.
  let brief: String

  /// - Parameter source: lines that begin with `//` are comments, and no text goes over two lines.
  init(_ source: String) {
    let lines = source.utf8.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
      .map { line in
        String(Substring(line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }))
      }
    whole = stripped(lines)
    brief = stripped(withoutLiveParts(lines))
  }
}

private func withoutLiveParts(_ lines: [String]) -> [String] {
  var isLive = false
  return lines.filter { line in
    if line == "// live" { isLive = true }
    if line == "// end" { isLive = false }
    return !isLive
  }
}

/// `</` and `<!--` are broken up, so that no text in a script can end the element it stands in.
private func stripped(_ lines: [String]) -> String {
  let script = lines.filter { !$0.isEmpty && !$0.hasPrefix("//") }.joined(separator: "\n")
  return script.replacing("</", by: "<\\/").replacing("<!--", by: "<\\!--")
}
