import ContentReading
package import Diagnostics
package import SiteFiles
package import StatusModel

/// What a command is about to write: a file, as it is and as it will be.
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
}

/// What a site would be with an edit, tried before anything is written.
package struct TriedEdit: Sendable {
  /// Nil where the edited file, or what it needs of `status.yml`, has errors. Other files that have some
  /// are left out.
  package let site: Site?
  /// Of the edited file alone.
  package let diagnostics: [Diagnostic]
  /// False where the file would say something else than was meant: a text may hold what begins a new
  /// update, or stand below a code block that was never closed.
  package let readsAsMeant: Bool
}

/// Reads the site as it would be after `edit`. Nothing is written.
package func tryEdit(
  _ edit: EntryEdit, meaning meant: MeantEntry, in sources: [SourceFile], latest: Timestamp?
) async throws -> TriedEdit {
  let edited =
    sources.filter { $0.path != edit.path } + [SourceFile(path: edit.path, bytes: edit.after)]
  let (site, diagnostics) = try await readSoundSite(edited, latest: latest)
  let own = diagnostics.filter { $0.position.path == edit.path }
  return TriedEdit(
    site: own.containsErrors ? nil : site, diagnostics: own,
    readsAsMeant: site.map { meant.isTold(by: $0.history) } ?? false)
}

extension MeantEntry {
  fileprivate func isTold(by history: History) -> Bool {
    switch self {
    case .incident(let meant):
      history.incidents.first { $0.id == meant.id }.map { meant.isTold(by: $0) } ?? false
    case .maintenance(let meant):
      history.maintenances.first { $0.id == meant.id }.map { meant.isTold(by: $0) } ?? false
    case .postmortem(let id): history.postmortems.contains { $0.incident == id }
    }
  }
}

extension Incident {
  /// Whether `read` is this incident; its texts may go on with link definitions of other updates.
  fileprivate func isTold(by read: Incident) -> Bool {
    read.withoutTexts == withoutTexts
      && zip(updates, read.updates).allSatisfy { isSame($0.text, by: $1.text) }
  }

  private var withoutTexts: Incident {
    replacing(
      updates: updates.map {
        Update(
          state: $0.state, time: $0.time, severity: $0.severity, statusChanges: $0.statusChanges,
          nextUpdate: $0.nextUpdate)
      })
  }

  /// The same incident with other updates.
  package func replacing(updates: [Update], isDraft: Bool? = nil) -> Incident {
    Incident(
      id: id, title: title, severity: severity, components: components, started: started,
      detected: detected, roles: roles, isDraft: isDraft ?? self.isDraft, isImported: isImported,
      updates: updates)
  }
}

extension Maintenance {
  fileprivate func isTold(by read: Maintenance) -> Bool {
    read.withoutTexts == withoutTexts
      && zip(updates, read.updates).allSatisfy { isSame($0.text, by: $1.text) }
  }

  private var withoutTexts: Maintenance {
    replacing(updates: updates.map { Update(state: $0.state, time: $0.time) }, window: window)
  }

  /// The same maintenance with other updates, in another window.
  package func replacing(updates: [Update], window: MaintenanceWindow) -> Maintenance {
    Maintenance(
      id: id, title: title, components: components, window: window, isAutomatic: isAutomatic,
      isDraft: isDraft, isImported: isImported, updates: updates)
  }
}

/// Whether a text reads as it was meant.
private func isSame(_ meant: String, by read: String) -> Bool {
  read == meant || read.hasPrefix(meant + "\n\n")
}
