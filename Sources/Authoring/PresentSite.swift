package import Addresses
package import ContentReading
package import Diagnostics
import PlainEnglish
package import SiteFiles
package import StatusModel

/// A site as it was read, for whoever looks into it or changes an entry of it.
package struct PresentSite: Sendable {
  package let sources: [SourceFile]
  /// Without the files that have errors.
  package let parsed: Parsed<Site>
  /// The clock's time. Nothing may be dated later than five minutes after it.
  package let now: Timestamp
  /// The errors of the files that are left out, in stable order.
  package let problems: [Diagnostic]

  package init(
    sources: [SourceFile], site: Parsed<Site>, now: Timestamp, problems: [Diagnostic] = []
  ) {
    self.sources = sources
    parsed = site
    self.now = now
    self.problems = problems
  }
}

extension PresentSite {
  package var site: Site { parsed.value }
  package var latest: Timestamp { PresentSite.latest(at: now) }
  package var zone: TimeZoneRules { site.settings.timeZone }

  /// Clocks differ, and people round up.
  package static func latest(at now: Timestamp) -> Timestamp { now.advanced(by: 5 * 60) }

  /// The same site at another moment.
  package func seen(at moment: Timestamp) -> PresentSite {
    PresentSite(sources: sources, site: parsed, now: moment, problems: problems)
  }

  /// The time of a new entry that names none.
  package var thisMinute: Timestamp { now.wholeMinute }

  /// The time of an update that names none: now, and never before the one above it.
  ///
  /// Two people may write in the same second, and the one who waited is the later.
  package func time(after last: Timestamp?) throws(AuthoringError) -> Timestamp {
    guard let last, last > thisMinute else { return thisMinute }
    guard last <= latest else { throw .lastUpdateAhead(last) }
    return last
  }

  /// The file of an entry; entries may lie in sub-folders.
  package func file(of id: String, in folder: EntryFolder) throws(AuthoringError) -> SourceFile {
    let name = "/\(id).md"
    guard
      let file = sources.first(where: { folder.holds($0.path) && $0.path.hasSuffix(name) })
    else { throw .vanished(folder == .maintenance ? .maintenance : .incident, id: id) }
    return file
  }
}
