import Authoring
import Building
import ContentChecking
import SiteFiles
import SiteRendering
import StatusModel

extension PresentSite {
  /// The words of drafts in the site's first language, in which its readers are to read them.
  ///
  /// - Parameter builtIn: the files of the starter; those of the theme count.
  func draftWords(builtIn: [SourceFile]) -> DraftWords {
    let language = site.settings.languages.first ?? site.settings.language
    let checks = readCheckWords(builtIn: builtIn, site: sources, language: language).words
    guard let words = PageWords(builtIn: builtIn, site: sources, language: language),
      let sections = DraftWords.Sections(titles: checks.postmortemSections)
    else { return .english }
    let texts = DraftWords.Text.allCases.compactMap { text in
      words.text(forKey: text.rawValue).map { (text, $0) }
    }
    return DraftWords(sections: sections, texts: Dictionary(uniqueKeysWithValues: texts)) {
      words.span($0)
    }
  }
}
