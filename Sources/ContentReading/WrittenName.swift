import Diagnostics
import StatusModel

/// What readers see as a name, as it is written: in one line, or in a line for each language.
///
///     title: Slow logins
///
///     title:
///       en: Slow logins
///       de: Anmeldung langsam
///
/// A plain line is in the site's first language, to which every other one falls back. So a mapping gives
/// the first one always.
struct WrittenName: Sendable {
  /// In the site's first language.
  let text: String
  /// `text` before the others; empty where it is given in no other language.
  let translations: [Translation]
  /// Each of them where it is written.
  let lines: [Located<String>]
}

extension Fields {
  /// A name; nil, with a diagnostic, where no line of it can be read.
  ///
  /// - Parameter languages: of the site; empty where they are not known, and any may be named.
  mutating func name(
    _ key: String, isRequired: Bool = false, limit: Int = 500, in languages: [String]
  ) -> WrittenName? {
    guard let value = value(key, isRequired: isRequired) else { return nil }
    guard case .mapping(let entries) = value.content, !entries.isEmpty else {
      let line = attempt { () throws(Refusal) in try value.freeLine(key, limit: limit) }
      return line.map { WrittenName(text: $0.value, translations: [], lines: [$0]) }
    }
    return translatedName(key, entries, limit: limit, in: languages)
  }

  private mutating func translatedName(
    _ key: String, _ entries: [YAMLValue.Entry], limit: Int, in languages: [String]
  ) -> WrittenName? {
    var given: [(language: String, line: Located<String>)] = []
    var seen: Set<String> = []
    for entry in entries {
      let language = attempt { () throws(Refusal) in
        try entry.language(among: languages, firstTime: { seen.insert($0).inserted })
      }
      let line = attempt { () throws(Refusal) in
        try entry.value.freeLine(entry.key, limit: limit)
      }
      if let language, let line { given.append((language, line)) }
    }
    if let first = languages.first, !seen.contains(first), let place = entries.first?.keyPosition {
      report([.missingLanguage(first, of: key, at: place)])
    }
    let first = given.firstIndex { $0.language == languages.first } ?? 0
    guard given.indices.contains(first) else { return nil }
    given.insert(given.remove(at: first), at: 0)
    return WrittenName(
      text: given[0].line.value,
      translations: given.count == 1
        ? [] : given.map { Translation(language: $0.language, text: $0.line.value) },
      lines: given.map(\.line))
  }
}

extension YAMLValue.Entry {
  /// The language that the key names, as the site spells it.
  ///
  /// - Parameters:
  ///   - languages: empty: any may be named.
  ///   - isFirst: whether the language stands here for the first time.
  fileprivate func language(
    among languages: [String], firstTime isFirst: (String) -> Bool
  ) throws(Refusal) -> String {
    let written = Located(key, at: keyPosition)
    let known = languages.first { $0.lowercased() == key.lowercased() }
    guard let language = languages.isEmpty ? try parseLanguage(written) : known else {
      throw Refusal(.unknownLanguage(written, known: languages))
    }
    guard isFirst(language) else { throw Refusal(.repeatedName(in: written)) }
    return language
  }
}
