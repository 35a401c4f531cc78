import Authoring
import Building
import Foundation
import Ledger
import Notifying
import PlainEnglish
import Planning
import Sending
import StatusModel
import WebRequests

/// What became of the news of a site.
struct NewsOutcome: Sendable {
  let report: SendingReport
  /// Nothing was sent; what would be.
  let isDryRun: Bool
  /// Nothing was sent, because another run is at it.
  var isElsewhere = false

  /// 2 where a target did not get what it should have.
  var exitStatus: Int32 {
    let isHeld = report.decision.held.contains(where: \.isNew)
    return report.failures.isEmpty && !isHeld && report.decision.off.isEmpty ? 0 : 2
  }
}

/// Tells each target of a site what readers have before them, and it has not been told.
///
/// A target that fails stops neither the others nor the caller: what went wrong is in the outcome.
///
/// - Parameters:
///   - folder: the site folder.
///   - outbox: where it is remembered what was sent.
///   - ledger: the bytes of `api/ledger.json`, read back from where readers get it.
///   - now: by the clock.
/// - Returns: nil for a site that tells nobody.
/// - Throws: `SendingError` where the outbox cannot be kept; then nothing more is sent.
func tellNews(
  of folder: String, outbox: OutboxPlace, ledger: Data, at now: Timestamp, isDryRun: Bool = false,
  on terminal: Terminal
) async throws -> NewsOutcome? {
  let site = try await readPresentSite(folder, at: now).site
  let targets = site.team.delivery.notifiers
  guard !targets.isEmpty else { return nil }
  let snapshot = site.snapshot(at: now)
  let known = try readPublished(ledger, of: site)
  let news = PublishedNews(
    of: known, in: PublicSite(of: site, snapshot), quiet: site.history.quietItems)
  guard !isDryRun else {
    var report = SendingReport()
    report.decision = decideMessages(
      news, try await outbox.peek(ofSite: folder, at: now), for: targets, at: now)
    return NewsOutcome(report: report, isDryRun: true)
  }
  let deliverer = Deliverer(
    for: Sender(site.settings, snapshot.pageStatus), site: folder,
    client: WebClient(version: programVersion), environment: ProcessInfo.processInfo.environment)
  let start = ContinuousClock.now
  let clock = { now.advanced(by: Int((ContinuousClock.now - start).components.seconds)) }
  do {
    let report = try await ProgressLine.during("Sending news", on: terminal) { _ in
      try await sendNews(
        news, to: targets, keeping: try await outbox.open(ofSite: folder, clock: clock),
        clock: clock, deliver: { await deliverer.deliver($0, at: $1) })
    }
    return NewsOutcome(report: report, isDryRun: false)
  } catch SendingError.busy {
    return NewsOutcome(report: SendingReport(), isDryRun: false, isElsewhere: true)
  }
}

extension Sender {
  init(_ settings: SiteSettings, _ page: PageStatus) {
    self.init(name: settings.name, url: settings.url, zone: settings.timeZone, page: page)
  }
}

private func readPublished(_ bytes: Data, of site: Site) throws -> PublishedLedger {
  guard let ledger = try? PublishedLedger(json: bytes) else {
    throw Refusal.machine(
      "the ledger is damaged, or not one of this version",
      hint: "nothing was sent; build and publish the page again")
  }
  guard !ledger.isPicture else {
    throw Refusal.content(
      "the ledger is of a page of the past", hint: "nothing was sent; build without --as-of")
  }
  guard ledger.url == site.settings.url else {
    throw Refusal.content(
      "the ledger is of \(ledger.url), and status.yml says \(site.settings.url)",
      hint: "nothing was sent; build and publish the page again")
  }
  return ledger
}

extension NewsOutcome {
  /// Lines for a person; none where nothing happened.
  var lines: [String] {
    guard !isElsewhere else {
      return [
        "\(SendingError.busy), and this one has sent nothing; the next run sends what is left"
      ]
    }
    let decision = report.decision
    let known = decision.firstSeen.map {
      "\(plural($0.entries, "entry", "entries")) known: nothing is sent to '\($0.target)'"
    }
    let planned = isDryRun ? decision.messages.map { "would send to \($0.line)" } : []
    let sent = report.sent.map { "sent to \($0.line)" }
    let waiting = decision.waiting.map {
      "'\($0.target)': \(plural($0.items, "update")) tried again after \($0.due.iso8601)"
    }
    return known + planned + sent + waiting
  }

  /// Lines of what went wrong.
  var warnings: [String] {
    let failed = report.failures.map { failure in
      let names = failure.items.joined(separator: ", ")
      let next =
        failure.isOff
        ? "; it is turned off, `allclear notify retry \(failure.target)` turns it on"
        : failure.due.map { "; tried again after \($0.iso8601)" }
          ?? "; given up, `allclear notify retry \(failure.target)` sends it again"
      return "'\(failure.target)' did not get \(names): \(failure.reason)\(next)"
    }
    let held = report.decision.held.map {
      "'\($0.target)' may or may not have got \($0.item), and would not tell it from a second one; "
        + "`allclear notify retry \($0.target)` sends it again, `allclear notify skip \($0.target)` does not"
    }
    let off = report.decision.off.map {
      "'\($0.target)' is off, and \(plural($0.items, "update")) \($0.items == 1 ? "waits" : "wait"); "
        + "`allclear notify retry \($0.target)` turns it on"
    }
    return failed + held + off
  }

  /// One object, sorted keys, one line.
  func json() throws -> String {
    try jsonLine(
      Row(
        busy: isElsewhere, dryRun: isDryRun,
        failed: report.failures.map {
          Row.Failure(
            due: $0.due?.iso8601, items: $0.items, off: $0.isOff, reason: $0.reason,
            target: $0.target)
        },
        held: report.decision.held.map { Row.Item(item: $0.item, target: $0.target) },
        new: report.decision.firstSeen.map(\.target),
        sent: (isDryRun ? report.decision.messages : report.sent).map {
          Row.Sent(digest: $0.form == .digest, items: $0.items.map(\.id), target: $0.target.name)
        },
        waiting: report.decision.waiting.map {
          Row.Waiting(count: $0.items, due: $0.due.iso8601, target: $0.target)
        }))
  }

  private struct Row: Encodable {
    struct Failure: Encodable {
      let due: String?
      let items: [String]
      let off: Bool
      let reason: String
      let target: String
    }

    struct Item: Encodable {
      let item: String
      let target: String
    }

    struct Sent: Encodable {
      let digest: Bool
      let items: [String]
      let target: String
    }

    struct Waiting: Encodable {
      let count: Int
      let due: String
      let target: String
    }

    let busy: Bool
    let dryRun: Bool
    let failed: [Failure]
    let held: [Item]
    let new: [String]
    let sent: [Sent]
    let waiting: [Waiting]

    enum CodingKeys: String, CodingKey {
      case dryRun = "dry_run"
      case busy, failed, held, new, sent, waiting
    }
  }
}

extension Message {
  /// `team: [Identified] Elevated API error rates, with 2 earlier updates`.
  fileprivate var line: String {
    switch form {
    case .digest: "'\(target.name)': \(plural(items.count, "update")) in one digest"
    case .update where newest.part != nil:
      "'\(target.name)': \(newest.components.map { "\($0.name): \($0.new.words)" }.joined())"
    case .update(let earlier):
      "'\(target.name)': [\(newest.stateWord)] \(newest.title)"
        + (earlier > 0 ? ", with \(plural(earlier, "earlier update"))" : "")
    }
  }
}

private func plural(_ number: Int, _ one: String, _ many: String) -> String {
  "\(number) \(number == 1 ? one : many)"
}
