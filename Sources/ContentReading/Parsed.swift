import Addresses
package import Diagnostics
import SiteFiles
package import StatusModel

/// A value that was read, and beside it where its parts are written, so that nobody searches for them again.
///
/// The model itself knows of no file.
package struct Parsed<Value: Placed>: Sendable {
  package let value: Value
  package let places: Value.Places

  package init(_ value: Value, at places: Value.Places) {
    self.value = value
    self.places = places
  }
}

/// What is read from files.
package protocol Placed: Sendable {
  associatedtype Places: Sendable = FilePositions
}

extension Incident: Placed {}
extension Maintenance: Placed {}
extension Postmortem: Placed {}
extension Announcement: Placed {}
extension ExtraPage: Placed {}
extension MessageTemplate: Placed {}
extension Entry: Placed {}
extension Site: Placed {
  package typealias Places = SitePositions
}

/// Where the parts of a site are written.
package struct SitePositions: Sendable {
  /// Of `status.yml`.
  let status: FilePositions
  /// Of the entries that were read, in the order of their paths.
  let entries: [FilePositions]

  /// Those of some files.
  ///
  /// - Parameter paths: without sub-folders, as an entry's id gives them: `incidents/api-errors.md` is
  ///   also `incidents/2026/api-errors.md`. The result has the same keys.
  /// - Returns: nothing for a file that is not there.
  package func of(_ paths: Set<String>) -> [String: EntryPositions] {
    guard !paths.isEmpty else { return [:] }
    var found: [String: EntryPositions] = [:]
    if paths.contains(status.path) { found[status.path] = EntryPositions(status) }
    for places in entries {
      let path = pathWithoutSubfolders(places.path)
      if paths.contains(path) { found[path] = EntryPositions(places) }
    }
    return found
  }

  /// Those of one file, as above.
  package func of(_ path: String) -> EntryPositions? { of([path])[path] }

  /// Those of `status.yml` alone.
  package var withoutEntries: SitePositions { SitePositions(status: status, entries: []) }

  /// The same with another file for an entry, which may have lain in another subfolder.
  ///
  /// - Parameter places: nil: there is no such entry.
  func replacing(_ entry: EntryPath, with places: FilePositions?) -> SitePositions {
    var entries = entries.filter { pathWithoutSubfolders($0.path) != entry.path }
    if let places {
      let next = entries.firstIndex { pathPrecedes(places.path, $0.path) }
      entries.insert(places, at: next ?? entries.endIndex)
    }
    return SitePositions(status: status, entries: entries)
  }
}

/// As an entry's id gives it: `incidents/2026/api.md` → `incidents/api.md`.
package func pathWithoutSubfolders(_ path: String) -> String {
  let slash = UInt8(ascii: "/")
  guard let first = path.utf8.firstIndex(of: slash), let last = path.utf8.lastIndex(of: slash),
    first != last
  else { return path }
  return String(path[..<first] + path[last...])
}
