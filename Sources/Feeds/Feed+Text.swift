import Markdown
import StatusModel

extension Feed {
  /// An item's text and what it changes as HTML, without a relative link.
  func contentHTML(of item: FeedItem) -> String {
    let text = html(fromMarkdown: item.text, base: baseURL)
    guard let changes = changes(of: item) else { return text }
    return text + "<p>\(xmlText(changes))</p>\n"
  }

  /// The same as plain text.
  func contentText(of item: FeedItem) -> String {
    let text = plainText(fromMarkdown: item.text, base: baseURL)
    return [text, changes(of: item) ?? ""].filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  /// What an update changes beside its text, in sentences; nil when it changes nothing.
  ///
  /// A page shows these things in places of their own; who reads a feed sees nothing else.
  private func changes(of item: FeedItem) -> String? {
    let sentences = [
      severitySentence(of: item), statusSentence(of: item), windowSentence(of: item),
      promiseSentence(of: item),
    ].compactMap { $0 }
    return sentences.isEmpty ? nil : sentences.joined(separator: " ")
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

  private func windowSentence(of item: FeedItem) -> String? {
    guard let window = item.window, item.state == .maintenance(.scheduled) else { return nil }
    return filled(
      words.scheduledFor,
      [
        "{start}": timeZone.written(window.lowerBound),
        "{end}": timeZone.written(window.upperBound),
      ])
  }

  private func promiseSentence(of item: FeedItem) -> String? {
    item.nextUpdate.map { filled(words.nextUpdateBy, ["{time}": timeZone.written($0)]) }
  }
}

/// A sentence with its blanks filled in, in one pass: what fills a blank is never read as one.
private func filled(_ sentence: String, _ values: [String: String]) -> String {
  var result = ""
  var rest = sentence[...]
  while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
    let blank = String(rest[open...close])
    result += rest[..<open] + (values[blank] ?? blank)
    rest = rest[rest.index(after: close)...]
  }
  return result + rest
}
