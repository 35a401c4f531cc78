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

  /// CommonMark, without blank lines around it.
  var text: String {
    String(decoding: source.trimmedLines(bodyLine..<source.lineStarts.count + 1), as: UTF8.self)
  }

  /// - Parameter allowsNone: whether a file without front matter is all text.
  init(_ source: SourceText, allowsNone: Bool = false) throws(Refusal) {
    self.source = source
    guard isMark(source.line(1)) else {
      guard allowsNone else { throw Refusal(.missingFrontMatter(path: source.path)) }
      frontMatter = YAMLValue(content: .null, position: source.position(line: 1))
      bodyLine = 1
      return
    }
    guard let end = (1..<source.lineStarts.count).first(where: { isMark(source.line($0 + 1)) })
    else { throw Refusal(.unclosedFrontMatter(path: source.path)) }
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
