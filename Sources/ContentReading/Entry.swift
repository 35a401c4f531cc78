import Addresses
package import Diagnostics
package import SiteFiles
package import StatusModel

/// An entry of any folder; in a box, since ten thousand are passed from hand to hand.
package indirect enum Entry: Hashable, Sendable {
  case incident(Incident)
  case maintenance(Maintenance)
  case postmortem(Postmortem)
  case announcement(Announcement)
  case page(ExtraPage)
  case message(MessageTemplate)
}

extension Entry {
  var isDraft: Bool {
    switch self {
    case .incident(let incident): incident.isDraft
    case .maintenance(let maintenance): maintenance.isDraft
    case .postmortem(let postmortem): postmortem.isDraft
    case .announcement, .page, .message: false
    }
  }

  var isImported: Bool {
    switch self {
    case .incident(let incident): incident.isImported
    case .maintenance(let maintenance): maintenance.isImported
    case .postmortem(let postmortem): postmortem.isImported
    case .announcement, .page, .message: false
    }
  }
}

func readEntry(_ entry: EntryFile, with vocabulary: Vocabulary) -> Checked<Parsed<Entry>> {
  do throws(Refusal) {
    let source = try SourceText(entry.file)
    switch entry.folder {
    case .incidents:
      return try readIncident(source, id: entry.id, with: vocabulary).mapValue(Entry.incident)
    case .maintenance:
      return try readMaintenance(source, id: entry.id, with: vocabulary)
        .mapValue(Entry.maintenance)
    case .postmortems:
      return try readPostmortem(source, id: entry.id, with: vocabulary).mapValue(Entry.postmortem)
    case .announcements:
      return try readAnnouncement(source, id: entry.id, with: vocabulary)
        .mapValue(Entry.announcement)
    case .pages:
      return try readPage(source, id: entry.id, with: vocabulary).mapValue(Entry.page)
    case .messages:
      return try readMessage(source, id: entry.id, with: vocabulary).mapValue(Entry.message)
    }
  } catch {
    return Checked(value: nil, diagnostics: [error.diagnostic])
  }
}

extension Checked {
  func map<Other>(_ transform: (Value) -> Other) -> Checked<Other> {
    Checked<Other>(value: value.map(transform), diagnostics: diagnostics)
  }

  /// Another form of what was read, with the same places.
  fileprivate func mapValue<Read: Placed, Other: Placed>(
    _ transform: (Read) -> Other
  ) -> Checked<Parsed<Other>> where Value == Parsed<Read>, Read.Places == Other.Places {
    map { Parsed(transform($0.value), at: $0.places) }
  }
}

/// What one file says by itself, outside of any site: it may name any component and any severity, and
/// nothing it says is too late. What no site may publish is an error here too.
///
/// - Parameter languages: of the site; they decide which headings start a translation.
/// - Returns: `entry` is nil where there is an error, and for a path that is no entry's.
package func readEntryAlone(
  _ file: SourceFile, languages: [String] = []
) -> (entry: Entry?, diagnostics: [Diagnostic]) {
  let folder = SiteFolder([file])
  let vocabulary = Vocabulary(
    components: nil, severities: nil, zone: .utc, leakRules: .standard, latest: nil,
    languages: languages)
  let read = folder.entries.map { readEntry($0, with: vocabulary) }
  let diagnostics =
    folder.diagnostics.filter { $0.position.path == file.path } + read.flatMap { $0.diagnostics }
  return (
    diagnostics.containsErrors ? nil : read.first?.value?.value, diagnostics.inStableOrder()
  )
}

/// The entries of each folder, in the order of their ids.
struct SortedEntries {
  private(set) var incidents: [Incident] = []
  private(set) var maintenances: [Maintenance] = []
  private(set) var postmortems: [Postmortem] = []
  private(set) var announcements: [Announcement] = []
  private(set) var pages: [ExtraPage] = []
  private(set) var messages: [MessageTemplate] = []

  init(_ entries: [Entry]) {
    for entry in entries {
      switch entry {
      case .incident(let incident): incidents.append(incident)
      case .maintenance(let maintenance): maintenances.append(maintenance)
      case .postmortem(let postmortem): postmortems.append(postmortem)
      case .announcement(let announcement): announcements.append(announcement)
      case .page(let page): pages.append(page)
      case .message(let message): messages.append(message)
      }
    }
    incidents.sort { $0.id < $1.id }
    maintenances.sort { $0.id < $1.id }
    postmortems.sort { $0.incident < $1.incident }
    announcements.sort { $0.id < $1.id }
    pages.sort { $0.id < $1.id }
    messages.sort { $0.name < $1.name }
  }
}
