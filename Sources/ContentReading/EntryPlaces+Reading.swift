package import Diagnostics
import Markdown
package import SiteFiles

/// Where the parts of some files stand. The model keeps no places, so these few are parsed again.
///
/// - Parameter paths: without sub-folders, as an entry's id gives them: `incidents/api-errors.md` is
///   also `incidents/2026/api-errors.md`. The result has the same keys.
/// - Returns: nothing for a file that is not there, or that cannot be read.
package func entryPlaces(
  of paths: Set<String>, in sources: [SourceFile]
) -> [String: EntryPlaces] {
  var places: [String: EntryPlaces] = [:]
  guard !paths.isEmpty else { return places }
  for file in sources {
    let path = pathWithoutSubfolders(file.path)
    guard paths.contains(path) else { continue }
    places[path] = EntryPlaces(of: file)
  }
  return places
}

/// As an entry's id gives it: `incidents/2026/api.md` → `incidents/api.md`.
package func pathWithoutSubfolders(_ path: String) -> String {
  let slash = UInt8(ascii: "/")
  guard let first = path.utf8.firstIndex(of: slash), let last = path.utf8.lastIndex(of: slash),
    first != last
  else { return path }
  return String(path[..<first] + path[last...])
}

extension EntryPlaces {
  /// Nil for a file that cannot be read, which a diagnostic has told before.
  fileprivate init?(of file: SourceFile) {
    do throws(Refusal) {
      let source = try SourceText(file)
      guard file.path.hasSuffix(".md") else {
        let mapping = try YAMLValue.parse(1..<source.lineStarts.count + 1, of: source)
        self.init(
          keys: mapping.keyPlaces, headings: [], texts: [], body: source.lastPlace,
          end: source.lastPlace)
        return
      }
      let entry = try EntryText(source, allowsNone: true)
      let parts = entry.parts
      self.init(
        keys: entry.frontMatter.keyPlaces, headings: parts.map(\.heading),
        texts: parts.map(\.text),
        body: source.firstText(in: entry.bodyLine...) ?? source.lastPlace, end: source.lastPlace,
        parts: parts.map(\.inner),
        bodyParts: parts.map(\.inner).reduce(entry.outerParts) { $0.merging($1) { one, _ in one } })
    } catch {
      return nil
    }
  }
}

extension EntryText {
  private typealias Heading = MarkdownStructure.Heading

  /// The level-2 headings, where the text below each begins, and below the level-3 ones within.
  fileprivate var parts:
    [(heading: SourcePosition, text: SourcePosition, inner: [String: SourcePosition])]
  {
    let headings = MarkdownStructure(of: body).headings
    let outer = headings.filter { $0.level == 2 }
    let ends = outer.dropFirst().map(\.firstLine) + [lineCount + 1]
    return zip(outer, ends).map { heading, end in
      let place = source.position(line: bodyLine + heading.firstLine - 1, column: heading.column)
      let inner = headings.filter { heading.lastLine < $0.firstLine && $0.firstLine < end }
      return (
        place, firstText(after: heading, until: end) ?? place, textPlaces(below: inner, until: end)
      )
    }
  }

  /// Below the level-3 headings that no level-2 heading is above.
  fileprivate var outerParts: [String: SourcePosition] {
    let headings = MarkdownStructure(of: body).headings
    let end = headings.first { $0.level == 2 }?.firstLine ?? lineCount + 1
    return textPlaces(below: headings.filter { $0.firstLine < end }, until: end)
  }

  /// Of the body.
  private var lineCount: Int { source.lineStarts.count + 1 - bodyLine }

  private func textPlaces(below headings: [Heading], until end: Int) -> [String: SourcePosition] {
    let thirds = headings.filter { $0.level == 3 }
    let ends = thirds.dropFirst().map(\.firstLine) + [end]
    let places = zip(thirds, ends).compactMap { heading, end in
      firstText(after: heading, until: end).map { (heading.text.lowercased(), $0) }
    }
    return Dictionary(places) { one, _ in one }
  }

  private func firstText(after heading: Heading, until end: Int) -> SourcePosition? {
    source.firstText(in: heading.lastLine + bodyLine..<max(heading.lastLine, end - 1) + bodyLine)
  }
}

extension YAMLValue {
  fileprivate var keyPlaces: [String: SourcePosition] {
    guard case .mapping(let entries) = content else { return [:] }
    return Dictionary(entries.map { ($0.key, $0.keyPosition) }, uniquingKeysWith: { one, _ in one })
  }
}

extension SourceText {
  /// The first line of `lines`, from 1, that is not blank.
  fileprivate func firstText(in lines: some RangeExpression<Int>) -> SourcePosition? {
    (1...lineStarts.count).first { number in
      lines.contains(number) && !line(number).allSatisfy { $0 == 0x20 || $0 == 0x09 }
    }.map { position(line: $0) }
  }

  fileprivate var lastPlace: SourcePosition {
    let last = (1...lineStarts.count).last { number in
      !line(number).allSatisfy { $0 == 0x20 || $0 == 0x09 }
    }
    return position(line: last ?? 1)
  }
}
