/// The words of a paragraph or a heading as lines of CommonMark, all but the last ended by a hard break.
struct MarkdownInlines {
  private(set) var lines: [String] = []
  private var line = ""
  /// The last character of the words, without marks; nil at the start of a line.
  private var before: Character?
  private let isHeading: Bool

  init(_ runs: [HTMLRun], isHeading: Bool) {
    self.isHeading = isHeading
    let runs = joined(runs)
    for (place, run) in runs.enumerated() {
      switch run.content {
      case .lineBreak: endLine()
      case .words(let words):
        let next = place + 1 < runs.count ? runs[place + 1].firstCharacter : nil
        put(words, run, next: next)
      }
    }
    endLine()
    while lines.last?.isEmpty == true { lines.removeLast() }
    for place in lines.indices.dropLast() { lines[place] += "  " }
    if isHeading { protectEndOfHeading() }
  }

  /// Words after an empty line would begin another paragraph of the same item.
  private mutating func endLine() {
    while line.last == " " { line.removeLast() }
    if !line.isEmpty { lines.append(line) }
    line = ""
    before = nil
  }

  /// `# C#` would lose its last sign.
  private mutating func protectEndOfHeading() {
    guard let last = lines.indices.last, lines[last].last == "#" else { return }
    lines[last].removeLast()
    lines[last] += "\\#"
  }

  private mutating func put(_ written: String, _ run: HTMLRun, next: Character?) {
    var words = collapsed(written)
    if before == nil || before == " " { words = String(words.drop { $0 == " " }) }
    guard !words.isEmpty else { return }
    let inner = String(trimmedLine(words[...]))
    guard !inner.isEmpty else {
      append(" ", after: " ")
      return
    }
    if words.first == " " { append(" ", after: " ") }
    let end: Character? = words.last == " " ? " " : next
    append(marked(inner, run, next: end), after: inner.last)
    if words.last == " " { append(" ", after: " ") }
  }

  private mutating func append(_ text: String, after last: Character?) {
    line += text
    before = last
  }

  private func marked(_ words: String, _ run: HTMLRun, next: Character?) -> String {
    // A fence right behind another one would be part of it.
    let isCode = run.isCode && (line.last != "`" || run.link != nil)
    var text = isCode ? codeSpan(words) : escaped(words, isInLink: run.link != nil)
    if let link = run.link {
      text = isBare(words, link, next: next) ? words : "[\(text)](\(link))"
    }
    let mark = run.isStrong ? "**" : run.isEmphasized ? "*" : ""
    guard !mark.isEmpty, mayEmphasize(text, next: next) else { return text }
    return mark + text + mark
  }

  /// An address that our pages make a link by themselves.
  private func isBare(_ words: String, _ link: String, next: Character?) -> Bool {
    words == link && link.hasPrefix("http") && (before ?? " ") == " " && (next ?? " ") == " "
      && words.allSatisfy {
        $0.isASCII && ($0.isLetter || $0.isNumber || "/.:-?=&#%+".contains($0))
      }
      && words.last?.isLetter == true
  }

  private func escaped(_ words: String, isInLink: Bool) -> String {
    escapedMarkdown(words, startsLine: before == nil && !isHeading, isInLink: isInLink)
  }

  /// Whether marks around a text open and close emphasis, whatever stands beside it.
  private func mayEmphasize(_ text: String, next: Character?) -> Bool {
    guard let first = text.first, let last = text.last, line.last != "*" else { return false }
    let isOpen = (before ?? " ").isWhitespace || !isMark(first) && line.last != "\\"
    let isClosed = (next ?? " ").isWhitespace || !isMark(last)
    return isOpen && isClosed
  }

  private func isMark(_ character: Character) -> Bool {
    !(character.isLetter || character.isNumber)
  }

  private func codeSpan(_ words: String) -> String {
    let longest = longestRun(of: "`", in: words)
    let fence = String(repeating: "`", count: longest + 1)
    let pad = words.first == "`" || words.last == "`" ? " " : ""
    return fence + pad + words + pad + fence
  }
}

/// Runs of one look that follow each other become one, so that a word is not cut by marks.
private func joined(_ runs: [HTMLRun]) -> [HTMLRun] {
  var result: [HTMLRun] = []
  for run in runs {
    if var last = result.last, case .words(let words) = last.content,
      case .words(let more) = run.content, last.hasLook(of: run)
    {
      last.content = .words(words + more)
      result[result.count - 1] = last
    } else {
      result.append(run)
    }
  }
  return result
}

extension HTMLRun {
  fileprivate func hasLook(of other: HTMLRun) -> Bool {
    (isStrong, isEmphasized, isCode) == (other.isStrong, other.isEmphasized, other.isCode)
      && link == other.link
  }

  fileprivate var firstCharacter: Character? {
    if case .words(let words) = content {
      words.first.map { $0.isWhitespace ? " " : $0 }
    } else {
      nil
    }
  }
}

/// Each run of blanks and line breaks as one space. A no-break space stays.
private func collapsed(_ words: String) -> String {
  var result = ""
  var wasBlank = false
  for scalar in words.unicodeScalars {
    let isBlank = scalar == " " || scalar == "\t" || scalar == "\n"
    if !isBlank {
      result.unicodeScalars.append(scalar)
    } else if !wasBlank {
      result += " "
    }
    wasBlank = isBlank
  }
  return result
}
