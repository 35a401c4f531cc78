import Addresses
import Markdown
import Planning
import SiteFiles
import StatusModel

/// Everything that the pages of one build in one language share: what is true at the moment, in the
/// words and the look of the theme. Made once; the pages only read it.
///
/// A class, because every page's values hold it: one reference, not a copy of all that is in it.
final class SiteView: Sendable {
  let settings: SiteSettings
  let severities: [Severity]
  let extraPages: [ExtraPage]
  let snapshot: Snapshot
  let theme: Theme
  let words: Words
  let edits: EditTimes
  /// Whether the page is of another moment than the present.
  let isPicture: Bool
  let moments: MomentWords
  let calendar: CalendarWords
  let index: EntryIndex
  /// Of the site, the first one at its root.
  let trees: [LanguageTree]
  /// The one that these pages are in.
  let tree: LanguageTree
  /// By language: that a text is in that one; for all but the pages' own.
  private let languageNotes: [String: HTML]

  /// - Parameter place: of the pages' language in `trees`.
  init(
    site: PublicSite, index: EntryIndex, theme: Theme, trees: [LanguageTree], at place: Int
  ) {
    settings = site.settings
    severities = site.severities
    extraPages = site.pages
    snapshot = site.snapshot
    self.theme = theme
    let words = theme.words
    self.words = words
    edits = site.edits
    isPicture = site.isPicture
    self.index = index
    self.trees = trees
    let tree = trees[place]
    self.tree = tree
    moments = MomentWords(
      zone: site.settings.timeZone, words: words, moments: index.shownMoments(in: site.snapshot))
    calendar = CalendarWords(locale: moments.locale)
    languageNotes = Dictionary(
      uniqueKeysWithValues: trees.filter { $0 != tree }.map { other in
        let name = HTML(escaping: other.name(in: words.locale))
        return (other.language, words.html(.textLanguage, ["language": name]))
      })
  }

  /// `As of 20 Nov 2026, 11:50 UTC`, or that it is a picture of that moment.
  func asOf(_ moment: Timestamp) -> HTML {
    words.html(isPicture ? .asItStood : .asOf, ["moment": moments.moment(moment)])
  }

  /// The address of the page of the present; empty on that page itself.
  var present: String { isPicture ? "\(settings.url)/\(tree.folder)" : "" }

  func component(_ index: ComponentIndex) -> Component { snapshot.components[index].component }

  /// `Edited 20 Nov 2026, 12:40 UTC`; empty for an update in its first words.
  func edited(_ anchor: String, of entry: PageAddress) -> HTML {
    guard !edits.isEmpty, let time = edits.time(ofEditOn: entry.folder, anchor: anchor) else {
      return .empty
    }
    return words.html(.edited, ["time": moments.moment(time)])
  }

  /// The HTML of a text that stands on a page at `root`, in the language of the page.
  ///
  /// Where the text is not given in that language, another one's is marked with its language, for
  /// readers and for programs.
  ///
  /// - Parameters:
  ///   - page: a link to the text's own page, where another one shows it.
  ///   - firstHeading: the level of the text's outermost headings.
  func html(
    _ text: String, _ translations: [Translation], root: RootPath, page: String = "",
    firstHeading: Int = 4
  ) -> HTML {
    let own = translations.first { $0.language == tree.language }
    let html = HTML(
      bytes: Markdown.htmlBytes(
        fromMarkdown: own?.text ?? text, base: root.site, page: page,
        firstHeading: firstHeading))
    guard trees.count > 1 else { return html }
    let language = own?.language ?? translations.first?.language ?? trees[0].language
    guard let note = languageNotes[language], !html.isEmpty else { return html }
    let direction = trees.first { $0.language == language }?.direction ?? "auto"
    return """
      <p class="language"><small>\(note)</small></p>
      <div lang="\(language)" dir="\(direction)">
      \(html)</div>

      """
  }
}

extension EntryIndex {
  /// Every moment that stands on many pages that may be made, so that its words are made once.
  ///
  /// Pages are made of incidents whose timelines were read; the others stand in lists.
  fileprivate func shownMoments(in snapshot: Snapshot) -> [Timestamp] {
    var moments = [snapshot.moment]
    var isWhole = true
    for place in snapshot.incidents.indices {
      guard let timeline = snapshot.incidents[place].timeline else {
        isWhole = false
        continue
      }
      moments.append(snapshot.incidents[place].startedAt)
      for update in timeline.updates.indices { moments.append(timeline.updates[update].time) }
    }
    let limit = ComponentPageValues.entryLimit
    for place in incidents.lazy.flatMap({ $0.prefix(limit) }) {
      moments.append(snapshot.incidents[place].startedAt)
    }
    let planned =
      isWhole
      ? Set(snapshot.maintenances.indices) : Set(maintenances.lazy.flatMap { $0.prefix(limit) })
    for place in planned {
      let maintenance = snapshot.maintenances[place]
      moments += [maintenance.window.start, maintenance.window.end].compactMap { $0 }
      moments += maintenance.updates.map(\.time)
    }
    return moments
  }
}
