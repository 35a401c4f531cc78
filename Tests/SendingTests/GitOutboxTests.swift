import Foundation
import Notifying
import Sending
import StatusModel
import Testing

@Suite struct GitOutboxTests {
  @Test func `what one machine sent, the next one knows`() async throws {
    let place = try Remote()
    let first = try await place.outbox()
    try await first.add([record(.skipped, "incident/old#a")])
    try await first.add([record(.sending, "incident/api#a"), record(.sent, "incident/api#a")])
    try await first.finish()
    let second = try await place.outbox()
    #expect(second.outbox == first.outbox)
    #expect(second.outbox.rows(of: "team").map(\.state) == [.sent, .skipped])
    #expect(try place.git(["rev-list", "--count", GitOutbox.reference]) == "1")
    #expect(try place.git(["ls-tree", "--name-only", GitOutbox.reference]) == "outbox")
    #expect(try place.git(["for-each-ref", "--format=%(refname)"]) == GitOutbox.reference)
  }

  @Test func `of two that read the same, one alone may send`() async throws {
    let place = try Remote()
    for round in 0..<2 {
      let one = try await place.outbox()
      let other = try await place.outbox()
      try await one.add([record(.sending, "incident/api#\(round)")])
      await #expect(throws: SendingError.busy) {
        try await other.add([record(.sending, "incident/api#\(round)")])
      }
      try await other.finish()
      try await one.add([record(.sent, "incident/api#\(round)")])
      try await one.finish()
    }
    #expect(try await place.outbox().outbox.rows(of: "team").map(\.state) == [.sent, .sent])
  }

  @Test func `the same words at the same second are two runs all the same`() async throws {
    let place = try Remote()
    let outboxes = [
      try await place.outbox(), try await place.outbox(), try await place.outbox(),
      try await place.outbox(),
    ]
    let record = record(.sending, "incident/api#a")
    var won = 0
    for outbox in outboxes {
      do throws(SendingError) {
        try await outbox.add([record])
        won += 1
      } catch {
        #expect(error == .busy)
      }
    }
    #expect(won == 1)
  }

  @Test func `one that reads while another sends stays away until that is silent for long`()
    async throws
  {
    let place = try Remote()
    let sending = try await place.outbox()
    try await sending.add([record(.sending, "incident/api#a")])
    await #expect(throws: SendingError.busy) {
      try await place.outbox(at: 299).add([record(.held, "incident/api#a")])
    }
    let heir = try await place.outbox(at: 301)
    #expect(heir.outbox.rows(of: "team").map(\.state) == [.sending])
    try await heir.add([record(.held, "incident/api#a")])
    await #expect(throws: SendingError.overtaken) {
      try await sending.add([record(.sent, "incident/api#a")])
    }
    try await heir.finish()
    #expect(try await place.outbox().outbox.rows(of: "team").map(\.state) == [.held])
  }

  @Test func `who has nothing to write changes nothing`() async throws {
    let place = try Remote()
    let outbox = try await place.outbox()
    try await outbox.add([])
    try await outbox.finish()
    #expect(try place.git(["for-each-ref"]) == "")
  }

  @Test func `no password of a remote is shown`() async throws {
    let place = try Remote()
    do throws(SendingError) {
      _ = try await GitOutbox(
        ofSite: place.folder, remote: "https://user:s3cret@127.0.0.1:9/a.git", clock: { moment })
      Issue.record("there is no such remote")
    } catch {
      #expect(!"\(error) \(error.hint)".contains("s3cret"))
      #expect("\(error)".contains("127.0.0.1"))
    }
  }

  @Test func `a damaged outbox stops the sending`() async throws {
    let place = try Remote()
    let outbox = try await place.outbox()
    try await outbox.add([record(.sent, "incident/api#a")])
    try await outbox.finish()
    let blob = try place.git(["hash-object", "-w", "--stdin"], input: "no record\n")
    let tree = try place.git(["mktree"], input: "100644 blob \(blob)\toutbox\n")
    let commit = try place.git(["commit-tree", tree, "-m", "x"])
    _ = try place.git(["update-ref", GitOutbox.reference, commit])
    await #expect(
      throws: SendingError.damagedOutbox(path: "refs/allclear/sent of origin", line: 1)
    ) { _ = try await place.outbox() }
  }
}

private let moment = Timestamp(seconds: 1_795_170_600)

private func record(_ state: OutboxRecord.State, _ id: String) -> OutboxRecord {
  let parts = id.split(separator: "#").map(String.init)
  return OutboxRecord(
    state, [NewsMark(entry: parts[0], anchor: parts[1])], for: ["team"], at: moment)
}

/// A bare repository, and clones of it.
private final class Remote {
  let folder = NSTemporaryDirectory() + "allclear-" + UUID().uuidString
  private var clones = 0

  init() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try run(["git", "init", "--quiet", "--bare", folder + "/remote.git"])
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// As a machine has it that has just cloned the site.
  ///
  /// - Parameter seconds: after the moment.
  func outbox(at seconds: Int = 0) async throws -> GitOutbox {
    clones += 1
    let clone = "\(folder)/\(clones)"
    try run(["git", "clone", "--quiet", folder + "/remote.git", clone])
    let now = moment.advanced(by: seconds)
    return try await GitOutbox(ofSite: clone, remote: "origin", clock: { now })
  }

  func git(_ arguments: [String], input: String = "") throws -> String {
    try run(["git", "--git-dir", folder + "/remote.git"] + arguments, input: input)
  }

  /// Waits where it stands: beside a thousand other tests, a task may be kept waiting longer than git may take.
  @discardableResult
  private func run(_ arguments: [String], input: String = "") throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    let role = ["GIT_AUTHOR", "GIT_COMMITTER"]
    let names = role.flatMap { [("\($0)_NAME", "x"), ("\($0)_EMAIL", "x@example.com")] }
    process.environment = ProcessInfo.processInfo.environment.merging(names) { _, new in new }
    let (given, printed) = (Pipe(), Pipe())
    process.standardInput = given
    process.standardOutput = printed
    try process.run()
    try given.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try given.fileHandleForWriting.close()
    let output = printed.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "\(arguments)")
    return String(decoding: output, as: UTF8.self).trimmingCharacters(in: .newlines)
  }
}
