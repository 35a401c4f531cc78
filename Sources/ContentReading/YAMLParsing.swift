import Diagnostics
import Yams

extension YAMLValue {
  /// The value that some whole lines of a file are.
  ///
  /// - Parameter lines: numbers of the file's lines, from 1; a `---` line may start them.
  static func parse(_ lines: Range<Int>, of text: SourceText) throws(Refusal) -> YAMLValue {
    let start = lines.isEmpty ? 0 : text.lineStarts[lines.lowerBound - 1]
    let end =
      lines.upperBound <= text.lineStarts.count
      ? text.lineStarts[lines.upperBound - 1] : text.bytes.count
    let source = YAMLSource(
      text: text, bytes: text.bytes[start..<max(start, end)], firstLine: lines.lowerBound)
    if let simple = source.simpleMapping() { return simple }
    try source.checkIsPlain()
    return try source.compose()
  }
}

/// Some lines of a file, on their way through the YAML parser.
struct YAMLSource {
  let text: SourceText
  let bytes: ArraySlice<UInt8>
  let firstLine: Int

  /// Refuses what is valid YAML, yet has no place in a site: it is costly, or hides what is said.
  func checkIsPlain() throws(Refusal) {
    if let offset = offsetOfForeignLineBreak(in: bytes) {
      throw Refusal(.controlCharacter(at: text.position(ofByte: offset)))
    }
    guard let (fault, offset) = YAMLGuard.firstFault(in: bytes) else { return }
    let place = text.position(ofByte: min(offset, bytes.endIndex))
    switch fault {
    case .anchor: throw Refusal(.yamlAnchor(cure: cure(at: place)?.line, at: place))
    case .tag: throw Refusal(.yamlTag(cure: cure(at: place)?.line, at: place))
    case .depth: throw Refusal(.yamlTooDeep(limit: YAMLGuard.greatestDepth, at: place))
    }
  }

  func compose() throws(Refusal) -> YAMLValue {
    let start = position(of: nil)
    let tree = YAMLTree(of: self)
    do {
      // The default encoding would read the environment at each call, the default resolver run a
      // dozen regular expressions on each scalar.
      let node = try Yams.compose(
        yaml: String(decoding: bytes, as: UTF8.self), Resolver.basic, .default, .utf8)
      return try node.map(tree.value) ?? YAMLValue(content: .null, position: start)
    } catch let refusal as Refusal {
      throw refusal
    } catch let error as YamlError {
      throw Refusal(diagnostic(for: error))
    } catch {
      throw Refusal(.yamlSyntax(.other, at: start))
    }
  }

  /// A key is held to what a value is: `"\e[2J": x` would reach the terminal of whoever reads of it.
  fileprivate func refusal(ofKey key: String, at place: SourcePosition) -> Refusal? {
    if key.hasControlCharacter { return Refusal(.controlCharacter(at: place)) }
    return key.directionControl.map { Refusal(.directionControl($0, in: "a key", at: place)) }
  }

  /// The parser counts lines within `bytes` and columns in Unicode scalars.
  fileprivate func position(of mark: Mark?) -> SourcePosition {
    guard let mark else { return text.position(line: firstLine) }
    let number = firstLine + max(1, mark.line) - 1
    guard number <= text.lineStarts.count else {
      return text.position(ofByte: max(bytes.startIndex, bytes.endIndex - 1))
    }
    // A mapping of thousands of keys may stand in one line.
    if text.isASCII { return text.position(line: number, column: max(1, mark.column)) }
    let before = text.line(number).scalarPrefix(max(1, mark.column) - 1)
    return text.position(line: number, column: before.count + 1)
  }

  private func diagnostic(for error: YamlError) -> Diagnostic {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      if Substring(problem).hasPart("undefined alias") {
        let place = position(of: mark)
        return .yamlAnchor(cure: cure(at: place)?.line, at: place)
      }
      if let fault = oddStructure(on: [mark, context?.mark]) { return fault }
      let problem = YAMLProblem(problem + " " + (context?.text ?? ""))
      // What is never closed is told where it was opened, not where the text ended.
      let isOpen = problem == .openQuote || problem == .openBracket
      let place = position(of: isOpen ? context?.mark ?? mark : mark)
      if isTab(at: place) { return .yamlSyntax(.tabIndent, at: place) }
      guard problem.isOfText, let cure = cure(at: position(of: mark)) else {
        return .yamlSyntax(problem, at: place)
      }
      if let comment = cure.comment { return .yamlSyntax(.hiddenEnd, cure: cure.line, at: comment) }
      return problem == .openBracket && !cure.isInBrackets
        ? .yamlSyntax(problem, at: place) : .yamlSyntax(problem, cure: cure.line, at: place)
    case .duplicatedKeysInMapping(let keys, let context):
      let first = position(of: context.mark)
      for key in keys {
        if let refusal = refusal(ofKey: key, at: first) { return refusal.diagnostic }
      }
      return .duplicateKey(keys.first ?? "", at: secondPlace(of: keys.first ?? "", after: first))
    default: return .yamlSyntax(.other, at: position(of: nil))
    }
  }

  /// The sign that hides a key of one of these lines, or of the line above: a no-break space after the
  /// colon, a full-width colon.
  private func oddStructure(on marks: [Mark?]) -> Diagnostic? {
    let numbers = marks.compactMap { $0 }.map { position(of: $0).line }
    for number in Set(numbers + numbers.map { $0 - 1 }).sorted() where number >= firstLine {
      let line = String(decoding: text.line(number), as: UTF8.self)
      guard let (sign, offset) = line.oddSignOfKey else { continue }
      return .oddSign(sign, in: line, at: text.position(line: number, column: offset + 1))
    }
    return nil
  }

  private func isTab(at place: SourcePosition) -> Bool {
    text.line(place.line).dropFirst(place.column - 1).first == UInt8(ascii: "\t")
  }

  /// Where a key stands again: below itself in a block, else the next time that it is a key.
  private func secondPlace(of key: String, after first: SourcePosition) -> SourcePosition {
    let word = Array(key.utf8)
    let keys = places(of: word, from: text.offset(of: first) + word.count)
      .filter { isKey(at: $0, length: word.count) }
      .map(text.position)
    let below = keys.first { abs($0.column - first.column) <= 1 && $0.line > first.line }
    return below ?? keys.first ?? first
  }

  private func places(of word: [UInt8], from start: Int) -> [Int] {
    guard let letter = word.first, start < bytes.endIndex else { return [] }
    return bytes[start...].indices.filter {
      bytes[$0] == letter && bytes[$0...].starts(with: word)
    }
  }

  private func isKey(at offset: Int, length: Int) -> Bool {
    let blanksAndQuotes = Set(" \"'".utf8)
    let startsWord =
      bytes[offset - 1] == UInt8(ascii: "\n") || "{, \"'".utf8.contains(bytes[offset - 1])
    let rest = bytes[(offset + length)...].first { !blanksAndQuotes.contains($0) }
    return startsWord && rest == UInt8(ascii: ":")
  }
}

/// The parser's complaints, in our words.
enum YAMLProblem: CaseIterable {
  case colonInValue, noColon, indentation, unusableStart, tabIndent, openQuote, openBracket
  case hiddenEnd
  case twoDocuments, badEscape, keyIsNoText, other

  /// - Parameter words: the parser's own; others than those known here are `other`.
  init(_ words: String) {
    let known: [(String, YAMLProblem)] = [
      ("mapping values are not allowed", .colonInValue),
      ("could not find expected ':'", .noColon),
      ("cannot start any token", .unusableStart),
      ("found a tab character", .tabIndent),
      ("unknown escape character", .badEscape),
      ("quoted scalar", .openQuote),
      ("expected ',' or", .openBracket),
      ("another document", .twoDocuments),
      ("block collection", .indentation),
      ("block mapping", .indentation),
      ("block sequence entries are not allowed", .indentation),
      ("block end", .indentation),
      ("document start", .indentation),
    ]
    self = known.first { Substring(words).hasPart($0.0) }?.1 ?? .other
  }

  /// Whether it may come of a text that is only missing its quotes.
  fileprivate var isOfText: Bool {
    switch self {
    case .tabIndent, .openQuote, .twoDocuments, .badEscape, .keyIsNoText: false
    default: true
    }
  }
}

/// What the YAML parser made of a text, with its places and what comments took from it.
private struct YAMLTree {
  private let source: YAMLSource
  /// By where the text that they end starts.
  private let comments: [Int: YAMLGuard.Comment]

  init(of source: YAMLSource) {
    self.source = source
    let comments =
      source.bytes.contains(UInt8(ascii: "#")) ? YAMLGuard.parts(of: source.bytes).comments : []
    self.comments = Dictionary(comments.map { ($0.textStart, $0) }) { one, _ in one }
  }

  func value(_ node: Node) throws -> YAMLValue {
    let place = source.position(of: node.mark)
    switch node {
    case .mapping(let mapping):
      let entries = try mapping.map { try entry(key: $0.key, value: $0.value) }
      return YAMLValue(content: .mapping(entries), position: place)
    case .sequence(let sequence):
      return YAMLValue(content: .sequence(try sequence.map(value)), position: place)
    case .scalar(let scalar):
      guard scalar.style == .plain else {
        return YAMLValue(content: .scalar(scalar.string), position: place)
      }
      let isNull = ["", "~", "null"].contains(scalar.string)
      return YAMLValue(
        content: isNull ? .null : .scalar(scalar.string), position: place,
        cut: scalar.string.isEmpty ? cutBeforeText(at: place) : cut(of: scalar.string, at: place))
    case .alias: throw Refusal(.yamlAnchor(cure: nil, at: place))
    }
  }

  private func entry(key: Node, value: Node) throws -> YAMLValue.Entry {
    let place = source.position(of: key.mark)
    guard case .scalar(let scalar) = key else {
      throw Refusal(.yamlSyntax(.keyIsNoText, at: place))
    }
    if let refusal = source.refusal(ofKey: scalar.string, at: place) { throw refusal }
    return YAMLValue.Entry(
      key: scalar.string, keyPosition: place, value: try self.value(value))
  }

  private func cut(of text: String, at place: SourcePosition) -> YAMLValue.Cut? {
    guard !comments.isEmpty, let comment = comments[source.text.offset(of: place)] else {
      return nil
    }
    let start = source.text.position(ofByte: comment.offset)
    let line = source.text.line(start.line)
    let before = line[..<comment.offset]
    let blanks = before.reversed().prefix { $0 == 0x20 || $0 == 0x09 }
    let isApart = blanks.count >= 2 || blanks.first == 0x09 || blanks.count == before.count
    return cut(
      after: text + " ", isApart: isApart, at: start, isInFlow: comment.isInFlow)
  }

  /// Of a value that is missing: the comment in its place.
  private func cutBeforeText(at place: SourcePosition) -> YAMLValue.Cut? {
    let rest = source.text.line(place.line).dropFirst(place.column - 1)
    let comment = rest.drop { $0 == 0x20 || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "-") }
    guard comment.first == UInt8(ascii: "#"), comment.startIndex > rest.startIndex || rest.isEmpty
    else { return nil }
    return cut(
      after: "", isApart: true, at: source.text.position(ofByte: comment.startIndex),
      isInFlow: false)
  }

  private func cut(
    after text: String, isApart: Bool, at place: SourcePosition, isInFlow: Bool
  ) -> YAMLValue.Cut {
    let rest = source.text.line(place.line).dropFirst(place.column - 1)
    let inner = isInFlow ? rest.prefix { !",]}".utf8.contains($0) } : rest
    let comment = String(decoding: inner, as: UTF8.self).trimmingBlanks
    let next = rest.drop { $0 == UInt8(ascii: "#") }.first
    return YAMLValue.Cut(
      whole: text + comment, comment: comment,
      isComment: isApart && (next == nil || next == 0x20 || next == 0x09), position: place)
  }
}

extension Substring {
  /// Whether `part` stands somewhere in this text.
  func hasPart(_ part: String) -> Bool {
    let part = Array(part.utf8)
    let bytes = Array(utf8)
    guard bytes.count >= part.count else { return false }
    return (0...bytes.count - part.count).contains { bytes[$0...].starts(with: part) }
  }
}

extension ArraySlice<UInt8> {
  /// The bytes of the first `count` Unicode scalars.
  fileprivate func scalarPrefix(_ count: Int) -> ArraySlice<UInt8> {
    var scalars = 0
    return prefix { byte in
      if byte & 0xC0 != 0x80 { scalars += 1 }
      return scalars <= count
    }
  }
}

/// U+2028 and U+2029, which YAML takes for line breaks and editors do not.
func offsetOfForeignLineBreak(in bytes: ArraySlice<UInt8>) -> Int? {
  bytes.indices.first { index in
    bytes[index] == 0xE2 && index + 2 < bytes.endIndex && bytes[index + 1] == 0x80
      && (bytes[index + 2] == 0xA8 || bytes[index + 2] == 0xA9)
  }
}

extension String {
  /// The first odd sign before, in or right after the key of a line `key: value`, and the bytes before it.
  fileprivate var oddSignOfKey: (sign: OddSign, offset: Int)? {
    guard utf8.contains(where: { $0 >= 0x80 }) else { return nil }
    var offset = 0
    var found: (OddSign, Int)?
    var hasColon = false
    for scalar in unicodeScalars {
      let sign = OddSign(scalar)
      if let sign, found == nil { found = (sign, offset) }
      if hasColon { return found }
      let look = sign.map(\.meant) ?? scalar
      hasColon = look == ":"
      let isOfKey = look.map {
        $0.isASCII
          && ($0.properties.isAlphabetic || "0123456789_-'\"{[:, ".unicodeScalars.contains($0))
      }
      guard isOfKey ?? true else { return nil }
      offset += UTF8.width(scalar)
    }
    return hasColon ? found : nil
  }
}
