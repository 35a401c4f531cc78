import Diagnostics

/// The front matter that nearly every entry has, read without a YAML parser.
///
/// Ten thousand entries spend more time in the parser than in all else. So lines of `key: word` and
/// `key: [word, word]` are read here, and everything that could mean more in YAML than it seems is
/// left to the parser: the result is the same, and a test says so.
extension YAMLSource {
  /// Nil for a text that the parser has to read.
  func simpleMapping() -> YAMLValue? {
    var entries: [YAMLValue.Entry] = []
    var number = firstLine
    if text.line(number).elementsEqual("---".utf8) { number += 1 }
    while number <= text.lineStarts.count, text.lineStarts[number - 1] < bytes.endIndex {
      // Few enough that looking through them for each key costs nothing.
      guard entries.count < 64, let entry = simpleEntry(onLine: number),
        !entries.contains(where: { $0.key == entry.key })
      else { return nil }
      entries.append(entry)
      number += 1
    }
    guard let first = entries.first else { return nil }
    return YAMLValue(content: .mapping(entries), position: first.keyPosition)
  }

  private func simpleEntry(onLine number: Int) -> YAMLValue.Entry? {
    let line = text.line(number)
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
      line[..<colon].allSatisfy(isKeyByte), colon + 2 < line.endIndex,
      line[colon + 1] == UInt8(ascii: " "),
      let content = simpleContent(line[(colon + 2)...], onLine: number)
    else { return nil }
    return YAMLValue.Entry(
      key: String(decoding: line[..<colon], as: UTF8.self),
      keyPosition: text.position(line: number),
      value: YAMLValue(
        content: content,
        position: text.position(line: number, column: colon + 3 - line.startIndex)))
  }

  private func simpleContent(
    _ written: ArraySlice<UInt8>, onLine number: Int
  ) -> YAMLValue.Content? {
    guard let first = written.first, let last = written.last else { return nil }
    if first == UInt8(ascii: "\""), last == first {
      let inner = written.dropFirst().dropLast()
      return written.count >= 2 && inner.allSatisfy(isQuotedByte)
        && offsetOfForeignLineBreak(in: inner) == nil
        ? .scalar(String(decoding: inner, as: UTF8.self)) : nil
    }
    if first == UInt8(ascii: "["), last == UInt8(ascii: "]") {
      return simpleList(written.dropFirst().dropLast(), onLine: number)
    }
    return simpleScalar(written)
  }

  private func simpleScalar(_ written: ArraySlice<UInt8>) -> YAMLValue.Content? {
    guard let first = written.first, isLetterOrDigit(first), written.last != UInt8(ascii: " "),
      written.last != UInt8(ascii: ":")
    else { return nil }
    var previous = first
    for byte in written {
      let partsWords = previous == UInt8(ascii: ":") && byte == UInt8(ascii: " ")
      guard isPlainByte(byte), !partsWords else { return nil }
      previous = byte
    }
    let word = String(decoding: written, as: UTF8.self)
    return word == "null" ? nil : .scalar(word)
  }

  private func simpleList(_ inner: ArraySlice<UInt8>, onLine number: Int) -> YAMLValue.Content? {
    let lineStart = text.lineStarts[number - 1]
    var items: [YAMLValue] = []
    for word in inner.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
      let word = word.drop { $0 == UInt8(ascii: " ") }
      guard word.allSatisfy({ isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }),
        case .scalar(let text)? = simpleScalar(word)
      else { return nil }
      let place = self.text.position(line: number, column: word.startIndex - lineStart + 1)
      items.append(YAMLValue(content: .scalar(text), position: place))
    }
    return .sequence(items)
  }
}

private func isLetterOrDigit(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"):
    true
  default: false
  }
}

private func isKeyByte(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte == UInt8(ascii: "_")
}

/// ASCII that has no meaning of its own inside an unquoted text.
private func isPlainByte(_ byte: UInt8) -> Bool {
  isLetterOrDigit(byte) || " -_.:/+,()%;".utf8.contains(byte)
}

/// What stands for itself between double quotes; beyond ASCII all but two line breaks does.
private func isQuotedByte(_ byte: UInt8) -> Bool {
  byte >= 0x20 && byte != UInt8(ascii: "\\") && byte != UInt8(ascii: "\"")
}
