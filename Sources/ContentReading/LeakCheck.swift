import Diagnostics
import Markdown
import SiteFiles

/// A pattern of `never_publish` or `may_publish`, ready to be looked for.
struct PrivateWord: Sendable {
  let pattern: String
  /// The key in status.yml that it stands under.
  let key: String
  /// The bytes in lower case of a pattern that means only itself; nil for any other.
  private let literal: [UInt8]?
  private let expression: SearchPattern

  /// - Throws: when the pattern is no regular expression.
  init(_ text: Located<String>, of key: String) throws(Refusal) {
    guard let expression = SearchPattern(text.value) else {
      throw Refusal(.badPattern(text))
    }
    pattern = text.value
    self.key = key
    literal = literalBytes(of: text.value)
    self.expression = expression
  }
}

/// What must not be published, and what may be all the same.
struct LeakRules: Sendable {
  /// Of `never_publish`; nothing makes an exception to them.
  let never: [PrivateWord]
  /// Of `may_publish`: exceptions to what looks like a private address or a key.
  let may: [PrivateWord]
  /// The same of one entry: exactly these words.
  var words: [String] = []

  /// The built-in look for private addresses and keys.
  static let standard = LeakRules(never: [], may: [])

  func allowing(_ words: [Located<String>]) -> LeakRules {
    LeakRules(never: never, may: may, words: words.map(\.value))
  }
}

extension EntryText {
  /// Leaks in the text below the front matter, and in those of its values that readers see.
  ///
  /// The text is looked through twice: as it is written, and as readers see it, where the two differ.
  ///
  /// - Parameter id: of the entry, if it becomes an address; it is the name of the file.
  func leaks(
    in lines: [Located<String>], id: String?, _ rules: LeakRules?
  ) -> [Diagnostic] {
    guard let rules else { return [] }
    let written = leakedWords(in: body, rules)
    let shown = ShownText(of: body) { mayLeak($0, rules.never) }
    let unseen = shown.map { shown in
      hiddenLeaks(in: shown, written: written, rules)
    }
    let name = id.map { nameLeaks(in: $0, ofFile: source.path, rules) } ?? []
    return name + lines.flatMap { source.leaks(in: $0, rules) }
      + written.map {
        $0.diagnostic(at: source.position(ofByte: $0.range.lowerBound))
      }
      + (unseen ?? [])
  }

  private func hiddenLeaks(
    in shown: ShownText, written: [LeakedWords], _ rules: LeakRules
  ) -> [Diagnostic] {
    let leaked = leakedWords(in: shown.bytes[...], rules).filter { leak in
      // Report an undecided pattern once.
      !leak.isUndecided || !written.contains { $0.kind == leak.kind }
    }
    if leaked.isEmpty { return [] }
    let placed = written.map {
      ($0, source.position(ofByte: $0.range.lowerBound).line - bodyLine + 1)
    }
    let starts = Set(written.map(\.range.lowerBound))
    return hidden(leaked, in: shown, butNot: placed).map { leak, block in
      leak.diagnostic(at: place(of: leak, in: block, butNotAt: starts))
    }
  }

  /// Where the beginning of the words stands, if nowhere else in the lines of the block; else where
  /// the block begins.
  private func place(
    of leak: LeakedWords, in block: ShownText.Block, butNotAt written: Set<Int>
  ) -> SourcePosition {
    let first = source.line(block.lines.lowerBound + bodyLine - 1)
    let last = source.line(block.lines.upperBound + bodyLine - 1)
    let text = source.bytes[first.startIndex..<max(first.endIndex, last.endIndex)]
    let start = first.firstIndex { $0 != 0x20 && $0 != 0x09 } ?? first.startIndex
    return source.position(
      ofByte:
        text.prefix(4_096).onlyPlace(ofStartOf: leak.words, butNotAt: written) ?? start)
  }
}

extension SourceText {
  /// Leaks in a value; told at their own place where the value is written as it reads.
  func leaks(in line: Located<String>, _ rules: LeakRules) -> [Diagnostic] {
    let value = Array(line.value.utf8)
    let start = offset(of: line.position)
    let place = [start, start + 1].first { first in
      first < bytes.count && bytes[first...].starts(with: value)
    }
    let written = leakedWords(in: value[...], rules)
    let unseen = ShownText(ofLine: line.value).map { shown in
      hidden(
        leakedWords(in: shown.bytes[...], rules), in: shown,
        butNot: written.map { ($0, 1) })
    }
    return written.map { leak in
      leak.diagnostic(
        at: place.map { position(ofByte: $0 + leak.range.lowerBound) } ?? line.position)
    } + (unseen ?? []).map { $0.leak.diagnostic(at: line.position) }
  }
}

/// Leaks in a name that is part of a public address, of an entry or a file; a hyphen may stand for a blank.
func nameLeaks(
  in name: String, ofFile path: String, _ rules: LeakRules
) -> [Diagnostic] {
  let bytes = Array(name.utf8)
  let found = leakedWords(in: bytes[...], rules)
  let spaced = { bytes.map { $0 == UInt8(ascii: "-") ? UInt8(ascii: " ") : $0 }[...] }
  let more = rules.never.isEmpty ? [] : leakedWords(in: spaced(), rules)
  let kinds = Set(found.map(\.kind))
  return (found + more.filter { $0.isWord && !kinds.contains($0.kind) }).map { leak in
    let told = leak.diagnostic(at: SourcePosition(path: path))
    guard !leak.isUndecided else { return told }
    return Diagnostic(
      told.severity, told.id, told.message.replacing("public text", with: "the name of this file"),
      hint: "rename the file, since its name is part of a public address", at: told.position)
  }
}

extension Vocabulary {
  /// Leaks in the names of what is copied as it is, and in the theme's texts, which every page holds.
  func leaks(inFilesOf sources: [SourceFile]) -> [Diagnostic] {
    guard let leakRules else { return [] }
    return sources.flatMap { file -> [Diagnostic] in
      let isTheme = file.path.utf8.starts(with: "theme/".utf8)
      guard
        isTheme || ["static/", "root/"].contains(where: { file.path.utf8.starts(with: $0.utf8) })
      else { return [] }
      let name = nameLeaks(in: file.path, ofFile: file.path, leakRules)
      guard isTheme, String(validating: file.bytes, as: UTF8.self) != nil else { return name }
      let leaks = leakedWords(in: file.bytes[...], leakRules)
      if leaks.isEmpty { return name }
      let lines = TextLines(of: file.bytes, path: file.path)
      return name
        + leaks.map { $0.diagnostic(at: lines.position(ofByte: $0.range.lowerBound)) }
    }
  }
}

/// A stretch of a text that must not be public.
private struct LeakedWords {
  enum Kind: Hashable {
    case word(pattern: String)
    case shape(Leak.Kind)
    /// The pattern takes too long to be looked for here; the stretch is empty.
    case undecided(pattern: String, key: String)
  }

  struct Key: Hashable {
    let kind: Kind
    let words: ArraySlice<UInt8>
  }

  let kind: Kind
  let words: ArraySlice<UInt8>

  var range: Range<Int> { words.indices }
  var key: Key { Key(kind: kind, words: words) }

  var isWord: Bool {
    if case .word = kind { true } else { false }
  }

  var isUndecided: Bool {
    if case .undecided = kind { true } else { false }
  }

  func diagnostic(at place: SourcePosition) -> Diagnostic {
    let text = String(decoding: words, as: UTF8.self)
    return switch kind {
    case .word(let pattern): .privateWord(pattern: pattern, at: place)
    case .shape(.privateAddress): .privateAddress(text, at: place)
    case .shape(.secret): .secret(text, at: place)
    case .undecided(let pattern, let key): .slowPattern(pattern, of: key, at: place)
    }
  }
}

private func leakedWords(in text: ArraySlice<UInt8>, _ rules: LeakRules) -> [LeakedWords] {
  let words = rules.never.flatMap { word -> [LeakedWords] in
    guard let ranges = word.ranges(in: text) else { return [undecided(word, in: text)] }
    return ranges.map { LeakedWords(kind: .word(pattern: word.pattern), words: text[$0]) }
  }
  let shapes = leaks(in: text).map {
    LeakedWords(kind: .shape($0.kind), words: text[$0.offset..<$0.offset + $0.length])
  }
  return words + withoutAllowed(shapes, in: text, rules)
}

/// An exception has to cover the whole of what looks like an address or a key.
private func withoutAllowed(
  _ shapes: [LeakedWords], in text: ArraySlice<UInt8>, _ rules: LeakRules
) -> [LeakedWords] {
  guard !shapes.isEmpty, !rules.may.isEmpty || !rules.words.isEmpty else { return shapes }
  var allowed = rules.words.flatMap { text.offsets(of: Array($0.utf8)) }
  var undecided: [LeakedWords] = []
  for word in rules.may {
    if let ranges = word.ranges(in: text) {
      allowed += ranges
    } else {
      undecided.append(ContentReading.undecided(word, in: text))
    }
  }
  return shapes.filter { shape in
    !allowed.contains {
      $0.lowerBound <= shape.range.lowerBound && shape.range.upperBound <= $0.upperBound
    }
  } + undecided
}

private func undecided(_ word: PrivateWord, in text: ArraySlice<UInt8>) -> LeakedWords {
  LeakedWords(
    kind: .undecided(pattern: word.pattern, key: word.key),
    words: text[text.startIndex..<text.startIndex])
}

/// Whether the words that the marks of a text part or hide may hold a leak.
private func mayLeak(_ text: CoarseText, _ privateWords: [PrivateWord]) -> Bool {
  let letters = privateWords.isEmpty ? [] : text.lettersAndDigits
  return privateWords.contains { $0.mayMatch(lettersAndDigits: letters[...]) }
    || !leaks(in: text.bytes[...]).isEmpty
    || text.hasMarkedUnderscore && !leaks(in: text.bytesWithoutUnderscores[...]).isEmpty
}

/// What readers would see and a look at the source does not find, each with its block.
///
/// - Parameter written: what was found in the source, and its line, from 1.
/// - Complexity: O(n log n) in the leaks and blocks.
private func hidden(
  _ leaked: [LeakedWords], in shown: ShownText, butNot written: [(leak: LeakedWords, line: Int)]
) -> [(leak: LeakedWords, block: ShownText.Block)] {
  let writtenAnywhere = Set(written.map(\.leak.key))
  let writtenByBlock = Dictionary(grouping: written) { shown.block(ofLine: $0.line) }
  let leakedByBlock = Dictionary(grouping: leaked) { shown.block(ofByte: $0.range.lowerBound) }
  return leakedByBlock.sorted { $0.key < $1.key }.flatMap { number, leaked in
    let block = shown.blocks[number]
    var written = WrittenLeaks(writtenByBlock[number, default: []].map(\.leak))
    // An address may be written far below its link, as a definition.
    let own = leaked.filter {
      $0.range.lowerBound < block.asides || !writtenAnywhere.contains($0.key)
    }
    return own.filter { !written.takeWords(of: $0) }.filter { !written.takeKind(of: $0) }
      .map { ($0, block) }
  }
}

/// Those of a block's lines, to be paired with what is shown of them: the same words first, then what
/// only the marks within make differ.
private struct WrittenLeaks {
  private var byKey: [LeakedWords.Key: Int] = [:]
  private var byKind: [LeakedWords.Kind: Int] = [:]

  init(_ leaks: [LeakedWords]) {
    for leak in leaks {
      byKey[leak.key, default: 0] += 1
      byKind[leak.kind, default: 0] += 1
    }
  }

  mutating func takeWords(of leak: LeakedWords) -> Bool {
    guard let count = byKey[leak.key], count > 0 else { return false }
    byKey[leak.key] = count - 1
    return takeKind(of: leak)
  }

  mutating func takeKind(of leak: LeakedWords) -> Bool {
    guard let count = byKind[leak.kind], count > 0 else { return false }
    byKind[leak.kind] = count - 1
    return true
  }
}

extension PrivateWord {
  /// Whether a text with these letters and digits may hold a match, whatever stands between them.
  fileprivate func mayMatch(lettersAndDigits text: ArraySlice<UInt8>) -> Bool {
    // A coarse text has no address that stands behind brackets.
    guard let literal, !literal.contains(where: { "[]()".utf8.contains($0) }) else { return true }
    return text.holds(lowercased: asciiWords(of: literal))
  }

  /// The place of each match, in order; nil where it takes too long to find them.
  fileprivate func ranges(in text: ArraySlice<UInt8>) -> [Range<Int>]? {
    if let literal, text.allSatisfy({ $0 < 0x80 }) {
      return text.offsets(ofLowercased: literal).map { $0..<$0 + literal.count }
    }
    return expression.ranges(in: text)
  }
}

/// What a pattern looks for when all in it stands for itself: `acme\.net` is `acme.net`.
private func literalBytes(of pattern: String) -> [UInt8]? {
  var literal: [UInt8] = []
  var bytes = Array(pattern.utf8)[...]
  while let byte = bytes.popFirst() {
    if byte == UInt8(ascii: "\\") {
      guard let next = bytes.popFirst(), isPunctuation(next) else { return nil }
      literal.append(next)
    } else {
      guard byte < 0x80, !"^$.|?*+()[]{}#".utf8.contains(byte) else { return nil }
      literal.append(lowercased(byte))
    }
  }
  return literal.isEmpty ? nil : literal
}

private func isPunctuation(_ byte: UInt8) -> Bool {
  byte > 0x20 && byte < 0x7F && !(0x30...0x39).contains(byte)
    && !(0x61...0x7A).contains(byte | 0x20)
}

private func lowercased(_ byte: UInt8) -> UInt8 {
  (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
}

extension ArraySlice<UInt8> {
  fileprivate func holds(lowercased word: [UInt8]) -> Bool {
    withUnsafeBufferPointer { bytes in
      bytes.count >= word.count
        && (0...bytes.count - word.count).contains { start in
          word.indices.allSatisfy { bytes[start + $0] == word[$0] }
        }
    }
  }

  /// Where these very bytes stand; overlaps are among them.
  fileprivate func offsets(of word: [UInt8]) -> [Range<Int>] {
    guard !word.isEmpty else { return [] }
    return indices.filter { self[$0...].starts(with: word) }.map { $0..<$0 + word.count }
  }

  fileprivate func offsets(ofLowercased word: [UInt8]) -> [Int] {
    withUnsafeBufferPointer { bytes in
      guard bytes.count >= word.count else { return [] }
      return (0...bytes.count - word.count).filter { start in
        word.indices.allSatisfy { lowercased(bytes[start + $0]) == word[$0] }
      }.map { $0 + startIndex }
    }
  }

  /// Where the longest beginning of `words` stands that stands here at all, of two bytes or more; nil
  /// when there are two such places.
  fileprivate func onlyPlace(
    ofStartOf words: ArraySlice<UInt8>, butNotAt known: Set<Int>
  ) -> Int? {
    var longest = 1
    var place: Int?
    for start in indices where self[start] == words.first && !known.contains(start) {
      let length = zip(self[start...], words.prefix(64)).prefix { $0 == $1 }.count
      if length > longest {
        (longest, place) = (length, start)
      } else if length == longest {
        place = nil
      }
    }
    return place
  }
}
