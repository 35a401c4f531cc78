import Escaping
import Markdown
import PlainEnglish
import StatusModel

/// Puts what a feed says into words, for readers in one language and time zone.
struct FeedText: Sendable {
  /// The site's address, with a slash at its end: pages are relative to it.
  let baseURL: String
  let timeZone: TimeZoneRules
  let words: FeedWords

  init(of settings: SiteSettings, in words: FeedWords) {
    baseURL = settings.url + "/"
    timeZone = settings.timeZone
    self.words = words
  }

  /// An item's permanent address, which is its id too.
  func address(of item: FeedItem) -> String {
    "\(baseURL)\(item.page)#\(item.anchor)"
  }

  /// `[Identified] Elevated API error rates`.
  func title(of item: FeedItem) -> String {
    "[\(stateWord(of: item))] \(item.title)"
  }

  /// An item's text and what it changes as HTML, without a relative link.
  func html(of item: FeedItem) -> String {
    Markdown.html(fromMarkdown: item.text, base: baseURL, page: baseURL + item.page)
      + paragraph(changes(of: item) + announcement(of: item))
  }

  /// The same as plain text.
  func plainText(of item: FeedItem) -> String {
    let text = Markdown.plainText(fromMarkdown: item.text, base: baseURL, page: baseURL + item.page)
    let changes = (changes(of: item) + announcement(of: item)).joined(separator: " ")
    return [text, changes].filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  /// A whole incident or maintenance as HTML: a maintenance's window, then each update with its
  /// time and state, newest first.
  func html(of entry: HistoryEntry) -> String {
    let window =
      entry.window.map { "<p><strong>\(xmlText(times(of: entry, planned: $0)))</strong></p>\n" }
      ?? ""
    return window + entry.items.map(dated).joined()
  }

  /// The plan, and what differs from it.
  private func times(of entry: HistoryEntry, planned window: MaintenanceWindow) -> String {
    let real = entry.trueSpan.map { span in
      span.end.map { sentence(words.lasted, from: span.start, to: $0) }
        ?? filled(words.lastsSince, ["{start}": timeZone.written(span.start)])
    }
    let moved = entry.movedFrom.map { old in
      old.end.map { sentence(words.movedFrom, from: old.start, to: $0) }
        ?? filled(words.movedFromStart, ["{start}": timeZone.written(old.start)])
    }
    // An end that nobody knew before is known once the work is over.
    let isKnown = window.end != nil || entry.trueSpan?.end == nil
    let planned =
      isKnown
      ? plan(window) : filled(words.scheduledFrom, ["{start}": timeZone.written(window.start)])
    return [planned, real, moved].compactMap { $0 }.joined(separator: " ")
  }

  private func sentence(_ words: String, from start: Timestamp, to end: Timestamp) -> String {
    filled(words, ["{start}": timeZone.written(start), "{end}": timeZone.written(end)])
  }

  /// Time and state stand in the text's first paragraph, where it begins with one.
  private func dated(_ item: FeedItem) -> String {
    let lead =
      "<p><small>\(xmlText(timeZone.written(item.time)))</small><br>\n"
      + "<strong>\(xmlText(stateWord(of: item)))</strong>"
    let text = Markdown.html(fromMarkdown: item.text, base: baseURL, page: baseURL + item.page)
    let told = text.hasPrefix("<p>") ? " - \(text.dropFirst(3))" : "</p>\n\(text)"
    return lead + told + paragraph(changes(of: item))
  }

  private func stateWord(of item: FeedItem) -> String {
    item.changesState ? words.word(for: item.state) : words.update
  }

  /// What an update changes beside its text, in sentences.
  ///
  /// A page shows these things in places of their own; who reads a feed sees nothing else.
  private func changes(of item: FeedItem) -> [String] {
    [
      clockSentence(of: item), severitySentence(of: item), statusSentence(of: item),
      promiseSentence(of: item),
    ]
    .compactMap { $0 }
  }

  private func clockSentence(of item: FeedItem) -> String? {
    guard item.isByClock else { return nil }
    return item.state == .maintenance(.completed) ? words.endedAsPlanned : words.beganAsPlanned
  }

  private func severitySentence(of item: FeedItem) -> String? {
    guard let severity = item.newSeverity else { return nil }
    return filled(words.severityIsNow, ["{id}": severity.id, "{name}": severity.name])
  }

  /// `Public API: major outage; Dashboard: operational.`
  private func statusSentence(of item: FeedItem) -> String? {
    let changed = item.components.filter { $0.old != $0.new }
    guard !changed.isEmpty else { return nil }
    return changed.map { "\($0.name): \(words.word(for: $0.new))" }.joined(separator: "; ") + "."
  }

  private func promiseSentence(of item: FeedItem) -> String? {
    item.nextUpdate.map { filled(words.nextUpdateBy, ["{time}": timeZone.written($0)]) }
  }

  private func announcement(of item: FeedItem) -> [String] {
    guard let window = item.window, item.state == .maintenance(.scheduled) else { return [] }
    return [plan(window)]
  }

  /// `Planned from 2026-12-01 02:00 UTC to 2026-12-01 04:00 UTC.`
  private func plan(_ window: MaintenanceWindow) -> String {
    let start = timeZone.written(window.start)
    guard let end = window.end.map(timeZone.written) else {
      return "\(filled(words.scheduledFrom, ["{start}": start])) \(words.endNotKnown)"
    }
    return filled(words.scheduledFor, ["{start}": start, "{end}": end])
  }
}

/// Nothing for no sentence.
private func paragraph(_ sentences: [String]) -> String {
  sentences.isEmpty ? "" : "<p>\(xmlText(sentences.joined(separator: " ")))</p>\n"
}

/// A sentence with its blanks filled in, in one pass: what fills a blank is never read as one.
func filled(_ sentence: String, _ values: [String: String]) -> String {
  var result = ""
  var rest = sentence[...]
  while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
    let blank = String(rest[open...close])
    result += rest[..<open] + (values[blank] ?? blank)
    rest = rest[rest.index(after: close)...]
  }
  return result + rest
}
