import Addresses
import ContentReading
import ContentWriting
import Diagnostics
import SiteFiles
import StatusModel

/// What becomes of one entry of the source: its files, and what is told of them.
struct MappedEntry: Sendable {
  private(set) var entries: [Entry] = []
  private(set) var files: [SourceFile] = []
  private(set) var notes = MappingNotes()

  /// - Parameter system: as `imported` names it.
  init(_ placed: PlacedEntry, from system: String, _ rules: MappingRules) {
    let (entry, id) = (placed.entry, placed.id)
    notes.count("title", oneLine(entry.title) == entry.title ? .kept : .approximated)
    switch entry.kind {
    case .incident: addIncident(placed, system, rules)
    case .maintenance(let window, let isAutomatic):
      addMaintenance(placed, window, isAutomatic, system, rules)
    case .announcement(let ends): addAnnouncement(entry, ends: ends, id, system, rules)
    }
  }

  private mutating func addIncident(
    _ placed: PlacedEntry, _ system: String, _ rules: MappingRules
  ) {
    let entry = placed.entry
    guard let mapped = MappedIncident(placed, rules, &notes) else {
      notes.find(.leftOut, entry.subject, "the source gives no time of it", at: entry.place)
      return
    }
    let isWritten = write(entry, system, rules) { isDraft, care in
      .incident(mapped.made(isDraft: isDraft, care))
    }
    guard isWritten else { return }
    addRedirects(of: placed)
    if let postmortem = entry.postmortem { add(postmortem, of: entry, placed.id, system, rules) }
  }

  private mutating func addMaintenance(
    _ placed: PlacedEntry, _ window: ImportedHistory.Entry.Window, _ isAutomatic: Bool?,
    _ system: String, _ rules: MappingRules
  ) {
    let entry = placed.entry.withPostmortemAsUpdate(&notes)
    let mapped = MappedMaintenance(
      PlacedEntry(entry: entry, id: placed.id, former: placed.former), window: window,
      isAutomatic: isAutomatic, rules, &notes)
    let isWritten = write(entry, system, rules) { isDraft, care in
      .maintenance(mapped.made(isDraft: isDraft, care))
    }
    if isWritten { addRedirects(of: placed) }
  }

  private mutating func add(
    _ postmortem: ImportedHistory.Postmortem, of entry: ImportedHistory.Entry, _ id: String,
    _ system: String, _ rules: MappingRules
  ) {
    guard showsWords(postmortem.text, rules) else {
      notes.find(.leftOut, entry.subject, "its postmortem has no words", at: postmortem.place)
      return
    }
    let hasDraft = entries.contains {
      if case .incident(let incident) = $0 { incident.isDraft } else { false }
    }
    let mustBeDraft = hasDraft || postmortem.published == nil
    let isWritten = write(entry, system, rules, isDraft: mustBeDraft) { isDraft, care in
      .postmortem(
        Postmortem(
          incident: id, published: postmortem.published.map { rules.zone.date(at: $0) },
          isDraft: isDraft, isImported: true, text: rules.wholeText(postmortem.text, care)))
    }
    notes.count("postmortem", isWritten ? .kept : .lost)
    if postmortem.published == nil, isWritten {
      notes.find(
        .draft, entry.subject, "its postmortem was never published", at: postmortem.place)
    }
  }

  private func showsWords(_ text: ImportedHistory.Text, _ rules: MappingRules) -> Bool {
    !rules.wholeText(text, .careful).isEmpty
  }

  private mutating func addAnnouncement(
    _ entry: ImportedHistory.Entry, ends: Timestamp?, _ id: String, _ system: String,
    _ rules: MappingRules
  ) {
    guard let starts = entry.started ?? entry.firstTime else {
      notes.find(.leftOut, entry.subject, "the source gives no time of it", at: entry.place)
      return
    }
    let title = rules.title(entry, instead: "Announcement")
    let updates = entry.orderedUpdates(&notes)
    _ = write(entry, system, rules) { _, care in
      let texts = updates.map { rules.wholeText($0.source.text, care) }.filter { !$0.isEmpty }
      return .announcement(
        Announcement(
          id: id, title: title, starts: starts, ends: ends.flatMap { $0 > starts ? $0 : nil },
          text: texts.isEmpty
            ? escapedMarkdown(title, startsLine: true) : texts.joined(separator: "\n\n")))
    }
  }

  private mutating func addRedirects(of placed: PlacedEntry) {
    guard let page = placed.page else { return }
    for address in placed.former.addresses {
      notes.redirect(from: address, to: "/" + page.folder)
    }
  }
}

extension ImportedHistory.Entry {
  /// Only incidents have postmortems here; the words of one about planned work are its last update.
  fileprivate func withPostmortemAsUpdate(_ notes: inout MappingNotes) -> Self {
    guard let postmortem else { return self }
    guard let published = postmortem.published else {
      notes.count("postmortem", .lost)
      notes.find(
        .leftOut, subject, "its postmortem was never published, and a maintenance has none",
        at: postmortem.place)
      return self
    }
    notes.count("postmortem", .approximated)
    notes.find(
      .changed, subject, "a maintenance has no postmortem; it is written as the last update",
      at: postmortem.place)
    let last = updates.map(\.time).max() ?? published
    let update = ImportedHistory.Update(
      .unchanged, time: max(published, last), text: postmortem.text, at: postmortem.place)
    return Self(
      kind, id: id, title: title, impact: impact, components: components,
      updates: updates + [update], started: started, closed: closed, isDraft: isDraft,
      former: former, at: place)
  }
}

// MARK: From an entry to its file

extension MappedEntry {
  /// Writes an entry in the most faithful form that reads back as the same: as it is, with every mark escaped,
  /// with its private words allowed or as a draft.
  ///
  /// - Returns: whether it is written.
  private mutating func write(
    _ entry: ImportedHistory.Entry, _ system: String, _ rules: MappingRules,
    isDraft wanted: Bool? = nil, _ make: (_ isDraft: Bool, TextCare) -> Entry
  ) -> Bool {
    let isDraft = wanted ?? entry.isDraft
    var reason = ""
    for care in [TextCare.careful, .whole] {
      let made = make(isDraft, care)
      do throws(UnwritableEntry) {
        let words = isDraft ? [] : made.privateWords
        let keys = PrivateKeys(source: system, mayPublish: rules.options.allowsPrivate ? words : [])
        try put(made, with: keys)
        if !keys.mayPublish.isEmpty { tellPrivate(entry, .changed, "it is written all the same") }
        return true
      } catch {
        reason = error.reason
        guard error.isOfPrivateWords, !isDraft else { continue }
        do throws(UnwritableEntry) {
          try put(make(true, care), with: PrivateKeys(source: system))
          tellPrivate(
            entry, .draft, "it is written as a draft; look at it, or allow it with --allow-private")
          return true
        } catch {
          reason = error.reason
        }
      }
    }
    notes.find(.leftOut, entry.subject, reason, at: entry.place)
    return false
  }

  private mutating func tellPrivate(
    _ entry: ImportedHistory.Entry, _ kind: ImportFinding.Kind, _ outcome: String
  ) {
    notes.find(
      kind, entry.subject, "its text holds what looks like a private address or a key; \(outcome)",
      at: entry.place)
  }

  private mutating func put(_ entry: Entry, with keys: PrivateKeys) throws(UnwritableEntry) {
    files.append(try contentFile(of: entry, with: keys))
    entries.append(entry)
  }
}

extension Entry {
  /// In its title and its texts, each once.
  fileprivate var privateWords: [String] {
    let texts: [String] =
      switch self {
      case .incident(let incident): [incident.title] + incident.updates.map(\.text)
      case .maintenance(let maintenance): [maintenance.title] + maintenance.updates.map(\.text)
      case .postmortem(let postmortem): [postmortem.text]
      case .announcement(let notice): [notice.title, notice.text]
      case .page(let page): [page.title, page.text]
      case .message: []
      }
    var seen: Set<String> = []
    return texts.flatMap { Importing.privateWords(in: $0) }.filter { seen.insert($0).inserted }
  }
}

extension UnwritableEntry {
  fileprivate var isOfPrivateWords: Bool {
    guard case .refused(let errors) = self else { return false }
    return errors.contains { ["private-address", "secret", "private-word"].contains($0.id) }
  }

  /// For people, without the place in a file that is not written.
  fileprivate var reason: String {
    switch self {
    case .refused(let errors): errors.first?.message ?? "it cannot be written"
    case .text(let update, _): "the text of update \(update + 1) cannot be written"
    default: "it cannot be written so that it reads the same"
    }
  }
}
