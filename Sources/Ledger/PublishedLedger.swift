import Addresses
package import StatusModel

/// What readers have seen: every published update by its address, without its words.
///
/// A build leaves it in the output, and the next one compares. It holds nothing that is not on the
/// page, and no time of a build but that of an edit and that at which an entry was first seen.
package struct PublishedLedger: Hashable, Sendable {
  /// An incident or a maintenance.
  package struct Entry: Hashable, Sendable {
    package let address: EntryAddress
    /// When the work of a maintenance is planned; nil for an incident, and in a ledger that was written
    /// before this was kept.
    package let window: MaintenanceWindow?
    /// The moment of the build that first published it; nil where none before it left a ledger, so that
    /// nobody knows.
    package let seen: Timestamp?
    /// Its updates, oldest first, and its postmortem.
    package let posts: [Post]
    /// What the clock did to a maintenance, in the order of time.
    package let clockMoves: [Recollection.ClockMove]

    package init(
      address: EntryAddress, window: MaintenanceWindow? = nil, seen: Timestamp? = nil,
      posts: [Post], clockMoves: [Recollection.ClockMove] = []
    ) {
      self.address = address
      self.window = window
      self.seen = seen
      self.posts = posts
      self.clockMoves = clockMoves
    }
  }

  /// An update or a postmortem: one item of the feeds.
  package struct Post: Hashable, Sendable {
    /// The fragment of its permanent address.
    package let anchor: String
    package let time: Timestamp
    /// Of its state and its words; of a postmortem, of its words alone.
    package let digest: UInt64
    /// The moment of the build that first saw the present words; nil for the first ones.
    package let edited: Timestamp?
    /// The window that readers saw with it; nil where it is the entry's present one.
    package let window: MaintenanceWindow?

    package init(
      anchor: String, time: Timestamp, digest: UInt64, edited: Timestamp? = nil,
      window: MaintenanceWindow? = nil
    ) {
      self.anchor = anchor
      self.time = time
      self.digest = digest
      self.edited = edited
      self.window = window
    }

    var isPostmortem: Bool { anchor == PostmortemSnapshot.anchor }
  }

  /// `https://status.acme.example`: where every id in the feeds begins.
  package let url: String
  /// Components in the order in which they are shown, then extra pages in the order of their ids: they
  /// have an address, and no updates. Nil in a ledger that was written before they were kept.
  package let places: [EntryAddress]?
  /// Incidents, then maintenances, each in the order of their ids.
  package let entries: [Entry]
  /// It is of a page of the past (`--as-of`), which says nothing of what readers saw later.
  package let isPicture: Bool

  package init(
    url: String, places: [EntryAddress]? = nil, entries: [Entry], isPicture: Bool = false
  ) {
    self.url = url
    self.isPicture = isPicture
    self.places = places
    self.entries = entries
  }
}

/// Which entry it is: what its file name says, or its id in status.yml, and its address.
package struct EntryAddress: Hashable, Sendable {
  package enum Kind: String, Sendable {
    case incident, maintenance, component, page
  }

  package let kind: Kind
  package let id: String

  package init(_ kind: Kind, _ id: String) {
    self.kind = kind
    self.id = id
  }

  /// `incidents/2026-11-20-api-errors/`.
  var page: String {
    switch kind {
    case .incident: PageAddress.incident(id).folder
    case .maintenance: PageAddress.maintenance(id).folder
    case .component: PageAddress.component(id).folder
    case .page: PageAddress.extra(id).folder
    }
  }

  /// `incidents/2026-11-20-api-errors.md`, wherever in the folder it lies.
  var file: String {
    switch kind {
    case .incident: EntryPath.incident(id).path
    case .maintenance: EntryPath.maintenance(id).path
    case .component: "status.yml"
    case .page: EntryPath(.pages, id).path
    }
  }
}
