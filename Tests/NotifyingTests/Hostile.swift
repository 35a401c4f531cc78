import Notifying
import StatusModel

/// What somebody may write by accident or in bad faith.
let hostileTitle =
  "<!channel> @everyone *b* [x](javascript:1) </script> \r\nBcc: x@example.com \u{202E}dlrow\u{07}"

let sender = Sender(
  name: "Acme Status", url: "https://status.acme.example", zone: .utc,
  page: PageStatus(indicator: .major, description: .partialSystemOutage))

let now = Timestamp(seconds: 1_795_175_400)  // 2026-11-20T11:50:00Z

func item(
  _ title: String = "Elevated API error rates", entry: String = "api-errors",
  anchor: String = "2026-11-20T10-35-00Z", first: String = "2026-11-20T10-00-00Z",
  kind: Notifier.Kind = .incident, state: String = "identified", word: String = "Identified",
  impact: Impact? = .major, text: String = "A node is down. We are replacing it.",
  time: Timestamp = Timestamp(seconds: 1_795_170_900)
) -> NewsItem {
  NewsItem(
    entry: NewsItem.Entry(
      kind: kind == .incident ? .incident : .maintenance, id: entry, firstAnchor: first,
      createdAt: Timestamp(seconds: 1_795_168_800)),
    anchor: anchor, kind: kind, title: title, state: state, stateWord: word, impact: impact,
    components: [
      .init(id: "api", name: "Public API", old: .operational, new: .majorOutage)
    ],
    text: text, link: "https://status.acme.example/incidents/\(entry)/#\(anchor)", time: time,
    nextUpdate: Timestamp(seconds: 1_795_176_000))
}

func message(
  _ items: [NewsItem], to channel: Notifier.Channel = .command("./tell.sh"),
  form: Message.Form? = nil
) -> Message {
  Message(
    to: Notifier(name: "team", channel: channel), items,
    marks: items.map { NewsMark(entry: $0.entry.key, anchor: $0.anchor) },
    form: form ?? .update(earlier: items.count - 1))
}

func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
