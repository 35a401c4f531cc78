/// Why a YAML text is not even handed to the parser.
enum YAMLFault: Hashable {
  case anchor, tag, depth
}

/// Looks over a YAML text for what would make composing it costly: aliases, which as the key of a
/// mapping cost a time exponential in their number, and deep nesting, which costs stack.
///
/// It follows quotes, comments, block scalars and texts of many lines as the parser does, since what
/// it took for a text would go unseen. Where it doubts, it refuses.
struct YAMLGuard {
  static let greatestDepth = 32

  private let text: ArraySlice<UInt8>
  private var index: Int
  private var lineStart: Int
  private var flowDepth = 0
  /// The columns at which the block collections start that are open.
  private var blockColumns: [Int] = []
  /// Whether a value, and not the rest of one, would start here.
  private var startsNode = true
  /// Whether a dash before it opened a level that starts at the next word.
  private var opensLevel = true
  /// Whether the last token was a quoted text or a closed bracket, after which a bare colon parts.
  private var followsClosed = false
  /// While an unquoted text goes on: the column that its further lines lie beyond.
  private var textParent: Int?
  private var fault: YAMLFault?
  private var textStart = 0
  private var nodes: [Node] = []
  private var comments: [Comment] = []

  /// Where a value or a key starts.
  struct Node: Hashable {
    let offset: Int
    let isInFlow: Bool
  }

  /// A comment that ends a text without quotes.
  struct Comment: Hashable {
    let textStart: Int
    let offset: Int
    let isInFlow: Bool
  }

  private init(_ text: ArraySlice<UInt8>) {
    self.text = text
    index = text.startIndex
    lineStart = text.startIndex
  }

  /// The first fault and where it is; nil for a text that may be composed.
  ///
  /// - Complexity: O(bytes).
  static func firstFault(in text: ArraySlice<UInt8>) -> (fault: YAMLFault, offset: Int)? {
    var scan = YAMLGuard(text)
    while scan.index < text.endIndex, scan.fault == nil { scan.step() }
    if let fault = scan.fault { return (fault, scan.index) }
    return offsetOfAliasBomb(in: text).map { (.anchor, $0) }
  }

  /// Where values and keys start up to the first fault, and the comments that end a text.
  ///
  /// - Complexity: O(bytes).
  static func parts(of text: ArraySlice<UInt8>) -> (nodes: [Node], comments: [Comment]) {
    var scan = YAMLGuard(text)
    while scan.index < text.endIndex, scan.fault == nil { scan.step() }
    return (scan.nodes, scan.comments)
  }

  private var byte: UInt8 { text[index] }

  private func byte(after offset: Int) -> UInt8? {
    offset + 1 < text.endIndex ? text[offset + 1] : nil
  }

  private var isFollowedByBlank: Bool {
    byte(after: index).map { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A } ?? true
  }

  private mutating func step() {
    switch byte {
    case UInt8(ascii: "\n"): startLine()
    case UInt8(ascii: " "), UInt8(ascii: "\t"): index += 1
    case UInt8(ascii: "#") where startsComment:
      if startsNode, flowDepth > 0 {
        nodes.append(Node(offset: index, isInFlow: true))
      } else if !startsNode, !followsClosed {
        comments.append(Comment(textStart: textStart, offset: index, isInFlow: flowDepth > 0))
      }
      skipLine()
    default: if startsNode { startNode() } else { continueNode() }
    }
  }

  private var startsComment: Bool {
    startsNode || followsClosed || index == lineStart || isBlank(text[index - 1])
  }

  /// Steps to the next line that is not blank, which may go on with an unquoted text.
  private mutating func startLine() {
    var word = index
    while word < text.endIndex, text[word] == 0x0A || text[word] == 0x20 {
      if text[word] == 0x0A { lineStart = word + 1 }
      word += 1
    }
    index = word
    let goesOn = textParent.map { flowDepth > 0 || word - lineStart > $0 } ?? false
    if goesOn, !isDocumentMark { return }
    textParent = nil
    startsNode = true
    followsClosed = false
    opensLevel = flowDepth == 0
  }

  private var isDocumentMark: Bool {
    guard index == lineStart, index + 2 < text.endIndex else { return false }
    return ["---", "..."].contains { text[index...].starts(with: $0.utf8) }
      && (byte(after: index + 2).map { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A } ?? true)
  }

  private mutating func skipLine() {
    textParent = nil
    index = text[index...].firstIndex(of: UInt8(ascii: "\n")) ?? text.endIndex
  }

  private mutating func startNode() {
    if isDocumentMark {
      blockColumns = []
      opensLevel = true
      index += 3
      return
    }
    nodes.append(Node(offset: index, isInFlow: flowDepth > 0))
    let isBlockScalar = byte == UInt8(ascii: "|") || byte == UInt8(ascii: ">")
    if opensLevel, !isBlockScalar { openBlockLevel() }
    guard fault == nil else { return }
    switch byte {
    case UInt8(ascii: "\""): skipDoubleQuoted()
    case UInt8(ascii: "'"): skipSingleQuoted()
    case UInt8(ascii: "&"), UInt8(ascii: "*"):
      if byte(after: index).map(isNameByte) == true { fault = .anchor } else { startText() }
    case UInt8(ascii: "!"): fault = .tag
    case UInt8(ascii: "-") where isFollowedByBlank && flowDepth == 0,
      UInt8(ascii: "?") where isFollowedByBlank || flowDepth > 0:
      opensLevel = true
      index += 1
    case UInt8(ascii: ":") where isFollowedByBlank || flowDepth > 0: index += 1
    case _ where isBlockScalar && flowDepth == 0: skipBlockScalar()
    default: if !changesFlowDepth() { startText() }
    }
  }

  private mutating func startText() {
    let column = index - lineStart
    textStart = index
    textParent = blockColumns.last { $0 < column } ?? -1
    startsNode = false
    followsClosed = false
    index += 1
  }

  private mutating func continueNode() {
    let next = byte(after: index)
    let isFlowMark = next.map { "[]{},".utf8.contains($0) } ?? false
    if byte == UInt8(ascii: ":"),
      isFollowedByBlank || followsClosed || (flowDepth > 0 && isFlowMark)
    {
      textParent = nil
      startsNode = true
      index += 1
    } else if flowDepth == 0 || !changesFlowDepth() {
      followsClosed = false
      index += 1
    }
  }

  /// Steps over a bracket or a comma of a flow collection; false for any other byte.
  private mutating func changesFlowDepth() -> Bool {
    switch byte {
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      flowDepth += 1
      startsNode = true
      checkDepth()
    case UInt8(ascii: "]") where flowDepth > 0, UInt8(ascii: "}") where flowDepth > 0:
      flowDepth -= 1
      startsNode = false
      followsClosed = true
    case UInt8(ascii: ",") where flowDepth > 0:
      startsNode = true
    default: return false
    }
    textParent = nil
    if fault == nil { index += 1 }
    return true
  }

  private mutating func openBlockLevel() {
    opensLevel = false
    guard flowDepth == 0 else { return }
    let column = index - lineStart
    while let last = blockColumns.last, last >= column { blockColumns.removeLast() }
    blockColumns.append(column)
    checkDepth()
  }

  private mutating func checkDepth() {
    if blockColumns.count + flowDepth > YAMLGuard.greatestDepth { fault = .depth }
  }

  private mutating func skipDoubleQuoted() {
    index += 1
    while index < text.endIndex, byte != UInt8(ascii: "\"") {
      index += byte == UInt8(ascii: "\\") ? 2 : 1
    }
    closeQuote()
  }

  private mutating func skipSingleQuoted() {
    index += 1
    while index < text.endIndex {
      if byte == UInt8(ascii: "'") {
        guard byte(after: index) == UInt8(ascii: "'") else { break }
        index += 1
      }
      index += 1
    }
    closeQuote()
  }

  private mutating func closeQuote() {
    index = min(index + 1, text.endIndex)
    startsNode = false
    followsClosed = true
  }

  /// Its lines are blank, or further in than what it belongs to.
  private mutating func skipBlockScalar() {
    // The parser takes no content from the first column.
    let parent = blockColumns.last ?? 0
    skipLine()
    while index < text.endIndex {
      let line = text[(index + 1)...]
      let word = line.firstIndex { $0 != UInt8(ascii: " ") } ?? text.endIndex
      let isBlankLine = word == text.endIndex || text[word] == UInt8(ascii: "\n")
      guard isBlankLine || word - (index + 1) > parent else { return }
      index = text[word...].firstIndex(of: UInt8(ascii: "\n")) ?? text.endIndex
    }
  }
}

private func isBlank(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
}

/// Bytes of an anchor's name; others after `&` make it text.
private func isNameByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
    true
  default: false
  }
}

/// The eighth alias of names that are also anchored, quoted or not: seven can do no harm, and no
/// text has eight by chance.
private func offsetOfAliasBomb(in text: ArraySlice<UInt8>) -> Int? {
  guard text.contains(UInt8(ascii: "&")), text.contains(UInt8(ascii: "*")) else { return nil }
  let anchors = Set(names(after: UInt8(ascii: "&"), in: text).map(\.name))
  let aliases = names(after: UInt8(ascii: "*"), in: text).filter { anchors.contains($0.name) }
  return aliases.count < 8 ? nil : aliases[7].offset
}

private func names(
  after mark: UInt8, in text: ArraySlice<UInt8>
) -> [(name: ArraySlice<UInt8>, offset: Int)] {
  text.indices.filter { text[$0] == mark }.map { offset in
    (text[(offset + 1)...].prefix { isNameByte($0) }, offset)
  }.filter { !$0.name.isEmpty }
}
