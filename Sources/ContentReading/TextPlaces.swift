import Markdown
package import SiteFiles

/// Where a text stands in the file of an entry.
package struct TextPlace: Hashable, Sendable {
  /// One of the site's; the first where none is named.
  package let language: String
  /// From 1, of the file: from below its heading to the next one, the blank lines with it.
  package let lines: Range<Int>
}

/// Where the texts of each update stand, those of several languages one after the other.
///
/// - Parameter languages: of the site, at least one.
/// - Returns: nothing for a file that cannot be read, which a diagnostic has reported.
package func textPlaces(ofUpdatesIn file: SourceFile, languages: [String]) -> [[TextPlace]] {
  do throws(Refusal) {
    let entry = try EntryText(SourceText(file))
    let headings = MarkdownStructure(of: entry.body).headings
    let outer = headings.filter { $0.level == 2 }
    let end = entry.source.lineStarts.count + 2 - entry.bodyLine
    let ends = outer.dropFirst().map(\.firstLine) + [end]
    return zip(outer, ends).map { heading, end in
      let lines = heading.lastLine + 1..<max(heading.lastLine + 1, end)
      let parts = LanguagePart.parts(of: lines, headings: headings, languages: languages)
      let texts = parts.isEmpty ? [(languages[0], lines)] : parts.map { ($0.language, $0.lines) }
      return texts.map { language, lines in
        TextPlace(
          language: language,
          lines: lines.lowerBound + entry.bodyLine - 1..<lines.upperBound + entry.bodyLine - 1)
      }
    }
  } catch {
    return []
  }
}
