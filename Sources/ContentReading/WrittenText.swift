import Diagnostics
import Markdown
import StatusModel

/// A text as it is written: in one language, or cut at the headings that name others.
///
///     The API is slow.
///
///     ### de
///
///     Die API ist langsam.
///
/// A heading counts when it is one of level 3, outside lists and quotes, and nothing but one of the
/// site's languages. What stands before it is in the site's first language.
struct WrittenText: Sendable {
  /// CommonMark, for those who read one language alone: the site's first, else the one written first.
  let main: String
  /// All of them, `main` before the others; empty where no heading names a language.
  let translations: [Translation]
  /// Of the file: the whole of it, without blank lines around it.
  let bytes: Range<Int>
  /// Of the file: where each of `translations` stands.
  let places: [FilePositions.Translation]
  let diagnostics: [Diagnostic]
}

extension EntryText {
  /// The whole text, for an entry that is no timeline.
  func text(in languages: [String]) -> WrittenText {
    let lines = 1..<max(2, source.lineStarts.count - bodyLine + 2)
    let mayBeCut = languages.count > 1 && body.contains(UInt8(ascii: "#"))
    let structure = mayBeCut ? MarkdownStructure(of: body) : nil
    let written = text(
      of: lines, headings: structure?.headings ?? [], in: languages,
      definitions: structure?.linkDefinitions ?? [])
    return WrittenText(
      main: written.main, translations: written.translations, bytes: written.bytes,
      places: written.places,
      diagnostics: written.diagnostics + strangeHeadings(languages: languages))
  }

  /// - Parameters:
  ///   - lines: of the body, from 1.
  ///   - headings: of the whole body.
  ///   - languages: of the site; with one alone nothing is cut.
  func text(
    of lines: Range<Int>, headings: [MarkdownStructure.Heading], in languages: [String],
    definitions: [MarkdownStructure.LinkDefinition]
  ) -> WrittenText {
    let parts = LanguagePart.parts(of: lines, headings: headings, languages: languages)
    let whole = trimmed(lines)
    guard parts.count > 1 else {
      return WrittenText(
        main: text(of: lines, whole, with: definitions), translations: [], bytes: whole.indices,
        places: [], diagnostics: [])
    }
    let written = parts.map { trimmed($0.lines) }
    let texts = zip(parts, written).map {
      Translation(language: $0.language, text: text(of: $0.lines, $1, with: definitions))
    }
    let places = zip(parts, written).filter { !$1.isEmpty }.map {
      FilePositions.Translation($0.language, $1.indices)
    }
    let given = zip(parts, texts).filter { !$1.text.isEmpty }
    let first = given.firstIndex { $1.language == languages[0] } ?? 0
    let others = given.indices.filter { $0 != first }.map { given[$0].1 }
    let translations = given.isEmpty ? [] : [given[first].1] + others
    let diagnostics = given.indices.compactMap { place -> Diagnostic? in
      let (part, text) = given[place]
      guard given[..<place].contains(where: { $1.language == text.language }) else { return nil }
      return .repeatedTranslation(
        text.language,
        at: source.position(line: bodyLine + part.headingLine - 1, column: part.headingColumn))
    }
    return WrittenText(
      main: translations.first?.text ?? "", translations: translations, bytes: whole.indices,
      places: places, diagnostics: diagnostics)
  }
}

/// Lines in one language.
struct LanguagePart {
  let language: String
  let lines: Range<Int>
  /// Of the heading that names the language; the first part has none.
  var headingLine = 1
  var headingColumn = 1

  /// One alone where no heading names a language.
  static func parts(
    of lines: Range<Int>, headings: [MarkdownStructure.Heading], languages: [String]
  ) -> [LanguagePart] {
    guard languages.count > 1 else { return [] }
    let named = headings.compactMap { heading -> (MarkdownStructure.Heading, String)? in
      guard heading.level == 3, lines.contains(heading.firstLine) else { return nil }
      let name = heading.text.lowercased()
      return languages.first { $0.lowercased() == name }.map { (heading, $0) }
    }
    let ends = named.dropFirst().map(\.0.firstLine) + [lines.upperBound]
    let start = lines.lowerBound..<(named.first?.0.firstLine ?? lines.upperBound)
    return [LanguagePart(language: languages[0], lines: start)]
      + zip(named, ends).map { named, end in
        LanguagePart(
          language: named.1, lines: named.0.lastLine + 1..<max(named.0.lastLine + 1, end),
          headingLine: named.0.firstLine, headingColumn: named.0.column)
      }
  }
}
