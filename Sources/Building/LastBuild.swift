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
  /// In a file, if it is there.
  case cache(CacheFile)

  var isNone: Bool {
    switch self {
    case .none: true
    case .known: false
    case .cache(let file): !file.isThere
    }
  }

  /// The same, or nothing: with another ledger every entry is compared anew, and without one every
  /// timeline is asked for, which no cache holds.
  ///
  /// - Parameter ledger: how it lies in the output now.
  func usable(for request: BuildRequest, beside ledger: FileStamp?) -> LastBuild {
    guard request.previous == nil else { return .none }
    if ledger == nil, case .cache = self { return .none }
    return self
  }

  /// What it knew; nil where it is damaged.
  var site: KnownSite? {
    get async throws {
      switch self {
      case .none: return nil
      case .known(let site): return site
      case .cache(let file):
        guard let parts = file.parts else { return nil }
        do {
          let site = try await SiteCache.read(parts)
          return site.ledger == nil ? nil : site
        } catch is DamagedCache {
          return nil
        }
      }
    }
  }
}

extension KnownSite {
  /// Whether a build may go on from it: it is of this program, folder and theme, and not later.
  ///
  /// - Parameter ledger: how the ledger lies in the output now.
  func isUseful(
    to ground: Ground, _ request: BuildRequest, ledger: FileStamp?
  ) throws -> Bool {
    guard let zone = ground.status.settings?.timeZone, ground.status.severities != nil else {
      return false
    }
    // What was known later must not be told on a page of before.
    let isNotLater = moment <= (try request.moment.horizon(in: zone))
    return isNotLater && frame == ground.frame && output == request.output
      && isPicture == (request.moment.latest == nil) && self.ledger?.stamp == ledger
  }
}
