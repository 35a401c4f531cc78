import Diagnostics

/// A file cut in two: the keys at its top, and the text below them.
struct EntryText: Sendable {
  let source: SourceText
  let frontMatter: YAMLValue
  /// The first line of the text; one past the last line when there is none.
  let bodyLine: Int

  var body: ArraySlice<UInt8> {
    bodyLine <= source.lineStarts.count
      ? source.bytes[source.lineStarts[bodyLine - 1]...] : source.bytes[source.bytes.endIndex...]
  }

  /// - Parameter allowsNone: whether a file without front matter is all text.
  init(_ source: SourceText, allowsNone: Bool = false) throws(Refusal) {
    self.source = source
    if let fault = source.oddFence(in: 1..<2) { throw Refusal(fault) }
    guard isMark(source.line(1)) else {
      guard allowsNone else { throw Refusal(.missingFrontMatter(path: source.path)) }
      frontMatter = YAMLValue(content: .null, position: source.position(line: 1))
      bodyLine = 1
      return
    }
    guard let end = (1..<source.lineStarts.count).first(where: { isMark(source.line($0 + 1)) })
    else {
      let fault = source.oddFence(in: 2..<source.lineStarts.count + 1)
      throw Refusal(fault ?? .unclosedFrontMatter(path: source.path))
    }
    // A later line of three dashes would close it, and all between would be keys.
    if let fault = source.oddFence(in: 2..<end + 1) { throw Refusal(fault) }
    bodyLine = end + 2
    frontMatter =
      end == 1
      ? YAMLValue(content: .null, position: source.position(line: 1))
      : try YAMLValue.parse(1..<end + 1, of: source)
  }
}

/// A line of three dashes, and perhaps blanks that nobody sees.
private func isMark(_ line: ArraySlice<UInt8>) -> Bool {
  line.starts(with: "---".utf8) && line.dropFirst(3).allSatisfy { $0 == 0x20 || $0 == 0x09 }
}

extension SourceText {
  /// The first line that looks like a mark of the front matter and is none.
  fileprivate func oddFence(in numbers: Range<Int>) -> Diagnostic? {
    for number in numbers {
      let line = line(number)
      guard line.count < 64, line.contains(where: { $0 >= 0x80 }) else { continue }
      let text = String(decoding: line, as: UTF8.self)
      guard text.plainLook.trimmingBlanks == "---", let (sign, offset) = text.oddSign else {
        continue
      }
      return .oddSign(sign, in: text, at: position(line: number, column: offset + 1))
    }
    return nil
  }

  /// Some lines without the blank ones at both ends, and without the last line feed.
  func trimmedLines(_ numbers: Range<Int>) -> ArraySlice<UInt8> {
    func isBlank(_ number: Int) -> Bool {
      line(number).allSatisfy { $0 == 0x20 || $0 == 0x09 }
    }
    guard let first = numbers.first(where: { !isBlank($0) }),
      let last = numbers.last(where: { !isBlank($0) })
    else { return bytes[bytes.endIndex...] }
    return bytes[line(first).startIndex..<line(last).endIndex]
  }
}
