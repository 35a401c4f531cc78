package import StatusModel

/// What is about to be written: a file, as it is and as it will be.
package struct EntryEdit: Hashable, Sendable {
  /// Relative to the site folder.
  package let path: String
  /// Nil: there is no such file yet.
  package let before: [UInt8]?
  package let after: [UInt8]

  package init(path: String, before: [UInt8]?, after: [UInt8]) {
    self.path = path
    self.before = before
    self.after = after
  }
}

/// What the file has to say once it is written.
package enum MeantEntry: Hashable, Sendable {
  case incident(Incident)
  case maintenance(Maintenance)
  /// That there is one.
  case postmortem(Incident.ID)

  package var id: String {
    switch self {
    case .incident(let incident): incident.id
    case .maintenance(let maintenance): maintenance.id
    case .postmortem(let incident): incident
    }
  }
}

/// An edit, and what is meant by it.
package struct PlannedEdit: Hashable, Sendable {
  package let edit: EntryEdit
  package let meant: MeantEntry
  /// What readers will read; empty where the heading says it all.
  package let text: String
  /// Where `text` begins in the new file, from 1.
  package let textLine: Int
  /// The moment of the update.
  package let time: Timestamp
  /// `Investigating`, `Moved`.
  package let change: String

  /// - Parameter textLine: nil: the text stands at the file's end.
  package init(
    _ edit: EntryEdit, meaning meant: MeantEntry, text: String = "", textLine: Int? = nil,
    at time: Timestamp, change: String
  ) {
    self.edit = edit
    self.meant = meant
    self.text = text
    self.time = time
    self.change = change
    self.textLine = textLine ?? lineCount(edit.after) - lineCount(text.utf8)
  }

  package var id: String { meant.id }

  /// `Incident api-errors: Investigating`.
  package var commitMessage: String {
    let kind =
      switch meant {
      case .incident: "Incident"
      case .maintenance: "Maintenance"
      case .postmortem: "Postmortem"
      }
    return "\(kind) \(withoutDay(id)): \(change)"
  }
}

private func lineCount(_ text: some Sequence<UInt8>) -> Int {
  text.count { $0 == UInt8(ascii: "\n") } + 1
}

extension Incident {
  /// The same incident with other updates.
  package func replacing(updates: [Update], isDraft: Bool? = nil) -> Incident {
    Incident(
      id: id, title: title, titleTranslations: titleTranslations, severity: severity,
      components: components, started: started, detected: detected, roles: roles,
      isDraft: isDraft ?? self.isDraft, isImported: isImported, former: former, updates: updates)
  }
}

extension Maintenance {
  /// The same maintenance with other updates, in another window.
  package func replacing(
    updates: [Update], window: MaintenanceWindow? = nil
  ) -> Maintenance {
    Maintenance(
      id: id, title: title, titleTranslations: titleTranslations, components: components,
      window: window ?? self.window, isAutomatic: isAutomatic, isDraft: isDraft,
      isImported: isImported, former: former, updates: updates)
  }
}
