import Ccmark

/// What means something to other programs, and is shown as it is written here.
package struct ForeignMark: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case table, strikethrough, task, footnote
    /// `<https://…|words>`, as Slack writes it.
    case slackLink
    /// `<!channel>`, `<@U024BE7LH>`.
    case slackMention
    /// `:white_check_mark:`.
    case emojiCode
  }

  package let kind: Kind
  /// From 1.
  package let line: Int
  /// As it is written, to be found in its line.
  package let words: String
}

/// The first mark of each kind in each line of a CommonMark text; none within code.
///
/// - Parameter source: UTF-8 without NUL bytes.
package func foreignMarks(in source: ArraySlice<UInt8>) -> [ForeignMark] {
  source.withUnsafeBufferPointer { bytes in
    guard mayHoldForeignMarks(bytes) else { return [] }
    return withTree(of: bytes) { root in
      var reader = ForeignMarkReader()
      walk(root) { reader.visit($0, isEntering: $1) }
      return reader.marks
    } ?? []
  }
}

/// By the bytes alone.
private func mayHoldForeignMarks(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
  let next = { (place: Int) in place + 1 < text.count ? text[place + 1] : 0 }
  return place(of: UInt8(ascii: "|"), in: text[...]) != nil
    || holds("~", text) { next($0) == UInt8(ascii: "~") }
    || holds("[", text) { place in
      next(place) == UInt8(ascii: "^")
        || " xX".utf8.contains(next(place)) && next(place + 1) == UInt8(ascii: "]")
    }
    || holds("<", text) { "!@#".utf8.contains(next($0)) }
    || holds(":", text) { place in
      isCodeByte(next(place)) && (place == 0 || !isCodeByte(text[place - 1]))
        && endOfEmojiCode(from: place + 1, in: text[...]) != nil
    }
}

private func isCodeByte(_ byte: UInt8) -> Bool {
  (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || "_+-".utf8.contains(byte)
}

/// The place of the colon that ends a code.
private func endOfEmojiCode<Text: RandomAccessCollection>(from start: Int, in text: Text) -> Int?
where Text.Element == UInt8, Text.Index == Int {
  let name = text[start...].prefix(40).prefix { isCodeByte($0) }
  let isThumb = name.elementsEqual("+1".utf8) || name.elementsEqual("-1".utf8)
  guard isThumb || name.count > 1 && name.contains(where: { (0x61...0x7A).contains($0) }) else {
    return nil
  }
  let end = name.endIndex
  guard end < text.endIndex, text[end] == UInt8(ascii: ":") else { return nil }
  let after = end + 1 < text.endIndex ? text[end + 1] : 0x0A
  return isCodeByte(after) || after == UInt8(ascii: "/") ? nil : end
}

private struct ForeignMarkReader {
  private(set) var marks: [ForeignMark] = []
  private var firstLine = 1
  /// Of the paragraph: its lines, with code left out.
  private var text: [UInt8] = []
  private var opensItem = false

  mutating func visit(_ node: OpaquePointer, isEntering: Bool) {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_PARAGRAPH, CMARK_NODE_HEADING:
      if isEntering {
        firstLine = Int(cmark_node_get_start_line(node))
        text = []
        opensItem =
          cmark_node_previous(node) == nil
          && cmark_node_parent(node).map { cmark_node_get_type($0) == CMARK_NODE_ITEM } ?? false
      } else {
        read()
      }
    case CMARK_NODE_TEXT, CMARK_NODE_HTML_INLINE: text += literal(of: node).utf8
    case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: text.append(0x0A)
    case CMARK_NODE_CODE: text.append(0x20)
    case CMARK_NODE_LINK where isEntering && address(of: node).utf8.contains(UInt8(ascii: "|")):
      add(.slackLink, firstLine + text.count { $0 == 0x0A }, address(of: node).utf8)
    case CMARK_NODE_HTML_BLOCK:
      firstLine = Int(cmark_node_get_start_line(node))
      opensItem = false
      text = Array(literal(of: node).utf8)
      if !text.starts(with: "<!--".utf8) { read() }
    default: break
    }
  }

  private mutating func read() {
    let lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() {
      let place = firstLine + number
      if number > 0, isTableRule(line), lines[number - 1].contains(UInt8(ascii: "|")) {
        add(.table, place - 1, lines[number - 1])
      }
      if number == 0, opensItem, let task = task(in: line) { add(.task, place, task) }
      readWords(of: line, at: place)
    }
  }

  private mutating func add(_ kind: ForeignMark.Kind, _ line: Int, _ words: some Sequence<UInt8>) {
    guard !marks.reversed().prefix(while: { $0.line == line }).contains(where: { $0.kind == kind })
    else { return }
    let words = String(decoding: Array(words), as: UTF8.self)
    marks.append(ForeignMark(kind: kind, line: line, words: words))
  }

  private mutating func readWords(of line: ArraySlice<UInt8>, at place: Int) {
    var strike: Int?
    var index = line.startIndex
    while index < line.endIndex {
      let next = index + 1 < line.endIndex ? line[index + 1] : 0
      switch line[index] {
      case UInt8(ascii: "~") where next == UInt8(ascii: "~"):
        if let start = strike, index > start + 2 {
          add(.strikethrough, place, line[start..<index + 2])
        } else {
          strike = index
        }
        index += 1
      case UInt8(ascii: "[") where next == UInt8(ascii: "^"):
        let label = line[(index + 2)...].prefix(60).prefix { $0 > 0x20 && $0 != UInt8(ascii: "]") }
        if !label.isEmpty, label.endIndex < line.endIndex, line[label.endIndex] == UInt8(ascii: "]")
        {
          add(.footnote, place, line[index...label.endIndex])
        }
      case UInt8(ascii: "<"): readSlack(line, from: index, at: place)
      case UInt8(ascii: ":")
      where index == line.startIndex
        || !isCodeByte(line[index - 1] | 0x20) && line[index - 1] != UInt8(ascii: ":"):
        if let end = endOfEmojiCode(from: index + 1, in: line) {
          add(.emojiCode, place, line[index...end])
          index = end
        }
      default: break
      }
      index += 1
    }
  }

  private mutating func readSlack(_ line: ArraySlice<UInt8>, from start: Int, at place: Int) {
    let inner = line[(start + 1)...].prefix(2_000).prefix { !"<>".utf8.contains($0) }
    guard inner.endIndex < line.endIndex, line[inner.endIndex] == UInt8(ascii: ">") else { return }
    let isAddress = ["https://", "http://", "mailto:"].contains { inner.starts(with: $0.utf8) }
    let isMention =
      ["!channel", "!here", "!everyone", "!subteam", "!date"].contains {
        inner.starts(with: $0.utf8)
      }
      || inner.first.map { "@#".utf8.contains($0) } ?? false
        && inner.dropFirst().first.map { "UWCG".utf8.contains($0) } ?? false
        && inner.dropFirst().prefix { $0 != UInt8(ascii: "|") }.allSatisfy {
          (0x41...0x5A).contains($0) || (0x30...0x39).contains($0)
        }
    if isAddress, inner.contains(UInt8(ascii: "|")) {
      add(.slackLink, place, line[start...inner.endIndex])
    } else if isMention {
      add(.slackMention, place, line[start...inner.endIndex])
    }
  }
}

/// `|---|:--:|`, with a line of the table's head above it.
private func isTableRule(_ line: ArraySlice<UInt8>) -> Bool {
  line.contains(UInt8(ascii: "|")) && line.contains(UInt8(ascii: "-"))
    && line.allSatisfy { "|-: \t".utf8.contains($0) }
}

/// `[ ]` or `[x]`, at the front of a list's item.
private func task(in line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
  let mark = line.prefix(3)
  let isMark = ["[ ]", "[x]", "[X]"].contains { mark.elementsEqual($0.utf8) }
  return isMark && line.dropFirst(3).first.map(isBlank) ?? true ? mark : nil
}
