import Escaping

/// What a template shows around its tags.
///
/// Words stand in place of `{{words.…}}`, and comments are left out. So are blanks at the start of a
/// line and empty lines, which would be copied into each page, and the line break after the tag of a
/// section or a partial that stands alone on its line.
struct TemplateText {
  enum Part {
    case text(Range<Int>)
    case tag(TemplateTag)
  }

  private(set) var bytes: [UInt8] = []
  private(set) var parts: [Part] = []
  /// Those that are neither a comment nor a word, each with its place in `bytes`.
  private var tags: [(tag: TemplateTag, place: Int)] = []

  init(of source: TemplateSource, words: Words) {
    addLines(of: source, words: words)
    addParts()
  }

  private mutating func addLines(of source: TemplateSource, words: Words) {
    var isLineStart = true
    func add(_ text: some Sequence<UInt8>) {
      for byte in text where !isLineStart || !isBlank(byte) && byte != lineBreak {
        bytes.append(byte)
        isLineStart = byte == lineBreak
      }
    }
    var end = 0
    for tag in source.tags {
      add(source.bytes[end..<tag.range.lowerBound])
      end = tag.range.upperBound
      if tag.kind == .comment { continue }
      if let word = tag.word {
        let text = escapedForHTML(words.fixedText(word))
        // So that whatever reads the page takes no part of a word for a tag.
        add(text.replacing("{", by: "&#123;").replacing("}", by: "&#125;").utf8)
      } else {
        tags.append((tag, bytes.count))
        isLineStart = false
      }
    }
    add(source.bytes[end...])
    if !isLineStart { bytes.append(lineBreak) }
  }

  private mutating func addParts() {
    var start = 0
    // A tag on the first line does not stand alone.
    var isLineStart = false
    var sections: [Bool] = []
    let limits = tags.dropFirst().map(\.place) + [bytes.count]
    for ((tag, place), limit) in zip(tags, limits) {
      let before = bytes[start..<place]
      let isBlankBefore = before.allSatisfy(isBlank)
      isLineStart = before.last == lineBreak || isLineStart && isBlankBefore
      let next = isLineStart && !tag.isValue ? nextLine(after: place, before: limit) : nil
      if next == nil || !isBlankBefore || tag.kind == .partial {
        parts.append(.text(start..<place))
      }
      parts.append(.tag(tag))
      start = next ?? place
      isLineStart = next != nil
      // What follows a section stands at the start of a line if the section's first tag stood alone.
      if tag.isSection { sections.append(isLineStart) }
      if tag.kind == .end { isLineStart = sections.popLast() ?? false }
    }
    parts.append(.text(start..<bytes.count))
  }

  /// Where the next line begins, if only blanks stand before it.
  private func nextLine(after place: Int, before limit: Int) -> Int? {
    let rest = bytes[place..<limit].drop(while: isBlank)
    return rest.first == lineBreak ? rest.startIndex + 1 : nil
  }
}

private let lineBreak = UInt8(ascii: "\n")

private func isBlank(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
}
