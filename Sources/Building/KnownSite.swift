import Addresses
import ContentReading
import Diagnostics
import FileSystem
import Planning
import SiteFiles
import StatusModel

/// What the last build read and planned: a hint, never a truth. What of it cannot be right any more is
/// read and made anew.
package struct KnownSite: Sendable {
  /// What decides how entries are read and all pages look.
  let frame: ContentKey
  /// The folder that the build wrote.
  let output: String
  /// A page of the past lets pass what one of the present calls a mistake.
  let isPicture: Bool
  let moment: Timestamp
  /// Whether links were looked for in old entries too, which a draft makes needful.
  let knowsAllLinks: Bool
  /// Of the folder as such.
  let listingDiagnostics: [Diagnostic]
  /// In the byte order of the paths.
  let entries: [KnownEntry]
  /// `entries` as a cache holds them; empty where none was read or written.
  let entryParts: [CachePart]
  /// In the byte order of the paths.
  let files: [KnownFile]
  /// Of the ledger that lies in the output; nil for none.
  let ledger: KnownLedger?
  let links: KnownLinks?

  /// The same after its files were written.
  func having(
    _ files: [KnownFile], ledger: KnownLedger?, entryParts: [CachePart]
  ) -> KnownSite {
    KnownSite(
      frame: frame, output: output, isPicture: isPicture, moment: moment,
      knowsAllLinks: knowsAllLinks, listingDiagnostics: listingDiagnostics, entries: entries,
      entryParts: entryParts, files: files, ledger: ledger, links: links)
  }
}

/// An entry as it was read. A class, since ten thousand are passed from hand to hand.
final class KnownEntry: Sendable {
  /// What readers see of it.
  enum Shown: Sendable {
    /// Nothing yet, or the page of another entry shows it.
    case nothing
    /// Out of a cache without its timeline.
    case incident(IncidentSnapshot)
    case maintenance(MaintenanceSnapshot)
  }

  let path: String
  /// Nil where it may change without showing it.
  let stamp: FileStamp?
  let address: EntryPath
  let isDraft: Bool
  let isImported: Bool
  /// Nil for a draft, and for what has no updates.
  let lastUpdate: Timestamp?
  /// When a postmortem was published.
  let published: Timestamp?
  /// From this moment on readers may see something else of it; nil: never.
  let turnsAt: Timestamp?
  let diagnostics: [Diagnostic]
  /// Nil where nobody looked for them.
  let links: [InnerLink]?
  let shown: Shown
  /// When its texts were corrected, by their anchors.
  let edits: EditTimes
  /// What decides how it is shown.
  let key: ContentKey
  /// The file, for the case that it is broken one day; empty for an incident that is neither
  /// among the latest nor has changed of late.
  let text: [UInt8]
  /// Its bytes in the cache that it came out of; empty where it came out of none.
  let record: ArraySlice<UInt8>

  init(
    path: String, stamp: FileStamp?, address: EntryPath, isDraft: Bool, isImported: Bool,
    lastUpdate: Timestamp?, published: Timestamp?, turnsAt: Timestamp?,
    diagnostics: [Diagnostic], links: [InnerLink]?, shown: Shown,
    edits: EditTimes = [:], key: ContentKey, text: [UInt8],
    record: ArraySlice<UInt8> = []
  ) {
    self.path = path
    self.stamp = stamp
    self.address = address
    self.isDraft = isDraft
    self.isImported = isImported
    self.lastUpdate = lastUpdate
    self.published = published
    self.turnsAt = turnsAt
    self.diagnostics = diagnostics
    self.links = links
    self.shown = shown
    self.edits = edits
    self.key = key
    self.text = text
    self.record = record
  }

  var incident: IncidentSnapshot? {
    if case .incident(let incident) = shown { incident } else { nil }
  }
  var maintenance: MaintenanceSnapshot? {
    if case .maintenance(let maintenance) = shown { maintenance } else { nil }
  }

  /// The path that its id gives it, whatever folder it lies in.
  var plainPath: String { address.path }
}

/// A file of the output as it was written.
struct KnownFile: Sendable {
  let path: String
  let key: FileKey
  let stamp: FileStamp
}

/// A ledger as it was written.
struct KnownLedger: Sendable {
  let key: ContentKey
  let stamp: FileStamp
}

/// What came of looking at the links between pages.
struct KnownLinks: Sendable {
  /// Of the links and of all that they can lead to.
  let key: ContentKey
  let diagnostics: [Diagnostic]
}
