/// A text in one of the site's languages.
///
/// What can be written in several languages has a `text` for those who read one alone: feeds, the
/// API, programs. Its `translations` hold that text first, then the others; they are empty where the
/// author named no language, and the text is then in the site's first.
package struct Translation: Hashable, Sendable {
  /// One of `SiteSettings.languages`, spelt as there.
  package let language: String
  /// CommonMark; never empty.
  package let text: String

  package init(language: String, text: String) {
    self.language = language
    self.text = text
  }
}
