import Foundation
import Ledger
import Notifying
import Planning
import Sending
import StatusModel
import Synchronization
import TestSupport
import Testing
import WebRequests

@Suite struct SendNewsTests {
  private static let moment = Timestamp(seconds: 1_795_170_600)  // 2026-11-20T10:30:00Z

  @Test func `each target gets each item once, whatever ends a run`() async throws {
    let folder = try Scratch()
    let news = try await someNews()
    try await meet([team, hook], in: folder)
    var got: [String] = []
    // A run that is killed after its request went out, and before that was written down.
    try await write(
      ["team", "hook"].map {
        OutboxRecord(.sending, [news.marks[0]], for: [$0], at: Self.moment, attempt: 1)
      }, in: folder)
    let report = try await send(news, to: [team, hook], in: folder) {
      got.append("\($0.target.name) \($0.webhookID) \($0.newest.id)")
      return .sent
    }
    let id = "incident/api#2026-11-20T10-00-00Z"
    #expect(got.map { $0.suffix(id.count) } == [id[...]])
    #expect(got[0].hasPrefix("hook "))
    #expect(
      report.decision.held.map { "\($0.target) \($0.item) \($0.isNew)" } == ["team \(id) true"])
    let again = try await send(news, to: [team, hook], in: folder) { _ in .sent }
    #expect(again.sent == [])
    #expect(
      again.decision.held.map { "\($0.target) \($0.item) \($0.isNew)" } == ["team \(id) false"])
  }

  @Test func `a target that fails does not stop the others`() async throws {
    let folder = try Scratch()
    try await meet([team, hook], in: folder)
    let report = try await send(try await someNews(), to: [team, hook], in: folder) {
      $0.target.name == "team" ? .refused(reason: "it answered 404") : .sent
    }
    #expect(report.sent.map(\.target.name) == ["hook"])
    #expect(report.failures.map(\.reason) == ["it answered 404"])
    #expect(report.failures.map(\.due) == [nil])
  }

  @Test func `ten outages of any length lose nothing and flood nothing`() async throws {
    let folder = try Scratch()
    try await meet([team], in: folder)
    var random = SeededGenerator(seed: 7)
    var now = Self.moment
    var site = TinySite()
    var told: Set<String> = []
    var requests = 0
    for outage in 0..<10 {
      let text = TinySite.incident.replacing("Elevated", with: "Outage \(outage)")
      site = site.with("incidents/i\(outage).md", text)
      let end = now.advanced(by: Int.random(in: 0...200_000, using: &random))
      repeat {
        now = now.advanced(by: 600)
        let isDown = now < end
        let report = try await send(
          try await news(of: site, at: now), to: [team], in: folder, at: now
        ) { _ in
          requests += 1
          return isDown ? .failedForNow(reason: "it answered 503", wait: 60) : .sent
        }
        told.formUnion(report.sent.flatMap { $0.items.map(\.id) })
      } while now < end
      // At most one day passes till the next try.
      now = now.advanced(by: 86_400)
      let report = try await send(
        try await news(of: site, at: now), to: [team], in: folder, at: now
      ) { _ in
        requests += 1
        return .sent
      }
      told.formUnion(report.sent.flatMap { $0.items.map(\.id) })
      #expect(told.count == outage + 1)
    }
    #expect(requests < 10 * 12)
  }

  @Test func `two at once send once`() async throws {
    let folder = try Scratch()
    try await meet([team], in: folder)
    let news = try await someNews()
    let counter = Counter()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask {
          _ = try await send(news, to: [team], in: folder) { _ in
            await counter.add()
            try? await Task.sleep(for: .milliseconds(30))
            return .sent
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(await counter.count == 1)
  }

  @Test func `what a kill tore from the outbox is taken away`() async throws {
    let folder = try Scratch()
    try await meet([team], in: folder)
    let path = folder.path + "/.allclear/outbox"
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    try (whole + Data(#"{"items":["incident/api#20"#.utf8)).write(to: URL(fileURLWithPath: path))
    let file = try await OutboxFile(ofSite: folder.path)
    try file.add(OutboxRecord(.on, for: ["team"], at: Self.moment))
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(
      bytes == whole + Data(#"{"state":"on","targets":["team"],"time":1795170600}"#.utf8 + [0x0A]))
  }

  @Test func `a webhook is posted with its headers, and no address is ever shown`() async throws {
    let folder = try Scratch()
    let requests = Requests()
    let server = try TinyServer { request in
      requests.add(request)
      return TinyServer.answer("503 Busy", ["Retry-After": "7"])
    }
    let deliverer = deliverer(
      folder,
      ["HOOK": server.url + "/secret-path", "KEY": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"])
    let signed = Notifier(
      name: "hook", channel: .webhook(.environment("HOOK"), signedWith: .environment("KEY")))
    let message = try await someMessage(to: signed)
    let outcome = await deliverer.deliver(message, at: Self.moment)
    let host = server.url.dropFirst("http://".count).split(separator: ":")
    #expect(
      outcome == .failedForNow(reason: "\(host[0]):\(host[1]): it answered 503", wait: 7))
    let request = try #require(requests.all.first)
    #expect(request.hasPrefix("POST /secret-path HTTP/1.1\r\n"))
    #expect(request.contains("webhook-id: \(message.webhookID)\r\n"))
    #expect(request.contains("webhook-timestamp: 1795170600\r\n"))
    #expect(request.contains("webhook-signature: v1,"))
  }

  @Test func `a command gets the item on its standard input, in the site folder`() async throws {
    let folder = try Scratch()
    try folder.write(
      "tell.sh", "#!/bin/sh\necho \"$@\" > args\ncat > told.json\nexit ${1:-0}\n", mode: 0o755)
    func outcome(_ command: String) async throws -> Outcome {
      let message = try await someMessage(to: Notifier(name: "pager", channel: .command(command)))
      return await deliverer(folder, [:]).deliver(message, at: Self.moment)
    }
    #expect(try await outcome("./tell.sh") == .sent)
    let told = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/told.json"))
    let object = try #require(try JSONSerialization.jsonObject(with: told) as? [String: Any])
    #expect(object["type"] as? String == "incident.update")
    #expect(
      try await outcome("./tell.sh 3 $HOME;ls '*'") == .failedForNow(reason: "it ended with 3"))
    #expect(try folder.text("args") == "3 $HOME;ls '*'\n")
    #expect(try await outcome("\(folder.path)/tell.sh") == .sent)
    #expect(
      try await outcome("./other.sh")
        == .failedForNow(reason: "it cannot be started: No such file or directory"))
  }

  @Test func `mail goes through the sendmail that is found first`() async throws {
    let folder = try Scratch()
    try folder.write(
      "sendmail", "#!/bin/sh\necho \"$@\" > args; cat > mail; exit $(cat status)\n", mode: 0o755)
    let mail = try await someMessage(
      to: Notifier(name: "list", channel: .mail(to: "a@b.example", from: "Acme <c@d.example>")))
    for (status, outcome) in [
      (0, Outcome.sent), (75, .failedForNow(reason: "sendmail ended with 75")),
      (65, .refused(reason: "sendmail ended with 65")),
    ] {
      try folder.write("status", "\(status)")
      let deliverer = deliverer(folder, ["PATH": folder.path + ":/usr/bin:/bin"])
      #expect(await deliverer.deliver(mail, at: Self.moment) == outcome)
    }
    #expect(try folder.text("args") == "-t -oi -f c@d.example\n")
    #expect(try folder.text("mail").contains("\nTo: a@b.example\n"))
  }

  @Test func `a secret that is missing is named by its place`() async throws {
    let folder = try Scratch()
    let message = try await someMessage(to: team)
    #expect(
      await deliverer(folder, [:]).deliver(message, at: Self.moment)
        == .failedForNow(reason: "the environment variable HOOK holds no secret, or cannot be read")
    )
  }
}

private let team = Notifier(name: "team", channel: .slack(.environment("HOOK")))
private let hook = Notifier(
  name: "hook", channel: .webhook(.environment("HOOK"), signedWith: nil))
private let moment = Timestamp(seconds: 1_795_170_600)

private func news(of site: TinySite, at moment: Timestamp) async throws -> PublishedNews {
  let site = try await site.read()
  let snapshot = site.snapshot(at: moment)
  return PublishedNews(
    of: PublishedLedger(of: snapshot, in: site, after: nil), in: PublicSite(of: site, snapshot))
}

private func someNews() async throws -> PublishedNews {
  try await news(of: TinySite().with("incidents/api.md", TinySite.incident), at: moment)
}

private func someMessage(to target: Notifier) async throws -> Message {
  let news = try await someNews()
  let item = try #require(news.item(of: news.marks[0]))
  return Message(to: target, [item], marks: [news.marks[0]], form: .update(earlier: 0))
}

private func send(
  _ news: PublishedNews, to targets: [Notifier], in folder: Scratch, at now: Timestamp = moment,
  deliver: (Message) async -> Outcome
) async throws -> SendingReport {
  try await sendNews(
    news, to: targets, keeping: try await OutboxFile(ofSite: folder.path), clock: { now },
    deliver: { message, _ in await deliver(message) })
}

private func write(_ records: [OutboxRecord], in folder: Scratch) async throws {
  let file = try await OutboxFile(ofSite: folder.path)
  for record in records { try file.add(record) }
}

/// Makes targets known of a site without an entry.
private func meet(_ targets: [Notifier], in folder: Scratch) async throws {
  _ = try await send(
    try await news(of: TinySite(), at: moment), to: targets, in: folder
  ) { _ in .sent }
}

private func deliverer(_ folder: Scratch, _ environment: [String: String]) -> Deliverer {
  Deliverer(
    for: Sender(
      name: "Acme Status", url: "https://status.acme.example", zone: .utc,
      page: PageStatus(indicator: .major, description: .partialSystemOutage)),
    site: folder.path, client: WebClient(version: "test"), environment: environment)
}

private actor Counter {
  private(set) var count = 0

  func add() { count += 1 }
}

/// What a server was sent.
private final class Requests: Sendable {
  private let texts = Mutex<[String]>([])

  func add(_ text: String) { texts.withLock { $0.append(text) } }
  var all: [String] { texts.withLock { $0 } }
}

/// A folder for one test, gone after it.
private final class Scratch: Sendable {
  let path = NSTemporaryDirectory() + "allclear-" + UUID().uuidString

  init() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ text: String, mode: Int = 0o644) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
    try FileManager.default.setAttributes(
      [.posixPermissions: mode], ofItemAtPath: "\(path)/\(name)")
  }

  func text(_ name: String) throws -> String {
    try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
  }
}
