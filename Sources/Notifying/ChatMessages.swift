import StatusModel

extension Message {
  /// For an incoming webhook of Slack.
  ///
  /// What people wrote stands in `plain_text` objects and, with entities, in `text`, which is read as
  /// markup; the only markup is our own link.
  package func slack(from sender: Sender) -> OutgoingRequest {
    var blocks: [JSONNode]
    let headline: String
    switch form {
    case .update(let earlier):
      let words = Wording(newest, earlier: earlier, from: sender)
      headline = words.headline
      blocks = [slackHeader(headline)]
      if let affected = words.affected { blocks.append(slackSection(affected)) }
      if !words.text.isEmpty { blocks.append(slackSection(words.text)) }
      if !words.notes.isEmpty { blocks.append(slackSection(words.notes.joined(separator: "\n"))) }
      blocks.append(slackLink(words.link))
    case .digest:
      headline = digestHeadline(from: sender)
      let lines = digestLines(from: sender).map(\.line).joined(separator: "\n")
      blocks = [slackHeader(headline), slackSection(lines), slackLink(sender.url + "/history/")]
    }
    return OutgoingRequest(json: [
      "text": .string(cut(headline, to: 300, escaping: slackEntity)), "blocks": .array(blocks),
      "unfurl_links": false, "unfurl_media": false,
    ])
  }

  /// For a flow of Teams that takes cards.
  package func teams(from sender: Sender) -> OutgoingRequest {
    let headline: String
    var paragraphs: [String]
    let link: String
    switch form {
    case .update(let earlier):
      let words = Wording(newest, earlier: earlier, from: sender)
      (headline, link) = (words.headline, words.link)
      paragraphs = [words.affected, words.text].compactMap { $0 } + words.notes
    case .digest:
      (headline, link) = (digestHeadline(from: sender), sender.url + "/history/")
      paragraphs = digestLines(from: sender).map(\.line)
    }
    paragraphs = paragraphs.filter { !$0.isEmpty }
    let head = teamsText(cut(headline, to: 300), weight: "Bolder", size: "Medium")
    return fitting(within: 18_000) { room in
      let body = rationed(paragraphs, to: room).map { teamsText($0) }
      return OutgoingRequest(json: teamsEnvelope([head] + body, link: link))
    }
  }

  /// For a webhook of Discord, to be asked with `?wait=true`.
  package func discord(from sender: Sender) -> OutgoingRequest {
    let headline: String
    let paragraphs: [String]
    let link: String
    switch form {
    case .update(let earlier):
      let words = Wording(newest, earlier: earlier, from: sender)
      (headline, link) = (words.headline, words.link)
      paragraphs = [words.affected].compactMap { $0 } + [words.text] + words.notes
    case .digest:
      (headline, link) = (digestHeadline(from: sender), sender.url + "/history/")
      paragraphs = [digestLines(from: sender).map(\.line).joined(separator: "\n")]
    }
    // The parts beside the text are short, so that the text alone is cut.
    let notes = paragraphs.count > 2 ? Array(paragraphs.dropFirst(2)) : []
    let first = paragraphs.prefix(2).filter { !$0.isEmpty }
    let end = notes.map { cut($0, to: 300, escaping: discordEscape) }.joined(separator: "\n")
    let room = 4_000 - end.utf16.count
    let start = cut(first.joined(separator: "\n\n"), to: room, escaping: discordEscape)
    return OutgoingRequest(json: [
      "embeds": [
        [
          "title": .string(cut(headline, to: 256, escaping: discordEscape)),
          "url": .string(link),
          "description": .string([start, end].filter { !$0.isEmpty }.joined(separator: "\n\n")),
          "color": .integer(colour),
        ]
      ],
      "allowed_mentions": ["parse": []],
    ])
  }

  /// By how bad it is now.
  private var colour: Int {
    switch newest.components.map(\.new).max() ?? .operational {
    case .operational:
      newest.entry.closedAt == nil && newest.kind == .incident ? 0xB54708 : 0x067647
    case .underMaintenance: 0x175CD3
    case .degradedPerformance: 0xB54708
    case .partialOutage: 0xC4320A
    case .majorOutage: 0xB42318
    }
  }
}

private func slackHeader(_ text: String) -> JSONNode {
  ["type": "header", "text": slackText(cut(text, to: 150))]
}

private func slackSection(_ text: String) -> JSONNode {
  ["type": "section", "text": slackText(cut(text, to: 3_000))]
}

private func slackText(_ text: String) -> JSONNode {
  ["type": "plain_text", "text": .string(text), "emoji": false]
}

/// - Parameter address: ours alone.
private func slackLink(_ address: String) -> JSONNode {
  let escaped = address.unicodeScalars.map(slackEntity).joined()
  return [
    "type": "section",
    "text": ["type": "mrkdwn", "text": .string("<\(escaped)|Read it on the page>")],
  ]
}

private func slackEntity(_ scalar: Unicode.Scalar) -> String {
  switch scalar {
  case "&": "&amp;"
  case "<": "&lt;"
  case ">": "&gt;"
  default: String(scalar)
  }
}

private func discordEscape(_ scalar: Unicode.Scalar) -> String {
  ##"\*_~`|>#-[]()<"##.unicodeScalars.contains(scalar) ? "\\\(scalar)" : String(scalar)
}

private func teamsText(
  _ text: String, weight: String? = nil, size: String? = nil
) -> JSONNode {
  var run: [String: JSONNode] = ["type": "TextRun", "text": .string(text)]
  if let weight { run["weight"] = .string(weight) }
  if let size { run["size"] = .string(size) }
  return ["type": "RichTextBlock", "inlines": [.object(run)]]
}

private func teamsEnvelope(_ body: [JSONNode], link: String) -> JSONNode {
  [
    "type": "message",
    "attachments": [
      [
        "contentType": "application/vnd.microsoft.card.adaptive", "contentUrl": nil,
        "content": [
          "$schema": "http://adaptivecards.io/schemas/adaptive-card.json", "type": "AdaptiveCard",
          "version": "1.2", "msteams": ["width": "full"], "body": .array(body),
          "actions": [
            ["type": "Action.OpenUrl", "title": "Read it on the page", "url": .string(link)]
          ],
        ],
      ]
    ],
  ]
}

/// Paragraphs of at most so many units in all; the last ones go first.
func rationed(_ paragraphs: [String], to room: Int) -> [String] {
  var left = room
  return paragraphs.compactMap { paragraph in
    guard left > 20 else { return nil }
    let kept = cut(paragraph, to: left)
    left -= kept.utf16.count
    return kept
  }
}

/// A request whose body is small enough, with as much room for texts as that leaves.
func fitting(within limit: Int, _ make: (_ room: Int) -> OutgoingRequest) -> OutgoingRequest {
  var room = limit
  var request = make(room)
  while request.body.count > limit, room > 100 {
    room = room * 3 / 4
    request = make(room)
  }
  return request
}
