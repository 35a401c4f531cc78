/// Where the parts of an entry stand in its file, for what is found after it was read.
package struct EntryPlaces: Hashable, Sendable {
  /// Of the keys in its front matter.
  package let keys: [String: SourcePosition]
  /// Of its level-2 headings, in the order in which they stand.
  package let headings: [SourcePosition]
  /// Where the text below each of these headings begins; the heading itself where there is none.
  package let texts: [SourcePosition]
  /// Where the text below the front matter begins; `end` where there is none.
  package let body: SourcePosition
  /// Where the text below each level-3 heading begins, by the heading's words in lower case: below
  /// each level-2 heading, and below the front matter. Such a heading may name a language.
  package let parts: [[String: SourcePosition]]
  package let bodyParts: [String: SourcePosition]
  /// The last line that is not blank.
  package let end: SourcePosition

  package init(
    keys: [String: SourcePosition], headings: [SourcePosition], texts: [SourcePosition],
    body: SourcePosition, end: SourcePosition, parts: [[String: SourcePosition]] = [],
    bodyParts: [String: SourcePosition] = [:]
  ) {
    self.keys = keys
    self.headings = headings
    self.texts = texts
    self.body = body
    self.end = end
    self.parts = parts
    self.bodyParts = bodyParts
  }
}
