package import SiteFiles
package import StatusModel

/// What becomes of an alert.
package enum AlertOutcome: Hashable, Sendable {
  /// A new draft: several forms of the same, in the order in which to try them. An alert's own words
  /// may hold what must not be public; the last form has none of them.
  case new([Incident], notes: [String], update: NewUpdate)
  /// The draft of this alert, with the news in its comments.
  case news(EntryEdit, id: Incident.ID)
  /// The draft says all this already.
  case known(id: Incident.ID)
  /// A person has published it; that is theirs.
  case published(id: Incident.ID)
  /// It is over, and there never was a draft.
  case over
}

/// What to write for an alert: its draft is made once, and followed as long as it is one.
///
/// Pure. A draft knows its alert by a comment in its front matter, so it may be renamed.
///
/// - Parameters:
///   - sources: the site's files.
///   - now: the time of the draft's first update.
package func outcome(
  of payload: AlertPayload, in site: Site, _ sources: [SourceFile], at now: Timestamp
) -> AlertOutcome {
  let mark = mark(of: payload)
  let entries = sources.filter { $0.path.hasPrefix("incidents/") && holds(mark, $0) }
  let incidents = Dictionary(
    site.history.incidents.map { ($0.id, $0) }, uniquingKeysWith: { one, _ in one })
  let known = entries.compactMap { file in incidents[id(of: file)].map { ($0, file) } }
    .sorted { $0.0.updates[0].time > $1.0.updates[0].time }
  if let (draft, file) = known.first(where: { $0.0.isDraft }) {
    return news(of: payload, mark, for: draft.id, in: file)
  }
  if let (incident, _) = known.first, !incident.isOver(before: payload) {
    return .published(id: incident.id)
  }
  return payload.isFiring ? newDraft(of: payload, mark, in: site, at: now) : .over
}

extension Incident {
  /// Whether it was closed before any of the alerts that fire now began.
  fileprivate func isOver(before payload: AlertPayload) -> Bool {
    guard let last = updates.last(where: { $0.state != nil }), last.state?.isOpen == false else {
      return false
    }
    return payload.alerts.filter(\.isFiring).allSatisfy { $0.startsAt > last.time }
  }
}

private func newDraft(
  of payload: AlertPayload, _ mark: String, in site: Site, at now: Timestamp
) -> AlertOutcome {
  let (components, severity) = meaning(of: payload, in: site)
  let names = site.catalog.components.filter { components.contains($0.id) }
    .map(\.name).joined(separator: ", ")
  let subject = names.isEmpty ? "our service" : names
  let text = "We have noticed a problem with \(subject) and are finding out what it means for you."
  let update = NewUpdate(
    state: Incident.State.investigating.headingName, time: now, text: text)
  let titles = [payload.summary, "Problem with \(subject)", "Problem under investigation"]
    .compactMap { $0 }
  let start = payload.alerts.filter(\.isFiring).map(\.startsAt).min() ?? now
  let taken = Set(site.history.incidents.map(\.id))
  let incidents = titles.map { title in
    Incident(
      id: entryID(forTitle: title, on: site.settings.timeZone.date(at: now), taken: taken),
      title: title, severity: severity,
      components: components.map { .init(component: $0) }, started: min(start, now),
      detected: now, isDraft: true,
      updates: [.init(state: .investigating, time: now, text: update.text)])
  }
  return .new(incidents, notes: [mark] + notes(of: payload), update: update)
}

/// By the rules of `status.yml`: every component that a rule names, and the worst severity; the least
/// of all where none does.
private func meaning(
  of payload: AlertPayload, in site: Site
) -> (components: [Component.ID], severity: Severity.ID) {
  let firing = payload.alerts.filter(\.isFiring)
  let rules = site.settings.alertRules.filter { rule in
    firing.contains { alert in
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

extension AlertPayload {
  /// In one line of at most 120 characters; nil where the alert says nothing about itself.
  fileprivate var summary: String? {
    let words =
      commonAnnotations["summary"] ?? alerts[0].annotations["summary"]
      ?? commonLabels["alertname"] ?? alerts[0].labels["alertname"]
    let line = words.map { $0.split { $0.isWhitespace }.joined(separator: " ") }
    return line.flatMap { $0.isEmpty ? nil : String($0.prefix(120)) }
  }
}

// MARK: The comments by which a draft knows its alert

private let markStart = "# alertmanager: "
private let noteStart = "# alert: "

private func mark(of payload: AlertPayload) -> String {
  markStart + oneLine(payload.groupKey, limit: 1_000)
}

/// What is known of each alert, for the person who looks at the draft.
private func notes(of payload: AlertPayload) -> [String] {
  let summary =
    payload.isFiring
    ? [] : ["RESOLVED: every alert of this group is over; publish only what customers noticed"]
  let lines = payload.alerts.prefix(20).map { alert in
    let end = alert.endsAt.map { ", over since \($0.written)" } ?? (alert.isFiring ? "" : ", over")
    let state = alert.isFiring ? "firing" : "resolved"
    return "\(state), began \(alert.startsAt.written)\(end): \(alert.sortedLabels)"
  }
  let words = payload.alerts.prefix(20).flatMap { alert in
    ["summary", "description"].compactMap { alert.annotations[$0] }
  }
  var seen: Set<String> = []
  let rest = payload.alerts.count > 20 ? ["and \(payload.alerts.count - 20) more"] : []
  return (summary + lines + rest + words.filter { seen.insert($0).inserted })
    .map { noteStart + oneLine($0, limit: 500) }
}

/// Without what would end a comment, or could not be read.
private func oneLine(_ text: String, limit: Int) -> String {
  let scalars = text.unicodeScalars.prefix(limit).map { isUnseen($0) ? " " : String($0) }
  return scalars.joined()
}

private func holds(_ mark: String, _ file: SourceFile) -> Bool {
  guard file.bytes.firstRange(of: Array(markStart.utf8)) != nil else { return false }
  return lines(of: file.bytes).contains { $0.text == mark }
}

/// `incidents/2026/api.md` → `api`.
private func id(of file: SourceFile) -> Incident.ID {
  String(file.path.split(separator: "/").last?.dropLast(3) ?? "")
}

/// The draft with the notes of now in the place of those of before; all else stays to the byte.
private func news(
  of payload: AlertPayload, _ mark: String, for id: Incident.ID, in file: SourceFile
) -> AlertOutcome {
  let lineBreak = lineBreak(of: file.bytes)
  let notes = notes(of: payload).map { Array(($0 + lineBreak).utf8) }.joined()
  var bytes: [UInt8] = []
  var marksPassed = 0
  for line in lines(of: file.bytes) {
    if line.text.hasPrefix("---") { marksPassed += 1 }
    let isInFrontMatter = marksPassed < 2
    if isInFrontMatter, line.text.hasPrefix(noteStart) { continue }
    bytes += line.bytes
    if isInFrontMatter, line.text == mark { bytes += notes }
  }
  guard bytes != file.bytes else { return .known(id: id) }
  return .news(EntryEdit(path: file.path, before: file.bytes, after: bytes), id: id)
}

/// Each line with its end, and its text without.
private func lines(of bytes: [UInt8]) -> [(bytes: ArraySlice<UInt8>, text: String)] {
  var lines: [(bytes: ArraySlice<UInt8>, text: String)] = []
  var start = 0
  while start < bytes.count {
    let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
    let line = bytes[start..<end]
    let text = line.filter { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    lines.append((line, String(decoding: text, as: UTF8.self)))
    start = end
  }
  return lines
}
