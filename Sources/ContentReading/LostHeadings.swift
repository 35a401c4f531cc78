import Diagnostics
import Markdown
import StatusModel

extension EntryText {
  /// Lines of the body that read like the heading of an update and are none: `##Resolved - …`,
  /// `### Resolved - …`, `> ## Resolved - …`, or one in code that is never closed.
  ///
  /// The update above would swallow them in silence, and a resolution with them.
  ///
  /// - Parameter headings: the lines, from 1 within the body, of the headings that count.
  func lostHeadings(besides headings: Set<Int>) -> [Diagnostic] {
    let found = (bodyLine..<max(bodyLine, source.lineStarts.count + 1)).compactMap { number in
      mayNameState(source.line(number)) && !headings.contains(number - bodyLine + 1)
        ? heading(likelyMeantBy: source.line(number), at: number) : nil
    }
    guard !found.isEmpty else { return [] }
    let apart = setApartLines(in: body)
    return found.filter { !apart.contains($0.position.line - bodyLine + 1) }
      .map { .lostHeading($0) }
  }

  /// The heading that somebody meant to write: a known state, a dash, a time.
  private func heading(likelyMeantBy line: ArraySlice<UInt8>, at number: Int) -> Located<String>? {
    let start = line.firstIndex { $0 != 0x20 && $0 != 0x09 } ?? line.startIndex
    let place = source.position(line: number, column: start - line.startIndex + 1)
    let words = line.drop(while: isMark).filter { !"*_`#".utf8.contains($0) }
    let text = String(decoding: words, as: UTF8.self).trimmingBlanks
    let parts = headingParts(of: text, at: place)
    guard parts.count > 1, stateNames.contains(parts[0].value.lowercased()),
      (try? WrittenTime(parts[1])) != nil
    else { return nil }
    return Located(text, at: place)
  }
}

/// What may stand before the words of a line: blanks, and the marks of headings, quotes, lists and
/// strong words.
private func isMark(_ byte: UInt8) -> Bool {
  " \t#>*_+-`".utf8.contains(byte)
}

/// Whether the first word begins like that of a state; told of every line, so by its first letters.
private func mayNameState(_ line: ArraySlice<UInt8>) -> Bool {
  guard let start = line.firstIndex(where: { !isMark($0) }), start + 2 < line.endIndex else {
    return false
  }
  return stateBeginnings.contains(beginning(line[start..<start + 3]))
}

private let stateNames = Set(
  (Incident.State.allCases.map(\.rawValue) + Maintenance.State.allCases.map(\.rawValue) + ["update"])
    .map(stateName))

private let stateBeginnings = Set(stateNames.map { beginning($0.utf8.prefix(3)) })

/// Three letters in lower case as a number, since an array for every line would take longer than the
/// look at it.
private func beginning(_ letters: some Sequence<UInt8>) -> UInt32 {
  letters.reduce(0) { $0 << 8 | UInt32($1 | 0x20) }
}
