import Addresses
import ContentWriting
package import StatusModel

/// What to do about an alert.
package enum AlertAnswer: Sendable {
  /// An edit, and another one to write after it, which was checked in the site that the first leaves.
  case write(CheckedEdit, then: CheckedEdit? = nil)
  /// The draft says all this already.
  case known(Incident.ID)
  /// A person has published it; that is theirs.
  case published(Incident.ID)
  /// It is over, and there never was a draft.
  case over
}

extension PresentSite {
  /// Makes the draft of an alert, or brings it up to date.
  ///
  /// - Parameter words: in the language of the site.
  /// - Throws: where the site takes no form of the draft, or the draft that is there cannot be changed.
  package func follow(
    _ alert: AlertPayload, words: DraftWords
  ) throws(RefusedEdit) -> AlertAnswer {
    switch outcome(of: alert, in: site, sources, at: thisMinute, words: words) {
    case .over: return .over
    case .known(let id): return .known(id)
    case .published(let id): return .published(id)
    case .news(let edit, let incident): return .write(try checkedNews(edit, of: incident))
    case .new(let forms, let notes): return .write(try checkedDraft(forms, notes))
    case .newSpan(let end, let incident, let forms, let notes):
      // The end first: without it, the next message would not know of two outages.
      let ended = try checkedNews(end, of: incident)
      return .write(ended, then: try ended.site.checkedDraft(forms, notes))
    }
  }

  /// The comments of a draft, brought up to date.
  private func checkedNews(
    _ edit: EntryEdit, of incident: Incident
  ) throws(RefusedEdit) -> CheckedEdit {
    return try checked(
      PlannedEdit(
        edit, meaning: .incident(incident), at: incident.updates[0].time,
        change: "News of the alert"))
  }

  /// The first of some forms that the site takes: an alert's own words may be such that must never be
  /// public, and a monitor must never be what stops the next build. Where even the last form is refused as
  /// a published one, it stays a draft that says so: no alert is lost.
  private func checkedDraft(
    _ forms: [Incident], _ notes: [String]
  ) throws(RefusedEdit) -> CheckedEdit {
    // A draft may hold anything; this one is to be published, and its name is its address then.
    let form = forms.dropLast().first { takes($0.published, notes) } ?? forms[forms.count - 1]
    return try checked(draft(form, notes))
  }

  private func takes(_ incident: Incident, _ notes: [String]) -> Bool {
    do throws(RefusedEdit) {
      _ = try checked(draft(incident, notes))
      return true
    } catch {
      return false
    }
  }

  private func draft(_ incident: Incident, _ notes: [String]) -> PlannedEdit {
    let first = incident.updates[0]
    return PlannedEdit(
      EntryEdit(
        path: EntryPath.incident(incident.id).path, before: nil,
        after: incident.markdown(with: PrivateKeys(comments: notes))),
      meaning: .incident(incident), text: first.text, at: first.time,
      change: "Draft from an alert")
  }
}

extension Incident {
  fileprivate var published: Incident { replacing(updates: updates, isDraft: false) }
}
