import Foundation

/// The pages in one language: at the site's root, or all of them once more below a folder.
struct LanguageTree: Hashable, Sendable {
  /// BCP 47, as `status.yml` spells it.
  let language: String
  /// `de/`; empty for the site's first language.
  let folder: String
  /// `ltr` or `rtl`.
  let direction: String

  /// - Parameter themes: one for each language of the site, in its order.
  static func trees(of themes: [Theme]) -> [LanguageTree] {
    themes.enumerated().map { place, theme in
      let words = theme.words
      return LanguageTree(
        language: words.language, folder: place == 0 ? "" : words.language + "/",
        direction: words.text(.direction))
    }
  }

  /// What its speakers call it: `Deutsch`.
  var ownName: String {
    let locale = Locale(identifier: language)
    let name = locale.localizedString(forIdentifier: language) ?? language
    return name.prefix(1).uppercased(with: locale) + name.dropFirst()
  }

  /// What those who read `locale` call it, as it stands in a sentence: `anglais`.
  func name(in locale: Locale) -> String {
    locale.localizedString(forIdentifier: language) ?? language
  }
}
