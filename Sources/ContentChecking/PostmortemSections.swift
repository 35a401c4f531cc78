import Markdown

/// The sections of a postmortem, held against those that it should have.
struct PostmortemSections {
  /// As readers of English know them.
  static let english = [
    "Summary", "Impact", "What failed", "Process", "Tooling", "Communication", "What went well",
    "What we will change",
  ]
  /// These stand below "What failed".
  private static let inner = ["Process", "Tooling", "Communication"]

  struct Section {
    let title: String
    /// The first of its heading's line.
    let byte: Int
  }

  /// As they should be called in the site's language, in order.
  let missing: [String]
  /// Their headings are there, and nothing is below.
  let empty: [Section]
  private let titles: [String]

  /// - Parameter titles: in the language of the site, as many as the English ones and in their order; an
  ///   English title does as well.
  init(of text: String, titles: [String]) {
    self.titles = titles
    let structure = MarkdownStructure(of: Array(text.utf8)[...])
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let headings = structure.headings
    let written = headings.map { folded($0.text) }
    func heading(_ number: Int) -> Int? {
      let names = [titles[number], PostmortemSections.english[number]].map(folded)
      return written.firstIndex(where: names.contains)
    }
    func isEmpty(_ index: Int) -> Bool {
      let inside = headings[(index + 1)...].prefix { $0.level > headings[index].level }
      return (index...index + inside.count).allSatisfy { place in
        let isLast = place + 1 == headings.count
        let next = isLast ? lines.count + 1 : headings[place + 1].firstLine
        let first = headings[place].lastLine
        let own = lines[min(first, lines.count)..<min(max(first, next - 1), lines.count)]
        return plainText(fromMarkdown: own.joined(separator: "\n")).allSatisfy(\.isWhitespace)
      }
    }
    missing = titles.indices.filter { heading($0) == nil }.map { titles[$0] }
    empty = titles.indices.compactMap(heading).filter(isEmpty).map { index in
      let above = lines.prefix(headings[index].firstLine - 1)
      return Section(
        title: headings[index].text, byte: above.reduce(0) { $0 + $1.utf8.count + 1 })
    }
  }

  /// `## Impact`, `### Process`.
  func heading(of title: String) -> String {
    let number = titles.firstIndex(of: title) ?? 0
    let isInner = PostmortemSections.inner.contains(PostmortemSections.english[number])
    return (isInner ? "### " : "## ") + title
  }
}

/// A title as it is compared: in small letters, and with the apostrophe of a keyboard.
private func folded(_ title: String) -> String {
  title.lowercased().replacing("’", with: "'")
}
