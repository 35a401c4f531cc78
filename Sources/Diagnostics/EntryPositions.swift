/// The lines and columns of an entry's parts: made for an entry of which something is to be said.
package struct EntryPositions: Sendable {
  private let places: FilePositions
  private let lines: TextLines

  /// - Complexity: O(bytes).
  package init(_ places: FilePositions) {
    self.places = places
    lines = TextLines(of: places.text, path: places.path)
  }

  /// Of a key at the top of its front matter; nil where it has none of that name.
  package func key(_ name: String) -> SourcePosition? {
    places.key(name).map(lines.position)
  }

  /// Of a level-2 heading, from 0; the end where there are fewer.
  package func heading(_ number: Int) -> SourcePosition {
    places.text(number).map { lines.position(ofByte: $0.heading) } ?? end
  }

  /// Of a byte in the text below a level-2 heading, or in that of an entry whose text is one.
  ///
  /// - Parameters:
  ///   - number: of the text, from 0.
  ///   - language: of the text, in lower case.
  package func text(_ number: Int, language: String, byte: Int) -> SourcePosition {
    guard let text = places.text(number) else { return end }
    let translation = text.translations.first { $0.language == language }
    let bytes = translation?.bytes ?? text.bytes
    guard !bytes.isEmpty else { return heading(number) }
    // Behind it may follow link definitions, which stand elsewhere in the file.
    return lines.position(ofByte: min(bytes.lowerBound + byte, bytes.upperBound))
  }

  /// Where the last text begins; its heading where there is none below it.
  package var lastText: SourcePosition? {
    places.text(places.textCount - 1).map {
      lines.position(ofByte: $0.bytes.isEmpty ? $0.heading : $0.bytes.lowerBound)
    }
  }

  /// Of the file as a whole.
  package var top: SourcePosition { SourcePosition(path: places.path) }

  /// The last line that is not blank.
  package var end: SourcePosition {
    let last = places.text.lastIndex { $0 != 0x0A && $0 != 0x20 && $0 != 0x09 }
    return SourcePosition(path: places.path, line: lines.position(ofByte: last ?? 0).line)
  }
}
