import Foundation
import Notifying
import StatusModel
import Testing

@Suite struct MessageTests {
  @Test func `Slack reads no markup but our own link`() {
    let body = text(message([item(hostileTitle)]).slack(from: sender).body)
    #expect(
      body
        == #"{"blocks":[{"text":{"emoji":false,"text":"[Identified] <!channel> @everyone *b* [x](javascript:1) </script>  Bcc: x@example.com dlrow","type":"plain_text"},"type":"header"},"#
        + #"{"text":{"emoji":false,"text":"Public API: major outage","type":"plain_text"},"type":"section"},"#
        + #"{"text":{"emoji":false,"text":"A node is down. We are replacing it.","type":"plain_text"},"type":"section"},"#
        + #"{"text":{"emoji":false,"text":"Next update by 2026-11-20 12:00 UTC","type":"plain_text"},"type":"section"},"#
        + #"{"text":{"text":"<https://status.acme.example/incidents/api-errors/#2026-11-20T10-35-00Z|Read it on the page>","type":"mrkdwn"},"type":"section"}],"#
        + #""text":"[Identified] &lt;!channel&gt; @everyone *b* [x](javascript:1) &lt;/script&gt;  Bcc: x@example.com dlrow","unfurl_links":false,"unfurl_media":false}"#
    )
  }

  @Test func `Teams reads text runs alone`() {
    let body = text(message([item(hostileTitle)]).teams(from: sender).body)
    #expect(
      body
        == #"{"attachments":[{"content":{"$schema":"http://adaptivecards.io/schemas/adaptive-card.json","actions":[{"title":"Read it on the page","type":"Action.OpenUrl","url":"https://status.acme.example/incidents/api-errors/#2026-11-20T10-35-00Z"}],"body":["#
        + #"{"inlines":[{"size":"Medium","text":"[Identified] <!channel> @everyone *b* [x](javascript:1) </script>  Bcc: x@example.com dlrow","type":"TextRun","weight":"Bolder"}],"type":"RichTextBlock"},"#
        + #"{"inlines":[{"text":"Public API: major outage","type":"TextRun"}],"type":"RichTextBlock"},"#
        + #"{"inlines":[{"text":"A node is down. We are replacing it.","type":"TextRun"}],"type":"RichTextBlock"},"#
        + #"{"inlines":[{"text":"Next update by 2026-11-20 12:00 UTC","type":"TextRun"}],"type":"RichTextBlock"}],"#
        + #""msteams":{"width":"full"},"type":"AdaptiveCard","version":"1.2"},"contentType":"application/vnd.microsoft.card.adaptive","contentUrl":null}],"type":"message"}"#
    )
  }

  @Test func `Discord pings nobody and shows marks as they were typed`() {
    let body = text(message([item(hostileTitle)]).discord(from: sender).body)
    #expect(
      body
        == #"{"allowed_mentions":{"parse":[]},"embeds":[{"color":11805464,"description":"Public API: major outage\n\nA node is down. We are replacing it.\n\nNext update by 2026\\-11\\-20 12:00 UTC","#
        + #""title":"\\[Identified\\] \\<!channel\\> @everyone \\*b\\* \\[x\\]\\(javascript:1\\) \\</script\\>  Bcc: x@example.com dlrow","#
        + #""url":"https://status.acme.example/incidents/api-errors/#2026-11-20T10-35-00Z"}]}"#)
  }

  @Test func `mail is one thread, and a title adds no header`() {
    let mail = message([item(hostileTitle)]).mail(
      to: "status@lists.acme.example\r\nBcc: y@example.com", from: "Ämter <status@acme.example>",
      by: sender, at: now)
    #expect(
      text(mail) == """
        Date: Fri, 20 Nov 2026 11:50:00 +0000
        From: =?utf-8?B?w4RtdGVy?= <status@acme.example>
        To: status@lists.acme.example Bcc: y@example.com
        Subject: =?utf-8?B?QWNtZSBTdGF0dXM6IDwhY2hhbm5lbD4gQGV2ZXJ5b25lICpiKiBbeF0o?=
         =?utf-8?B?amF2YXNjcmlwdDoxKSA8L3NjcmlwdD4gIEJjYzogeEBleGFtcGxlLmNv?=
         =?utf-8?B?bSBkbHJvdw==?=
        Message-ID: <2026-11-20T10-35-00Z.incident.api-errors@status.acme.example>
        In-Reply-To: <2026-11-20T10-00-00Z.incident.api-errors@status.acme.example>
        References: <2026-11-20T10-00-00Z.incident.api-errors@status.acme.example>
        List-Id: Acme Status <status.status.acme.example>
        Auto-Submitted: auto-generated
        Precedence: bulk
        MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8; format=flowed
        Content-Transfer-Encoding: 8bit

        [Identified] <!channel> @everyone *b* [x](javascript:1) </script> Bcc:\u{20}
        x@example.com dlrow

        Public API: major outage

        A node is down. We are replacing it.

        Next update by 2026-11-20 12:00 UTC

        https://status.acme.example/incidents/api-errors/#2026-11-20T10-35-00Z

        """)
  }

  @Test func `the first mail of an incident answers none`() {
    let first = item(anchor: "2026-11-20T10-00-00Z")
    let mail = text(
      message([first]).mail(to: "a@b.example", from: "c@d.example", by: sender, at: now))
    #expect(!mail.contains("In-Reply-To"))
    #expect(
      mail.contains("Message-ID: <2026-11-20T10-00-00Z.incident.api-errors@status.acme.example>\n"))
  }

  @Test func `a webhook is signed as the standard's example`() throws {
    let key = try #require(WebhookKey(secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
    let request = message([item()]).webhook(from: sender, signedWith: key, at: now)
    let id = message([item()]).webhookID
    #expect(
      request.headers.map(\.name) == [
        "Content-Type", "webhook-id", "webhook-timestamp", "webhook-signature",
      ])
    #expect(request.headers[1].value == id)
    #expect(id == message([item("Another title")]).webhookID)
    #expect(!id.contains("."))
    #expect(request.headers[2].value == "1795175400")
    #expect(
      text(request.body)
        == #"{"data":{"earlier_updates":0,"id":"\#(id)","item":{"components":[{"id":"api","name":"Public API","new_status":"major_outage","old_status":"operational"}],"ends":null,"entry":"api-errors","id":"incident/api-errors#2026-11-20T10-35-00Z","impact":"major","is_first":false,"kind":"incident","link":"https://status.acme.example/incidents/api-errors/#2026-11-20T10-35-00Z","next_update":"2026-11-20T12:00:00Z","starts":null,"state":"identified","state_word":"Identified","text":"A node is down. We are replacing it.","time":"2026-11-20T10:35:00Z","title":"Elevated API error rates"},"site":{"name":"Acme Status","url":"https://status.acme.example"}},"timestamp":"2026-11-20T10:35:00Z","type":"incident.update"}"#
    )
  }

  @Test(arguments: ["", "whsec_", "whsec_c2hvcnQ=", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"])
  func `a secret that is none is refused`(secret: String) {
    #expect(WebhookKey(secret: secret) == nil)
  }

  @Test func `a message of five thousand letters fits everywhere, with its link`() throws {
    let long = item(
      String(repeating: "wörd ", count: 1_000),
      text: String(repeating: "\"quoted\" 🌩 text ", count: 5_000))
    let link = "https://status.acme.example/incidents/api-errors/#2026-11-20T10-35-00Z"
    let requests = [
      message([long]).slack(from: sender), message([long]).teams(from: sender),
      message([long]).discord(from: sender),
      message([long]).webhook(from: sender, signedWith: nil, at: now),
      message([long]).statuspage(from: sender),
    ]
    for request in requests { #expect(text(request.body).contains(link)) }
    #expect(requests[1].body.count <= 18_000)
    #expect(requests[3].body.count <= 19_000)
    let slack = try object(requests[0].body)
    let blocks = try #require(slack["blocks"] as? [[String: Any]])
    let lengths = blocks.compactMap { ($0["text"] as? [String: Any])?["text"] as? String }
      .map(\.utf16.count)
    #expect(lengths[0] <= 150 && lengths[0] > 100)
    #expect(lengths[2] <= 3_000 && lengths[2] > 2_900)
    let embed = try #require((try object(requests[2].body)["embeds"] as? [[String: Any]])?.first)
    #expect((embed["title"] as? String)?.utf16.count ?? 999 <= 256)
    #expect((embed["description"] as? String)?.utf16.count ?? 9_999 <= 4_096)
    let mail = message([long]).mail(to: "a@b.example", from: "c@d.example", by: sender, at: now)
    #expect(text(mail).split(separator: "\n").allSatisfy { $0.utf8.count <= 998 })
  }

  @Test func `a receiver of Statuspage finds every key that it needs, and no component`() throws {
    let body = try object(message([item(hostileTitle)]).statuspage(from: sender).body)
    #expect(body.keys.sorted() == ["incident", "meta", "page"])
    let incident = try #require(body["incident"] as? [String: Any])
    #expect(
      incident.keys.sorted() == [
        "backfilled", "components", "created_at", "id", "impact", "impact_override",
        "incident_updates", "monitoring_at", "name", "page_id", "postmortem_body",
        "postmortem_body_last_updated_at", "postmortem_ignored", "postmortem_notified_subscribers",
        "postmortem_notified_twitter", "postmortem_published_at", "resolved_at",
        "scheduled_auto_completed", "scheduled_auto_in_progress", "scheduled_for",
        "scheduled_remind_prior", "scheduled_reminded_at", "scheduled_until", "shortlink", "status",
        "updated_at",
      ])
    #expect(
      incident["name"] as? String
        == "<!channel> @everyone *b* [x](javascript:1) </script>  Bcc: x@example.com dlrow")
    let update = try #require((incident["incident_updates"] as? [[String: Any]])?.first)
    #expect(
      update.keys.sorted() == [
        "affected_components", "body", "created_at", "custom_tweet", "deliver_notifications",
        "display_at", "id", "incident_id", "status", "twitter_updated_at", "updated_at",
        "wants_twitter_update",
      ])
  }

  @Test func `a hub is asked for one feed at a time, under both names`() {
    #expect(
      text(webSubRequest(topic: "https://status.acme.example/feed.xml").body)
        == "hub.mode=publish&hub.topic=https%3A%2F%2Fstatus.acme.example%2Ffeed.xml"
        + "&hub.url=https%3A%2F%2Fstatus.acme.example%2Ffeed.xml")
    #expect(
      message([item()]).topics(from: sender) == [
        "https://status.acme.example/feed.xml", "https://status.acme.example/atom.xml",
        "https://status.acme.example/feed.json",
        "https://status.acme.example/components/api/feed.xml",
        "https://status.acme.example/components/api/atom.xml",
        "https://status.acme.example/components/api/feed.json",
      ])
  }

  @Test func `the newest update of an incident names how many came before it`() {
    let older = item(anchor: "2026-11-20T10-10-00Z", state: "investigating", word: "Investigating")
    let body = text(message([older, older, item()]).slack(from: sender).body)
    #expect(body.contains(#"Next update by 2026-11-20 12:00 UTC\n2 earlier updates on the page"#))
    #expect(!body.contains("Investigating"))
  }

  @Test func `a digest tells each entry once, the newest first`() {
    let other = item("Slow logins", entry: "logins", time: Timestamp(seconds: 1_795_171_500))
    let mail = text(
      message([item(word: "Investigating"), item(), other], form: .digest)
        .mail(to: "a@b.example", from: "c@d.example", by: sender, at: now))
    #expect(
      mail.components(separatedBy: "\n\n").dropFirst().joined(separator: "\n\n") == """
        2026-11-20 10:45 UTC: [Identified] Slow logins
        https://status.acme.example/incidents/logins/#2026-11-20T10-35-00Z

        2026-11-20 10:35 UTC: [Identified] Elevated API error rates
        https://status.acme.example/incidents/api-errors/#2026-11-20T10-35-00Z

        """)
  }

  private func object(_ bytes: [UInt8]) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
  }
}
