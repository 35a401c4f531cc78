import StatusModel

/// A text in one language, and what is looked for in it.
struct SpokenText {
  let text: String
  let words: CheckWords
  /// The language, in lower case, as the heading above the text may name it.
  let part: String
}

/// The languages of a site.
struct SpokenLanguages {
  /// The one of texts that name none.
  let first: String
  /// By the tags of the site's settings; nothing is known of other languages.
  let words: [String: CheckWords]

  /// Each language in which a text is given, the one for all readers first.
  func texts(of text: String, _ translations: [Translation]) -> [SpokenText] {
    translations.isEmpty
      ? [spoken(text, in: first)] : translations.map { spoken($0.text, in: $0.language) }
  }

  func spoken(_ text: String, in language: String) -> SpokenText {
    SpokenText(text: text, words: words[language] ?? .none, part: language.lowercased())
  }
}
