import StatusModel

/// One thing that a team told its readers: an update, or a postmortem.
///
/// Nothing in it depends on the moment of the build, so a feed without news keeps its bytes. What the
/// team does later changes an item only where it takes back what was said, as a retraction does.
struct FeedItem: Hashable, Sendable {
  enum State: Hashable, Sendable {
    case incident(Incident.State)
    case maintenance(Maintenance.State)
    case postmortem

    /// As programs read it: `in_progress`.
    var id: String {
      switch self {
      case .incident(let state): state.rawValue
      case .maintenance(let state): state.rawValue
      case .postmortem: "postmortem"
      }
    }
  }

  struct AffectedComponent: Hashable, Sendable {
    let id: Component.ID
    let name: String
    let old: ComponentStatus
    let new: ComponentStatus

    /// The same component after its last change.
    var unchanged: AffectedComponent {
      AffectedComponent(id: id, name: name, old: new, new: new)
    }
  }

  /// `incidents/2026-11-20-api-errors/`, relative to the site's address.
  let page: String
  /// The fragment in that page.
  let anchor: String
  /// The id of the incident or the maintenance.
  let entry: String
  /// The entry's title, without the state.
  let title: String
  let state: State
  /// False for an update that leaves the state as it was.
  let changesState: Bool
  let time: Timestamp
  /// The level after the update; nil for a maintenance.
  let severity: Severity?
  let changesSeverity: Bool
  /// Every component of the entry so far.
  let components: [AffectedComponent]
  /// What this update promised, also when that moment is long past; nil when it promised none.
  let nextUpdate: Timestamp?
  /// When the work is planned, for a maintenance.
  let window: Range<Timestamp>?
  /// CommonMark.
  let text: String

  /// `incident` or `maintenance`; a postmortem belongs to an incident.
  var kind: String { window == nil ? "incident" : "maintenance" }
}
