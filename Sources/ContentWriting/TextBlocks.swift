import StatusModel

/// A text of an entry: in one language, or in several.
struct WritableText: Hashable {
  let main: String
  /// With `main` first; empty where no language is named.
  let translations: [Translation]

  /// Each in its language, one below the other.
  ///
  /// - Parameter languages: of the site; a text in the first one needs no heading when it comes first.
  func markdown(in languages: [String]) -> String {
    guard !translations.isEmpty else { return main }
    return translations.enumerated().map { place, translation in
      let needsHeading = place > 0 || translation.language != languages.first
      return (needsHeading ? "### \(translation.language)\n\n" : "") + translation.text
    }.joined(separator: "\n\n")
  }

  /// The texts of which it is made.
  var parts: [String] { translations.isEmpty ? [main] : translations.map(\.text) }

  /// - Parameter parts: in the place of its own, as many.
  init(_ main: String, _ translations: [Translation], parts: [String]? = nil) {
    guard let parts else {
      self.main = main
      self.translations = translations
      return
    }
    self.main = parts[0]
    self.translations =
      zip(translations, parts).map { Translation(language: $0.language, text: $1) }
  }
}

/// The lines of an update, or of a text with a heading above it.
///
/// - Parameter lineBreak: ends each line.
func block(_ heading: String, _ text: String, lineBreak: String = "\n") -> String {
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  return ([heading] + (text.isEmpty ? [] : [""] + lines)).map { $0 + lineBreak }.joined()
}
