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

private func pathWithoutSubfolders(_ path: String) -> String {
  guard let first = path.firstIndex(of: "/"), let last = path.lastIndex(of: "/") else {
    return path
  }
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
        body: source.firstText(in: entry.bodyLine...) ?? source.lastPlace, end: source.lastPlace)
    } catch {
      return nil
    }
  }
}

extension EntryText {
  /// The level-2 headings, and where the text below each begins.
  fileprivate var parts: [(heading: SourcePosition, text: SourcePosition)] {
    let headings = MarkdownStructure(of: body).headings.filter { $0.level == 2 }
    let ends = headings.dropFirst().map(\.firstLine) + [source.lineStarts.count + 2 - bodyLine]
    return zip(headings, ends).map { heading, end in
      let place = source.position(line: bodyLine + heading.firstLine - 1, column: heading.column)
      let lines = heading.lastLine + bodyLine..<max(heading.lastLine, end - 1) + bodyLine
      return (place, source.firstText(in: lines) ?? place)
    }
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
