/// The theme's script, ready to be put into a page, without comments and needless blanks.
struct ThemeScript: Sendable {
  /// What only some pages need: the lines from `// live` to `// end`, and so on.
  enum Part: String, CaseIterable, Sendable {
    /// Pages that the clock changes.
    case live
    /// Pages with the days of components as bars.
    case bars
    /// The page for lost readers.
    case lost
  }

  /// Each with the part that it belongs to; nil for what every page has.
  private let lines: [(part: Part?, text: String)]

  /// - Parameter source: lines that begin with `//` are comments, and no text goes over two lines.
  init(_ source: String) {
    var part: Part?
    var lines: [(part: Part?, text: String)] = []
    for line in source.utf8.split(whereSeparator: {
      $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r")
    }) {
      let text = String(
        Substring(line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }))
      if let begun = Part.allCases.first(where: { text == "// \($0.rawValue)" }) { part = begun }
      if text == "// end" { part = nil }
      if !text.isEmpty, !text.hasPrefix("//") { lines.append((part, text)) }
    }
    self.lines = lines
  }

  /// What a page gets. `</` and `<!--` are broken up, so that no text in a script can end the element
  /// it stands in.
  func text(with parts: Set<Part>) -> String {
    lines.filter { line in line.part.map(parts.contains) ?? true }.map(\.text)
      .joined(separator: "\n").replacing("</", by: "<\\/").replacing("<!--", by: "<\\!--")
  }
}
