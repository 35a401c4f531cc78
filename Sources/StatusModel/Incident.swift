/// Something that went wrong, as a team tells it: what it affects, and update after update.
///
/// A class, since a site has ten thousand: one reference, not a copy of all that is in it.
package final class Incident: Sendable {
  package typealias ID = String

  /// Where an incident stands. `retracted`: it was no incident, a false alarm.
  package enum State: String, CaseIterable, Sendable {
    case investigating, identified, monitoring, resolved, retracted

    package var isOpen: Bool {
      switch self {
      case .investigating, .identified, .monitoring: true
      case .resolved, .retracted: false
      }
    }
  }

  /// A component that the front matter names.
  package struct AffectedComponent: Hashable, Sendable {
    package let component: Component.ID
    /// Nil: the severity's status.
    package let status: ComponentStatus?

    package init(component: Component.ID, status: ComponentStatus? = nil) {
      self.component = component
      self.status = status
    }
  }

  package struct StatusChange: Hashable, Sendable {
    package let component: Component.ID
    package let status: ComponentStatus

    package init(component: Component.ID, status: ComponentStatus) {
      self.component = component
      self.status = status
    }
  }

  /// What the team tells readers at one moment.
  package struct Update: Hashable, Sendable {
    /// Nil: `Update`, no change of state.
    package let state: State?
    package let time: Timestamp
    /// The new level, when this update changes it.
    package let severity: Severity.ID?
    /// In the order in which they are written.
    package let statusChanges: [StatusChange]
    /// The moment by which the next update is promised, in place of the severity's `updateEvery`.
    package let nextUpdate: Timestamp?
    /// CommonMark.
    package let text: String
    package let translations: [Translation]
    /// Private: nobody is sent it.
    package let isQuiet: Bool

    package init(
      state: State?, time: Timestamp, severity: Severity.ID? = nil,
      statusChanges: [StatusChange] = [], nextUpdate: Timestamp? = nil, text: String = "",
      translations: [Translation] = [], isQuiet: Bool = false
    ) {
      self.isQuiet = isQuiet
      self.state = state
      self.time = time
      self.severity = severity
      self.statusChanges = statusChanges
      self.nextUpdate = nextUpdate
      self.text = text
      self.translations = translations
    }
  }

  /// Who does what; never published.
  package struct Roles: Hashable, Sendable {
    package let commander: String?
    package let communications: String?
    package let scribe: String?

    package init(commander: String? = nil, communications: String? = nil, scribe: String? = nil) {
      self.commander = commander
      self.communications = communications
      self.scribe = scribe
    }
  }

  package let id: ID
  package let title: String
  package let titleTranslations: [Translation]
  package let severity: Severity.ID
  /// In the order in which they are written; empty when the incident names none.
  package let components: [AffectedComponent]
  /// When customers were first affected; nil: the first update's time.
  package let started: Timestamp?
  /// Private.
  package let detected: Timestamp?
  /// Private.
  package let roles: Roles
  package let isDraft: Bool
  /// Private: it comes from another page, so its words are not checked and its promises not judged.
  package let isImported: Bool
  package let former: FormerPlaces
  /// At least one, in the order of their times.
  package let updates: [Update]

  package init(
    id: ID, title: String, titleTranslations: [Translation] = [], severity: Severity.ID,
    components: [AffectedComponent] = [], started: Timestamp? = nil, detected: Timestamp? = nil,
    roles: Roles = Roles(), isDraft: Bool = false, isImported: Bool = false,
    former: FormerPlaces = .none, updates: [Update]
  ) {
    self.id = id
    self.title = title
    self.titleTranslations = titleTranslations
    self.severity = severity
    self.components = components
    self.started = started
    self.detected = detected
    self.roles = roles
    self.isDraft = isDraft
    self.isImported = isImported
    self.former = former
    self.updates = updates
  }
}

extension Incident: Hashable {
  package static func == (one: Incident, other: Incident) -> Bool {
    one === other
      || (one.id, one.title, one.titleTranslations)
        == (other.id, other.title, other.titleTranslations)
        && (one.severity, one.components, one.updates)
          == (other.severity, other.components, other.updates)
        && (one.started, one.detected, one.roles, one.isDraft, one.isImported)
          == (other.started, other.detected, other.roles, other.isDraft, other.isImported)
        && one.former == other.former
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(id) }
}
