import Markdown

/// A foreign text as CommonMark that says the same words.
///
/// - Parameters:
///   - topHeading: the level that the highest heading gets at least: 3 in an update, 2 in a postmortem.
///   - base: the address of the old page, for links without a host.
/// - Returns: empty where the text shows nothing.
/// - Complexity: O(bytes), also for hostile text.
func markdown(
  from text: ImportedHistory.Text, topHeading: Int, base: String?
) -> String {
  let written = cleanedText(text.written)
  switch text.kind {
  case .markdown: return loweringHeadings(in: written, topHeading: topHeading)
  case .htmlOrPlain:
    guard written.utf8.contains(UInt8(ascii: "<")) else {
      return markdown(fromPlain: written)
    }
    let tokens = HTMLTokens(written)
    guard tokens.hasTags else { return markdown(fromPlain: written) }
    let blocks = HTMLBlocks(tokens.tokens, base: base).blocks
    return MarkdownWriter(blocks, topHeading: topHeading).text
  }
}

/// The words of a text that the careful way did not carry, each mark escaped.
func wholeWords(of text: ImportedHistory.Text) -> String {
  let written = cleanedText(text.written)
  guard text.kind == .htmlOrPlain else { return markdown(fromPlainWhollyEscaped: written) }
  let tokens = HTMLTokens(written)
  guard tokens.hasTags else { return markdown(fromPlainWhollyEscaped: written) }
  let words = tokens.tokens.map { token in
    switch token {
    case .text(let text): decodedReferences(text)
    case .open("br", _), .close("p"), .close("li"), .close("div"): "\n"
    case .open, .close: " "
    }
  }
  return markdown(fromPlainWhollyEscaped: words.joined())
}

/// A text of Markdown whose headings are lowered together, each in one line after its `#`s.
func loweringHeadings(in text: String, topHeading: Int) -> String {
  let headings = MarkdownStructure(of: Array(text.utf8)[...]).headings
  let lowered = max(0, topHeading - (headings.map(\.level).min() ?? topHeading))
  let isUnderlined = headings.contains { $0.lastLine > $0.firstLine }
  guard lowered > 0 || isUnderlined else { return text }
  var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  for heading in headings.reversed() where heading.lastLine <= lines.count {
    let marks = String(repeating: "#", count: min(6, heading.level + lowered))
    let words = heading.text.isEmpty ? marks : "\(marks) \(heading.text)"
    lines.replaceSubrange(heading.firstLine - 1...heading.lastLine - 1, with: [words])
  }
  return lines.joined(separator: "\n")
}
