package import SiteFiles
import StatusModel

/// The words of a page for what is written elsewhere than on a page.
package struct PageWords: Sendable {
  private let words: Words
  private let moments: MomentWords

  /// Nil where the words cannot be read.
  ///
  /// - Parameters:
  ///   - builtIn: the files of the starter site; those below `theme/` count.
  ///   - own: the files of the site; those below `theme/` count.
  ///   - language: BCP 47.
  package init?(builtIn: [SourceFile], site own: [SourceFile], language: String) {
    guard let words = readWords(builtIn: builtIn, site: own, language: language).words else {
      return nil
    }
    self.words = words
    moments = MomentWords(zone: .utc, words: words, moments: [])
  }

  /// A text with its `{placeholders}`; nil for a key that there is not, or one with plural forms.
  package func text(forKey key: String) -> String? {
    guard case .text(let pieces) = words.entries[key] else { return nil }
    return pieces.map { piece in
      switch piece {
      case .text(let text): text
      case .placeholder(let name): "{\(name)}"
      }
    }.joined()
  }

  /// `1 hour 10 minutes`: the two largest parts, cut to whole minutes.
  package func span(_ seconds: Int) -> String { moments.span(seconds) }
}
