import Addresses
import ContentWriting
import PlainEnglish
package import SiteFiles
package import StatusModel

/// What becomes of an alert.
package enum AlertOutcome: Hashable, Sendable {
  /// A new draft: several forms of the same, in the order in which to try them. An alert's own words
  /// may hold what must not be public; the last form has none of them.
  case new([Incident], notes: [String])
  /// The same, and the draft of the last time says from now on that it is over: no message has said so.
  case newSpan(EntryEdit, of: Incident, [Incident], notes: [String])
  /// The draft of this alert, with the news in its comments.
  case news(EntryEdit, of: Incident)
  /// The draft says all this already.
  case known(id: Incident.ID)
  /// A person has published it; that is theirs.
  case published(id: Incident.ID)
  /// It is over, and there never was a draft.
  case over
}

/// What to write for an alert: its draft is made once, and followed as long as it is one and the alert
/// goes on. What fires again after its end begins another draft, so that each tells of one outage.
///
/// Pure. A draft knows its alert by a comment in its front matter, so it may be renamed.
///
/// - Parameters:
///   - sources: the site's files.
///   - now: the time of the draft's first update.
///   - words: of a new draft, in the language of the site.
package func outcome(
  of payload: AlertPayload, in site: Site, _ sources: [SourceFile], at now: Timestamp,
  words: DraftWords
) -> AlertOutcome {
  let mark = mark(of: payload)
  let incidents = Dictionary(
    site.history.incidents.map { ($0.id, $0) }, uniquingKeysWith: { one, _ in one })
  let known = sources.filter { EntryFolder.incidents.holds($0.path) && holds(mark, $0) }
    .compactMap { file in incidents[id(of: file)].map { KnownAlert($0, file, mark) } }
    .sorted { $1.isOlder(than: $0) }
  let opening = DraftOpening(
    payload, mark: mark,
    taken: Set(sources.filter { EntryFolder.incidents.holds($0.path) }.map(id)),
    site: site, now: now, words: words)
  let firing = payload.alerts.filter(\.isFiring)
  if payload.isFiring, !firing.isEmpty, let newer = known.first,
    firing.allSatisfy({ alert in known.contains { $0.isPast(alert) } })
  {
    // A message that came late, or once more.
    return .known(id: newer.incident.id)
  }
  let named = known.first { $0.names(anyOf: payload.isFiring ? firing : payload.alerts) }
  if let incident = named?.incident, !incident.isDraft,
    !payload.isFiring || !incident.isOver(before: payload)
  {
    return .published(id: incident.id)
  }
  let draft = named.flatMap { $0.incident.isDraft ? $0 : nil }
  if let draft = draft ?? known.first(where: \.incident.isDraft) {
    if draft.goesOn(with: payload) { return draft.news(of: payload) }
    let published = known.first { !$0.incident.isDraft && !$0.incident.isOver(before: payload) }
    if let published { return .published(id: published.incident.id) }
    let limit = draft.lastEnd(in: payload)
    let (forms, notes) = opening.draft(after: limit)
    if draft.notes.isOver { return .new(forms, notes: notes) }
    return .newSpan(
      draft.ending(by: payload, at: now), of: draft.incident, forms, notes: notes)
  }
  if let incident = known.first?.incident, !incident.isOver(before: payload) {
    return .published(id: incident.id)
  }
  guard payload.isFiring else { return .over }
  let (forms, notes) = opening.draft(after: known.first?.incident.closing)
  return .new(forms, notes: notes)
}

extension Incident {
  /// When it was closed; nil while it is open.
  fileprivate var closing: Timestamp? {
    guard let last = updates.last(where: { $0.state != nil }), last.state?.isOpen == false else {
      return nil
    }
    return last.time
  }

  /// Whether it was closed before one of the alerts that fire now began.
  fileprivate func isOver(before payload: AlertPayload) -> Bool {
    guard let closing else { return false }
    let firing = payload.alerts.filter(\.isFiring)
    return firing.isEmpty || firing.contains { $0.startsAt.map { $0 > closing } ?? true }
  }
}

// MARK: An alert that has a file

/// An incident that was made of an alert, and what its comments tell of it.
private struct KnownAlert {
  let incident: Incident
  let file: SourceFile
  let mark: String
  let notes: AlertNotes

  init(_ incident: Incident, _ file: SourceFile, _ mark: String) {
    self.incident = incident
    self.file = file
    self.mark = mark
    notes = AlertNotes(in: file)
  }

  func isOlder(than other: KnownAlert) -> Bool {
    (incident.updates[0].time, incident.id) < (other.incident.updates[0].time, other.incident.id)
  }

  /// Whether it tells of one of some alerts.
  func names(anyOf alerts: [AlertPayload.Alert]) -> Bool {
    let identities = Set(notes.alerts.map(\.identity))
    return alerts.contains { identities.contains(AlertNote($0).identity) }
  }

  /// Whether the same alert has begun anew since this one began.
  func isPast(_ alert: AlertPayload.Alert) -> Bool {
    guard let start = alert.startsAt else { return false }
    let labels = AlertNote(alert).labels
    return notes.alerts.contains { note in
      note.labels == labels && note.start.map { $0 > start } ?? false
    }
  }

  /// When the last of its alerts ended, by its comments and by the payload.
  func lastEnd(in payload: AlertPayload) -> Timestamp? {
    let known = Set(notes.alerts.map(\.identity))
    let told = payload.alerts.filter { known.contains(AlertNote($0).identity) }.compactMap(\.endsAt)
    return ([notes.lastEnd].compactMap { $0 } + told).max()
  }

  /// Whether a payload tells of the same outage: an alert of it still fires, or another one began before
  /// all of them were over. Where nobody can tell, it does.
  func goesOn(with payload: AlertPayload) -> Bool {
    let firing = payload.alerts.filter(\.isFiring)
    guard payload.isFiring, !firing.isEmpty, !notes.alerts.isEmpty else { return true }
    // What fires again and does not say since when is another outage.
    if names(anyOf: firing.filter { $0.startsAt != nil || !notes.isOver }) { return true }
    let starts = firing.compactMap(\.startsAt)
    if let end = lastEnd(in: payload), starts.contains(where: { $0 <= end }) { return true }
    guard !notes.isOver else { return false }
    return notes.isCut || payload.truncated > 0 || starts.count < firing.count
  }

  /// The draft with the notes of now in the place of those of before.
  func news(of payload: AlertPayload) -> AlertOutcome {
    let told = Set(payload.alerts.map { AlertNote($0).identity })
    let isWhole = payload.truncated == 0
    // What a whole message does not name any more has ended.
    let gone = notes.alerts.filter { !told.contains($0.identity) }
      .map { isWhole ? $0.ended("") : $0 }
    let after = replacingNotes(
      Authoring.notes(of: payload, before: gone), below: mark, in: file.bytes)
    guard after != file.bytes else { return .known(id: incident.id) }
    return .news(EntryEdit(path: file.path, before: file.bytes, after: after), of: incident)
  }

  /// The draft once everything in it has ended, as far as the payload tells.
  func ending(by payload: AlertPayload, at now: Timestamp) -> EntryEdit {
    let told = payload.alerts.map { AlertNote($0) }
    let alerts = notes.alerts.map { note in
      if let same = told.first(where: { $0.identity == note.identity }) { return same }
      let again = told.first { $0.labels == note.labels && $0.start != nil }
      return note.ended(" before \((again?.start ?? now).written)")
    }
    let after = replacingNotes(Authoring.notes(ending: alerts), below: mark, in: file.bytes)
    return EntryEdit(path: file.path, before: file.bytes, after: after)
  }
}

private func holds(_ mark: String, _ file: SourceFile) -> Bool {
  guard file.bytes.firstRange(of: Array(markStart.utf8)) != nil else { return false }
  return lines(of: file.bytes).contains { $0.text == mark }
}

/// `incidents/2026/api.md` → `api`.
private func id(of file: SourceFile) -> Incident.ID {
  String(file.path.split(separator: "/").last?.dropLast(3) ?? "")
}

// MARK: A new draft

/// What a draft is made of.
private struct DraftOpening {
  let payload: AlertPayload
  let mark: String
  let taken: Set<Incident.ID>
  let site: Site
  let now: Timestamp
  let words: DraftWords

  init(
    _ payload: AlertPayload, mark: String, taken: Set<Incident.ID>, site: Site, now: Timestamp,
    words: DraftWords
  ) {
    self.payload = payload
    self.mark = mark
    self.taken = taken
    self.site = site
    self.now = now
    self.words = words
  }

  /// - Parameter limit: what began no later belongs to another outage; nil: everything counts.
  func draft(
    after limit: Timestamp?
  ) -> (forms: [Incident], notes: [String]) {
    let (components, severity) = meaning
    let names = site.catalog.components.filter { components.contains($0.id) }
      .map(\.name).joined(separator: ", ")
    let named = words.text(.problemText, ["components": names])
    let isNamed = !names.isEmpty && isPlainText(named)
    let update = Incident.Update(
      state: .investigating, time: now, text: isNamed ? named : words.text(.problemTextOfService))
    let subject =
      isNamed
      ? words.text(.problem, ["components": names]) : words.text(.problemOfService)
    let titles = [payload.title, subject, words.text(.problemUnnamed)].compactMap { $0 }
    let starts = payload.alerts.filter(\.isFiring).compactMap(\.startsAt)
      .filter { start in limit.map { start > $0 } ?? true }
    let incidents = titles.map { title in
      Incident(
        id: entryID(forTitle: title, on: site.settings.timeZone.date(at: now), taken: taken),
        title: title, severity: severity,
        components: components.map { .init(component: $0) }, started: min(starts.min() ?? now, now),
        detected: now, isDraft: true, updates: [update])
    }
    return (incidents, [mark] + notes(of: payload))
  }

  /// By the rules of `status.yml`: every component that a rule names, and the worst severity; the least
  /// of all where none does.
  private var meaning: (components: [Component.ID], severity: Severity.ID) {
    let firing = payload.alerts.filter(\.isFiring)
    let alerts = firing.isEmpty ? payload.alerts : firing
    let rules = site.team.alertRules.filter { rule in
      alerts.contains { alert in
        rule.match.allSatisfy { alert.labels[$0.name] == $0.value }
      }
    }
    let named = Set(rules.compactMap(\.component))
    let severities = Set(rules.compactMap(\.severity))
    let worst = site.severities.first { severities.contains($0.id) } ?? site.severities.last
    return (
      site.catalog.components.map(\.id).filter { named.contains($0) }, worst?.id ?? ""
    )
  }
}

private func isPlainText(_ text: String) -> Bool {
  do throws(TextProblem) {
    try checkUpdateText(text)
    return true
  } catch {
    return false
  }
}

extension AlertPayload {
  /// In one line of at most 120 characters; nil where the alert says nothing about itself.
  fileprivate var title: String? {
    let alert = alerts.first(where: \.isFiring) ?? alerts[0]
    let words = [
      commonAnnotations["summary"], alert.annotations["summary"], commonLabels["alertname"],
      alert.labels["alertname"], commonAnnotations["description"], alert.annotations["description"],
      alert.annotations["message"],
    ]
    return words.lazy.compactMap { $0 }.map(titleLine).first { !$0.isEmpty }
  }
}

/// A text as a title can have it: its words with one blank between them, cut after 120 characters, without
/// what a title may not hold.
private func titleLine(_ text: String) -> String {
  let scalars = text.unicodeScalars.prefix(2_000).compactMap { scalar -> Character? in
    switch scalar.value {
    // These two join letters and signs.
    case 0x200C, 0x200D: Character(scalar)
    case _ where scalar.properties.generalCategory == .format: nil
    default: isHidden(scalar) ? " " : Character(scalar)
    }
  }
  let words = String(String.UnicodeScalarView(scalars.flatMap(\.unicodeScalars)))
    .split { $0.isWhitespace }.joined(separator: " ")
  let cut = String(words.prefix(120)).unicodeScalars.prefix(400)
  return tidiedTitle(String(String.UnicodeScalarView(cut)))
}
