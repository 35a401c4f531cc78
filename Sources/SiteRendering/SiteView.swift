import Markdown
import StatusModel

/// Everything that the pages of one build share: what is true at the moment, in the words and the
/// look of the theme. Made once; the pages only read it.
///
/// A class, because every page's values hold it: one reference, not a copy of all that is in it.
final class SiteView: Sendable {
  let site: Site
  let snapshot: Snapshot
  let theme: Theme
  let edits: EditTimes
  let moments: MomentWords
  let calendar: CalendarWords
  let index: EntryIndex
  let days: DayIndex

  init(site: Site, snapshot: Snapshot, theme: Theme, edits: EditTimes) {
    self.site = site
    self.snapshot = snapshot
    self.theme = theme
    self.edits = edits
    moments = MomentWords(
      zone: site.settings.timeZone, words: theme.words, moments: shownMoments(in: snapshot))
    calendar = CalendarWords(locale: moments.locale)
    index = EntryIndex(snapshot, zone: site.settings.timeZone)
    days = DayIndex(
      snapshot, severities: site.severities, zone: site.settings.timeZone)
  }

  var words: Words { theme.words }

  func component(_ index: ComponentIndex) -> Component { snapshot.components[index].component }

  /// `Edited 20 Nov 2026, 12:40 UTC`; empty for an update in its first words.
  func edited(_ anchor: String, of entry: PageAddress) -> HTML {
    guard let time = edits.time(ofEditOn: entry.folder, anchor: anchor) else { return .empty }
    return words.html(.edited, ["time": moments.moment(time)])
  }

  /// The HTML of a text that stands on a page at `root`.
  ///
  /// - Parameter firstHeading: the level of the text's outermost headings.
  func html(_ markdown: String, root: RootPath, firstHeading: Int = 4) -> HTML {
    HTML(
      source: Markdown.html(
        fromMarkdown: markdown, base: root.prefix, firstHeading: firstHeading))
  }
}

/// Every moment that stands on many pages, so that its words are made once.
private func shownMoments(in snapshot: Snapshot) -> [Timestamp] {
  var moments = [snapshot.moment]
  let incidents = snapshot.incidents
  for place in incidents.indices {
    moments.append(incidents[place].startedAt)
    for update in incidents[place].updates.indices {
      moments.append(incidents[place].updates[update].time)
    }
  }
  for maintenance in snapshot.maintenances {
    moments += [maintenance.window.lowerBound, maintenance.window.upperBound]
    moments += maintenance.updates.map(\.time)
  }
  return moments
}
