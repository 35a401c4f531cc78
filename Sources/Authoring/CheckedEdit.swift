import ContentReading
package import ContentWriting
package import Diagnostics
import SiteFiles
package import StatusModel

/// A site as it will be, looked at before anything is written.
package struct CheckedEdit: Sendable {
  package let planned: PlannedEdit
  /// With the edit in it.
  package let site: PresentSite
  /// What readers will not get as it was meant, of the edited file.
  package let warnings: [Diagnostic]
}

/// The site would not take an edit. Nothing was written.
package struct RefusedEdit: Error, Hashable, Sendable {
  package enum Reason: Hashable, Sendable {
    /// The text would be more than the text of one update, or less.
    case text(TextProblem)
    /// The errors of the edited file.
    case content([Diagnostic])
    /// The file would say something else than was meant: something in it or in the text changes how the
    /// rest is read.
    case readsOtherwise
  }

  package let reason: Reason
  package let planned: PlannedEdit

  /// Whether another text may do; the title and the times stay as they are.
  package var isOfText: Bool {
    switch reason {
    case .text: true
    case .content(let errors): errors.contains { $0.position.line >= planned.textLine }
    case .readsOtherwise: false
    }
  }
}

extension PresentSite {
  /// Reads the edited file in the place of the one that is there. Nothing is written.
  package func checked(_ planned: PlannedEdit) throws(RefusedEdit) -> CheckedEdit {
    do throws(TextProblem) {
      try checkUpdateText(planned.text)
    } catch {
      throw RefusedEdit(reason: .text(error), planned: planned)
    }
    let file = SourceFile(path: planned.edit.path, bytes: planned.edit.after)
    let (site, diagnostics) = readSoundSite(parsed, with: file, in: sources, latest: latest)
    guard let site, !diagnostics.containsErrors else {
      let errors = diagnostics.filter { $0.severity == .error }
      throw RefusedEdit(reason: .content(errors), planned: planned)
    }
    guard planned.meant.isSaid(in: site.value.history) else {
      throw RefusedEdit(reason: .readsOtherwise, planned: planned)
    }
    let after = PresentSite(
      sources: sources.filter { $0.path != file.path } + [file], site: site, now: now,
      problems: problems)
    return CheckedEdit(planned: planned, site: after, warnings: diagnostics)
  }
}

extension MeantEntry {
  /// Whether an entry says what was meant.
  package func isSaid(in history: History) -> Bool {
    switch self {
    case .incident(let meant):
      history.incidents.first { $0.id == meant.id }.map { meant.isSame(as: $0) } ?? false
    case .maintenance(let meant):
      history.maintenances.first { $0.id == meant.id }.map { meant.isSame(as: $0) } ?? false
    case .postmortem(let id): history.postmortems.contains { $0.incident == id }
    }
  }
}

extension Incident {
  /// Texts that were read may go on with link definitions of other updates.
  fileprivate func isSame(as read: Incident) -> Bool {
    read.withoutTexts == withoutTexts
      && zip(updates, read.updates).allSatisfy {
        says($0.text, $0.translations, $1.text, $1.translations)
      }
  }

  private var withoutTexts: Incident {
    replacing(
      updates: updates.map {
        Update(
          state: $0.state, time: $0.time, severity: $0.severity, statusChanges: $0.statusChanges,
          nextUpdate: $0.nextUpdate, isQuiet: $0.isQuiet)
      })
  }
}

extension Maintenance {
  fileprivate func isSame(as read: Maintenance) -> Bool {
    read.withoutTexts == withoutTexts
      && zip(updates, read.updates).allSatisfy {
        says($0.text, $0.translations, $1.text, $1.translations)
      }
  }

  private var withoutTexts: Maintenance {
    replacing(updates: updates.map { Update(state: $0.state, time: $0.time, isQuiet: $0.isQuiet) })
  }
}

private func says(
  _ meant: String, _ translations: [Translation], _ read: String,
  _ readTranslations: [Translation]
) -> Bool {
  says(meant, read) && translations.map(\.language) == readTranslations.map(\.language)
    && zip(translations, readTranslations).allSatisfy { says($0.text, $1.text) }
}

private func says(_ meant: String, _ read: String) -> Bool {
  read == meant || read.hasPrefix(meant + "\n\n")
}
