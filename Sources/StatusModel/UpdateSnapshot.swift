/// A component's status before and after an update, as this incident or maintenance alone sees it.
package struct ComponentChange: Hashable, Sendable {
  package let component: ComponentIndex
  package let old: ComponentStatus
  package let new: ComponentStatus

  package init(
    component: ComponentIndex,
    old: ComponentStatus,
    new: ComponentStatus
  ) {
    self.component = component
    self.old = old
    self.new = new
  }
}

/// An update as readers see it.
package struct UpdateSnapshot<State: Hashable & Sendable>: Hashable, Sendable {
  /// The fragment of its permanent address: `2026-11-20T10-35-00Z`.
  package let anchor: String
  /// What the heading says; nil: `Update`.
  package let declared: State?
  /// Where the incident stands after it.
  package let state: State
  package let time: Timestamp
  /// The level after it; nil in a maintenance.
  package let severity: Severity.ID?
  /// The new level, when this update changed it.
  package let newSeverity: Severity?
  /// The promise it made to readers, also once that is past; nil where the incident was closed.
  package let nextUpdate: Timestamp?
  /// Every component so far, also where nothing changed. A false alarm changed none.
  package let changes: [ComponentChange]
  /// The same as it was said then, before an incident was taken back.
  package let saidChanges: [ComponentChange]
  /// CommonMark.
  package let text: String
  package let translations: [Translation]

  package init(
    anchor: String,
    declared: State?,
    state: State,
    time: Timestamp,
    severity: Severity.ID?,
    newSeverity: Severity?,
    nextUpdate: Timestamp?,
    changes: [ComponentChange],
    saidChanges: [ComponentChange],
    text: String,
    translations: [Translation]
  ) {
    self.anchor = anchor
    self.declared = declared
    self.state = state
    self.time = time
    self.severity = severity
    self.newSeverity = newSeverity
    self.nextUpdate = nextUpdate
    self.changes = changes
    self.saidChanges = saidChanges
    self.text = text
    self.translations = translations
  }
}

package struct PostmortemSnapshot: Hashable, Sendable {
  package struct Action: Hashable, Sendable {
    package let kind: Postmortem.Action.Kind
    package let what: String
    /// The day on which it was done; nil while it is not.
    package let done: CivilDate?
  }

  /// The fragment of its permanent address.
  package static let anchor = "postmortem"

  /// The first moment at which the incident was closed on the day it was published or later.
  package let publishedAt: Timestamp
  /// How many of the incident's updates came before it, at least one. Others follow where the incident
  /// was opened again.
  package let updatesBefore: Int
  package let actions: [Action]
  /// CommonMark.
  package let text: String
  package let translations: [Translation]
}
