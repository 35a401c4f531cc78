/// How wide a text for terminals is at the most.
let textWidth = 78

/// A line cut at its blanks into lines of at most `textWidth` columns.
///
/// A word that is longer than a line is cut too, but an address never is: half of one leads nowhere.
///
/// - Parameters:
///   - first: what stands before the first line: its indentation, a mark.
///   - rest: what stands before the others.
/// - Returns: at least one line.
/// - Complexity: linear in the text.
func wrapped(_ line: some StringProtocol, first: String, rest: String) -> [String] {
  var lines: [String] = []
  var current = first
  var width = columns(of: first)
  var isEmpty = true
  func breakLine() {
    lines.append(current)
    current = rest
    width = columns(of: rest)
    isEmpty = true
  }
  for word in line.split(separator: " ") {
    let wordWidth = columns(of: word)
    if !isEmpty {
      if width + 1 + wordWidth > textWidth {
        breakLine()
      } else {
        current += " "
        width += 1
      }
    }
    isEmpty = false
    if width + wordWidth <= textWidth || word.contains("://") {
      current += word
      width += wordWidth
      continue
    }
    for character in word {
      let characterWidth = columns(of: character)
      if width + characterWidth > textWidth { breakLine() }
      current.append(character)
      width += characterWidth
      isEmpty = false
    }
  }
  return lines + [current]
}

/// A text of several lines, each behind `indentation`; lines of code that fit stay as they are.
func wrapped(paragraphs text: String, indentation: String) -> [String] {
  text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line -> [String] in
    let words = line.drop { $0 == " " }
    guard !words.isEmpty else { return [""] }
    let blanks = indentation + String(repeating: " ", count: min(16, line.count - words.count))
    if columns(of: blanks) + columns(of: words) <= textWidth {
      return [blanks + trimmedAtEnd(words)]
    }
    return wrapped(words, first: blanks, rest: blanks + hanging(words))
  }
}

/// As many blanks as the mark of a list item takes.
private func hanging(_ line: Substring) -> String {
  let number = line.prefix { $0.isASCII && $0.isNumber }
  if number.isEmpty { return line.hasPrefix("- ") ? "  " : "" }
  guard number.count <= 9, line.dropFirst(number.count).hasPrefix(". ") else { return "" }
  return String(repeating: " ", count: number.count + 2)
}

private func trimmedAtEnd(_ line: Substring) -> Substring {
  var line = line
  while line.last == " " { line.removeLast() }
  return line
}
