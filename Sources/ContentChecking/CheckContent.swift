import Addresses
import PlainEnglish
package import StatusModel

/// Whatever in the texts and promises of a site readers would be better off without.
///
/// Pure. Drafts are left alone: readers do not see them, and they are still being written. So are
/// imported entries: nobody can ask their authors for other words.
///
/// - Parameters:
///   - snapshot: of the site; what is overdue depends on its moment.
///   - words: of each language of the site, by its tag in the settings.
/// - Returns: in the order of the entries, not of their places.
/// - Complexity: linear in the bytes of all texts; the maintenances are sorted.
package func checkContent(
  of site: Site, _ snapshot: Snapshot, with words: [String: CheckWords]
) -> [ContentFinding] {
  let history = site.history
  let languages = SpokenLanguages(
    first: site.settings.languages.first ?? site.settings.language, words: words)
  let incidents = Dictionary(
    history.incidents.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  let obligations = site.obligations(in: snapshot).filter { $0.isOverdue(at: snapshot.moment) }
  let people = People(of: history)
  let shown = snapshot.incidents.flatMap { shown in
    incidents[shown.id].flatMap { $0.isImported ? nil : $0 }.map {
      IncidentCheck(
        written: $0, shown: shown, worst: site.severities.first, languages: languages
      ).findings
    } ?? []
  }
  let postmortems = history.postmortems.filter { !$0.isDraft && !$0.isImported }.flatMap {
    postmortem in
    PostmortemCheck(
      postmortem, of: incidents[postmortem.incident], people: people, languages: languages
    ).findings
  }
  let days = early(history.postmortems, in: site.settings.timeZone, snapshot)
  let overdue = obligations.compactMap { obligation in
    incidents[obligation.incident].flatMap {
      overdueFinding(obligation, of: $0, history: history, at: snapshot.moment)
    }
  }
  let imported = history.importedFiles
  return
    (shown + postmortems + days + overdue
    + maintenanceFindings(of: history, in: snapshot, languages))
    .filter { !imported.contains($0.file) }
}

extension History {
  /// The entries from another page, by the paths that their ids give.
  package var importedFiles: Set<String> {
    let incidents = incidents.lazy.filter(\.isImported).map { EntryPath.incident($0.id).path }
    let maintenances = maintenances.lazy.filter(\.isImported).map {
      EntryPath.maintenance($0.id).path
    }
    let postmortems = postmortems.lazy.filter(\.isImported).map {
      EntryPath.postmortem(ofIncident: $0.incident).path
    }
    return Set(incidents).union(maintenances).union(postmortems)
  }
}

extension Site {
  /// The entries that are over, and in which nothing has changed for ninety days, by the paths that
  /// their ids give. A postmortem is as old as its day, or its incident.
  ///
  /// - Parameter snapshot: of this site; the days are counted back from its moment.
  package func filesClosedLongAgo(in snapshot: Snapshot) -> Set<String> {
    let limit = snapshot.moment.advanced(by: -90 * 86_400)
    var files: Set<String> = []
    for incident in snapshot.incidents
    where !incident.state.isOpen && incident.lastUpdateAt < limit {
      files.insert(EntryPath.incident(incident.id).path)
    }
    for maintenance in snapshot.maintenances
    where maintenance.state.isOver && maintenance.updatedAt < limit {
      files.insert(EntryPath.maintenance(maintenance.id).path)
    }
    for postmortem in history.postmortems
    where files.contains(EntryPath.incident(postmortem.incident).path) {
      let day = postmortem.published.map { settings.timeZone.start(of: $0) }
      if day.map({ $0 < limit }) ?? true {
        files.insert(EntryPath.postmortem(ofIncident: postmortem.incident).path)
      }
    }
    return files
  }
}

/// Postmortems whose readers have to wait for the resolution.
private func early(
  _ postmortems: [Postmortem], in zone: TimeZoneRules, _ snapshot: Snapshot
) -> [ContentFinding] {
  guard !postmortems.isEmpty else { return [] }
  let shown = Dictionary(
    snapshot.incidents.map { ($0.id, $0) },
    uniquingKeysWith: { first, _ in first })
  return postmortems.compactMap { postmortem in
    shown[postmortem.incident].flatMap {
      postmortem.dayFinding(of: $0, in: zone, at: snapshot.moment)
    }
  }
}

/// Nil for what readers do not wait for.
private func overdueFinding(
  _ obligation: Obligation, of incident: Incident, history: History, at moment: Timestamp
) -> ContentFinding? {
  guard let due = obligation.due else { return nil }
  let known = incident.updates.count { $0.time <= moment }
  let late = spanWords(moment.seconds(since: due), .brief)
  switch obligation.kind {
  case .nextUpdate:
    return ContentFinding(
      .updateOverdue,
      "the update promised for \(due.written) is overdue by \(late), so the page shows no promise now",
      hint:
        "write an update now, even if nothing is new; 'next: 2h' in its heading promises a later one",
      in: file(of: incident), at: .heading(known - 1))
  case .postmortem:
    let draft = history.postmortems.first { $0.incident == incident.id }
    let file =
      draft.map { _ in EntryPath.postmortem(ofIncident: incident.id).path } ?? file(of: incident)
    let closing = incident.updates[..<known].lastIndex { $0.state == .resolved } ?? known - 1
    return ContentFinding(
      .postmortemOverdue,
      "the postmortem promised for \(due.written) is overdue by \(late), and the incident's page has none",
      hint: draft == nil
        ? "write \(EntryPath.postmortem(ofIncident: incident.id).path); the page of severity levels promises it"
        : "finish it: take 'draft' out and set 'published' to the day on which readers get it",
      in: file, at: draft == nil ? .heading(closing) : .key(["draft", "published"]))
  case .firstUpdate, .action: return nil
  }
}

func file(of incident: Incident) -> String { EntryPath.incident(incident.id).path }
