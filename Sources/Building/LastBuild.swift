import ContentReading
import FileSystem
import Planning
import SiteFiles
import StatusModel

/// What is there of the last build of a folder.
package enum LastBuild: Sendable {
  /// Nothing: everything is read and made.
  case none
  /// In memory: a program that builds again and again.
  case known(KnownSite)
  /// The bytes of a cache.
  case cache([UInt8])

  var isNone: Bool { if case .none = self { true } else { false } }

  /// What of it can be used; nil where it is of another program, folder, theme or time, or damaged.
  ///
  /// - Parameter ledger: how the ledger lies in the output now.
  func known(
    to ground: Ground, _ request: BuildRequest, ledger: FileStamp?
  ) async throws -> KnownSite? {
    guard let severities = ground.status.severities,
      let zone = ground.status.settings?.timeZone
    else { return nil }
    let site: KnownSite
    switch self {
    case .none: return nil
    case .known(let known): site = known
    case .cache(let bytes):
      // Without a ledger every timeline is asked for.
      guard ledger != nil else { return nil }
      do {
        site = try await SiteCache.read(bytes, severities: severities, frame: ground.frame)
      } catch is DamagedCache {
        return nil
      }
    }
    let isRight =
      site.frame == ground.frame && site.output == request.output
      && site.isPicture == (request.moment.latest == nil)
    // What was known later must not be told on a page of before.
    guard isRight, site.moment <= (try request.moment.horizon(in: zone)), site.ledger == ledger,
      request.previous == nil
    else { return nil }
    return site
  }
}
