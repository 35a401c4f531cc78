import Addresses
import FileSystem
import SiteFiles
import StatusModel

/// Which entries of a folder have to be read, and what is known of the others.
struct ChangedEntries: Sendable {
  /// Of those that are as they were.
  private(set) var kept: [KnownEntry] = []
  /// Of the others: places in the listing, in their order.
  private(set) var toRead: [Int] = []
  /// Of entries that are not where they were, or nowhere.
  private(set) var gone: [KnownEntry] = []
  /// Whether the listing is the one that was known.
  let isSameListing: Bool

  /// All of them.
  init(_ paths: [String]) {
    toRead = Array(paths.indices)
    isSameListing = false
  }

  /// - Parameters:
  ///   - paths: the listing, in the byte order of the paths.
  ///   - stamps: of the same files.
  ///   - known: what the last build read, in the same order.
  ///   - horizon: the latest moment that the page can be of.
  init(_ paths: [String], _ stamps: [FileStamp?], known: [KnownEntry], until horizon: Timestamp) {
    var pairs: [(place: Int, entry: KnownEntry)] = []
    pairs.reserveCapacity(paths.count)
    var next = 0
    for (place, path) in paths.enumerated() {
      while next < known.count, pathPrecedes(known[next].path, path) {
        gone.append(known[next])
        next += 1
      }
      guard next < known.count, known[next].path == path else {
        toRead.append(place)
        continue
      }
      pairs.append((place, known[next]))
      next += 1
    }
    gone += known[next...]
    isSameListing = gone.isEmpty && toRead.isEmpty
    // A postmortem and its incident are told as one, so a change of one is a change of both.
    var touched = Set(
      (gone.map(\.address) + toRead.compactMap { EntryPath(ofFile: paths[$0]) }).map(\.id))
    let isKept = pairs.map { place, entry in
      entry.isUnchanged(stamps[place], until: horizon)
    }
    for (pair, isKept) in zip(pairs, isKept) where !isKept { touched.insert(pair.entry.address.id) }
    for (pair, isKept) in zip(pairs, isKept) {
      if isKept, touched.isEmpty || !touched.contains(pair.entry.address.id) {
        kept.append(pair.entry)
      } else {
        toRead.append(pair.place)
      }
    }
    toRead.sort()
  }

  /// The same, without reading these entries.
  func keeping(_ entries: [KnownEntry], of paths: [String]) -> ChangedEntries {
    guard !entries.isEmpty else { return self }
    var changed = self
    let unread = Set(entries.map(\.path))
    changed.toRead.removeAll { unread.contains(paths[$0]) }
    changed.kept = (kept + entries).sorted { pathPrecedes($0.path, $1.path) }
    return changed
  }
}

extension KnownEntry {
  fileprivate func isUnchanged(_ stamp: FileStamp?, until horizon: Timestamp) -> Bool {
    switch address.folder {
    // There are few of them, and most are shown on every page.
    case .announcements, .pages, .messages: return false
    case .incidents, .maintenance, .postmortems:
      guard let stamp, self.stamp == stamp else { return false }
      return turnsAt.map { $0 > horizon } ?? true
    }
  }
}
