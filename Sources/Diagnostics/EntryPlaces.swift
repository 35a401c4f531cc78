/// Where the parts of an entry stand in its file, for what is found after it was read.
package struct EntryPlaces: Hashable, Sendable {
  /// Of the keys in its front matter.
  package let keys: [String: SourcePosition]
  /// Of its level-2 headings, in the order in which they stand.
  package let headings: [SourcePosition]
  /// The last line that is not blank.
  package let end: SourcePosition

  package init(keys: [String: SourcePosition], headings: [SourcePosition], end: SourcePosition) {
    self.keys = keys
    self.headings = headings
    self.end = end
  }
}
