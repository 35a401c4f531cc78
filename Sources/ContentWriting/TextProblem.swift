import Markdown

/// Why a text cannot stand in an update. Lines count from 1 within the text.
package enum TextProblem: Error, Hashable {
  /// Readers would see nothing: a comment, a line across.
  case showsNothing
  /// HTML that nothing ends, so that it would swallow the rest of the file.
  case leavesOpen(mark: String, line: Int)
  /// A heading as it is written, of the level that starts an update.
  case beginsUpdate(heading: String, line: Int)
  /// The words of a line that an underline makes such a heading.
  case underlined(words: String, line: Int)
}

/// Refuses a text that would be more, or less, than the text of one update.
///
/// - Parameter text: as `updateText` keeps it; an empty one is fine here.
package func checkUpdateText(_ text: String) throws(TextProblem) {
  guard !text.isEmpty else { return }
  if let block = openBlock(atEndOf: text), case .html(let mark) = block.mark {
    throw .leavesOpen(mark: mark, line: block.line)
  }
  let structure = MarkdownStructure(of: Array(text.utf8)[...])
  if let heading = structure.headings.first(where: { $0.level == 2 }) {
    throw heading.firstLine == heading.lastLine
      ? .beginsUpdate(heading: heading.text, line: heading.firstLine)
      : .underlined(words: heading.text, line: heading.lastLine)
  }
  guard showsWords(text) else { throw .showsNothing }
}

/// A typed text as an update keeps it: `tidied`, and with a line that closes its code block, where it ends in
/// an open one. What is written below an update must not become part of it.
package func updateText(_ typed: String) -> String {
  let text = tidied(typed)
  guard case .fence(let fence)? = openBlock(atEndOf: text)?.mark else { return text }
  return text + "\n" + fence
}

/// A typed text as it is kept: line feeds alone, no blanks at the ends of the text, no blank first line.
package func tidied(_ text: String) -> String {
  let lines = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    .split(separator: "\n", omittingEmptySubsequences: false)
  let isBlank = { (line: Substring) in line.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 } }
  guard let first = lines.firstIndex(where: { !isBlank($0) }),
    let last = lines.lastIndex(where: { !isBlank($0) })
  else { return "" }
  return lines[first...last].joined(separator: "\n")
}

/// A block of a file that would take in whatever is written below it.
package struct SwallowingBlock: Hashable, Sendable {
  /// What begins it: a fence of a code block, `<!--`, `<pre>`.
  package let mark: String
  package let isCode: Bool
  /// From 1.
  package let line: Int
}

/// Where a file, which ends in an update's text, would swallow another update; nil where it would not.
///
/// - Parameters:
///   - file: all of it.
///   - first: the line at which the last update's text begins, from 1.
package func swallowingBlock(atEndOf file: [UInt8], from first: Int) -> SwallowingBlock? {
  guard let start = start(ofLine: first, in: file) else { return nil }
  let text = String(decoding: file[start...], as: UTF8.self).replacing("\r\n", with: "\n")
  return openBlock(atEndOf: text).map { block in
    let line = block.line + first - 1
    return switch block.mark {
    case .fence(let mark): SwallowingBlock(mark: mark, isCode: true, line: line)
    case .html(let mark): SwallowingBlock(mark: mark, isCode: false, line: line)
    }
  }
}
