import Addresses
import ContentReading
import Markdown
import StatusModel

// What is the same in every kind of entry: a path, and texts.

extension Entry {
  /// Of its file, without subfolders.
  var path: String {
    switch self {
    case .incident(let incident): EntryPath.incident(incident.id).path
    case .maintenance(let maintenance): EntryPath.maintenance(maintenance.id).path
    case .postmortem(let postmortem):
      EntryPath.postmortem(ofIncident: postmortem.incident).path
    case .announcement(let announcement): EntryPath(.announcements, announcement.id).path
    case .page(let page): EntryPath(.pages, page.id).path
    case .message(let message): EntryPath(.messages, message.name).path
    }
  }

  func markdown(languages: [String], with keys: PrivateKeys) -> [UInt8] {
    switch self {
    case .incident(let incident): incident.markdown(languages: languages, with: keys)
    case .maintenance(let maintenance): maintenance.markdown(languages: languages, with: keys)
    case .postmortem(let postmortem): postmortem.markdown(languages: languages, with: keys)
    case .announcement(let notice): notice.markdown(languages: languages, with: keys)
    case .page(let page): page.markdown(languages: languages, with: keys)
    case .message: []
    }
  }

  var isTimeline: Bool {
    switch self {
    case .incident, .maintenance: true
    case .postmortem, .announcement, .page, .message: false
    }
  }

  var hasMixedStatuses: Bool {
    guard case .incident(let incident) = self else { return false }
    return Set(incident.components.map { $0.status == nil }).count == 2
  }

  /// One of each update, or the only one.
  var texts: [WritableText] {
    switch self {
    case .incident(let incident):
      incident.updates.map { WritableText($0.text, $0.translations) }
    case .maintenance(let maintenance):
      maintenance.updates.map { WritableText($0.text, $0.translations) }
    case .postmortem(let postmortem):
      [WritableText(postmortem.text, postmortem.translations)]
    case .announcement(let notice): [WritableText(notice.text, notice.translations)]
    case .page(let page): [WritableText(page.text, page.translations)]
    case .message(let message): [WritableText(message.text, [])]
    }
  }
}

// MARK: Link definitions that several texts share

extension Entry {
  /// `[docs]: https://…` in one text of a file holds for all, so reading adds it to each of the others. Where
  /// an entry was read from such a file, this guesses which text it stood in: the texts as they may have
  /// been written, each guess with all parts of all texts in order.
  var textsWithoutCarriedDefinitions: [[String]] {
    let parts = texts.flatMap(\.parts)
    let cut = parts.map(CarriedDefinitions.init)
    let carried = Set(cut.compactMap(\.definitions))
    guard !carried.isEmpty else { return [] }
    let bare = cut.map(\.text)
    // People write them at the end.
    let owners = parts.indices.reversed().filter { place in
      cut[place].definitions != nil && carried.contains(ownDefinitions(of: parts[place]))
    }
    let kept = owners.prefix(8).map { owner in
      bare.indices.map { $0 == owner ? parts[$0] : bare[$0] }
    }
    return kept + [bare]
  }

  /// The same entry with other texts, as many as `texts` has parts.
  func replacing(parts: [String]) -> Entry {
    var rest = parts[...]
    let texts = texts.map { text in
      defer { rest = rest.dropFirst(text.parts.count) }
      return WritableText(
        text.main, text.translations, parts: Array(rest.prefix(text.parts.count)))
    }
    switch self {
    case .incident(let incident): return .incident(incident.replacing(texts: texts))
    case .maintenance(let maintenance): return .maintenance(maintenance.replacing(texts: texts))
    case .postmortem(let old):
      return .postmortem(
        Postmortem(
          incident: old.incident, published: old.published, isDraft: old.isDraft,
          isImported: old.isImported, actions: old.actions, text: texts[0].main,
          translations: texts[0].translations))
    case .announcement(let old):
      return .announcement(
        Announcement(
          id: old.id, title: old.title, titleTranslations: old.titleTranslations,
          starts: old.starts, ends: old.ends, text: texts[0].main,
          translations: texts[0].translations))
    case .page(let old):
      return .page(
        ExtraPage(
          id: old.id, title: old.title, titleTranslations: old.titleTranslations,
          text: texts[0].main, translations: texts[0].translations))
    case .message: return self
    }
  }
}

/// A text, and the paragraph of definitions at its end.
private struct CarriedDefinitions {
  let text: String
  /// Nil where it ends otherwise.
  let definitions: String?

  init(_ whole: String) {
    guard let gap = whole.ranges(of: "\n\n").last, whole[gap.upperBound...].hasPrefix("[") else {
      (text, definitions) = (whole, nil)
      return
    }
    text = String(whole[..<gap.lowerBound])
    definitions = String(whole[gap.upperBound...])
  }
}

/// As reading adds them to the other texts.
private func ownDefinitions(of text: String) -> String {
  MarkdownStructure(of: Array(text.utf8)[...]).linkDefinitions.map(\.text)
    .joined(separator: "\n")
}

extension Incident {
  fileprivate func replacing(texts: [WritableText]) -> Incident {
    Incident(
      id: id, title: title, titleTranslations: titleTranslations, severity: severity,
      components: components, started: started, detected: detected, roles: roles,
      isDraft: isDraft, isImported: isImported, former: former,
      updates: zip(updates, texts).map { update, text in
        Update(
          state: update.state, time: update.time, severity: update.severity,
          statusChanges: update.statusChanges, nextUpdate: update.nextUpdate, text: text.main,
          translations: text.translations)
      })
  }
}

extension Maintenance {
  fileprivate func replacing(texts: [WritableText]) -> Maintenance {
    Maintenance(
      id: id, title: title, titleTranslations: titleTranslations, components: components,
      window: window, isAutomatic: isAutomatic, isDraft: isDraft, isImported: isImported,
      former: former,
      updates: zip(updates, texts).map { update, text in
        Update(
          state: update.state, time: update.time, text: text.main, translations: text.translations)
      })
  }
}
