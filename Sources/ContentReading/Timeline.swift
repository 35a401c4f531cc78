import Diagnostics
import Markdown
import StatusModel

/// An update as it is written: the parts of its heading, and its text.
struct WrittenUpdate: Sendable {
  let heading: Located<String>
  let state: Located<String>
  /// Nil when the heading has one part alone.
  let time: Located<String>?
  let changes: [Located<String>]
  /// With the link definitions of other parts of the file that it may use.
  let text: WrittenText
  /// Whether the heading is underlined and has lines enough that a column says little: what is found in it
  /// is found at its start.
  let isOfManyLines: Bool
}

extension WrittenUpdate {
  /// What is wrong with the heading as a whole, so that nothing need be said of its parts.
  var fault: Diagnostic? {
    // Asked of every heading, and nearly none has one.
    if heading.value.utf8.contains(where: { $0 >= 0x80 }),
      let fault = oddSign(in: state) ?? time.flatMap(oddSign(in:))
    {
      return fault
    }
    guard
      state.value.isEmpty || time?.value.isEmpty == true || changes.contains(where: \.value.isEmpty)
    else { return nil }
    let parts = [state, time].compactMap { $0 } + changes
    guard let empty = parts.first(where: { $0.value.isEmpty }) else { return nil }
    let words = parts.map(\.value).filter { !$0.isEmpty }
    return .emptyHeadingPart(at: empty.position, whole: words.joined(separator: " - "))
  }

  private func oddSign(in part: Located<String>) -> Diagnostic? {
    part.value.oddSign.map { sign, offset in
      let place = SourcePosition(
        path: part.position.path, line: part.position.line,
        column: part.position.column + (isOfManyLines ? 0 : offset))
      return .oddSign(sign, in: "## " + heading.value, at: place)
    }
  }
}

extension WrittenUpdate {
  /// Whether each language of the text has words.
  fileprivate var showsWords: Bool {
    Markdown.showsWords(text.main) && text.translations.allSatisfy { Markdown.showsWords($0.text) }
  }
}

/// The updates of an incident or a maintenance, in the order in which they are written.
struct Timeline: Sendable {
  /// Bytes of link definitions that are carried to every update.
  static let longestDefinitions = 16 * 1_024

  let updates: [WrittenUpdate]
  let diagnostics: [Diagnostic]

  /// Updates that would stand on the page without a word.
  ///
  /// - Parameter telling: states, in lower case, whose heading alone says it, where nothing stands below.
  func emptyUpdates(telling states: Set<String> = []) -> [Diagnostic] {
    updates.filter { update in
      !update.showsWords && update.fault == nil
        && !(update.text.main.isEmpty && states.contains(update.state.value.lowercased()))
    }.map { .emptyUpdate($0.heading) }
  }

  /// - Parameter languages: those of the site; a heading that names one starts the text in it.
  init(_ entry: EntryText, languages: [String] = []) {
    let structure = MarkdownStructure(of: entry.body)
    let headings = structure.headings.filter { $0.level == 2 }
    let ends = headings.dropFirst().map(\.firstLine) + [.max]
    let definitions = structure.linkDefinitions
    let isTooMuch =
      definitions.reduce(0) { $0 + $1.text.utf8.count } > Timeline.longestDefinitions
    updates = zip(headings, ends).map { heading, end in
      let lines = heading.lastLine + 1..<max(heading.lastLine + 1, end)
      let text = entry.text(
        of: lines, headings: structure.headings, in: languages,
        definitions: isTooMuch ? [] : definitions)
      return entry.update(heading, text: text)
    }
    let place = { (line: Int, column: Int) in
      entry.source.position(line: entry.bodyLine + line - 1, column: column)
    }
    var diagnostics = structure.headings.filter { $0.level == 1 }
      .map { Diagnostic.topLevelHeading(at: place($0.firstLine, $0.column)) }
    if let line = structure.firstTextLine, line < headings.first?.firstLine ?? .max {
      diagnostics.append(.textBeforeUpdate(at: place(line, 1)))
    }
    if isTooMuch, let first = definitions.first {
      diagnostics.append(
        .tooManyDefinitions(limit: Timeline.longestDefinitions, at: place(first.firstLine, 1)))
    }
    diagnostics += updates.flatMap(\.text.diagnostics)
    let strange = entry.strangeHeadings(languages: languages)
    let strangeLines = Set(strange.map(\.position.line))
    diagnostics +=
      strange
      + entry.lostHeadings(besides: structure.headings)
      .filter { !strangeLines.contains($0.position.line) }
    diagnostics += entry.htmlDiagnostics(in: structure) + entry.foreignMarkDiagnostics
    self.diagnostics = diagnostics
  }
}

extension EntryText {
  /// Some lines of the body, from 1, without the blank ones at both ends.
  func trimmed(_ lines: Range<Int>) -> ArraySlice<UInt8> {
    let last = source.lineStarts.count - bodyLine + 2
    let own = lines.clamped(to: 1..<max(1, last))
    return source.trimmedLines(own.lowerBound + bodyLine - 1..<own.upperBound + bodyLine - 1)
  }

  /// Some lines of the body with the definitions that stand in other lines.
  ///
  /// - Parameter trimmed: those lines without the blank ones at both ends.
  func text(
    of lines: Range<Int>, _ trimmed: ArraySlice<UInt8>,
    with definitions: [MarkdownStructure.LinkDefinition]
  ) -> String {
    let text = String(decoding: trimmed, as: UTF8.self)
    guard !definitions.isEmpty else { return text }
    let others = definitions.filter { !lines.contains($0.firstLine) }.map(\.text)
    guard !others.isEmpty, text.utf8.contains(UInt8(ascii: "[")) else { return text }
    return text + "\n\n" + others.joined(separator: "\n")
  }
}

extension EntryText {
  fileprivate func update(
    _ heading: MarkdownStructure.Heading, text: WrittenText
  ) -> WrittenUpdate {
    let place = source.position(line: bodyLine + heading.firstLine - 1, column: heading.column)
    let isOfManyLines = heading.lastLine > heading.firstLine + 1
    var parts = headingParts(of: heading.text, at: place)
    if isOfManyLines { parts = parts.map { Located($0.value, at: place) } }
    return WrittenUpdate(
      heading: Located(heading.text, at: place), state: parts[0],
      time: parts.count > 1 ? parts[1] : nil, changes: Array(parts.dropFirst(2)), text: text,
      isOfManyLines: isOfManyLines)
  }
}

/// A heading cut at each dash between spaces; a dash within a time has none around it.
func headingParts(of text: String, at place: SourcePosition) -> [Located<String>] {
  let bytes = Array(text.utf8)
  var parts: [Located<String>] = []
  parts.reserveCapacity(4)
  var start = 0
  var index = 0
  while index < bytes.count {
    let length = dashLength(at: index, in: bytes)
    if length > 0 {
      // The space after a dash may be the one before the next, with nothing between them.
      parts.append(located(bytes[start..<max(start, index)], at: place))
      start = index + length
    }
    index += max(1, length - 1)
  }
  parts.append(located(bytes[min(start, bytes.count)...], at: place))
  return parts
}

/// The length of ` - `, ` – ` or ` — `; 0 where none starts.
private func dashLength(at index: Int, in bytes: [UInt8]) -> Int {
  guard bytes[index] == 0x20, index + 2 < bytes.count else { return 0 }
  if bytes[index + 1] == 0x2D { return bytes[index + 2] == 0x20 ? 3 : 0 }
  guard index + 4 < bytes.count, bytes[index + 1] == 0xE2, bytes[index + 2] == 0x80 else {
    return 0
  }
  let isDash = bytes[index + 3] == 0x93 || bytes[index + 3] == 0x94
  return isDash && bytes[index + 4] == 0x20 ? 5 : 0
}

private func located(_ part: ArraySlice<UInt8>, at place: SourcePosition) -> Located<String> {
  let inner = part.drop { $0 == 0x20 }
  let end = inner.lastIndex { $0 != 0x20 }.map { $0 + 1 } ?? inner.startIndex
  return Located(
    String(decoding: inner[..<end], as: UTF8.self),
    at: SourcePosition(
      path: place.path, line: place.line, column: place.column + inner.startIndex))
}
