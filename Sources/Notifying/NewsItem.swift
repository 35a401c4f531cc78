package import StatusModel

/// Something that readers were told: what a target may be sent.
package struct NewsItem: Hashable, Sendable {
  /// The incident or the maintenance that it belongs to.
  package struct Entry: Hashable, Sendable {
    package enum Kind: String, Sendable {
      case incident, maintenance
    }

    package let kind: Kind
    /// As in its file name.
    package let id: String
    /// Of its first update, by which mail makes one thread of it.
    package let firstAnchor: String
    package let createdAt: Timestamp
    /// When it was closed; nil while it is not.
    package let closedAt: Timestamp?
    /// When the work of a maintenance is planned.
    package let window: MaintenanceWindow?

    package init(
      kind: Kind, id: String, firstAnchor: String, createdAt: Timestamp, closedAt: Timestamp? = nil,
      window: MaintenanceWindow? = nil
    ) {
      self.kind = kind
      self.id = id
      self.firstAnchor = firstAnchor
      self.createdAt = createdAt
      self.closedAt = closedAt
      self.window = window
    }
  }

  package struct AffectedComponent: Hashable, Sendable {
    package let id: Component.ID
    package let name: String
    package let old: ComponentStatus
    package let new: ComponentStatus

    package init(id: Component.ID, name: String, old: ComponentStatus, new: ComponentStatus) {
      self.id = id
      self.name = name
      self.old = old
      self.new = new
    }
  }

  package let entry: Entry
  /// The fragment of its permanent address; of a reminder, one that no page has.
  package let anchor: String
  package let kind: Notifier.Kind
  package let title: String
  /// As programs read it: `in_progress`; `postmortem` and `reminder` beside the states.
  package let state: String
  /// As people read it: `In progress`; `Update` where the state stays.
  package let stateWord: String
  /// The highest that the incident had; nil for a maintenance.
  package let impact: Impact?
  /// Every component of the entry so far.
  package let components: [AffectedComponent]
  /// Plain text, which says nothing of the components.
  package let text: String
  package let link: String
  package let time: Timestamp
  /// By when the team promised to say more.
  package let nextUpdate: Timestamp?
  /// The only component that it tells of, for receivers that are told of each by itself; nil where it tells all.
  package let part: Component.ID?

  package init(
    entry: Entry, anchor: String, kind: Notifier.Kind, title: String, state: String,
    stateWord: String, impact: Impact? = nil, components: [AffectedComponent] = [], text: String,
    link: String, time: Timestamp, nextUpdate: Timestamp? = nil, part: Component.ID? = nil
  ) {
    self.entry = entry
    self.anchor = anchor
    self.kind = kind
    self.title = title
    self.state = state
    self.stateWord = stateWord
    self.impact = impact
    self.components = components
    self.text = text
    self.link = link
    self.time = time
    self.nextUpdate = nextUpdate
    self.part = part
  }
}

extension NewsItem {
  /// `incident/2026-11-20-api-errors#2026-11-20T10-35-00Z`: the same for ever.
  package var id: String { "\(entry.key)#\(anchor)" }

  package var isFirst: Bool { anchor == entry.firstAnchor }

  /// One for each component that it changes.
  var parts: [NewsItem] { components.filter { $0.old != $0.new }.map { part(of: $0) } }

  private func part(of component: AffectedComponent) -> NewsItem {
    NewsItem(
      entry: entry, anchor: "\(anchor):\(component.id)", kind: kind, title: title, state: state,
      stateWord: stateWord, impact: impact, components: [component], text: text, link: link,
      time: time, nextUpdate: nextUpdate, part: component.id)
  }
}

extension NewsItem.Entry {
  /// `incident/2026-11-20-api-errors`.
  package var key: String { "\(kind.rawValue)/\(id)" }
}
