import Addresses
import ContentReading
import Diagnostics
import Planning
import StatusModel

extension InnerLinks {
  /// What is to be said of the links, unless that is known.
  ///
  /// - Parameter known: what came of it the last time.
  func findings(
    in shown: PublicSite, _ files: [PlannedFile], drafts: [EntryPath], known: KnownLinks?,
    _ timelines: TimelineReader
  ) async throws -> KnownLinks? {
    guard !links.isEmpty else { return nil }
    let pages = Set(pagesOfUpdates)
    let incidents = shown.snapshot.incidents
    let targets = incidents.indices.filter { pages.contains(.incident(incidents[$0].id)) }
    let key = ContentKey { parts in
      parts.add(each: links) { parts, link in
        parts.add(link.written)
        parts.add(link.position.path)
        parts.add(link.position.line)
        parts.add(link.position.column)
        parts.add(isOld(link))
      }
      parts.add(each: drafts) { $0.add($1.path) }
      parts.add(each: files) { $0.add($1.path) }
      parts.add(each: targets) { $0.add(shown.keys.incidents[$1]) }
      parts.add(pages.isEmpty ? ContentKey { _ in } : shown.keys.history)
    }
    if let known, known.key == key { return known }
    let site = pages.isEmpty ? shown : try await timelines.site(shown, reading: Set(targets))
    let found = await diagnostics(anchors: site.snapshot.anchors(on:)) { files.map(\.path) }
    return KnownLinks(key: key, diagnostics: found)
  }
}
