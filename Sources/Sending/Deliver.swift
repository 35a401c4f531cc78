import ChildProcesses
import Foundation
package import Notifying
package import StatusModel
package import WebRequests

/// Brings messages to their targets.
package struct Deliverer: Sendable {
  private let sender: Sender
  private let site: String
  private let client: WebClient
  private let environment: [String: String]

  /// - Parameters:
  ///   - sender: who speaks.
  ///   - site: the site folder, from which commands run and relative files are read.
  ///   - environment: where secrets are looked for, at the moment of sending.
  package init(
    for sender: Sender, site: String, client: WebClient, environment: [String: String]
  ) {
    self.sender = sender
    self.site = site
    self.client = client
    self.environment = environment
  }

  /// Tries once.
  package func deliver(_ message: Message, at now: Timestamp) async -> Outcome {
    do throws(UnreadableSecret) {
      switch message.target.channel {
      case .webhook(let address, let secret):
        let key = try secret.map { secret throws(UnreadableSecret) in try webhookKey(secret) }
        return await post(
          message.webhook(from: sender, signedWith: key, at: now), to: try url(address), message,
          now)
      case .statuspage(let address):
        return await post(message.statuspage(from: sender), to: try url(address), message, now)
      case .slack(let address):
        return await post(message.slack(from: sender), to: try url(address), message, now)
      case .teams(let address):
        return await post(message.teams(from: sender), to: try url(address), message, now)
      case .discord(let address):
        return await post(
          message.discord(from: sender), to: waiting(try url(address)), message, now)
      case .mail(let address, let author):
        return await mail(message, to: address, from: author, at: now)
      case .webSub(let hub):
        return await ping(hub, about: message, at: now)
      case .command(let command):
        return await run(command, about: message)
      }
    } catch {
      // The team may set it right before the next run.
      return .failedForNow(reason: error.words)
    }
  }

  private func post(
    _ request: OutgoingRequest, to url: String, _ message: Message, _ now: Timestamp
  ) async -> Outcome {
    let headers = request.headers.map { WebHeader($0.name, $0.value) }
    do throws(WebRequestError) {
      let answer = try await client.answer(
        to: WebRequest(
          url, method: .post, headers: headers, body: request.body, timeout: 15,
          sizeLimit: 100_000))
      return message.target.outcome(
        ofStatus: answer.status, body: answer.body, wait: answer.retryAfter(at: now)
      ).naming(host(of: url))
    } catch {
      if case .unsendable = error { return .refused(reason: "\(error)") }
      return Outcome.failedForNow(reason: "\(error)").naming(host(of: url))
    }
  }

  /// One after the other, since a hub reads one from each request; all again where one fails.
  private func ping(_ hub: String, about message: Message, at now: Timestamp) async -> Outcome {
    for topic in message.topics(from: sender) {
      let outcome = await post(webSubRequest(topic: topic), to: hub, message, now)
      if outcome != .sent { return outcome }
    }
    return .sent
  }

  private func mail(
    _ message: Message, to address: String, from author: String, at now: Timestamp
  ) async -> Outcome {
    guard let program = sendmail else {
      return .failedForNow(reason: "there is no sendmail program")
    }
    let text = message.mail(to: address, from: author, by: sender, at: now)
    let end = await end(
      of: ChildTask(
        [program, "-t", "-oi", "-f", envelopeSender(of: author)], in: site, input: text,
        atMost: programPatience))
    switch end {
    case .status(let status): return Notifier.outcome(ofSendmail: status)
    case .failure(let reason): return .failedForNow(reason: reason)
    }
  }

  private var sendmail: String? {
    let folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
    return (folders + ["/usr/sbin", "/usr/lib"]).map { $0 + "/sendmail" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  private func run(_ command: String, about message: Message) async -> Outcome {
    let end = await end(
      of: ChildTask(
        command: command, ofSite: site, input: message.command(from: sender),
        atMost: programPatience))
    switch end {
    case .status(0): return .sent
    case .status(let status): return .failedForNow(reason: "it ended with \(status)")
    case .failure(let reason): return .failedForNow(reason: reason)
    }
  }

  private enum ProgramEnd {
    case status(Int32)
    case failure(reason: String)
  }

  /// What a program prints as errors goes to ours, and not into a reason: outboxes may be read by others.
  private func end(of task: ChildTask) async -> ProgramEnd {
    do {
      let found = try await answer(to: task)
      FileHandle.standardError.write(Data(found.errors))
      if found.delay != nil {
        return .failure(
          reason: "it took longer than \(task.patience) seconds and was stopped")
      }
      return .status(found.status)
    } catch {
      let reason = (error as? ChildProcessError)?.reason ?? "\(error)"
      return .failure(reason: "it cannot be started: \(reason)")
    }
  }
}

/// In seconds.
private let programPatience = 30

/// With the query that makes Discord say whether it kept the message.
private func waiting(_ url: String) -> String {
  url + (url.contains("?") ? "&" : "?") + "wait=true"
}

/// All that is ever shown of an address.
private func host(of url: String) -> String {
  let rest = url.split(separator: "/", omittingEmptySubsequences: true).dropFirst().first ?? ""
  let authority = rest.split(separator: "?").first ?? ""
  return authority.split(separator: "@").last.map(String.init) ?? "?"
}

extension Outcome {
  fileprivate func naming(_ host: String) -> Outcome {
    switch self {
    case .sent: .sent
    case .failedForNow(let reason, let wait):
      .failedForNow(reason: "\(host): \(reason)", wait: wait)
    case .refused(let reason): .refused(reason: "\(host): \(reason)")
    case .gone(let reason): .gone(reason: "\(host): \(reason)")
    }
  }
}

/// A secret that is not where status.yml says.
private struct UnreadableSecret: Error {
  let words: String
}

extension Deliverer {
  private func value(of secret: Secret) throws(UnreadableSecret) -> String {
    let text: String?
    let place: String
    switch secret {
    case .environment(let name):
      (text, place) = (environment[name], "the environment variable \(name)")
    case .file(let path):
      let file = path.hasPrefix("/") ? path : "\(site)/\(path)"
      place = path
      text = try? String(contentsOfFile: file, encoding: .utf8)
    }
    let value = text?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
    guard !value.isEmpty else {
      throw UnreadableSecret(words: "\(place) holds no secret, or cannot be read")
    }
    return value
  }

  private func url(_ secret: Secret) throws(UnreadableSecret) -> String {
    try value(of: secret)
  }

  private func webhookKey(_ secret: Secret) throws(UnreadableSecret) -> WebhookKey {
    guard let key = WebhookKey(secret: try value(of: secret)) else {
      throw UnreadableSecret(words: "its secret is not whsec_ and base64 of 24 to 64 bytes")
    }
    return key
  }
}
