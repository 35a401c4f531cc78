import Authoring
import Diagnostics
import StatusModel

/// What a command is about to write, and what it means by it.
struct PlannedEdit: Sendable {
  let edit: EntryEdit
  let meant: MeantEntry
  /// What readers will read, filled in.
  let text: String
  /// The moment of the update.
  let time: Timestamp
  /// `Incident api-errors: Investigating`.
  let commitMessage: String
}

extension PlannedEdit {
  /// - Parameters:
  ///   - kind: `Incident`.
  ///   - what: `Investigating`.
  init(
    _ edit: EntryEdit, meaning meant: MeantEntry, text: String = "", at time: Timestamp,
    kind: String, id: String, what: String
  ) {
    self.edit = edit
    self.meant = meant
    self.text = text
    self.time = time
    commitMessage = "\(kind) \(withoutDay(id)): \(what)"
  }

  var id: String {
    switch meant {
    case .incident(let incident): incident.id
    case .maintenance(let maintenance): maintenance.id
    case .postmortem(let id): id
    }
  }
}

/// `2026-11-20-api-errors` → `api-errors`.
private func withoutDay(_ id: String) -> String {
  let parts = id.split(separator: "-", maxSplits: 3, omittingEmptySubsequences: false)
  let isDay = parts.count == 4 && parts.prefix(3).allSatisfy { Int($0) != nil }
  return isDay ? String(parts[3]) : id
}

/// The site would not take what was to be written. Nothing was.
struct RefusedEdit: Error {
  let diagnostics: [Diagnostic]
}

extension SiteToWrite {
  /// Reads the site as it would be.
  ///
  /// - Throws: `RefusedEdit`, or a `Refusal` where the file would say something else than was meant.
  func tried(_ planned: PlannedEdit) async throws -> SiteToWrite {
    let tried = try await tryEdit(
      planned.edit, meaning: planned.meant, in: sources, latest: latest)
    guard let site = tried.site else { throw RefusedEdit(diagnostics: tried.diagnostics) }
    guard tried.readsAsMeant else {
      throw Refusal.content(
        "\(planned.edit.path) would not say what you meant",
        hint: "in a text, headings have three marks (###), no line is underlined with --- or ===, "
          + "and a code block above or in it is closed; without any of these, edit the file by hand"
      )
    }
    return SiteToWrite(folder: folder, sources: sources, site: site, now: now)
  }
}
