/// Work that a team announces before it does it.
package struct Maintenance: Hashable, Sendable {
  package typealias ID = String

  package enum State: String, CaseIterable, Sendable {
    case scheduled
    case inProgress = "in_progress"
    case verifying, completed, cancelled

    /// Whether the components are under maintenance meanwhile.
    package var isActive: Bool { self == .inProgress || self == .verifying }
    package var isOver: Bool { self == .completed || self == .cancelled }
  }

  package struct Update: Hashable, Sendable {
    /// Nil: `Update`, no change of state.
    package let state: State?
    package let time: Timestamp
    /// CommonMark.
    package let text: String
    package let translations: [Translation]
    /// Private: nobody is sent it.
    package let isQuiet: Bool

    package init(
      state: State?, time: Timestamp, text: String = "", translations: [Translation] = [],
      isQuiet: Bool = false
    ) {
      self.isQuiet = isQuiet
      self.state = state
      self.time = time
      self.text = text
      self.translations = translations
    }
  }

  package let id: ID
  package let title: String
  package let titleTranslations: [Translation]
  /// In the order in which they are written.
  package let components: [Component.ID]
  /// When the work is planned.
  package let window: MaintenanceWindow
  /// The clock moves the state too.
  package let isAutomatic: Bool
  package let isDraft: Bool
  /// Private: it comes from another page, so its words are not checked.
  package let isImported: Bool
  package let former: FormerPlaces
  /// At least one, in the order of their times; the first announces it.
  package let updates: [Update]

  package init(
    id: ID, title: String, titleTranslations: [Translation] = [],
    components: [Component.ID] = [], window: MaintenanceWindow, isAutomatic: Bool = true,
    isDraft: Bool = false, isImported: Bool = false,
    former: FormerPlaces = .none, updates: [Update]
  ) {
    self.id = id
    self.title = title
    self.titleTranslations = titleTranslations
    self.components = components
    self.window = window
    self.isAutomatic = isAutomatic
    self.isDraft = isDraft
    self.isImported = isImported
    self.former = former
    self.updates = updates
  }
}

extension Maintenance {
  /// With an end that is known.
  package init(
    id: ID, title: String, titleTranslations: [Translation] = [],
    components: [Component.ID] = [], window: Range<Timestamp>, isAutomatic: Bool = true,
    isDraft: Bool = false, updates: [Update]
  ) {
    self.init(
      id: id, title: title, titleTranslations: titleTranslations, components: components,
      window: MaintenanceWindow(window), isAutomatic: isAutomatic, isDraft: isDraft,
      updates: updates)
  }
}
