import Ledger
import Notifying
import Planning
import StatusModel
import TestSupport
import Testing

@Suite struct DecisionTests {
  private static let moment = Timestamp(seconds: 1_795_170_600)  // 2026-11-20T10:30:00Z

  private func site(_ updates: String...) -> TinySite {
    TinySite().with("incidents/api.md", TinySite.incident + updates.joined())
  }

  private func news(_ site: TinySite, at moment: Timestamp = moment) async throws -> PublishedNews {
    let site = try await site.read()
    let snapshot = site.snapshot(at: moment)
    return PublishedNews(
      of: PublishedLedger(of: snapshot, in: site, after: nil), in: PublicSite(of: site, snapshot),
      quiet: site.history.quietItems)
  }

  private let team = Notifier(name: "team", channel: .slack(.environment("HOOK")))
  private let hook = Notifier(
    name: "hook", channel: .webhook(.environment("HOOK"), signedWith: nil))

  private func outbox(_ decision: Decision) -> Outbox {
    var outbox = Outbox()
    for record in decision.records { outbox.add(record) }
    return outbox
  }

  /// What is known once a target was met before any of this site.
  private func known(_ site: TinySite = TinySite(), _ targets: Notifier...) async throws -> Outbox {
    outbox(decideMessages(try await news(site), Outbox(), for: targets, at: Self.moment))
  }

  private static let identified = """

    ## Identified - 2026-11-20 10:10 UTC

    A node is down.

    """

  @Test func `a new target is told nothing of the past`() async throws {
    let decision = decideMessages(
      try await news(site(Self.identified)), Outbox(), for: [team], at: Self.moment)
    #expect(decision.messages == [])
    #expect(decision.firstSeen.map(\.target) == ["team"])
    #expect(decision.firstSeen.map(\.entries) == [1])
    #expect(
      decision.records.map { String(decoding: $0.line, as: UTF8.self).prefix(74) } == [
        #"{"items":["incident/api#2026-11-20T10-00-00Z da49a4eef472211e","incident/a"#
      ])
  }

  @Test func `what is new is sent once`() async throws {
    var outbox = try await known(TinySite(), team)
    let news = try await news(site())
    let decision = decideMessages(news, outbox, for: [team], at: Self.moment)
    #expect(decision.messages.map(\.newest.id) == ["incident/api#2026-11-20T10-00-00Z"])
    #expect(decision.messages.map(\.form) == [.update(earlier: 0)])
    for record in decision.messages[0].records(of: .sent, at: Self.moment) { outbox.add(record) }
    #expect(decideMessages(news, outbox, for: [team], at: Self.moment).messages == [])
  }

  @Test func `several updates of one incident are one message`() async throws {
    let outbox = try await known(TinySite(), team)
    let decision = decideMessages(
      try await news(site(Self.identified)), outbox, for: [team], at: Self.moment)
    #expect(decision.messages.map(\.newest.state) == ["identified"])
    #expect(decision.messages.map(\.form) == [.update(earlier: 1)])
  }

  @Test func `neither corrected words nor a corrected time are news`() async throws {
    let outbox = try await known(site(Self.identified), team)
    for (old, new) in [("A node is down.", "A node was down."), ("10:10", "10:12")] {
      let edited = Self.identified.replacing(old, with: new)
      let decision = decideMessages(
        try await news(site(edited)), outbox, for: [team], at: Self.moment)
      #expect(decision.messages == [])
    }
  }

  @Test func `a quiet update is sent to nobody, and what follows it is`() async throws {
    let outbox = try await known(site(), team)
    let quiet = Self.identified.replacing("10:10 UTC", with: "10:10 UTC - quiet")
    #expect(
      decideMessages(try await news(site(quiet)), outbox, for: [team], at: Self.moment).messages
        == [])
    let resolved = "\n## Resolved - 2026-11-20 10:20 UTC\n\nAll is well again since 10:15 UTC.\n"
    let after = decideMessages(
      try await news(site(quiet, resolved)), outbox, for: [team], at: Self.moment)
    #expect(after.messages.map(\.newest.state) == ["resolved"])
    #expect(after.messages.map(\.form) == [.update(earlier: 0)])
  }

  @Test func `a file of another name is no news`() async throws {
    let outbox = try await known(site(Self.identified), team)
    let renamed = TinySite().with("incidents/other.md", TinySite.incident + Self.identified)
    let decision = decideMessages(try await news(renamed), outbox, for: [team], at: Self.moment)
    #expect(decision.messages == [])
  }

  @Test func `a target gets what concerns it`() async throws {
    let targets = [
      Notifier(name: "web", channel: .command("x"), components: ["web"]),
      Notifier(name: "api", channel: .command("x"), components: ["web", "api"]),
      Notifier(name: "major", channel: .command("x"), impact: .major),
      Notifier(name: "planned", channel: .command("x"), kinds: [.maintenance, .reminder]),
    ]
    var outbox = Outbox()
    outbox.add(OutboxRecord(.skipped, for: targets.map(\.name), at: Self.moment))
    let decision = decideMessages(try await news(site()), outbox, for: targets, at: Self.moment)
    #expect(decision.messages.map(\.target.name) == ["api", "major"])
    #expect(decision.records.flatMap(\.targets) == ["web", "planned"])
  }

  @Test func `more than five at once, or what is a day old, is one digest`() async throws {
    let outbox = try await known(TinySite(), team)
    var many = TinySite()
    for number in 1...6 { many = many.with("incidents/i\(number).md", TinySite.incident) }
    let flood = decideMessages(try await news(many), outbox, for: [team], at: Self.moment)
    #expect(flood.messages.map(\.form) == [.digest])
    #expect(flood.messages.map(\.items.count) == [6])
    let later = Self.moment.advanced(by: 24 * 3_600)
    let old = decideMessages(try await news(site(), at: later), outbox, for: [team], at: later)
    #expect(old.messages.map(\.form) == [.digest])
  }

  @Test func `after a kill it is sent again where the receiver can tell, else held`() async throws {
    var outbox = try await known(TinySite(), team, hook)
    let news = try await news(site())
    let first = decideMessages(news, outbox, for: [team, hook], at: Self.moment)
    for message in first.messages {
      outbox.add(
        OutboxRecord(
          .sending, message.marks, for: [message.target.name], at: Self.moment, attempt: 1))
    }
    let second = decideMessages(news, outbox, for: [team, hook], at: Self.moment)
    #expect(second.messages.map(\.target.name) == ["hook"])
    #expect(second.messages.map(\.webhookID) == [first.messages[1].webhookID])
    #expect(second.held.map(\.target) == ["team"])
    #expect(second.records.map(\.state) == [.held])
  }

  @Test func `Statuspage tells of each component by itself, and a kill between two loses none`()
    async throws
  {
    let page = Notifier(name: "page", channel: .statuspage(.environment("HOOK")))
    var outbox = try await known(TinySite(), page)
    let news = try await news(site(Self.identified))
    let first = decideMessages(news, outbox, for: [page], at: Self.moment)
    let ids = [
      "incident/api#2026-11-20T10-10-00Z", "incident/api#2026-11-20T10-00-00Z:api",
    ]
    #expect(first.messages.map(\.newest.id) == ids)
    #expect(first.messages.map(\.items.count) == [2, 1])
    #expect(first.records.map(\.state) == [.pending])
    let sender = Sender(
      name: "Acme Status", url: "https://status.acme.example", zone: .utc,
      page: PageStatus(indicator: .critical, description: .majorSystemOutage))
    #expect(
      String(decoding: first.messages[1].statuspage(from: sender).body, as: UTF8.self)
        == #"{"component":{"created_at":"2026-11-20T10:00:00.000Z","description":null,"group_id":null,"#
        + #""id":"api","name":"Public API","page_id":"status.acme.example","position":1,"showcase":true,"#
        + #""status":"major_outage","updated_at":"2026-11-20T10:00:00.000Z"},"component_update":{"#
        + #""component_id":"api","component_type":"Component","created_at":"2026-11-20T10:00:00.000Z","#
        + #""id":"incident/api#2026-11-20T10-00-00Z:api","new_status":"major_outage","#
        + #""old_status":"operational"},"meta":{"documentation":"#
        + #""https://support.atlassian.com/statuspage/docs/enable-webhook-notifications/","#
        + #""generated_at":"2026-11-20T10:00:00.000Z","#
        + #""unsubscribe":"https://status.acme.example/subscribe/"},"page":{"id":"status.acme.example","#
        + #""status_description":"Major System Outage","status_indicator":"critical"}}"#)
    for record in first.records { outbox.add(record) }
    // Killed after the first of them was sent.
    for record in first.messages[0].records(of: .sent, at: Self.moment) { outbox.add(record) }
    let second = decideMessages(news, outbox, for: [page], at: Self.moment)
    #expect(second.messages.map(\.newest.id) == [ids[1]])
    for record in second.messages[0].records(of: .sent, at: Self.moment) { outbox.add(record) }
    #expect(decideMessages(news, outbox, for: [page], at: Self.moment).messages == [])
  }

  @Test func `a failure waits for its time, and goes out with what is newer`() async throws {
    var outbox = try await known(TinySite(), team)
    let before = try await news(site())
    let first = decideMessages(before, outbox, for: [team], at: Self.moment).messages[0]
    for record in first.records(of: .failedForNow(reason: "it answered 503"), at: Self.moment) {
      outbox.add(record)
    }
    let waiting = decideMessages(before, outbox, for: [team], at: Self.moment)
    #expect(waiting.messages == [])
    let next = try #require(
      RetrySchedule.next(after: 1, of: first.webhookID, failedAt: Self.moment))
    #expect(waiting.waiting.map(\.due) == [next])
    let due = decideMessages(before, outbox, for: [team], at: next)
    #expect(due.messages.map(\.attempt) == [2])
    let newer = decideMessages(
      try await news(site(Self.identified)), outbox, for: [team], at: Self.moment)
    #expect(newer.messages.map(\.form) == [.update(earlier: 1)])
    #expect(newer.messages.map(\.newest.state) == ["identified"])
  }

  @Test func `a target that is gone is off until it is turned on`() async throws {
    var outbox = try await known(TinySite(), team)
    let news = try await news(site())
    let first = decideMessages(news, outbox, for: [team], at: Self.moment).messages[0]
    for record in first.records(of: .gone(reason: "410"), at: Self.moment) { outbox.add(record) }
    let off = decideMessages(news, outbox, for: [team], at: Self.moment)
    #expect(off.messages == [])
    #expect(off.off.map(\.items) == [1])
    outbox.add(OutboxRecord(.on, for: ["team"], at: Self.moment))
    #expect(decideMessages(news, outbox, for: [team], at: Self.moment).messages.count == 1)
  }

  @Test func `a maintenance is announced, reminded of, begun and ended`() async throws {
    let planned = TinySite().with(
      "maintenance/db.md",
      """
      ---
      title: Database upgrade
      starts: 2026-11-21 02:00 UTC
      ends: 2026-11-21 04:00 UTC
      components: [api]
      ---

      ## Scheduled - 2026-11-20 09:00 UTC

      We upgrade the database.

      """)
    let start = Timestamp(seconds: 1_795_226_400)
    var outbox = try await known(TinySite(), team)
    func sent(at moment: Timestamp) async throws -> [String] {
      let decision = decideMessages(
        try await news(planned, at: moment), outbox, for: [team], at: moment)
      for message in decision.messages {
        for record in message.records(of: .sent, at: moment) { outbox.add(record) }
      }
      return decision.messages.map { "\($0.newest.stateWord): \($0.newest.text)" }
    }
    #expect(
      try await sent(at: Self.moment) == [
        "Scheduled: We upgrade the database.\n\n"
          + "Planned from 2026-11-21 02:00 UTC to 2026-11-21 04:00 UTC."
      ])
    #expect(try await sent(at: start.advanced(by: -3_601)) == [])
    #expect(
      try await sent(at: start.advanced(by: -3_600)) == [
        "Reminder: Planned from 2026-11-21 02:00 UTC to 2026-11-21 04:00 UTC."
      ])
    #expect(try await sent(at: start.advanced(by: 60)) == ["In progress: Began as planned."])
    #expect(try await sent(at: start.advanced(by: 7_260)) == ["Completed: Ended as planned."])
  }

  @Test func `retries keep to the schedule, then are given up`() {
    func delays(_ id: String) -> [Int?] {
      (1...10).map { attempt in
        RetrySchedule.next(after: attempt, of: id, failedAt: Self.moment)?
          .seconds(since: Self.moment)
      }
    }
    let schedule = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400, nil]
    #expect(delays("") == schedule)
    #expect(delays("msg_a") == delays("msg_a"))
    let others = (0..<200).map { delays("msg_\($0)") }
    for place in 0..<9 {
      let found = others.compactMap { $0[place] }
      let least = schedule[place] ?? 0
      #expect(found.allSatisfy { (least...(least + least / 5)).contains($0) })
      #expect(place == 0 || Set(found).count > 40)
    }
    #expect(others.allSatisfy { $0[9] == nil })
    #expect(
      RetrySchedule.next(after: 1, of: "", failedAt: Self.moment, asked: 90)
        == Self.moment.advanced(by: 90))
  }

  @Test func `answers are judged as each service means them`() {
    #expect(team.outcome(ofStatus: 200, body: Array("ok\n".utf8), wait: nil) == .sent)
    #expect(
      team.outcome(ofStatus: 200, body: Array("no_service".utf8), wait: nil)
        == .refused(reason: "it answered 200, but not 'ok'"))
    #expect(hook.outcome(ofStatus: 204, body: [], wait: nil) == .sent)
    #expect(hook.outcome(ofStatus: 301, body: [], wait: nil) == .refused(reason: "it answered 301"))
    #expect(
      hook.outcome(ofStatus: 429, body: [], wait: 9)
        == .failedForNow(reason: "it answered 429", wait: 9))
    #expect(
      hook.outcome(ofStatus: 410, body: [], wait: nil)
        == .gone(reason: "it answered 410: it is gone"))
    #expect(Notifier.outcome(ofSendmail: 0) == .sent)
    #expect(Notifier.outcome(ofSendmail: 69) == .failedForNow(reason: "sendmail ended with 69"))
    #expect(Notifier.outcome(ofSendmail: 65) == .refused(reason: "sendmail ended with 65"))
  }
}

@Suite struct OutboxTests {
  private let records = [
    OutboxRecord(
      .skipped, [NewsMark(entry: "incident/a", anchor: "x", digest: 7)], for: ["team", "hook"],
      at: Timestamp(seconds: 1)),
    OutboxRecord(
      .sending, [NewsMark(entry: "incident/b", anchor: "y")], for: ["team"],
      at: Timestamp(seconds: 2), attempt: 1),
    OutboxRecord(
      .pending, [NewsMark(entry: "incident/b", anchor: "y")], for: ["team"],
      at: Timestamp(seconds: 3), attempt: 1, due: Timestamp(seconds: 8), reason: "it answered 503"),
    OutboxRecord(.off, for: ["hook"], at: Timestamp(seconds: 4)),
  ]

  @Test func `a line is one sorted object`() {
    #expect(
      text(records[2].line)
        == #"{"attempt":1,"due":8,"items":["incident/b#y"],"reason":"it answered 503","state":"pending","targets":["team"],"time":3}"#
        + "\n")
    #expect(
      text(records[0].line)
        == #"{"items":["incident/a#x 0000000000000007"],"state":"skipped","targets":["team","hook"],"time":1}"#
        + "\n")
  }

  @Test func `a kill at any byte loses the last line alone`() {
    let lines = records.map(\.line)
    let bytes = lines.flatMap { $0 }
    for length in 0...bytes.count {
      var whole = 0
      var count = 0
      for line in lines {
        guard whole + line.count <= length else { break }
        whole += line.count
        count += 1
      }
      let reading = Outbox.read(Array(bytes.prefix(length)))
      #expect(reading.wholeLength == whole)
      #expect(reading.outbox.lineCount == count)
      #expect(reading.damagedLine == nil)
    }
  }

  @Test func `a line that was damaged later is named`() {
    let bytes = records[0].line + Array("{}\n".utf8) + records[1].line
    #expect(Outbox.read(bytes).damagedLine == 2)
  }

  @Test func `compacted, it says the same`() {
    var outbox = Outbox()
    for record in records { outbox.add(record) }
    var compacted = Outbox()
    for record in outbox.compacted { compacted.add(record) }
    #expect(compacted.off == outbox.off)
    #expect(
      compacted.rows.mapValues { $0.mapValues(\.state) }
        == outbox.rows.mapValues { $0.mapValues(\.state) })
    #expect(compacted.rows["team"]?["incident/b#y"] == outbox.rows["team"]?["incident/b#y"])
  }
}
