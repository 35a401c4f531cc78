import Crypto
import Escaping
import Foundation
import PlainEnglish
package import StatusModel

extension Message {
  /// The same for every attempt. Holds no dot, which parts what is signed.
  ///
  /// - Source: Standard Webhooks 1.0.0.
  package var webhookID: String {
    let names = marks.map(\.id).joined(separator: "\n")
    let digest = SHA256.hash(data: Data(names.utf8))
    return "msg_" + digest.prefix(16).map(hexadecimal).joined()
  }

  /// By Standard Webhooks.
  ///
  /// - Parameters:
  ///   - key: with which it is signed; nil for a target without a secret.
  ///   - now: of this attempt.
  package func webhook(
    from sender: Sender, signedWith key: WebhookKey?, at now: Timestamp
  ) -> OutgoingRequest {
    let request = fitting(within: 19_000) {
      OutgoingRequest(json: envelope(from: sender, room: $0))
    }
    var headers = [
      OutgoingRequest.Header(name: "webhook-id", value: webhookID),
      OutgoingRequest.Header(name: "webhook-timestamp", value: "\(now.seconds)"),
    ]
    if let key {
      let signature = key.signature(of: "\(webhookID).\(now.seconds).", request.body)
      headers.append(OutgoingRequest.Header(name: "webhook-signature", value: signature))
    }
    return request.adding(headers)
  }

  /// For a program of the team, on its standard input.
  package func command(from sender: Sender) -> [UInt8] {
    envelope(from: sender, room: .max).bytes + [UInt8(ascii: "\n")]
  }

  private func envelope(from sender: Sender, room: Int) -> JSONNode {
    let site: JSONNode = ["name": .string(singleLine(sender.name)), "url": .string(sender.url)]
    switch form {
    case .update(let earlier):
      return [
        "type": .string(eventType), "timestamp": .string(newest.time.iso8601),
        "data": [
          "id": .string(webhookID), "site": site, "item": newest.json(room: room),
          "earlier_updates": .integer(earlier),
        ],
      ]
    case .digest:
      // The newest are kept where there is no room for all.
      let kept = items.suffix(max(1, min(items.count, room / 400)))
      return [
        "type": "status.digest", "timestamp": .string(newest.time.iso8601),
        "data": [
          "id": .string(webhookID), "site": site, "count": .integer(items.count),
          "items": .array(kept.map { $0.json(room: min(room, 200)) }),
        ],
      ]
    }
  }

  private var eventType: String {
    newest.kind == .reminder ? "maintenance.reminder" : "\(newest.entry.kind.rawValue).update"
  }
}

extension NewsItem {
  fileprivate func json(room: Int) -> JSONNode {
    [
      "id": .string(id), "kind": .string(kind.rawValue), "entry": .string(entry.id),
      "title": .string(cut(singleLine(title), to: 1_000)), "state": .string(state),
      "state_word": .string(stateWord), "impact": .string(orNull: impact?.rawValue),
      "components": .array(
        components.prefix(50).map {
          [
            "id": .string($0.id), "name": .string(cut(singleLine($0.name), to: 100)),
            "old_status": .string($0.old.rawValue), "new_status": .string($0.new.rawValue),
          ]
        }),
      "text": .string(cut(withoutControls(text), to: room)), "link": .string(link),
      "time": .string(time.iso8601), "next_update": .string(orNull: nextUpdate?.iso8601),
      "is_first": .boolean(isFirst), "starts": .string(orNull: entry.window?.start.iso8601),
      "ends": .string(orNull: entry.window?.end?.iso8601),
    ]
  }
}

/// The secret that a receiver of signed webhooks shares with us.
package struct WebhookKey: Sendable {
  private let key: SymmetricKey

  /// - Parameter secret: `whsec_` and base64 of 24 to 64 bytes; nil for anything else.
  package init?(secret: String) {
    let prefix = "whsec_"
    guard secret.hasPrefix(prefix),
      let bytes = Data(base64Encoded: String(secret.dropFirst(prefix.count))),
      (24...64).contains(bytes.count)
    else { return nil }
    key = SymmetricKey(data: bytes)
  }

  func signature(of head: String, _ body: [UInt8]) -> String {
    let code = HMAC<SHA256>.authenticationCode(for: Data(head.utf8) + body, using: key)
    return "v1," + Data(code).base64EncodedString()
  }
}

private func hexadecimal(_ byte: UInt8) -> String {
  let digits = String(byte, radix: 16)
  return digits.utf8.count == 1 ? "0\(digits)" : digits
}

/// That feeds have changed, for a hub of WebSub: one request for each.
///
/// Hubs differ in which of the two names they read.
package func webSubRequest(topic: String) -> OutgoingRequest {
  let address = formEncoded(topic)
  return OutgoingRequest(form: "hub.mode=publish&hub.topic=\(address)&hub.url=\(address)")
}

extension Message {
  /// The feeds that have news: those of the site, and of each component that is concerned.
  package func topics(from sender: Sender) -> [String] {
    let components = Set(items.flatMap { $0.components.map(\.id) }).sorted()
    let folders = [""] + components.map { "components/\($0)/" }
    return folders.flatMap { folder in
      ["feed.xml", "atom.xml", "feed.json"].map { "\(sender.url)/\(folder)\($0)" }
    }
  }
}

private func formEncoded(_ text: String) -> String {
  text.utf8.map { byte in
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "~"):
      String(UnicodeScalar(byte))
    default: "%" + hexadecimal(byte).uppercased()
    }
  }.joined()
}
