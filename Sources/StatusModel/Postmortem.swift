/// What a team learned from an incident.
package struct Postmortem: Hashable, Sendable {
  package struct Action: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
      case runbook, monitoring, alert, other
    }

    package let kind: Kind
    package let what: String
    /// The day on which it was done; nil while it is not.
    package let done: CivilDate?
    /// Private.
    package let owner: String?

    package init(kind: Kind, what: String, done: CivilDate? = nil, owner: String? = nil) {
      self.kind = kind
      self.what = what
      self.done = done
      self.owner = owner
    }
  }

  package let incident: Incident.ID
  /// Not known to readers before this day, nor while its incident is open; nil in a draft that has none yet.
  package let published: CivilDate?
  package let isDraft: Bool
  /// Private: it comes from another page, so its words are not checked and its actions not owed.
  package let isImported: Bool
  package let actions: [Action]
  /// CommonMark.
  package let text: String
  package let translations: [Translation]

  package init(
    incident: Incident.ID, published: CivilDate?, isDraft: Bool = false, isImported: Bool = false,
    actions: [Action] = [], text: String, translations: [Translation] = []
  ) {
    self.incident = incident
    self.published = published
    self.isDraft = isDraft
    self.isImported = isImported
    self.actions = actions
    self.text = text
    self.translations = translations
  }
}
