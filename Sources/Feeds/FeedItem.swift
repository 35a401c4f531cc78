import StatusModel

/// One thing that readers see: an update, a postmortem, or what the clock did to a maintenance.
///
/// Nothing in it depends on the moment of the build, nor on what is said later: once out, it keeps its
/// words, since programs that post it elsewhere post it again when it changes.
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
  /// Nobody wrote it.
  var isByClock = false
  let time: Timestamp
  /// When its words were last corrected; nil for the first ones.
  let edited: Timestamp?
  /// The level after the update; nil for a maintenance.
  let severity: Severity.ID?
  /// The new level, when the update changed it.
  let newSeverity: Severity?
  /// Every component of the entry so far.
  let components: [AffectedComponent]
  /// By when the team promised to say more, also once that is past or more was said.
  var nextUpdate: Timestamp?
  /// When the work was planned then, for a maintenance.
  let window: MaintenanceWindow?
  /// CommonMark.
  let text: String

  /// The last change of its words.
  var updated: Timestamp { max(time, edited ?? time) }
  /// The item where a later one stands beside it, which has answered its promise.
  var withoutPromise: FeedItem {
    var item = self
    item.nextUpdate = nil
    return item
  }

  /// `incident` or `maintenance`; a postmortem belongs to an incident.
  var kind: String { window == nil ? "incident" : "maintenance" }
}
