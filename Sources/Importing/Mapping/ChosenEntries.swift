import Diagnostics
import StatusModel

/// The entries that are written at all, in the order in which they began; why others are not stands in the notes.
func chooseEntries(
  of history: ImportedHistory, _ options: ImportOptions, _ notes: inout MappingNotes
) -> [ImportedHistory.Entry] {
  let title = options.maintenance.flatMap { try? Regex($0).ignoresCase() }
  var chosen: [ImportedHistory.Entry] = []
  for entry in history.entries {
    if let reason = reasonToLeaveOut(entry, options) {
      notes.find(.leftOut, entry.subject, reason, at: entry.place)
    } else if let title, case .incident = entry.kind, entry.title.contains(title) {
      notes.find(
        .changed, entry.subject, "its title says that it is a maintenance", at: entry.place)
      chosen.append(entry.asMaintenance)
    } else {
      chosen.append(entry)
    }
  }
  return chosen.enumerated().sorted { one, other in
    (one.element.firstTime?.seconds ?? .max, one.offset)
      < (other.element.firstTime?.seconds ?? .max, other.offset)
  }.map(\.element)
}

/// A clock that runs five minutes slow must not cost an entry; a build lets that pass, too.
private let slack = 300

private func reasonToLeaveOut(
  _ entry: ImportedHistory.Entry, _ options: ImportOptions
) -> String? {
  if entry.isDraft, !options.writesDrafts { return "it is a draft; --drafts writes it" }
  let latest = options.moment.advanced(by: slack)
  if entry.updates.contains(where: { $0.time > latest }) { return "an update lies in the future" }
  guard case .incident = entry.kind else { return nil }
  if let closed = entry.closed, closed > latest { return "it ends in the future" }
  if entry.updates.isEmpty, let first = entry.firstTime, first > latest {
    return "it begins in the future"
  }
  if let shortest = options.shortest, let first = entry.firstTime, let last = entry.lastTime,
    last.seconds(since: first) < shortest
  {
    return "it is shorter than --min asks"
  }
  return nil
}

extension ImportedHistory.Entry {
  /// The same as planned work, its window from its first time to its end.
  fileprivate var asMaintenance: Self {
    let start = started ?? firstTime ?? Timestamp(seconds: 0)
    return Self(
      .maintenance(window: .init(start: start, end: lastTime), isAutomatic: nil), id: id,
      title: title, impact: impact, components: components, updates: updates, started: started,
      closed: closed, postmortem: postmortem, isDraft: isDraft, former: former, at: place)
  }
}
