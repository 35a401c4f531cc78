import ContentReading
import Ledger
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
    to materials: Materials, _ request: BuildRequest, ledger: FileStamp?
  ) async throws -> KnownSite? {
    guard let severities = materials.status.severities,
      let zone = materials.status.settings?.timeZone
    else { return nil }
    let site: KnownSite
    switch self {
    case .none: return nil
    case .known(let known): site = known
    case .cache(let bytes):
      do {
        site = try await SiteCache.read(bytes, severities: severities, frame: materials.frame)
      } catch is DamagedCache {
        return nil
      }
    }
    let isRight =
      site.frame == materials.frame && site.output == request.output
      && site.isPicture == (request.moment.latest == nil)
    // What was known later must not be told on a page of before.
    guard isRight, site.moment <= (try request.moment.horizon(in: zone)),
      let ledger, site.ledger == ledger
    else { return nil }
    return site
  }
}

extension KnownSite {
  /// The stamp of the ledger as it was written.
  fileprivate var ledger: FileStamp? { files.first { $0.path == ledgerPath }?.stamp }
}
