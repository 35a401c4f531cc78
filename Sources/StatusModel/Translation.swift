/// A text, or a name, in one of the site's languages.
///
/// What can be written in several languages has a `text` or a `name` for those who read one alone: feeds,
/// the API, programs. Its `translations` hold that text first, then the others; they are empty where the
/// author named no language, and the text is then in the site's first. A name is always given in the
/// first language, so it has translations only where it is given in another one, too.
package struct Translation: Hashable, Sendable {
  /// One of `SiteSettings.languages`, spelt as there.
  package let language: String
  /// CommonMark of a text, one plain line of a name; never empty.
  package let text: String

  package init(language: String, text: String) {
    self.language = language
    self.text = text
  }
}

extension [Translation] {
  /// The text in a language; nil where it is not given in that one.
  package func text(in language: String) -> String? {
    // Nearly all names have no translation.
    isEmpty ? nil : first { $0.language == language }?.text
  }
}
