import Escaping
import PlainEnglish
package import StatusModel

/// Who speaks, for messages.
package struct Sender: Hashable, Sendable {
  /// The site's name.
  package let name: String
  /// With no slash at its end.
  package let url: String
  package let zone: TimeZoneRules
  package let page: PageStatus

  package init(name: String, url: String, zone: TimeZoneRules, page: PageStatus) {
    self.name = name
    self.url = url
    self.zone = zone
    self.page = page
  }

  /// `status.acme.example`.
  var host: String {
    let rest =
      url.split(separator: "/", omittingEmptySubsequences: true).dropFirst().first ?? "localhost"
    return String(rest.split(separator: ":").first ?? "localhost")
  }
}

/// What a message says, in plain text: one line each, but for `text`.
struct Wording: Hashable, Sendable {
  /// `[Identified] Elevated API error rates`.
  let headline: String
  /// `Public API: major outage; Website: operational`; nil where nothing is affected.
  let affected: String?
  /// Empty where nobody wrote anything.
  let text: String
  /// `Next update by 2026-11-20 12:00 UTC`.
  let promise: String?
  /// `2 earlier updates are on the page`.
  let earlier: String?
  let link: String

  init(_ item: NewsItem, earlier count: Int, from sender: Sender) {
    headline = "[\(item.stateWord)] \(singleLine(item.title))"
    affected =
      item.components.isEmpty
      ? nil
      : item.components.map { "\(singleLine($0.name)): \($0.new.words)" }.joined(separator: "; ")
    text = withoutControls(item.text)
    promise = item.nextUpdate.map { "Next update by \(sender.zone.written($0))" }
    earlier = count > 0 ? "\(plural(count, "earlier update")) on the page" : nil
    link = item.link
  }

  /// What stands beside the text.
  var notes: [String] { [promise, earlier].compactMap { $0 } }
}

extension Message {
  /// One line for each entry, the newest item of it, the newest first, with its link.
  func digestLines(from sender: Sender) -> [(line: String, link: String)] {
    var seen: Set<NewsItem.Entry> = []
    return items.reversed().filter { seen.insert($0.entry).inserted }.map { item in
      (
        "\(sender.zone.written(item.time)): [\(item.stateWord)] \(singleLine(item.title))",
        item.link
      )
    }
  }

  /// `Acme Status: 7 updates`.
  func digestHeadline(from sender: Sender) -> String {
    "\(singleLine(sender.name)): \(plural(items.count, "update"))"
  }
}
