/// A notice at the top of the page; it changes no status.
package struct Announcement: Hashable, Sendable {
  package let id: String
  package let title: String
  package let titleTranslations: [Translation]
  package let starts: Timestamp
  /// Nil: until it is taken away.
  package let ends: Timestamp?
  /// CommonMark.
  package let text: String
  package let translations: [Translation]

  package init(
    id: String, title: String, titleTranslations: [Translation] = [], starts: Timestamp,
    ends: Timestamp?, text: String, translations: [Translation] = []
  ) {
    self.id = id
    self.title = title
    self.titleTranslations = titleTranslations
    self.starts = starts
    self.ends = ends
    self.text = text
    self.translations = translations
  }
}

/// A page of the team's own.
package struct ExtraPage: Hashable, Sendable {
  package let id: String
  package let title: String
  package let titleTranslations: [Translation]
  /// CommonMark.
  package let text: String
  package let translations: [Translation]

  package init(
    id: String, title: String, titleTranslations: [Translation] = [], text: String,
    translations: [Translation] = []
  ) {
    self.id = id
    self.title = title
    self.titleTranslations = titleTranslations
    self.text = text
    self.translations = translations
  }
}

/// What a team agreed to say before it had to; filled in by the commands, never published as it is.
package struct MessageTemplate: Hashable, Sendable {
  package let name: String
  package let title: String?
  package let severity: Severity.ID?
  package let state: Incident.State?
  /// CommonMark with `{{component}}`, `{{components}}`, `{{next_update}}`, `{{severity}}`.
  package let text: String

  package init(
    name: String, title: String?, severity: Severity.ID?, state: Incident.State?, text: String
  ) {
    self.name = name
    self.title = title
    self.severity = severity
    self.state = state
    self.text = text
  }
}
