import ContentWriting
import PlainEnglish
import StatusModel
import TestSupport
import Testing

@testable import Authoring

struct NewEntryTests {
  @Test(arguments: [
    ("Elevated API error rates", "2026-11-20-elevated-api-error-rates"),
    ("Störung: Zahlungen – überall!", "2026-11-20-storung-zahlungen-uberall"),
    ("Сбой оплаты", "2026-11-20-sboj-oplaty"), ("支付失败", "2026-11-20-zhi-fu-shi-bai"),
    ("Customers' cards don't work", "2026-11-20-customers-cards-dont-work"),
    ("🔥🔥", "2026-11-20-notice"), ("", "2026-11-20-notice"), ("../../etc", "2026-11-20-etc"),
    (
      "A very long title that goes on and on so that nobody would ever read it aloud to anybody",
      "2026-11-20-a-very-long-title-that-goes-on-and-on-so-that-nobody-would"
    ),
    (
      String(repeating: "x", count: 200),
      "2026-11-20-" + String(repeating: "x", count: 60)
    ),
  ])
  func `an id is the day and the words of the title`(title: String, id: String) throws {
    let day = try #require(CivilDate(year: 2026, month: 11, day: 20))
    #expect(entryID(forTitle: title, on: day, taken: []) == id)
  }

  @Test func `a second entry of one name gets a number`() throws {
    let day = try #require(CivilDate(year: 2026, month: 11, day: 20))
    let taken: Set = ["2026-11-20-slow", "2026-11-20-SLOW-2"]
    #expect(entryID(forTitle: "Slow!", on: day, taken: taken) == "2026-11-20-slow-3")
  }

  @Test func `a new incident is written as a person would`() {
    let incident = Incident(
      id: "x", title: "Cards: 50 % fail", severity: "SEV1",
      components: [.init(component: "api"), .init(component: "web")],
      started: halfPastTen.advanced(by: -60), roles: .init(communications: "Jo \"J\" Park"),
      updates: [
        .init(
          state: .investigating, time: halfPastTen, nextUpdate: Timestamp(seconds: 1_795_176_000),
          text: "We look.")
      ])
    let file = incident.markdown(with: PrivateKeys(comments: ["# mine"]))
    #expect(
      String(decoding: file, as: UTF8.self) == """
        ---
        title: "Cards: 50 % fail"
        severity: SEV1
        components: [api, web]
        started: 2026-11-20 10:34 UTC
        roles: {communications: "Jo \\"J\\" Park"}
        # mine
        ---

        ## Investigating - 2026-11-20 10:35 UTC - next: 12:00 UTC

        We look.

        """)
  }

  @Test(arguments: [
    "Plain words, 50 % (half)", "colon: here", "# hash", "a #b", "- dash", "\"quoted\"", "it's",
    "back\\slash", "null", "Null", "~", "true", "{a: b}", "[x]", "*star &amp", "ends with:",
    "%percent", "@at", "ümläut", "🔥", "a\u{301}",
  ])
  func `a title reads back as it was typed`(title: String) async throws {
    let meant = Incident(
      id: "x", title: title, severity: "SEV1",
      components: [.init(component: "api", status: .partialOutage)],
      updates: [.init(state: .investigating, time: halfPastTen, text: "We look into it.")])
    let file = String(decoding: meant.markdown(), as: UTF8.self)
    let site = try await TinySite().with("incidents/x.md", file).read()
    #expect(site.history.incidents == [meant])
  }

  @Test(arguments: [
    (0, "less than a minute"), (59, "less than a minute"), (60, "1 minute"),
    (4_680, "1 hour 18 minutes"), (90_061, "1 day 1 hour"), (7_200, "2 hours"),
  ])
  func `a span is told in its two greatest units`(seconds: Int, words: String) {
    #expect(spanWords(seconds, .full) == words)
  }

  @Test func `a time is told by the clock that readers live by`() {
    let berlin = TimeZoneRules(identifier: "Europe/Berlin", firstOffset: 3_600, transitions: [])
    let north = TimeZoneRules(identifier: "A", firstOffset: -12_600, transitions: [])
    #expect(berlin.words(for: halfPastTen, on: halfPastTen) == "11:35 (UTC+1)")
    #expect(north.words(for: halfPastTen, on: halfPastTen) == "07:05 (UTC-3:30)")
    #expect(TimeZoneRules.utc.words(for: halfPastTen, on: halfPastTen) == "10:35 UTC")
    #expect(
      TimeZoneRules.utc.words(for: halfPastTen.advanced(by: 86_400), on: halfPastTen)
        == "2026-11-21 10:35 UTC")
  }

  @Test func `a message is filled, or says which blank has no word`() throws {
    let message = MessageTemplate(
      name: "m", title: nil, severity: nil, state: nil,
      text: "{{components}}; {{component}}; {{severity}}; {{next_update}}")
    let words = MessageWords(
      components: ["API", "Web {{severity}}", "App"], severity: "SEV1", nextUpdate: "12:30 UTC",
      language: "en-GB")
    #expect(
      try message.filled(with: words)
        == "API, Web SEV1 and App; API; SEV1; 12:30 UTC")
    let german = MessageWords(
      components: ["API", "Web"], severity: "SEV1", nextUpdate: nil, language: "de")
    #expect(throws: UnfilledBlank(name: "next_update")) { try message.filled(with: german) }
    #expect(throws: UnfilledBlank(name: "components")) {
      try message.filled(
        with: MessageWords(components: [], severity: nil, nextUpdate: nil, language: "de"))
    }
  }
}
