import Addresses
import ContentReading
import StatusModel

/// An entry with the id of its file, and where readers knew it before.
struct PlacedEntry: Sendable {
  let entry: ImportedHistory.Entry
  let id: String
  let former: FormerPlaces

  var page: PageAddress? {
    switch entry.kind {
    case .incident: .incident(id)
    case .maintenance: .maintenance(id)
    case .announcement: nil
    }
  }
}

/// How many entries, the newest, keep the ids of their feeds: more than a feed ever holds.
private let keptFeedIDs = 100

/// The entries with the former places that are worth keeping: addresses that lead somewhere else now and that
/// nothing else has, and ids of feeds that may still hold them.
///
/// - Parameter entries: in any order.
func placed(
  _ entries: [(entry: ImportedHistory.Entry, id: String)], _ notes: inout MappingNotes
) -> [PlacedEntry] {
  let plain = entries.map { PlacedEntry(entry: $0.entry, id: $0.id, former: .none) }
  var taken = Set(plain.compactMap(\.page).map { withoutSlash("/" + $0.folder) })
  let times = plain.compactMap(\.entry.firstTime).sorted().suffix(keptFeedIDs)
  let oldest = times.first ?? Timestamp(seconds: 0)
  return plain.map { placed in
    let entry = placed.entry
    guard let page = placed.page else { return placed }
    let own = withoutSlash("/" + page.folder)
    let addresses = entry.former.addresses.filter { address in
      guard withoutSlash(address) != own else { return false }
      guard isFormerAddress(address), taken.insert(withoutSlash(address)).inserted else {
        notes.count("former address", .lost)
        notes.find(
          .changed, entry.subject,
          "its address '\(oneLine(address, limit: 200))' cannot lead on to it",
          at: entry.place)
        return false
      }
      notes.count("former address", .kept)
      return true
    }
    let isNew = (entry.firstTime ?? oldest) >= oldest
    return PlacedEntry(
      entry: entry, id: placed.id,
      former: FormerPlaces(
        addresses: addresses, rss: isNew ? feedID(entry.former.rss) : nil,
        atom: isNew ? feedID(entry.former.atom) : nil))
  }
}

private func feedID(_ id: String?) -> String? {
  id.map { oneLine($0) }.flatMap { $0.isEmpty ? nil : $0 }
}

private func withoutSlash(_ path: String) -> String {
  path.hasSuffix("/") ? String(path.dropLast()) : path
}
