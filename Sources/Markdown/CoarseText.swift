/// The words of a CommonMark text with every mark left out that may be one, told without the parser.
///
/// Whatever readers see of letters and digits is there in the same order, and more of it may stand
/// together than they see together. So what is not found here need not be looked for in the text that
/// the parser tells, which costs ten times as much.
package struct CoarseText: Sendable {
  /// Of those paragraphs alone of which readers may see anything but what is written; a line feed
  /// ends each.
  package let bytes: [UInt8]
  /// Whether an underscore may be a mark; `bytes` holds them all.
  package let hasMarkedUnderscore: Bool

  /// The ASCII letters, in lower case, and the digits.
  package var lettersAndDigits: [UInt8] { asciiWords(of: bytes) }

  package var bytesWithoutUnderscores: [UInt8] { bytes.filter { $0 != UInt8(ascii: "_") } }

  /// Nil for a text with entities, HTML, or links other than `[words](https://…)`.
  init?(of text: UnsafeBufferPointer<UInt8>) {
    var writer = CoarseTextWriter(text: text)
    for line in ShownLines(text: text) {
      guard writer.add(line) else { return nil }
    }
    guard writer.closeBlock() else { return nil }
    bytes = writer.bytes
    hasMarkedUnderscore = writer.hasMarkedUnderscore
  }
}

package func asciiWords(of bytes: some Sequence<UInt8>) -> [UInt8] {
  bytes.compactMap { byte in
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
    default: nil
    }
  }
}

private struct CoarseTextWriter {
  let text: UnsafeBufferPointer<UInt8>
  private(set) var bytes: [UInt8] = []
  private(set) var hasMarkedUnderscore = false
  /// Lines that no blank one parts.
  private var block: [Range<Int>] = []
  private var blockIsAsWritten = true
  /// Of those that may begin a link, in this block.
  private var openBrackets = 0

  init(text: UnsafeBufferPointer<UInt8>) {
    self.text = text
  }

  mutating func add(_ line: ShownLine) -> Bool {
    if line.kind == .apart {
      return closeBlock()
    }
    let look = line.kind == .marked ? .marked : lookWithin(line.words, of: text)
    if look != .asWritten { blockIsAsWritten = false }
    block.append(line.words)
    return true
  }

  mutating func closeBlock() -> Bool {
    defer {
      block.removeAll(keepingCapacity: true)
      blockIsAsWritten = true
      openBrackets = 0
    }
    if blockIsAsWritten, block.count < 2 { return true }
    for line in block {
      guard write(line) else { return false }
      bytes.append(0x20)
    }
    bytes.append(UInt8(ascii: "\n"))
    return true
  }

  /// False where only the parser can tell.
  private mutating func write(_ line: Range<Int>) -> Bool {
    var index = line.lowerBound
    while index < line.upperBound {
      let byte = text[index]
      switch byte {
      case UInt8(ascii: "\\"):
        let next = index + 1 < line.upperBound ? text[index + 1] : 0
        index += next == UInt8(ascii: "[") || next == UInt8(ascii: "]") ? 2 : 1
      case UInt8(ascii: "*"), UInt8(ascii: "`"): index += 1
      case UInt8(ascii: "["):
        openBrackets += 1
        index += 1
      case UInt8(ascii: "]"):
        guard let end = endOfLink(from: index + 1, until: line.upperBound) else { return false }
        openBrackets = max(0, openBrackets - 1)
        index = end
      case UInt8(ascii: "&"), UInt8(ascii: "<"):
        if isMark(at: index, in: text, until: line.upperBound) { return false }
        bytes.append(byte)
        index += 1
      case UInt8(ascii: ">") where bytes.last ?? 0x0A <= 0x20, UInt8(ascii: "!"): index += 1
      default:
        let end = endOfPlainWords(from: index, until: line.upperBound)
        if end > index {
          bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[index..<end]))
          index = end
        } else {
          index += writeWord(at: index, until: line.upperBound)
        }
      }
    }
    return true
  }

  /// Nearly every byte is seen as it is: those are taken together, with the single blanks among them.
  private func endOfPlainWords(from start: Int, until end: Int) -> Int {
    guard text[start] != 0x20 else { return start }
    return ByteKind.all.withUnsafeBufferPointer { kinds in
      var index = start
      var kind = kinds[Int(text[start])]
      while index < end {
        let next = index + 1 < end ? kinds[Int(text[index + 1])] : ByteKind()
        guard kind.goesOn(before: next) else { break }
        kind = next
        index += 1
      }
      return index
    }
  }

  private mutating func writeWord(at index: Int, until end: Int) -> Int {
    let (visibility, length) = visibility(at: index, in: text)
    switch visibility {
    case .itself:
      if text[index] == UInt8(ascii: "_"), isMark(at: index, in: text, until: end) {
        hasMarkedUnderscore = true
      }
      bytes.append(text[index])
    case .blank: if bytes.last != 0x20 { bytes.append(0x20) }
    case .nothing: break
    }
    return length
  }

  /// The index after `(https://…)`; `start` where no link goes on; nil for a link of another kind, and
  /// for what only looks like one.
  private func endOfLink(from start: Int, until end: Int) -> Int? {
    guard start < end else { return start }
    if text[start] == UInt8(ascii: "[") || text[start] == UInt8(ascii: ":") { return nil }
    guard text[start] == UInt8(ascii: "(") else { return start }
    guard openBrackets > 0 else { return nil }
    let address = text[(start + 1)..<end].prefix(while: isPlainAddress)
    guard address.endIndex < end, text[address.endIndex] == UInt8(ascii: ")") else { return nil }
    return address.endIndex + 1
  }
}

/// What a byte is by itself: two bits, so that no branch asks at each word where it ends.
private struct ByteKind {
  static let all = (0...UInt8.max).map(ByteKind.init)

  private let bits: UInt8

  /// A blank that ends a line.
  init() { bits = 0 }

  private init(_ byte: UInt8) {
    let isMark = byte < 0x20 || byte >= 0x80 || "\\*`[]&<>!_".utf8.contains(byte)
    bits = (isMark ? 0 : 1) | (isBlank(byte) ? 0 : 2)
  }

  /// Whether it is seen as it is: no mark, and no blank before another one.
  @inline(__always)
  func goesOn(before next: ByteKind) -> Bool {
    bits & (bits | next.bits) >> 1 & 1 == 1
  }
}

/// Of an address in which nothing can hide: no escape, no entity, no title.
func isPlainAddress(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"):
    true
  default: "-._~:/?#@$+,=&".utf8.contains(byte)
  }
}
